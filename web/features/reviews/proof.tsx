import { Link } from '@tanstack/react-router'
import { useTexts } from '../../i18n/language.tsx'
import type { ReviewDetail } from '../../review-client.ts'
import { CheckIcon } from '../../ui/icons.tsx'
import { Notice } from '../../ui/notice.tsx'
import { usePlace } from '../session/place.tsx'

/** Whether a closed version still is what was closed, and what of it was erased since. */
export function Proof({ proof }: { proof: NonNullable<ReviewDetail['proof']> }) {
  const { code, me } = usePlace()
  const { t } = useTexts()
  if (!proof.asClosed)
    return (
      <div className="mt-3">
        <Notice quiet kind="error" title={t.reviews.notAsClosed}>
          <p>{t.reviews.notAsClosedWhat}</p>
          {me.permitted.includes('history.read') && (
            <Link
              to="/m/$municipality/history"
              params={{ municipality: code }}
              className="text-blue-900 underline"
            >
              {t.reviews.lookAtHistory}
            </Link>
          )}
        </Notice>
      </div>
    )
  return (
    <>
      <p className="mt-1 flex items-center gap-1 text-success-2">
        <CheckIcon size={20} />
        {t.reviews.asClosed}
      </p>
      {proof.erasedTexts > 0 && <p className="mt-1">{t.reviews.erasedSince(proof.erasedTexts)}</p>}
    </>
  )
}

import { Link } from '@tanstack/react-router'
import { useFrameTexts } from '../../i18n/language.tsx'
import { buttonClass } from '../../ui/button.tsx'
import { ErrorState } from '../../ui/states.tsx'
import { NoAnswer, Refusal } from '../forms/failure.ts'
import { signInAddress } from './sign-in-address.ts'

/** Why a page could not be loaded, and what to do: one answer for every page. */
export function LoadFailure({ error, onRetry }: { error: Error; onRetry: () => void }) {
  const { t } = useFrameTexts()
  if (error instanceof Refusal && error.code === 'not_signed_in')
    return (
      <ErrorState
        title={t.states.expired}
        detail={
          <a href={signInAddress()} className={`${buttonClass('solid', 'small')} mt-2`}>
            {t.states.signInAgain}
          </a>
        }
      />
    )
  if (error instanceof Refusal && error.status === 404)
    return (
      <ErrorState
        title={t.states.notFound}
        detail={
          <>
            <p>{t.states.notFoundDetail}</p>
            <Link to="/" className="text-blue-900 underline">
              {t.states.backToOverview}
            </Link>
          </>
        }
      />
    )
  if (error instanceof Refusal && error.status === 403)
    return <ErrorState title={t.states.notAllowed} detail={t.states.notAllowedDetail} />
  return (
    <ErrorState
      title={t.states.failed}
      detail={error instanceof NoAnswer ? t.states.offline : error.message}
      onRetry={onRetry}
    />
  )
}

import { Link } from '@tanstack/react-router'
import { useTexts } from '../../i18n/language.tsx'
import { Notice } from '../../ui/notice.tsx'
import { usePlace } from '../session/place.tsx'

/** How many people mails don't reach, with the way to who they are and what to do. */
export function UnreachedTask({ count }: { count: number }) {
  const { code } = usePlace()
  const { t } = useTexts()
  return (
    <div className="mb-4">
      <Notice quiet kind="warning" title={t.unreached.waiting(count)}>
        <Link
          to="/m/$municipality/people/unreached"
          params={{ municipality: code }}
          className="text-blue-900 underline"
        >
          {t.unreached.look}
        </Link>
      </Notice>
    </div>
  )
}

import { Link } from '@tanstack/react-router'
import { useTexts } from '../../i18n/language.tsx'
import { Notice } from '../../ui/notice.tsx'
import { usePlace } from '../session/place.tsx'

/** 履歴の異常: as long as it lasts, also for who wants no mail about it. */
export function BrokenHistory({ since }: { since: string }) {
  const { code } = usePlace()
  const { t, dates } = useTexts()
  return (
    <div className="my-2">
      <Notice quiet kind="error" title={t.tasks.historyBroken(dates.instantDay(since))}>
        <p>{t.tasks.historyBrokenWhat}</p>
        <Link
          to="/m/$municipality/history"
          params={{ municipality: code }}
          className="text-blue-900 underline"
        >
          {t.tasks.historyBrokenLook}
        </Link>
      </Notice>
    </div>
  )
}

import { Link } from '@tanstack/react-router'
import { useTexts } from '../../i18n/language.tsx'
import { Remark } from '../../ui/notice.tsx'
import { usePlace } from '../session/place.tsx'

/** That HR's role does not end with a transfer, and where it is ended. */
export function KeepsHr({ memberId }: { memberId: string }) {
  const { code } = usePlace()
  const { t } = useTexts()
  return (
    <Remark>
      {t.roster.keepsHr}{' '}
      <Link
        to="/m/$municipality/people/$memberId/edit"
        params={{ municipality: code, memberId }}
        className="text-blue-900 underline"
      >
        {t.roster.endHr}
      </Link>
    </Remark>
  )
}

import type { Report } from '../../../functions/domain/outcomes/report.ts'
import { useTexts } from '../../i18n/language.tsx'
import { withdrawReport } from '../../proposal-client.ts'
import { ReasonDialog } from '../forms/reason-dialog.tsx'
import { usePlace } from '../session/place.tsx'

/** Takes a report back, with a reason. */
export function WithdrawDialog({
  report,
  proposalId,
  onClose,
}: {
  report: Report
  proposalId: string
  onClose: () => void
}) {
  const { code } = usePlace()
  const { t } = useTexts()
  const { title, lead, reason, reasonMissing: missing, submit } = t.withdraw
  return (
    <ReasonDialog
      draft={`withdraw/${report.id}`}
      texts={{ title, lead, reason, missing, submit }}
      danger
      send={(why, key) =>
        withdrawReport({ municipality: code, proposalId, key }, report.id, { reason: why })
      }
      onClose={onClose}
    />
  )
}

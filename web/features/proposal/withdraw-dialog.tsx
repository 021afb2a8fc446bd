import type { Report } from '../../../functions/domain/report.ts'
import { useTexts } from '../../i18n/language.tsx'
import { withdrawReport } from '../../proposal-client.ts'
import { Dialog } from '../../ui/dialog.tsx'
import { useDraft } from '../drafts/draft.ts'
import { TextField } from '../forms/text-field.tsx'
import { WriteForm } from '../forms/write-form.tsx'
import { usePlace } from '../session/place.tsx'
import { useRecorded } from './use-recorded.ts'

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
  const { code, owner } = usePlace()
  const { t } = useTexts()
  const recorded = useRecorded(code)
  const draft = useDraft(owner, `withdraw/${report.id}`, { reason: '' })
  return (
    <Dialog title={t.withdraw.title} onClose={onClose}>
      <p>{t.withdraw.lead}</p>
      <WriteForm
        draft={draft}
        check={({ reason }) =>
          reason.trim() === ''
            ? [{ pointer: '/reason', code: 'required', detail: t.withdraw.reasonMissing }]
            : []
        }
        send={(values, key) =>
          withdrawReport({ municipality: code, proposalId, key }, report.id, values)
        }
        onDone={() => {
          void recorded()
          onClose()
        }}
        submitLabel={t.withdraw.submit}
        submitVariant="danger"
        onCancel={onClose}
      >
        {(errorOf) => (
          <TextField
            name="reason"
            label={t.withdraw.reason}
            required
            error={errorOf('reason')}
            value={draft.values.reason}
            onChange={(text) => draft.set({ reason: text })}
          />
        )}
      </WriteForm>
    </Dialog>
  )
}

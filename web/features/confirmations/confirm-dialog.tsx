import { useState } from 'react'
import { type ConfirmationRow, type ConfirmedRow, confirmSet } from '../../confirmation-client.ts'
import { useTexts } from '../../i18n/language.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { useDraft } from '../drafts/draft.ts'
import { TextField } from '../forms/text-field.tsx'
import { WriteForm } from '../forms/write-form.tsx'
import { OutcomeTag } from '../outcomes/outcome-tag.tsx'
import { DecisionFields } from '../proposal/decision-fields.tsx'
import { usePlace } from '../session/place.tsx'

/** Confirms one report or a chosen set, with the same decision for each; tells how far it is. */
export function ConfirmDialog({
  rows,
  onClose,
  onDone,
}: {
  rows: readonly ConfirmationRow[]
  onClose: () => void
  onDone: (confirmed: ConfirmedRow[]) => void
}) {
  const { code, owner, today } = usePlace()
  const { t, words, dates } = useTexts()
  const [answered, setAnswered] = useState(0)
  const draft = useDraft(owner, 'confirmations', {
    decidedOn: '',
    documentNumber: '',
    comment: '',
  })
  const { values, set } = draft
  const count = rows.length
  return (
    <Dialog title={t.confirmations.dialogTitle(count)} onClose={onClose}>
      <p>{t.confirmations.dialogLead(count)}</p>
      <details open={count <= 3} className="mt-2">
        <summary className="py-2 text-blue-900 underline">
          {t.confirmations.dialogList(count)}
        </summary>
        <ul className="max-h-60 list-disc space-y-1 overflow-y-auto pl-6">
          {rows.map(({ report, proposal }) => (
            <li key={report.id}>
              {proposal.title}
              <span className="flex flex-wrap items-center gap-2 text-[0.875rem]">
                {t.report.asOfIs(dates.asOf(report.asOf))}
                <OutcomeTag code={report.outcome} manner={report.manner} />
              </span>
            </li>
          ))}
        </ul>
      </details>
      <WriteForm
        draft={draft}
        check={({ decidedOn }) =>
          decidedOn > today
            ? [
                {
                  pointer: '/decidedOn',
                  code: 'in_future',
                  detail: t.confirmations.decidedAhead,
                },
              ]
            : []
        }
        send={({ decidedOn, documentNumber, comment }, key) =>
          confirmSet(
            { municipality: code, key },
            {
              ...(decidedOn !== '' && { decidedOn }),
              ...(documentNumber.trim() !== '' && { documentNumber }),
              ...(comment.trim() !== '' && { comment }),
              reports: rows.map(({ report, proposal }) => ({
                proposalId: proposal.id,
                reportId: report.id,
              })),
            },
            setAnswered,
          )
        }
        onDone={(confirmed) => {
          onClose()
          onDone(confirmed)
        }}
        submitLabel={t.confirmations.submit}
        onCancel={onClose}
      >
        {(errorOf) => (
          <>
            <DecisionFields values={values} set={set} errorOf={errorOf} />
            <p className="text-[0.875rem] text-solid-gray-700">{t.confirmations.sharedHint}</p>
            <TextField
              name="comment"
              label={words.reportFields.comment}
              required={false}
              error={errorOf('comment')}
              rows={2}
              value={values.comment}
              onChange={(text) => set({ comment: text })}
            />
            <div role="status">
              {answered > 0 && (
                <>
                  <progress
                    className="w-full accent-blue-900"
                    value={answered}
                    max={count}
                    aria-label={t.confirmations.submit}
                  />
                  <p>{t.confirmations.progress(answered, count)}</p>
                </>
              )}
            </div>
          </>
        )}
      </WriteForm>
    </Dialog>
  )
}

import type { Report } from '../../../functions/domain/outcomes/report.ts'
import { useTexts } from '../../i18n/language.tsx'
import { answerReport } from '../../proposal-client.ts'
import { Dialog } from '../../ui/dialog.tsx'
import { useDraft } from '../drafts/draft.ts'
import { TextField } from '../forms/text-field.tsx'
import { WriteForm } from '../forms/write-form.tsx'
import { OutcomeTag } from '../outcomes/outcome-tag.tsx'
import { usePlace } from '../session/place.tsx'
import { DecisionFields } from './decision-fields.tsx'
import { useRecorded } from './use-recorded.ts'

/** HR confirms or marks a discrepancy; a cohort attests HR's word; both can take it back. */
export function AnswerDialog({
  answer,
  report,
  proposalId,
  onClose,
  onDone,
}: {
  answer: 'confirmed' | 'disputed' | 'withdrawn'
  report: Pick<Report, 'id' | 'asOf' | 'outcome' | 'manner' | 'side'>
  proposalId: string
  onClose: () => void
  onDone?: () => void
}) {
  const { code, owner } = usePlace()
  const { t, words, dates } = useTexts()
  const recorded = useRecorded(code)
  const draft = useDraft(owner, `answer/${report.id}/${answer}`, {
    comment: '',
    decidedOn: '',
    documentNumber: '',
  })
  const { values, set } = draft
  return (
    <Dialog title={t.answer.actions[answer]} onClose={onClose}>
      <p className="flex flex-wrap items-center gap-2">
        {t.report.asOfIs(dates.asOf(report.asOf))}
        <OutcomeTag code={report.outcome} manner={report.manner} />
      </p>
      <p className="mt-2">{t.answer.leads[answer]}</p>
      <WriteForm
        draft={draft}
        check={({ comment }) =>
          answer === 'disputed' && comment.trim() === ''
            ? [{ pointer: '/comment', code: 'reason_required', detail: t.answer.commentMissing }]
            : []
        }
        send={({ comment, decidedOn, documentNumber }, key) =>
          answerReport({ municipality: code, proposalId, key }, report.id, {
            answer,
            ...(comment.trim() !== '' && { comment }),
            ...(decidedOn !== '' && { decidedOn }),
            ...(documentNumber.trim() !== '' && { documentNumber }),
          })
        }
        onDone={() => {
          void recorded()
          onDone?.()
          onClose()
        }}
        submitLabel={t.answer.submits[answer]}
        onCancel={onClose}
      >
        {(errorOf) => (
          <>
            <TextField
              name="comment"
              label={answer === 'disputed' ? t.answer.whatDiffers : words.reportFields.comment}
              required={answer === 'disputed'}
              error={errorOf('comment')}
              rows={3}
              value={values.comment}
              onChange={(text) => set({ comment: text })}
            />
            {answer !== 'withdrawn' && report.side === 'cohort' && (
              <DecisionFields values={values} set={set} errorOf={errorOf} />
            )}
          </>
        )}
      </WriteForm>
    </Dialog>
  )
}

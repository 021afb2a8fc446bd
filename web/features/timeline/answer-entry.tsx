import type { Confirmation, Report } from '../../../functions/domain/outcomes/report.ts'
import { useTexts } from '../../i18n/language.tsx'
import { Tag } from '../../ui/tag.tsx'
import { useWho } from './who.ts'

const KIND = { confirmed: 'good', disputed: 'error', withdrawn: 'plain' } as const

/** One side's answer to a report of the other. */
export function AnswerEntry({ answer, report }: { answer: Confirmation; report: Report }) {
  const { t, words, dates } = useTexts()
  const who = useWho()
  return (
    <article className="keep-together">
      <p className="flex flex-wrap items-center gap-2">
        <Tag kind={KIND[answer.answer]}>
          {t.timeline.answerOf(words.sides[answer.side], words.answers[answer.answer])}
        </Tag>
        <span className="font-700">{dates.asOf(answer.asOf)}</span>
        <span className="text-[0.875rem]">
          {t.timeline.answerTo(
            words.reportKinds[report.kind],
            t.report.asOfIs(dates.asOf(report.asOf)),
            words.outcomes[report.outcome],
          )}
        </span>
      </p>
      {answer.comment && <p className="mt-1 whitespace-pre-line">{answer.comment}</p>}
      {(answer.decidedOn || answer.documentNumber) && (
        <p className="mt-1 text-[0.875rem]">
          {answer.decidedOn &&
            `${words.reportFields.decidedOn}${t.common.colon}${dates.day(answer.decidedOn)} `}
          {answer.documentNumber &&
            `${words.reportFields.documentNumber}${t.common.colon}${answer.documentNumber}`}
        </p>
      )}
      <p className="mt-1 text-[0.8125rem] text-solid-gray-700">
        {t.timeline.recorded(dates.instant(answer.recordedAt), who.recorder(answer.by))}
      </p>
    </article>
  )
}

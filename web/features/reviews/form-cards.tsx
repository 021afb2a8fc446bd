import {
  askedInWords,
  cohortsInWords,
  lastKnownInWords,
  reasonInWords,
} from '../../../functions/domain/messages/review.ts'
import { formOf } from '../../../functions/domain/reviews/review-form.ts'
import type { ReviewContent, ReviewRowView } from '../../../functions/domain/reviews/review-view.ts'
import { classes } from '../../ui/classes.ts'
import { Lines, TitleAndMarks } from './form-lines.tsx'
import { useSpeaking } from './use-speaking.ts'

const card = 'rounded-8 border border-solid-gray-420 p-3 leading-150'

/** The program's form on a phone: a card for each row, which says by words in which column it stands. */
export function FormCards({ content }: { content: Pick<ReviewContent, 'rows' | 'years'> }) {
  const speaking = useSpeaking()
  const { words, texts } = speaking
  const { lines, notConfirmed } = formOf(content)
  return (
    <div className="desktop:hidden print:hidden">
      <ul aria-label={texts.forms.program} className="space-y-3">
        {lines.map((line) =>
          line.kind === 'year' ? (
            <li key={`year ${line.fiscalYear}`} className={classes(card, 'text-solid-gray-700')}>
              {words.fiscalYear(line.fiscalYear)} {words.cohortRecords[line.record]}
            </li>
          ) : (
            <Card
              key={line.row.proposalId}
              row={line.row}
              head={texts.blocks[line.block]}
              mark={line.block === 'continuing' ? 'border-l-blue-900' : 'border-l-orange-800'}
              facts={[[texts.columns.reason, reasonInWords(line.row, speaking)]]}
            />
          ),
        )}
        {lines.length === 0 && <li className={card}>{texts.none}</li>}
      </ul>
      {notConfirmed.length > 0 && (
        <>
          <h3 className="mt-6 mb-2 text-[1.125rem] font-700">{texts.blocks.not_confirmed}</h3>
          <ul aria-label={texts.blocks.not_confirmed} className="space-y-3">
            {notConfirmed.map((row) => (
              <Card
                key={row.proposalId}
                row={row}
                mark="border-l-solid-gray-536"
                facts={[
                  [texts.columns.asked, askedInWords(row, speaking)],
                  [texts.columns.lastKnown, lastKnownInWords(row, speaking)],
                ]}
              />
            ))}
          </ul>
        </>
      )}
    </div>
  )
}

function Card({
  row,
  head,
  mark,
  facts,
}: {
  row: ReviewRowView
  head?: string
  mark: string
  facts: [string, string[]][]
}) {
  const speaking = useSpeaking()
  return (
    <li className={classes(card, 'border-l-8', mark)}>
      <p className="text-[0.875rem]">{cohortsInWords(row, speaking)}</p>
      {head && <p className="text-[0.875rem] font-700">{head}</p>}
      <p>
        <TitleAndMarks row={row} />
      </p>
      <dl className="mt-2 space-y-1 text-[0.9375rem]">
        {facts.map(([term, lines]) => (
          <div key={term}>
            <dt className="text-[0.875rem] font-700 text-solid-gray-700">{term}</dt>
            <dd>
              <Lines lines={lines} />
            </dd>
          </div>
        ))}
      </dl>
    </li>
  )
}

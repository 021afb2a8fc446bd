import {
  askedInWords,
  cohortsInWords,
  lastKnownInWords,
  reasonInWords,
} from '../../../functions/domain/messages/review.ts'
import { formOf } from '../../../functions/domain/reviews/review-form.ts'
import type { ReviewContent } from '../../../functions/domain/reviews/review-view.ts'
import { FormCards } from './form-cards.tsx'
import { Lines, TitleAndMarks } from './form-lines.tsx'
import { useSpeaking } from './use-speaking.ts'

const cell = 'border border-solid-gray-536 px-3 py-2 align-top'
const head = `${cell} bg-solid-gray-50 text-left font-700`

/** The program's form as a table: two columns and the reasons, then what could not be confirmed. */
export function FormTable({ content }: { content: Pick<ReviewContent, 'rows' | 'years'> }) {
  const speaking = useSpeaking()
  const { words, texts } = speaking
  const { lines, notConfirmed } = formOf(content)
  return (
    <>
      <FormCards content={content} />
      <div className="hidden desktop:block print:block">
        <table className="w-full border-collapse text-[0.9375rem] leading-150">
          <caption className="sr-only">{texts.forms.program}</caption>
          <thead>
            <tr>
              <th scope="col" className={`${head} w-[15%]`}>
                {texts.columns.cohort}
              </th>
              <th scope="col" className={`${head} w-[27%]`}>
                {texts.blocks.continuing}
              </th>
              <th scope="col" className={`${head} w-[27%]`}>
                {texts.blocks.not_continued}
              </th>
              <th scope="col" className={head}>
                {texts.columns.reason}
              </th>
            </tr>
          </thead>
          <tbody>
            {lines.map((line) =>
              line.kind === 'year' ? (
                <tr key={`year ${line.fiscalYear}`}>
                  <th scope="row" className={`${head} break-keep wrap-normal`}>
                    {words.fiscalYear(line.fiscalYear)}
                  </th>
                  <td colSpan={3} className={`${cell} text-solid-gray-700`}>
                    {words.cohortRecords[line.record]}
                  </td>
                </tr>
              ) : (
                <tr key={line.row.proposalId}>
                  <th scope="row" className={`${head} break-keep wrap-normal`}>
                    {cohortsInWords(line.row, speaking)}
                  </th>
                  <td className={cell}>
                    {line.block === 'continuing' && <TitleAndMarks row={line.row} />}
                  </td>
                  <td className={cell}>
                    {line.block === 'not_continued' && <TitleAndMarks row={line.row} />}
                  </td>
                  <td className={cell}>
                    <Lines lines={reasonInWords(line.row, speaking)} />
                  </td>
                </tr>
              ),
            )}
            {lines.length === 0 && (
              <tr>
                <td colSpan={4} className={cell}>
                  {texts.none}
                </td>
              </tr>
            )}
          </tbody>
        </table>
      </div>
      {notConfirmed.length > 0 && (
        <>
          <h3 className="mt-6 mb-2 hidden text-[1.125rem] font-700 desktop:block print:block">
            {texts.blocks.not_confirmed}
          </h3>
          <div className="hidden desktop:block print:block">
            <table className="w-full border-collapse text-[0.9375rem] leading-150">
              <caption className="sr-only">{texts.blocks.not_confirmed}</caption>
              <thead>
                <tr>
                  {(['cohort', 'proposal', 'asked', 'lastKnown'] as const).map((column) => (
                    <th key={column} scope="col" className={head}>
                      {texts.columns[column]}
                    </th>
                  ))}
                </tr>
              </thead>
              <tbody>
                {notConfirmed.map((row) => (
                  <tr key={row.proposalId}>
                    <th scope="row" className={`${head} break-keep wrap-normal`}>
                      {cohortsInWords(row, speaking)}
                    </th>
                    <td className={cell}>
                      <TitleAndMarks row={row} />
                    </td>
                    <td className={cell}>
                      <Lines lines={askedInWords(row, speaking)} />
                    </td>
                    <td className={cell}>
                      <Lines lines={lastKnownInWords(row, speaking)} />
                    </td>
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
        </>
      )}
      <p className="mt-3 text-[0.875rem] text-solid-gray-700">{texts.aboutForm}</p>
    </>
  )
}

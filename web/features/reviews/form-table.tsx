import type { ReactNode } from 'react'
import {
  askedInWords,
  cohortsInWords,
  lastKnownInWords,
  marksInWords,
  reasonInWords,
} from '../../../functions/domain/messages/review.ts'
import { formOf } from '../../../functions/domain/review-form.ts'
import type { ReviewContent, ReviewRowView } from '../../../functions/domain/review-view.ts'
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
      <Scrollable label={texts.forms.program}>
        <table className="w-full min-w-[35rem] border-collapse text-[0.9375rem] leading-150 print:min-w-0">
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
      </Scrollable>
      {notConfirmed.length > 0 && (
        <>
          <h3 className="mt-6 mb-2 text-[1.125rem] font-700">{texts.blocks.not_confirmed}</h3>
          <Scrollable label={texts.blocks.not_confirmed}>
            <table className="w-full min-w-[35rem] border-collapse text-[0.9375rem] leading-150 print:min-w-0">
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
          </Scrollable>
        </>
      )}
      <p className="mt-3 text-[0.875rem] text-solid-gray-700">{texts.aboutForm}</p>
    </>
  )
}

function TitleAndMarks({ row }: { row: ReviewRowView }) {
  const speaking = useSpeaking()
  const shown = row.marks.filter((mark) => mark === 'disputed')
  return (
    <>
      <span className="font-700">{row.title}</span>
      {row.standing === 'completed' && <Small>{speaking.texts.completedAs}</Small>}
      {marksInWords({ ...row, marks: shown }, speaking).map((mark) => (
        <Small key={mark}>{mark}</Small>
      ))}
    </>
  )
}

function Small({ children }: { children: ReactNode }) {
  return <span className="mt-1 block text-[0.8125rem] text-solid-gray-700">{children}</span>
}

/** Lines of text, one under the other. */
export function Lines({ lines }: { lines: readonly string[] }) {
  return lines.map((line) => (
    <span key={line} className="block whitespace-pre-line">
      {line}
    </span>
  ))
}

/** A wide table scrolls by itself, with the keyboard too. */
function Scrollable({ label, children }: { label: string; children: ReactNode }) {
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset is for forms, and a section would be a landmark
    <div
      role="group"
      aria-label={label}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached with the keyboard
      tabIndex={0}
      className="overflow-x-auto print:overflow-visible"
    >
      {children}
    </div>
  )
}

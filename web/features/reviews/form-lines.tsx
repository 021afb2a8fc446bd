import type { ReactNode } from 'react'
import { marksInWords } from '../../../functions/domain/messages/review.ts'
import type { ReviewRowView } from '../../../functions/domain/reviews/review-view.ts'
import { useSpeaking } from './use-speaking.ts'

/** What a proposal is called, and what its reader must know. */
export function TitleAndMarks({ row }: { row: ReviewRowView }) {
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

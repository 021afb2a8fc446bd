import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import {
  askedInWords,
  cohortsInWords,
  confirmationInWords,
  marksInWords,
  reasonInWords,
  sourceInWords,
} from '../../../functions/domain/messages/review.ts'
import type { ReviewRowView } from '../../../functions/domain/reviews/review-view.ts'
import { useTexts } from '../../i18n/language.tsx'
import type { ReviewDetail } from '../../review-client.ts'
import { Button, buttonClass } from '../../ui/button.tsx'
import { Section } from '../../ui/section.tsx'
import { Tag } from '../../ui/tag.tsx'
import { OutcomeTag } from '../outcomes/outcome-tag.tsx'
import { usePlace } from '../session/place.tsx'
import { FindingDialog } from './finding-dialog.tsx'
import { Findings } from './findings.tsx'
import { Lines } from './form-lines.tsx'
import { useSpeaking } from './use-speaking.ts'

/** The rows of a review by what is left to do about them: what must be found out comes first. */
export function Rows({ detail }: { detail: ReviewDetail }) {
  const { t } = useTexts()
  return (['waiting', 'answered', 'final'] as const).map((state) => {
    const rows = detail.content.rows.filter((row) => row.state === state)
    if (rows.length === 0 && detail.content.version !== undefined) return null
    return (
      <Section
        key={state}
        id={`rows-${state}`}
        title={
          <>
            {t.reviews.rows[state]}
            {t.common.aside(t.common.count(rows.length))}
          </>
        }
      >
        {rows.length === 0 ? (
          <p>{t.reviews.rowsNone}</p>
        ) : (
          <ul className="divide-y divide-solid-gray-300 border-y border-solid-gray-300">
            {rows.map((row) => (
              <Row key={row.proposalId} row={row} detail={detail} />
            ))}
          </ul>
        )}
      </Section>
    )
  })
}

function Row({ row, detail }: { row: ReviewRowView; detail: ReviewDetail }) {
  const { code } = usePlace()
  const { t } = useTexts()
  const speaking = useSpeaking()
  const [adding, setAdding] = useState(false)
  const { review, permitted } = detail
  const isWaiting = row.state === 'waiting'
  const writes = review.isOpen && permitted.includes('review.work')
  const to = { municipality: code, proposalId: row.proposalId }
  return (
    <li className="py-4">
      <p className="text-[0.875rem]">{cohortsInWords(row, speaking)}</p>
      <p>
        <Link
          to="/m/$municipality/proposals/$proposalId"
          params={to}
          className="font-700 text-blue-900 underline"
        >
          {row.title}
        </Link>
      </p>
      <div className="mt-1 flex flex-wrap items-center gap-x-3 gap-y-1">
        {isWaiting && row.standing !== 'unconfirmed' && (
          <span className="text-[0.875rem]">{t.reviews.lastKnown}</span>
        )}
        <OutcomeTag code={row.standing} manner={row.manner} />
        {row.confirmation === 'confirmed' && (
          <Tag kind="good">{confirmationInWords(row, speaking)}</Tag>
        )}
      </div>
      {row.marks.length > 0 && (
        <ul className="mt-2 flex flex-wrap gap-2">
          {marksInWords(row, speaking).map((mark, at) => (
            <li key={mark}>
              <Tag kind={row.marks[at] === 'disputed' ? 'error' : 'warning'}>{mark}</Tag>
            </li>
          ))}
        </ul>
      )}
      <div className="mt-2 text-[0.9375rem] leading-150">
        <Lines lines={reasonInWords(row, speaking)} />
        {row.comment !== undefined && <p className="mt-1">{row.comment}</p>}
      </div>
      <div className="mt-1 text-[0.875rem] text-solid-gray-700">
        <Lines
          lines={
            isWaiting
              ? [...sourceInWords(row, speaking), ...(row.asked ? askedInWords(row, speaking) : [])]
              : sourceInWords(row, speaking)
          }
        />
      </div>
      {row.findings.length > 0 && (
        <div className="mt-3">
          <Findings detail={detail} findings={row.findings} />
        </div>
      )}
      {writes && (
        <p className="mt-3 flex flex-wrap gap-2 print:hidden">
          <Link
            to="/m/$municipality/proposals/$proposalId/report"
            params={to}
            search={{ kind: 'hearing' }}
            className={buttonClass('outline', 'small')}
          >
            {t.reviews.recordHearing}
          </Link>
          <Button variant="outline" size="small" onClick={() => setAdding(true)}>
            {t.reviews.addFinding}
          </Button>
          <Link
            to="/m/$municipality/proposals/new"
            params={{ municipality: code }}
            search={{ from: row.proposalId }}
            className={buttonClass('text', 'small')}
          >
            {t.reviews.passOn}
          </Link>
          {row.confirmation === 'awaiting' && detail.confirmable.includes(row.proposalId) && (
            <Link
              to="/m/$municipality/proposals/$proposalId"
              params={to}
              className={buttonClass('outline', 'small')}
            >
              {t.reviews.confirm}
            </Link>
          )}
        </p>
      )}
      {adding && (
        <FindingDialog
          detail={detail}
          proposalId={row.proposalId}
          onClose={() => setAdding(false)}
        />
      )}
    </li>
  )
}

import { Link } from '@tanstack/react-router'
import type { ConfirmationRow, ConfirmedRow } from '../../confirmation-client.ts'
import { useTexts } from '../../i18n/language.tsx'
import { Notice } from '../../ui/notice.tsx'
import { usePlace } from '../session/place.tsx'

/** How many were confirmed, and which were not and why. */
export function ConfirmedNotice({
  rows,
  confirmed,
}: {
  rows: readonly ConfirmationRow[]
  confirmed: readonly ConfirmedRow[]
}) {
  const { t } = useTexts()
  const refused = confirmed.flatMap(({ reportId, problem }) => {
    const title = rows.find(({ report }) => report.id === reportId)?.proposal.title ?? ''
    return problem ? [{ reportId, title, problem }] : []
  })
  const count = confirmed.length - refused.length
  return (
    <Notice
      quiet
      kind={refused.length > 0 ? 'warning' : 'success'}
      title={count > 0 ? t.confirmations.confirmed(count) : t.confirmations.nothingConfirmed}
    >
      {refused.length > 0 && (
        <>
          <p>{t.confirmations.notDone(refused.length)}</p>
          <ul className="list-disc pl-6">
            {refused.map(({ reportId, title, problem }) => (
              <li key={reportId}>{t.confirmations.because(title, problem.title)}</li>
            ))}
          </ul>
        </>
      )}
    </Notice>
  )
}

/** A question is sent; its page is a click away. */
export function QuestionNotice({
  proposal,
  questionId,
}: {
  proposal: ConfirmationRow['proposal']
  questionId: string
}) {
  const { code } = usePlace()
  const { t } = useTexts()
  return (
    <Notice quiet kind="success" title={t.confirmations.asked(proposal.title)}>
      <Link
        to="/m/$municipality/proposals/$proposalId/questions/$questionId"
        params={{ municipality: code, proposalId: proposal.id, questionId }}
        className="text-blue-900 underline"
      >
        {t.confirmations.seeQuestion}
      </Link>
    </Notice>
  )
}

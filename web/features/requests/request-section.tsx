import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { isThereAt } from '../../../functions/domain/questions/thread.ts'
import type { ProposalDetail } from '../../../functions/domain/views.ts'
import { useTexts } from '../../i18n/language.tsx'
import { getAsked } from '../../request-client.ts'
import { Button } from '../../ui/button.tsx'
import { Section } from '../../ui/section.tsx'
import { Tag } from '../../ui/tag.tsx'
import { usePlace } from '../session/place.tsx'
import { Unloaded } from '../session/query-states.tsx'
import { RequestDialog } from './request-dialog.tsx'
import { SheetLinks } from './sheet-links.tsx'

type Asked = Awaited<ReturnType<typeof getAsked>>['asked'][number]

/** Whom one asked about a proposal, when, and what they said; and the way to ask. */
export function RequestSection({
  detail: { proposal, permitted, viewpoint },
  readOnly,
}: {
  detail: ProposalDetail
  readOnly: boolean
}) {
  const { code, nameOf } = usePlace()
  const { t, words, dates } = useTexts()
  const [asking, setAsking] = useState(false)
  const mayAsk = !readOnly && permitted.includes('request.issue')
  const query = useQuery({
    queryKey: [code, 'asked', proposal.id],
    queryFn: () => getAsked(code, proposal.id),
    enabled: mayAsk,
  })
  const referrals = (proposal.referrals ?? [])
    .filter(({ recordedAt }) => isThereAt(recordedAt, viewpoint))
    .reverse()
  if (!mayAsk && referrals.length === 0) return null
  return (
    <Section id="requests" title={t.requests.section}>
      <p className="mb-3 text-[0.875rem] text-solid-gray-700">{t.requests.sectionLead}</p>
      {referrals.length > 0 && (
        <ul className="mb-3 space-y-2">
          {referrals.map(({ sequence, recordedAt, by, memberId, answer, whoKnows }) => (
            <li key={sequence} className="rounded-8 border border-solid-gray-300 px-3 py-2">
              {t.requests.referral(
                dates.instantDay(recordedAt),
                nameOf(memberId ?? by.memberId) ?? t.requests.someone,
                words.requestAnswers[answer],
              )}
              {whoKnows && <span className="block">{t.requests.whoKnows(whoKnows)}</span>}
            </li>
          ))}
        </ul>
      )}
      {mayAsk &&
        (query.data ? (
          <AskedList asked={query.data.asked} />
        ) : (
          <Unloaded query={query} lines={2} />
        ))}
      {mayAsk && (
        <Button variant="outline" className="mt-4" onClick={() => setAsking(true)}>
          {t.requests.ask}
        </Button>
      )}
      {asking && <RequestDialog proposalId={proposal.id} onClose={() => setAsking(false)} />}
    </Section>
  )
}

function AskedList({ asked }: { asked: Asked[] }) {
  const { today } = usePlace()
  const { t, words, dates } = useTexts()
  if (asked.length === 0) return <p>{t.requests.none}</p>
  return (
    <ul className="divide-y divide-solid-gray-300 border-y border-solid-gray-300">
      {asked.map(({ requestId, name, issuedAt, dueOn, byMail, answer }) => (
        <li key={requestId} className="flex flex-wrap items-center gap-x-3 gap-y-1 py-2">
          <span>
            {t.requests.askedOn(
              dates.instantDay(issuedAt),
              (name === '' ? words.erasedPerson : name) ?? t.requests.someone,
            )}
          </span>
          <span className="text-[0.875rem]">
            {byMail ? t.requests.byMail : t.requests.onPaper}
            {t.common.dot}
            {t.requests.due(dates.day(dueOn))}
          </span>
          {!answer && <SheetLinks requestId={requestId} />}
          {answer ? (
            <Tag kind={answer.answer === 'reported' ? 'good' : 'info'}>
              {words.requestAnswers[answer.answer]}
            </Tag>
          ) : dueOn < today ? (
            <Tag kind="warning">{t.requests.overdue}</Tag>
          ) : (
            <Tag>{t.requests.waiting}</Tag>
          )}
        </li>
      ))}
    </ul>
  )
}

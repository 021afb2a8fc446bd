import { useQuery } from '@tanstack/react-query'
import { Link, useParams } from '@tanstack/react-router'
import { useState } from 'react'
import { InquiryState, useOtherSide } from '../features/inquiries/inquiry-state.tsx'
import { Responding } from '../features/inquiries/responding.tsx'
import { ConfirmDialog } from '../features/roster/confirm-dialog.tsx'
import { usePlace } from '../features/session/place.tsx'
import { UnloadedPage } from '../features/session/query-states.tsx'
import { useTexts } from '../i18n/language.tsx'
import { getInquiry, type InquiryAnswered, withdrawInquiry } from '../inquiry-client.ts'
import { Button } from '../ui/button.tsx'
import { PageTitle } from '../ui/page-title.tsx'
import { Facts } from '../ui/section.tsx'

/** One question between municipalities, as the own municipality has it. */
export function InquiryPage() {
  const { code } = usePlace()
  const { inquiryId } = useParams({ from: '/m/$municipality/inquiries/$inquiryId' })
  const query = useQuery({
    queryKey: [code, 'inquiry', inquiryId],
    queryFn: () => getInquiry(code, inquiryId),
  })
  if (!query.data) return <UnloadedPage query={query} />
  return <Inquiry key={inquiryId} inquiry={query.data} />
}

function Inquiry({ inquiry }: { inquiry: InquiryAnswered }) {
  const { code } = usePlace()
  const { t, words, dates } = useTexts()
  const { nameOf } = useOtherSide()
  const name = nameOf(inquiry)
  const { side, how, endedAt, proposal, permitted } = inquiry
  const isAsking = side === 'asking'
  return (
    <div className="max-w-[45rem]">
      <p className="mb-2 print:hidden">
        <Link
          to="/m/$municipality/questions"
          params={{ municipality: code }}
          className="text-[0.875rem] text-blue-900 underline"
        >
          {t.inquiries.backToQuestions}
        </Link>
      </p>
      <PageTitle
        lead={
          <>
            {isAsking ? (
              <span className="font-700">{proposal.title}</span>
            ) : (
              <Link
                to="/m/$municipality/proposals/$proposalId"
                params={{ municipality: code, proposalId: proposal.id }}
                className="font-700 text-blue-900 underline"
              >
                {proposal.title}
              </Link>
            )}
            <br />
            {t.proposal.by(dates.fiscalYears([proposal.cohort]))}
          </>
        }
      >
        {isAsking ? t.inquiries.askingTitle(name) : t.inquiries.askedTitle(name)}
      </PageTitle>
      <p className="mb-2">
        <InquiryState {...inquiry} />
      </p>
      <InquiryFacts inquiry={inquiry} />
      <ol className="mt-6 space-y-4">
        <Said label={t.inquiries.question} text={inquiry.text} />
        {how && (how === 'answered' || how === 'declined') && (
          <Said
            label={how === 'answered' ? t.inquiries.answer : t.inquiries.declined}
            by={isAsking ? t.inquiries.ofDispatcher(name) : words.roles.hr}
            text={inquiry.answer}
            isAnswer
          />
        )}
      </ol>
      {how && endedAt && (
        <p className="mt-6 font-700">
          {t.inquiries.ended(words.inquiryEnds[how], dates.instantDay(endedAt))}
        </p>
      )}
      {isAsking && !how && <p className="mt-6">{t.inquiries.onTheWay}</p>}
      {permitted.includes('withdraw') && <Withdrawing inquiryId={inquiry.id} />}
      {!isAsking && <Responding inquiry={inquiry} />}
    </div>
  )
}

function InquiryFacts({ inquiry }: { inquiry: InquiryAnswered }) {
  const { nameOf: personOf } = usePlace()
  const { t, dates } = useTexts()
  const { nameOf, roleOf } = useOtherSide()
  const name = nameOf(inquiry)
  const isAsking = inquiry.side === 'asking'
  return (
    <Facts
      items={[
        isAsking
          ? { term: t.inquiries.toWhom, text: t.inquiries.ofDispatcher(name) }
          : { term: t.inquiries.asOther, text: `${name} ${roleOf(inquiry)}` },
        ...(isAsking
          ? [{ term: t.inquiries.who, text: personOf(inquiry.byMemberId) ?? roleOf(inquiry) }]
          : []),
        {
          term: isAsking ? t.inquiries.askedAt : t.inquiries.arrivedAt,
          text: dates.instantDay(inquiry.askedAt),
        },
        { term: t.inquiries.due, text: dates.day(inquiry.dueOn) },
      ]}
    />
  )
}

function Said({
  label,
  by,
  text,
  isAnswer = false,
}: {
  label: string
  by?: string
  text: string | undefined
  isAnswer?: boolean
}) {
  const { t } = useTexts()
  return (
    <li
      className={
        isAnswer
          ? 'rounded-8 border border-l-8 border-solid-gray-300 border-l-blue-900 p-4'
          : 'rounded-8 border border-l-8 border-solid-gray-300 border-l-solid-gray-420 p-4'
      }
    >
      <p className="flex flex-wrap items-baseline gap-x-3 text-[0.875rem]">
        <span className="font-700">{label}</span>
        {by && <span>{by}</span>}
      </p>
      <p className="mt-2 break-words whitespace-pre-line">{text ?? t.questions.erased}</p>
    </li>
  )
}

function Withdrawing({ inquiryId }: { inquiryId: string }) {
  const { code } = usePlace()
  const { t } = useTexts()
  const [asking, setAsking] = useState(false)
  return (
    <p className="mt-6 print:hidden">
      <Button variant="outline" onClick={() => setAsking(true)}>
        {t.inquiries.withdraw}
      </Button>
      {asking && (
        <ConfirmDialog
          title={t.inquiries.withdraw}
          lead={<p>{t.inquiries.withdrawLead}</p>}
          action={t.inquiries.withdraw}
          send={(key) => withdrawInquiry({ municipality: code, inquiryId, key })}
          onDone={() => setAsking(false)}
          onClose={() => setAsking(false)}
        />
      )}
    </p>
  )
}

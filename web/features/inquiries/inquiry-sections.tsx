import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import type { InquiryRow } from '../../../functions/domain/questions/inquiries.ts'
import { useTexts } from '../../i18n/language.tsx'
import { getInquiries } from '../../inquiry-client.ts'
import { Section } from '../../ui/section.tsx'
import { EmptyState } from '../../ui/states.tsx'
import { usePlace } from '../session/place.tsx'
import { Unloaded } from '../session/query-states.tsx'
import { InquiryState, useOtherSide } from './inquiry-state.tsx'

/** What this municipality asks others, and for HR what others ask it. */
export function InquirySections() {
  const { code, me } = usePlace()
  const { t } = useTexts()
  const query = useQuery({ queryKey: [code, 'inquiries'], queryFn: () => getInquiries(code) })
  if (!query.data) return <Unloaded query={query} />
  return (
    <>
      {me.permitted.includes('inquiry.answer') && (
        <Section id="inquiries-asked" title={t.inquiries.asked}>
          <p className="mb-3 text-[0.875rem] text-solid-gray-700">{t.inquiries.askedLead}</p>
          <Rows rows={query.data.asked} none={t.inquiries.askedNone} />
        </Section>
      )}
      <Section id="inquiries-asking" title={t.inquiries.asking}>
        <Rows rows={query.data.asking} none={t.inquiries.askingNone} />
      </Section>
    </>
  )
}

function Rows({ rows, none }: { rows: readonly InquiryRow[]; none: string }) {
  const { code, nameOf: personOf } = usePlace()
  const { t, dates } = useTexts()
  const { nameOf, roleOf } = useOtherSide()
  if (rows.length === 0) return <EmptyState title={none} />
  return (
    <ul className="divide-y divide-solid-gray-300 border-y border-solid-gray-300">
      {rows.map((row) => (
        <li key={row.id} className="py-3">
          <p>
            <Link
              to="/m/$municipality/inquiries/$inquiryId"
              params={{ municipality: code, inquiryId: row.id }}
              className="font-700 text-blue-900 underline"
            >
              {row.proposal.title}
            </Link>
          </p>
          <p className="mt-1 flex flex-wrap items-center gap-x-3 gap-y-1 text-[0.875rem]">
            <InquiryState {...row} />
            <span>{`${nameOf(row)}${row.side === 'asked' ? ` ${roleOf(row)}` : ''}`}</span>
            {row.side === 'asking' && (
              <span>
                {t.inquiries.who}
                {t.common.colon}
                {personOf(row.byMemberId) ?? roleOf(row)}
              </span>
            )}
            {row.how === undefined && (
              <span>
                {t.inquiries.due}
                {t.common.colon}
                {dates.day(row.dueOn)}
              </span>
            )}
            {row.side === 'asked' && row.how === undefined && (
              <span>{t.inquiries.replies(row.forwarded ?? 0, row.replied ?? 0)}</span>
            )}
          </p>
        </li>
      ))}
    </ul>
  )
}

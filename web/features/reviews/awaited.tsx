import { Fragment, useState } from 'react'
import { useTexts } from '../../i18n/language.tsx'
import { askInReview, type ReviewDetail } from '../../review-client.ts'
import { Button } from '../../ui/button.tsx'
import { Notice } from '../../ui/notice.tsx'
import { Section } from '../../ui/section.tsx'
import { Tag } from '../../ui/tag.tsx'
import { SheetLinks } from '../requests/sheet-links.tsx'
import { ConfirmDialog } from '../roster/confirm-dialog.tsx'
import { usePlace } from '../session/place.tsx'

/** Who has not answered yet, with what they are waited for; asking all of them at once. */
export function Awaited({
  detail: { awaited, content, permitted, review },
}: {
  detail: ReviewDetail
}) {
  const { code } = usePlace()
  const { t, words, dates } = useTexts()
  const [asking, setAsking] = useState(false)
  const [asked, setAsked] = useState<number>()
  const rows = new Map(content.rows.map((row) => [row.proposalId, row]))
  const known = new Set(awaited.flatMap(({ proposalIds }) => proposalIds))
  const open = content.rows.filter(
    ({ state, proposalId }) => state === 'waiting' && !known.has(proposalId),
  )
  const isReferred = ({ asked }: (typeof open)[number]) => (asked?.referrals.length ?? 0) > 0
  const groups = [
    { lead: t.reviews.awaitedElsewhere, rows: open.filter(isReferred) },
    { lead: t.reviews.awaitedNobody, rows: open.filter((row) => !isReferred(row)) },
  ].filter(({ rows }) => rows.length > 0)
  // HR asks no mail of itself.
  const others = awaited.filter(({ via }) => via !== 'dispatcher')
  return (
    <Section id="awaited" title={t.reviews.awaited}>
      {asked !== undefined && (
        <div className="mb-3">
          <Notice kind="success" title={t.reviews.askedAll(asked)} />
        </div>
      )}
      {awaited.length === 0 && open.length === 0 && <p>{t.reviews.awaitedNone}</p>}
      <ul className="divide-y divide-solid-gray-300">
        {awaited.map((person) => (
          <li key={person.memberId} className="py-2">
            <p className="flex flex-wrap items-baseline gap-x-3 gap-y-1">
              <span className="font-700">{person.name}</span>
              <span className="text-[0.875rem]">
                {[person.office, words.askedVia[person.via]].filter(Boolean).join(t.common.dot)}
              </span>
              {!person.byMail && <Tag kind="warning">{t.reviews.onPaper}</Tag>}
            </p>
            {person.requestId !== undefined && (
              <p className="flex flex-wrap gap-x-3 gap-y-1 print:hidden">
                <SheetLinks requestId={person.requestId} />
              </p>
            )}
            <ul className="mt-1 list-disc pl-5 text-[0.9375rem]">
              {person.proposalIds.map((id) => {
                const row = rows.get(id)
                return (
                  <li key={id}>
                    {row?.title}
                    {row?.asked?.people.some(({ memberId }) => memberId === person.memberId) &&
                      t.common.aside(t.reviews.askedAt(dates.instant(row.asked.at)))}
                  </li>
                )
              })}
            </ul>
          </li>
        ))}
      </ul>
      {groups.map(({ lead, rows }) => (
        <Fragment key={lead}>
          <p className="mt-3 font-700">{lead}</p>
          <ul className="mt-1 list-disc pl-5">
            {rows.map(({ proposalId, title }) => (
              <li key={proposalId}>{title}</li>
            ))}
          </ul>
        </Fragment>
      ))}
      {others.length > 0 && permitted.includes('review.work') && (
        <Button variant="outline" className="mt-3" onClick={() => setAsking(true)}>
          {t.reviews.ask}
        </Button>
      )}
      {asking && (
        <ConfirmDialog
          title={t.reviews.ask}
          lead={t.reviews.askLead(others.length, others.filter(({ byMail }) => !byMail).length)}
          action={t.reviews.askSubmit}
          send={(key) => askInReview({ municipality: code, reviewId: review.id, key })}
          onDone={({ asked }) => {
            setAsked(new Set(asked.map(({ memberId }) => memberId)).size)
            setAsking(false)
          }}
          onClose={() => setAsking(false)}
        />
      )}
    </Section>
  )
}

import { useTexts } from '../../i18n/language.tsx'
import type { ReviewDetail } from '../../review-client.ts'
import { Section } from '../../ui/section.tsx'
import { Tag } from '../../ui/tag.tsx'

/** Who has not answered yet, with what they are waited for. */
export function Awaited({ detail: { awaited, content } }: { detail: ReviewDetail }) {
  const { t, words } = useTexts()
  const titles = new Map(content.rows.map(({ proposalId, title }) => [proposalId, title]))
  const known = new Set(awaited.flatMap(({ proposalIds }) => proposalIds))
  const nobody = content.rows.filter(
    ({ state, proposalId }) => state === 'waiting' && !known.has(proposalId),
  )
  return (
    <Section id="awaited" title={t.reviews.awaited}>
      {awaited.length === 0 && nobody.length === 0 && <p>{t.reviews.awaitedNone}</p>}
      <ul className="divide-y divide-solid-gray-300">
        {awaited.map((person) => (
          <li key={person.memberId} className="py-2">
            <p className="flex flex-wrap items-baseline gap-x-3 gap-y-1">
              <span className="font-700">{person.name}</span>
              <span className="text-[0.875rem]">
                {[person.office, words.askedVia[person.via]].filter(Boolean).join(t.common.dot)}
              </span>
              {!person.hasAddress && <Tag kind="warning">{t.reviews.noAddress}</Tag>}
            </p>
            <ul className="mt-1 list-disc pl-5 text-[0.9375rem]">
              {person.proposalIds.map((id) => (
                <li key={id}>{titles.get(id)}</li>
              ))}
            </ul>
          </li>
        ))}
      </ul>
      {nobody.length > 0 && (
        <>
          <p className="mt-3 font-700">{t.reviews.awaitedNobody}</p>
          <ul className="mt-1 list-disc pl-5">
            {nobody.map(({ proposalId, title }) => (
              <li key={proposalId}>{title}</li>
            ))}
          </ul>
        </>
      )}
    </Section>
  )
}

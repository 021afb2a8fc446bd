import { useTexts } from '../../i18n/language.tsx'
import type { ReviewDetail } from '../../review-client.ts'
import { Section } from '../../ui/section.tsx'
import { Tag } from '../../ui/tag.tsx'

const TONE = {
  first_looked_at: 'info',
  looked_at_again: 'info',
  newly_continued: 'good',
  resumed: 'good',
  completed: 'good',
  stalled: 'warning',
  no_longer_known: 'warning',
  changed: 'plain',
  unchanged: 'plain',
  still_unknown: 'plain',
} as const

/** What changed since the last closed review; what stayed as it was is only counted. */
export function Comparison({ detail: { comparison, content } }: { detail: ReviewDetail }) {
  const { t, words, dates } = useTexts()
  if (!comparison) return null
  const rows = new Map(content.rows.map((row) => [row.proposalId, row]))
  const isSame = ({ move }: { move: string }) => move === 'unchanged' || move === 'still_unknown'
  const told = comparison.changes.filter((change) => !isSame(change))
  const same = comparison.changes.length - told.length
  return (
    <Section id="comparison" title={t.review.comparison(dates.fiscalYear(comparison.fiscalYear))}>
      {told.length === 0 && <p>{t.reviews.comparisonNone}</p>}
      <ul className="divide-y divide-solid-gray-300">
        {told.map(({ proposalId, move, before, after }) => (
          <li key={proposalId} className="flex flex-wrap items-baseline gap-x-3 gap-y-1 py-2">
            <Tag kind={TONE[move]}>{t.review.moves[move]}</Tag>
            <span className="font-700">{rows.get(proposalId)?.title}</span>
            <span className="text-[0.875rem]">
              {before ? words.standings[before.standing] : t.review.never}
              {' → '}
              {words.standings[after.standing]}
            </span>
          </li>
        ))}
      </ul>
      {same > 0 && <p className="mt-2 text-[0.875rem]">{t.reviews.unchanged(same)}</p>}
    </Section>
  )
}

import { yearsOfPeriod } from '../../../functions/domain/calendar.ts'
import type { Change, Silence } from '../../../functions/domain/words.ts'
import { useTexts } from '../../i18n/language.tsx'
import { Button } from '../../ui/button.tsx'
import type { ProposalFilters } from './search-params.ts'

type Patch = { [K in keyof ProposalFilters]?: string | undefined }

/** What the list was narrowed down to from elsewhere, where the form has no field for it. */
export function FilterNotes({
  filters,
  onChange,
}: {
  filters: ProposalFilters
  onChange: (patch: Patch) => void
}) {
  const { t, words, dates } = useTexts()
  const {
    silence,
    change,
    since,
    basis = 'known_then',
    confirmedWithin,
    begun,
    final,
    period,
    overdueQuestion,
  } = filters
  const several = <Word extends string>(text: string, labels: Record<Word, string>) =>
    t.common.list(text.split(',').map((word) => labels[word as Word]))
  const notes: { text: string; without: Patch }[] = [
    ...(silence
      ? [{ text: several<Silence>(silence, words.silences), without: { silence: undefined } }]
      : []),
    ...(change && since
      ? [
          {
            text: t.continuity.sinceChange(
              several<Change>(change, words.changes),
              dates.day(since),
              words.bases[basis],
            ),
            without: { change: undefined, since: undefined, basis: undefined },
          },
        ]
      : []),
    ...(confirmedWithin
      ? [
          {
            text:
              confirmedWithin === 'true'
                ? t.continuity.confirmedOnly
                : t.continuity.notConfirmedOnly,
            without: { confirmedWithin: undefined },
          },
        ]
      : []),
    ...(begun ? [{ text: t.continuity.begunOnly, without: { begun: undefined } }] : []),
    ...(final ? [{ text: t.continuity.openOnly, without: { final: undefined } }] : []),
    ...(overdueQuestion
      ? [{ text: t.continuity.overdueQuestion, without: { overdueQuestion: undefined } }]
      : []),
    ...(period ? [{ text: periodText(period), without: { period: undefined } }] : []),
  ]
  function periodText(first: string): string {
    const { from, to } = yearsOfPeriod(Number(first))
    return t.continuity.period(dates.fiscalYear(from), dates.fiscalYear(to))
  }
  if (notes.length === 0) return null
  return (
    <div className="mt-4 rounded-8 bg-blue-50 px-4 py-2">
      <p className="text-[0.875rem] font-700">{t.continuity.filterNote}</p>
      <ul>
        {notes.map(({ text, without }) => (
          <li key={text} className="flex flex-wrap items-center gap-2">
            <span>{text}</span>
            <Button variant="text" size="small" onClick={() => onChange(without)}>
              {t.continuity.removeFilter(text)}
            </Button>
          </li>
        ))}
      </ul>
    </div>
  )
}

import type { Instant } from '../calendar.ts'
import { fold } from '../fold.ts'
import { holds } from '../outcomes/standing.ts'
import type { Proposal } from './proposal.ts'

/** The words of a search, folded; all of them must be found. */
export function searchTerms(query: string): string[] {
  return fold(query).split(' ').filter(Boolean)
}

const folded = new WeakMap<Proposal, string>()

/**
 * Everything of a proposal that a search looks through, as known at an instant: reasons and comments
 * recorded later are not found before. Today's is folded once per state of the proposal.
 */
export function searchText(proposal: Proposal, knownAt: Instant): string {
  const isLatest = proposal.head.recordedAt <= knownAt
  const known = isLatest ? folded.get(proposal) : undefined
  if (known !== undefined) return known
  const texts = [
    proposal.title,
    ...proposal.formerTitles.map(({ title }) => title),
    ...(proposal.parts ?? []).flatMap((part) => [part.title, part.method]),
    proposal.desiredState,
    proposal.method,
    proposal.rationale,
    proposal.aim,
    proposal.expectedResults,
    proposal.phaseGoal,
    ...(proposal.themes ?? []),
    proposal.steward?.office,
    ...proposal.reports.flatMap((report) => (holds(report, knownAt) ? [report.reason] : [])),
    ...proposal.comments.flatMap(({ text, recordedAt }) => (recordedAt <= knownAt ? [text] : [])),
  ]
  const text = fold(texts.filter(Boolean).join('\n'))
  if (isLatest) folded.set(proposal, text)
  return text
}

/** Whether a proposal contained all terms, as known at an instant. */
export function matches(proposal: Proposal, terms: readonly string[], knownAt: Instant): boolean {
  if (terms.length === 0) return true
  const text = searchText(proposal, knownAt)
  return terms.every((term) => text.includes(term))
}

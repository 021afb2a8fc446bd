import type { Instant } from './calendar.ts'
import type { Proposal } from './proposal.ts'
import { holds } from './standing.ts'

/**
 * Folds a text so that every way of writing it is found: width and compatibility forms (NFKC), case,
 * katakana as hiragana, and all dashes, hyphens and long-vowel marks as one.
 */
export function fold(text: string): string {
  return (
    text
      .normalize('NFKC')
      .toLowerCase()
      // Some letters compose in lower case only (ǰ), and would be found in one form and not the other.
      .normalize('NFKC')
      .replace(/[\u30a1-\u30f6]/g, (kana) => String.fromCharCode(kana.charCodeAt(0) - 0x60))
      .replace(/[\u2010-\u2015\u2212\u30fc\uff70\u2500\u2501~\u301c\uff5e-]/g, '-')
      .replace(/\s+/g, ' ')
      .trim()
  )
}

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

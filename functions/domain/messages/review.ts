import { tokyoDayOf } from '../calendar.ts'
import type { FindingView, ReviewContent, ReviewRowView, Who } from '../reviews/review-view.ts'
import type { Messages } from './ja.ts'
import type { ReviewWords } from './review-ja.ts'

/** The words of the domain and those of a review, in one language. */
export type ReviewSpeaking = { words: Messages; texts: ReviewWords }

/** Somebody in words: the role with its cohort, and the name where the reader may see it. */
export function whoInWords(who: Who, { words, texts }: ReviewSpeaking, named = false): string {
  const { role, cohort, note } = who
  const name = who.name === '' ? words.erasedPerson : who.name
  const year = cohort === undefined ? '' : words.fiscalYear(cohort)
  // Where there is a name, no source has kept silent.
  const isUntold = role === undefined || (named && name && role === 'unattributed')
  const as = isUntold ? '' : words.speakers[role]
  const known = [year, as].filter((part) => part !== '').join(' ')
  const said = named && name !== undefined ? [known, name] : [known === '' ? (name ?? '') : known]
  return [...said, ...(note === undefined ? [] : [note])]
    .filter((part) => part !== '')
    .join(texts.separator)
}

/** 「継続（形や名称を変えて）」「取り組めなかった（未着手・提案のみ）」 */
export function standingInWords(
  { standing, manner }: Pick<ReviewRowView, 'standing' | 'manner'>,
  { words, texts }: ReviewSpeaking,
): string {
  const outcome = words.standings[standing]
  return manner === undefined ? outcome : texts.standing(outcome, words.manners[manner])
}

/** The factors and the reason's text, one under the other. */
export function reasonInWords(
  row: Pick<ReviewRowView, 'factors' | 'reason'> & { isErased?: boolean },
  { words, texts }: ReviewSpeaking,
): string[] {
  const factors = (row.factors ?? []).map((factor) => words.factors[factor])
  return [
    ...(factors.length > 0 ? [texts.factors(factors)] : []),
    ...(row.reason !== undefined ? [row.reason] : []),
    ...(row.isErased ? [texts.erased] : []),
  ]
}

/** Whose words a row stands on, and since when. */
export function sourceInWords(row: ReviewRowView, speaking: ReviewSpeaking): string[] {
  const { words, texts } = speaking
  if (!row.by) return []
  const who = whoInWords(row.by, speaking)
  const said = row.heardOn
    ? texts.heard(who, words.asOf(row.heardOn))
    : texts.told(who, row.reportedOn ? words.day(row.reportedOn) : '')
  return [
    ...(row.asOf ? [texts.asOf(words.asOf(row.asOf))] : []),
    said,
    ...(row.source ? [row.source.title] : []),
  ]
}

/** The other side's answer to a row, or that there is none yet. */
export function confirmationInWords(row: ReviewRowView, { words, texts }: ReviewSpeaking): string {
  if (row.confirmation === undefined) return ''
  if (!row.answeredOn || !row.answeredBy) return words.confirmations[row.confirmation]
  const on = words.asOf(row.answeredOn)
  const by = row.confirmation === 'disputed' ? texts.disputedBy : texts.confirmedBy
  const said = by[row.answeredBy](on)
  const decided = [
    ...(row.decidedOn === undefined ? [] : [texts.decidedOn(words.day(row.decidedOn))]),
    ...(row.documentNumber === undefined ? [] : [row.documentNumber]),
  ]
  return decided.length === 0 ? said : texts.more(said, decided.join(texts.separator))
}

/** Whom one asked about a row, and when: by request, and in conversation. */
export function askedInWords(row: ReviewRowView, speaking: ReviewSpeaking): string[] {
  const { words, texts } = speaking
  const asked = row.asked && {
    who: row.asked.people.length === 0 ? texts.nobody : `${words.askedVia[row.asked.via]}`,
    when: words.instant(row.asked.at),
  }
  const lines = [
    ...(asked ? [texts.askedOn(asked.who, asked.when)] : []),
    ...(row.asked?.referrals ?? []).map(({ answer, at }) =>
      texts.referredOn(words.requestAnswers[answer], words.day(tokyoDayOf(at))),
    ),
    ...row.findings.map(({ heardFrom, heardOn }) =>
      texts.talkedOn(whoInWords(heardFrom, speaking), words.asOf(heardOn)),
    ),
  ]
  return lines.length === 0 ? [texts.notAsked] : lines
}

/** 「継続（当初の形で）」, as of when, and when it was said where that is known. */
export function lastKnownInWords(
  row: Pick<ReviewRowView, 'standing' | 'manner' | 'asOf' | 'saidOn'>,
  speaking: ReviewSpeaking,
): string[] {
  const { words, texts } = speaking
  if (row.standing === 'unconfirmed') return [texts.never]
  return [
    standingInWords(row, speaking),
    ...(row.asOf ? [texts.asOf(words.asOf(row.asOf))] : []),
    ...(row.saidOn ? [texts.said(words.day(row.saidOn))] : []),
  ]
}

/** The marks that a reader of the table must see; in the program's form an unconfirmed row shows its own. */
export function marksInWords(row: ReviewRowView, { texts }: ReviewSpeaking): string[] {
  return row.marks.map((mark) => {
    if (mark === 'disputed' && row.answeredBy === 'cohort') return texts.disputedByCohort
    const told = texts.marks[mark]
    if (mark === 'prerequisite_broken' && row.broken.length > 0)
      return `${told}${texts.separator}${row.broken.map(({ title }) => title).join(texts.separator)}`
    if ((mark === 'source_unclear' || mark === 'inferred') && row.source?.inferred)
      return `${told}${texts.separator}${row.source.inferred}`
    return told
  })
}

export function findingInWords(finding: FindingView, speaking: ReviewSpeaking): string {
  const { words, texts } = speaking
  const who = whoInWords(finding.heardFrom, speaking)
  return `${texts.talkedOn(who, words.asOf(finding.heardOn))}\n${finding.text ?? texts.erased}`
}

/** 「令和4年度」, with ranges where later cohorts carried it on: 「平成30年度～令和元年度」. */
export function cohortsInWords(
  { cohort, carriedBy }: Pick<ReviewRowView, 'cohort' | 'carriedBy'>,
  { words }: ReviewSpeaking,
): string {
  return words.fiscalYears([cohort, ...carriedBy])
}

/** 「17件中12件回答、ほかに終了済みの取組3件」 */
export function progressInWords(
  { answered, waiting, final }: ReviewContent['counts'],
  { texts }: ReviewSpeaking,
): string {
  const progress = texts.progress(answered + waiting, answered)
  return final === 0 ? progress : `${progress}${texts.separator}${texts.alsoFinal(final)}`
}

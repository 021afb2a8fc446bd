import type { AsOf } from '../calendar.ts'
import { isDay } from '../calendar.ts'
import type { TrailRow } from '../trail/trail.ts'
import type { Messages } from './ja.ts'
import type { TrailTexts } from './trail-ja.ts'

/** One line of what an event changed or said, in words. */
export type TrailLine = { field: string; label: string; before?: string; after: string }

type Speaking = {
  words: Messages
  texts: TrailTexts
  /** The person's name as the roster has it today; undefined where it has none any more. */
  nameOf: (memberId: string) => string | undefined
}

/** Ids and what is told elsewhere in the row. */
const UNTOLD: ReadonlySet<string> = new Set([
  'before',
  'fields',
  'id',
  'reportId',
  'proposalId',
  'commentId',
  'claimId',
  'reviewId',
  'inquiryId',
  'sharedProposalId',
  'findingId',
  'proposalIds',
  'invitationId',
  'accountId',
  'corrects',
  'unchangedFrom',
  'confirmPublic',
])

/** What an event changed or said: labels and words instead of codes, before and after. */
export function trailLines({ data, type }: TrailRow, speaking: Speaking): TrailLine[] {
  const before = isRecord(data.before) ? data.before : undefined
  const fields = [...new Set([...Object.keys(data), ...Object.keys(before ?? {})])].filter(
    (field) => !UNTOLD.has(field),
  )
  // A correction repeats the whole report: what stayed as it was is no change.
  const shown =
    type === 'report_corrected' && before
      ? fields.filter((field) => Object.hasOwn(before, field))
      : fields
  return shown.map((field) => ({
    field,
    label: labelOf(field, speaking),
    ...(before &&
      Object.hasOwn(before, field) && { before: inWords(field, before[field], speaking) }),
    after: inWords(field, data[field], speaking),
  }))
}

/** Who did it: the name on the roster, else that it was erased, else what kind of actor it was. */
export function trailActor({ by }: Pick<TrailRow, 'by'>, { words, texts, nameOf }: Speaking) {
  if (by.memberId !== undefined) return nameOf(by.memberId) ?? texts.erased
  return words.actorKinds[by.kind]
}

/** In which role, with the cohort it is of. */
export function trailRole({ by }: Pick<TrailRow, 'by'>, { words, texts }: Speaking): string {
  if (!by.role) return ''
  const role = words.roles[by.role]
  return by.cohort === undefined ? role : texts.named(role, words.fiscalYear(by.cohort))
}

function labelOf(field: string, { words, texts }: Speaking): string {
  const known: Record<string, string>[] = [texts.fields, words.reportFields, words.proposalFields]
  for (const labels of known) if (Object.hasOwn(labels, field)) return labels[field] ?? field
  return field
}

function inWords(field: string, value: unknown, speaking: Speaking): string {
  const { words, texts, nameOf } = speaking
  if (value === null || value === undefined || value === '') return texts.none
  if (typeof value === 'boolean') return value ? texts.yes : texts.no
  if (Array.isArray(value))
    return value.length === 0
      ? texts.none
      : texts.list(value.map((item) => inWords(field, item, speaking)))
  if (isRecord(value)) {
    if (value.erased === true) return texts.named(texts.none, texts.erased)
    if ('precision' in value) return words.asOf(value as AsOf)
    return texts.list(
      Object.entries(value)
        .filter(([key]) => !UNTOLD.has(key))
        .map(([key, item]) => texts.pair(labelOf(key, speaking), inWords(key, item, speaking))),
    )
  }
  if (field === 'memberId') return nameOf(String(value)) ?? texts.erased
  if (/^(cohort|fiscalYear|carriedBy)$/.test(field)) return words.fiscalYear(Number(value))
  if (field === 'what') return texts.exports[String(value)] ?? String(value)
  if (typeof value === 'number') return String(value)
  const text = String(value)
  if (isDay(text)) return words.day(text)
  if (/^\d{4}-\d\d-\d\dT[\d:.]+Z$/.test(text)) return words.instant(text)
  for (const dictionary of dictionariesOf(field, speaking))
    if (dictionary[text]) return dictionary[text]
  return text
}

/** Where the words for a field's codes are. */
function dictionariesOf(field: string, { words, texts }: Speaking): Record<string, string>[] {
  switch (field) {
    case 'outcome':
      return [words.outcomes]
    case 'manner':
      return [words.manners]
    case 'factors':
      return [words.factors]
    case 'formality':
      return [words.formalities]
    case 'visibility':
    case 'reasonVisibility':
    case 'defaultVisibility':
      return [words.visibilities]
    case 'role':
      return [words.speakers]
    case 'kind':
      return [words.reportKinds, words.lineageKinds, words.absences, words.claimKinds]
    case 'result':
      return [words.claimResults]
    case 'means':
      return [words.hearingMeans]
    case 'side':
      return [words.sides]
    case 'answer':
      return [words.answers]
    case 'fault':
      return [texts.faults]
    case 'form':
      return [texts.forms]
    case 'group':
      return [texts.groups]
    case 'channel':
      return [words.channels]
    case 'licence':
      return [words.licences]
    case 'record':
      return [words.cohortRecords]
    default:
      return []
  }
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

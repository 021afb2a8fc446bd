import type { Messages } from '../../../functions/domain/messages/ja.ts'
import type {
  Proposal,
  ProposalEdit,
  ProposalInput,
} from '../../../functions/domain/proposals/proposal.ts'
import type { Formality, Visibility } from '../../../functions/domain/words.ts'

/** A proposal's own words as a form holds them. */
export type ProposalFields = {
  number: string
  title: string
  parts: { part: string; title: string; method: string }[]
  desiredState: string
  method: string
  rationale: string
  aim: string
  expectedResults: string
  phaseGoal: string
  /** One per line. */
  themes: string
  formality: Formality | ''
  stewardOffice: string
  stewardMember: string
  visibility: Visibility | ''
}

export const TEXT_FIELDS = [
  'desiredState',
  'method',
  'rationale',
  'aim',
  'expectedResults',
  'phaseGoal',
] as const

export const EMPTY_FIELDS: ProposalFields = {
  number: '',
  title: '',
  parts: [],
  desiredState: '',
  method: '',
  rationale: '',
  aim: '',
  expectedResults: '',
  phaseGoal: '',
  themes: '',
  formality: '',
  stewardOffice: '',
  stewardMember: '',
  visibility: '',
}

/** A recorded proposal as the form shows it. */
export function fieldsOf(proposal: Omit<Proposal, 'v' | 'head'>): ProposalFields {
  return {
    number: proposal.number === undefined ? '' : String(proposal.number),
    title: proposal.title,
    parts: (proposal.parts ?? []).map(({ part, title, method }) => ({
      part,
      title,
      method: method ?? '',
    })),
    desiredState: proposal.desiredState ?? '',
    method: proposal.method ?? '',
    rationale: proposal.rationale ?? '',
    aim: proposal.aim ?? '',
    expectedResults: proposal.expectedResults ?? '',
    phaseGoal: proposal.phaseGoal ?? '',
    themes: (proposal.themes ?? []).join('\n'),
    formality: proposal.formality ?? '',
    stewardOffice: proposal.steward?.office ?? '',
    stewardMember: proposal.steward?.memberId ?? '',
    visibility: proposal.visibility,
  }
}

/** The API's fields behind the form's; what is empty is null. */
function described(fields: ProposalFields) {
  const text = (value: string) => (value.trim() === '' ? null : value)
  const parts = fields.parts.filter(({ part, title, method }) => (part + title + method).trim())
  const themes = fields.themes
    .split(/[\n、]/)
    .map((theme) => theme.trim())
    .filter(Boolean)
  return {
    number: fields.number.trim() === '' ? null : Number(fields.number),
    title: fields.title,
    parts:
      parts.length === 0
        ? null
        : parts.map(({ part, title, method }) => ({
            part,
            title,
            ...(method.trim() !== '' && { method }),
          })),
    desiredState: text(fields.desiredState),
    method: text(fields.method),
    rationale: text(fields.rationale),
    aim: text(fields.aim),
    expectedResults: text(fields.expectedResults),
    phaseGoal: text(fields.phaseGoal),
    themes: themes.length === 0 ? null : themes,
    formality: fields.formality === '' ? null : fields.formality,
    steward:
      fields.stewardOffice.trim() === '' && fields.stewardMember === ''
        ? null
        : {
            office: fields.stewardOffice,
            ...(fields.stewardMember !== '' && { memberId: fields.stewardMember }),
          },
    ...(fields.visibility !== '' && { visibility: fields.visibility }),
  }
}

/** What is sent to record a new proposal. */
export function newProposal(
  fields: ProposalFields,
  { cohort, confirmPublic }: { cohort: number; confirmPublic: boolean },
): ProposalInput {
  const stated = Object.fromEntries(
    Object.entries(described(fields)).filter(([, value]) => value !== null),
  )
  return {
    cohort,
    ...stated,
    ...(fields.visibility === 'public' && { confirmPublic }),
  } as ProposalInput
}

/** What changed since the editing began, and only that. */
export function editOf(
  base: ProposalFields,
  fields: ProposalFields,
  { confirmPublic }: { confirmPublic: boolean },
): ProposalEdit {
  const before: Record<string, unknown> = described(base)
  const changed = Object.fromEntries(
    Object.entries(described(fields)).filter(
      ([key, value]) => JSON.stringify(value) !== JSON.stringify(before[key]),
    ),
  )
  return {
    ...changed,
    ...(changed.visibility === 'public' && { confirmPublic }),
  } as ProposalEdit
}

/** A field in words. */
export function shownField(
  fields: ProposalFields,
  field: keyof ProposalFields,
  { words, nameOf }: { words: Messages; nameOf: (memberId: string) => string | undefined },
): string {
  const { parts, formality, visibility, stewardMember } = fields
  switch (field) {
    case 'parts':
      return parts
        .map(({ part, title, method }) => [`${part} ${title}`, method].join('\n'))
        .join('\n')
    case 'formality':
      return formality && words.formalities[formality]
    case 'visibility':
      return visibility && words.visibilities[visibility]
    case 'stewardMember':
      return nameOf(stewardMember) ?? ''
    default:
      return fields[field]
  }
}

import { type Day, isDay } from '../../../functions/domain/calendar.ts'
import {
  type Basis,
  CONFIRMATION_STATES,
  FACTORS,
  FORMALITIES,
  STANDINGS,
} from '../../../functions/domain/words.ts'

/** The day one looks at, and what was known then; without them today, as known now. */
export type ViewpointSearch = { asOf?: string; knownAt?: string }

/** What is asked of the list, as it stands in the address: all plain text. */
export type ProposalFilters = ViewpointSearch & {
  /** Made by this year's cohort itself. */
  cohort?: string
  from?: string
  to?: string
  /** Several, with commas between. */
  outcome?: string
  stale?: 'true'
  factor?: string
  /** Where the holding report stands with the other side; several with commas. */
  confirmation?: string
  brokenPrerequisite?: 'true'
  /** Only those with a question whose answer is late. */
  overdueQuestion?: 'true'
  /** Only those whose steward is gone. */
  orphaned?: 'true'
  /** Several with commas; `unset` where nobody has said it. */
  formality?: string
  confirmedWithin?: 'true' | 'false'
  silence?: string
  /** What became of them since a day, taken as known then or as known now. */
  change?: string
  since?: string
  basis?: Basis
  begun?: 'true'
  final?: 'false'
  /** The first of five cohort years. */
  period?: string
  theme?: string
  q?: string
}

const text = (value: unknown) => (typeof value === 'string' ? value : '')
const year = (value: unknown) => (/^\d{4}$/.test(text(value)) ? text(value) : undefined)
const day = (value: unknown) => (isDay(text(value)) ? text(value) : undefined)
const among = (value: unknown, words: readonly string[]) => {
  const chosen = text(value)
    .split(',')
    .filter((word) => words.includes(word))
  return chosen.length > 0 ? chosen.join(',') : undefined
}

/** Codes that only the hub's own links write: whether they exist is the server's to say. */
const codes = (value: unknown) => /^[a-z_,]+$/.exec(text(value))?.[0]

/** Leaves out what is not set, so that addresses stay short. */
function given<T extends object>(values: T): { [K in keyof T]?: Exclude<T[K], undefined> } {
  return Object.fromEntries(
    Object.entries(values).filter(([, value]) => value !== undefined && value !== ''),
  ) as { [K in keyof T]?: Exclude<T[K], undefined> }
}

/**
 * What an address says of the viewpoint; anything malformed is left out. Pages apply it again to what
 * the router hands them, which includes parameters that nobody asked for.
 */
export function viewpointSearch(search: Record<string, unknown>): ViewpointSearch {
  return given({ asOf: day(search.asOf), knownAt: day(search.knownAt) })
}

/** The day that is looked at: as the server takes it, without one that of what was known. */
export function dayOf({ asOf, knownAt }: ViewpointSearch, today: Day): Day {
  return asOf ?? knownAt ?? today
}

/** Whether one looks at today, by all that is known. */
export function isNow({ asOf, knownAt }: ViewpointSearch): boolean {
  return asOf === undefined && knownAt === undefined
}

/** What an address says of the list's filters; anything malformed is left out. */
export function proposalFilters(search: Record<string, unknown>): ProposalFilters {
  return given({
    ...viewpointSearch(search),
    cohort: year(search.cohort),
    from: year(search.from),
    to: year(search.to),
    outcome: among(search.outcome, STANDINGS),
    stale: search.stale === 'true' ? ('true' as const) : undefined,
    factor: among(search.factor, FACTORS),
    confirmation: among(search.confirmation, CONFIRMATION_STATES),
    brokenPrerequisite: search.brokenPrerequisite === 'true' ? ('true' as const) : undefined,
    overdueQuestion: search.overdueQuestion === 'true' ? ('true' as const) : undefined,
    orphaned: search.orphaned === 'true' ? ('true' as const) : undefined,
    formality: among(search.formality, [...FORMALITIES, 'unset']),
    confirmedWithin: among(search.confirmedWithin, ['true', 'false']) as 'true' | undefined,
    silence: codes(search.silence),
    change: codes(search.change),
    since: day(search.since),
    basis: codes(search.basis) as Basis | undefined,
    begun: search.begun === 'true' ? ('true' as const) : undefined,
    final: search.final === 'false' ? ('false' as const) : undefined,
    period: year(search.period),
    theme: text(search.theme).slice(0, 200),
    q: text(search.q).slice(0, 200),
  })
}

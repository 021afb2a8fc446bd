import { withTexts } from '../domain/trail.ts'
import type { HistoryEvent, SealedTexts } from './chain.ts'

type Told = Record<string, unknown>
type Report = Told & { id: string; confirmations: Told[] }
/** What a proposal's events say it is. */
export type Replayed = Told & { reports: Report[] }

/** Where a state says something else than its events do. */
export type Deviation = { pointer: string; sequence: number }

/** Fields whose values the events tell; a state may hold more, such as its version. */
const DESCRIPTION = [
  'cohort',
  'number',
  'title',
  'parts',
  'desiredState',
  'method',
  'rationale',
  'aim',
  'expectedResults',
  'phaseGoal',
  'themes',
  'formality',
  'steward',
  'visibility',
] as const
const LISTS = [
  'formerTitles',
  'carriedBy',
  'links',
  'reports',
  'comments',
  'revisions',
  'handovers',
] as const
const COVERED: readonly string[] = [...DESCRIPTION, ...LISTS, 'edition']
const WIDTHS = ['own', 'program', 'public']

/**
 * Makes a proposal anew from its events and their texts, apart from the rules that made it: what pages show
 * is compared with it. Events it doesn't know change nothing that it covers.
 */
export class Replay {
  readonly state: Replayed = {
    formerTitles: [],
    carriedBy: [],
    links: [],
    reports: [],
    comments: [],
    revisions: [],
  }

  take(event: HistoryEvent, texts: SealedTexts = {}): void {
    const { sequence, recordedAt, by } = event
    const { state } = this
    const data = withTexts(event.data, event.commitments, texts)
    const told = { sequence, recordedAt, by }
    const push = (list: (typeof LISTS)[number], item: unknown) => {
      const before = (state[list] as unknown[] | undefined) ?? []
      Object.assign(state, { [list]: [...before, item] })
    }
    const revise = (type: string, more: Told = {}) => push('revisions', { ...told, type, ...more })
    switch (event.type) {
      case 'proposal_created': {
        const { proposalId: _, ...said } = data
        Object.assign(state, said, { edition: sequence })
        revise('created')
        break
      }
      case 'proposal_edited':
        this.#edit(data, told, push)
        revise('edited', { fields: data.fields })
        break
      case 'proposal_carried_on':
        push('carriedBy', data.fiscalYear)
        ;(state.carriedBy as number[]).sort((a, b) => a - b)
        revise('carried_on', data)
        break
      case 'proposal_linked':
        push('links', data)
        revise('linked', { link: data })
        break
      case 'proposal_unlinked': {
        const links = state.links as Told[]
        const link = links.find(({ kind, to }) => kind === data.kind && to === data.to)
        state.links = links.filter((other) => other !== link)
        revise('unlinked', { link })
        break
      }
      case 'report_recorded':
      case 'report_corrected': {
        const { reportId: id, ...said } = data
        const old = this.#report(data.corrects)
        if (old) old.corrected = { at: recordedAt, by, byReport: id }
        push('reports', { id, ...said, ...told, confirmations: [] })
        break
      }
      case 'report_withdrawn': {
        const { reportId, ...said } = data
        const report = this.#report(reportId)
        if (report) report.withdrawn = { at: recordedAt, by, ...said }
        break
      }
      case 'report_confirmed':
      case 'report_disputed':
      case 'confirmation_withdrawn': {
        const { reportId, ...said } = data
        this.#report(reportId)?.confirmations.push({ ...said, ...told })
        break
      }
      case 'comment_recorded': {
        const { commentId: id, ...said } = data
        push('comments', { id, ...said, ...told })
        break
      }
      case 'steward_changed':
        state.steward = data.to
        push('handovers', { ...told, ...data })
        break
      default:
    }
  }

  #report(id: unknown): Report | undefined {
    return this.state.reports.find((report) => report.id === id)
  }

  #edit(data: Told, told: Told, push: (list: 'formerTitles' | 'handovers', item: Told) => void) {
    const { state } = this
    const fields = data.fields as string[]
    if (fields.includes('title'))
      push('formerTitles', { title: state.title, until: told.recordedAt })
    if (fields.includes('steward'))
      push('handovers', { ...told, from: state.steward, to: data.steward ?? undefined })
    for (const field of fields) state[field] = data[field] ?? undefined
    state.edition = told.sequence
    // A narrower proposal takes its reasons with it.
    const width = WIDTHS.indexOf(String(state.visibility))
    for (const report of state.reports)
      if (WIDTHS.indexOf(String(report.reasonVisibility ?? 'own')) > width)
        report.reasonVisibility = state.visibility
  }
}

/** What a municipality's events say of its settings, cohorts and offices. */
export class MunicipalityReplay {
  readonly state: { settings: Told; cohorts?: unknown; offices?: unknown } = { settings: {} }

  take(event: HistoryEvent, texts: SealedTexts = {}): void {
    const data = withTexts(event.data, event.commitments, texts)
    const { settings, cohorts, offices } = data
    if (event.type === 'municipality_created')
      Object.assign(this.state, { settings: { ...(settings as Told) }, cohorts, offices })
    if (event.type !== 'settings_changed') return
    for (const field of data.fields as string[]) {
      const isList = field === 'cohorts' || field === 'offices'
      Object.assign(isList ? this.state : this.state.settings, {
        [field]: data[field] ?? undefined,
      })
    }
  }
}

/** The first place where a municipality's settings, cohorts or offices say something else than its events. */
export function settingsDeviationOf(
  { settings, cohorts, offices }: { settings: object; cohorts: unknown; offices?: unknown },
  { state }: MunicipalityReplay,
): Deviation | undefined {
  return differing({ settings, cohorts, offices }, state, '', 0)
}

/** The first place where a proposal's state says something else than its events. */
export function deviationOf(state: object, replayed: Replayed): Deviation | undefined {
  for (const key of COVERED) {
    const found = differing((state as Told)[key], replayed[key], `/${key}`, 0)
    if (found) return found
  }
  return undefined
}

function differing(
  held: unknown,
  told: unknown,
  pointer: string,
  sequence: number,
): Deviation | undefined {
  // Nobody can say any more what an erased text was.
  if (isRecord(told) && told.erased === true) return undefined
  if (isRecord(held) && isRecord(told)) {
    const at = Number(told.sequence ?? held.sequence ?? sequence)
    for (const key of new Set([...Object.keys(told), ...Object.keys(held)])) {
      const found = differing(held[key], told[key], `${pointer}/${key}`, at)
      if (found) return found
    }
    return undefined
  }
  return held === told ? undefined : { pointer, sequence }
}

function isRecord(value: unknown): value is Told {
  return typeof value === 'object' && value !== null
}

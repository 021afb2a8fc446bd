import { withTexts } from '../domain/trail/trail.ts'
import type { HistoryEvent, SealedTexts } from './chain.ts'
import { type Deviation, differing, type Told, UNTOLD } from './differing.ts'

type Report = Told & { id: string; confirmations: Told[] }
type Question = Told & { messages: Told[] }
/** What a proposal's events say it is. */
export type Replayed = Told & { reports: Report[] }

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
  'questions',
  'referrals',
] as const
const COVERED: readonly string[] = [...DESCRIPTION, ...LISTS, 'edition']
const WIDTHS = ['own', 'program', 'public']

/**
 * Makes a proposal anew from its events and their texts, apart from the rules that made it: what pages show
 * is compared with it. Events it doesn't know change nothing that it covers.
 */
export class ProposalReplay {
  readonly state: Replayed = {
    formerTitles: [],
    carriedBy: [],
    links: [],
    reports: [],
    comments: [],
    revisions: [],
  }

  /** The number of the last event: by then at the latest it was told. */
  last = 0

  take(event: HistoryEvent, texts: SealedTexts = {}): void {
    const { sequence, recordedAt, by } = event
    this.last = sequence
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
        for (const link of state.links as Told[]) revise('linked', { link })
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
        const { reportId: id, requestId: _, ...said } = data
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
      case 'passed_on': {
        const { requestId: _, speaker, ...said } = data
        const { memberId } = (speaker ?? {}) as Told
        push('referrals', { ...said, ...told, memberId })
        break
      }
      case 'question_asked': {
        const { questionId: id, text, ...said } = data
        push('questions', { id, ...said, messages: [{ id, text, ...told }] })
        break
      }
      case 'question_answered': {
        const { messageId: id, text } = data
        this.#question(data.questionId)?.messages.push({ id, text, ...told })
        break
      }
      case 'question_ended': {
        const question = this.#question(data.questionId)
        if (!question) break
        // From now on the history alone holds the texts.
        question.messages = question.messages.map(({ text: _, ...kept }) => kept)
        question.ended = { at: recordedAt, by, how: data.how }
        break
      }
      case 'texts_erased':
        // Which reports were without texts from then on, only the texts could tell.
        for (const report of state.reports) report.textsErased = UNTOLD
        break
      default:
    }
  }

  #report(id: unknown): Report | undefined {
    return this.state.reports.find((report) => report.id === id)
  }

  #question(id: unknown): Question | undefined {
    const questions = this.state.questions as Question[] | undefined
    return questions?.find((question) => question.id === id)
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

/** The first place where a proposal's state says something else than its events. */
export function deviationOf(
  state: object,
  { state: replayed, last: sequence }: ProposalReplay,
  isErasing: boolean,
): Deviation | undefined {
  for (const key of COVERED) {
    const at = { pointer: `/${key}`, sequence, isErasing }
    const found = differing((state as Told)[key], replayed[key], at)
    if (found) return found
  }
  return undefined
}

import { type Instant, tokyoDayOf } from '../calendar.ts'
import { resourceOf } from '../change.ts'
import {
  carriedByAt,
  confirmationState,
  holds,
  linksAt,
  type Viewpoint,
} from '../outcomes/standing.ts'
import type { Actor } from '../people/people.ts'
import { askedOn, fellowsHere } from '../people/whom-to-ask.ts'
import { can } from '../permissions.ts'
import { isOverdue, questionAt, waitsFor } from '../questions/thread.ts'
import { everLinkedTo, type Register } from '../register.ts'
import { ACTIONS, type Action, type Resource } from '../rules.ts'
import {
  brokenOf,
  isInView,
  type LineageView,
  type ProposalDetail,
  type Standings,
  standingsAt,
  viewOfStanding,
} from '../views.ts'
import { editionOf, type Proposal } from './proposal.ts'
import { orphaned, stewardAt } from './stewardship.ts'

const ON_QUESTION: readonly Action[] = ['question.answer', 'question.end']
const ON_REPORT: readonly Action[] = ['report.correct', 'report.withdraw', 'report.confirm']

/**
 * One proposal with its whole history, how it stands and who carries it at a viewpoint, what it came from
 * and what followed, and what the reader may do.
 * @param now the instant of the request: what one may do depends on today, not on the viewpoint
 */
export function detailOf(
  register: Register,
  proposal: Proposal,
  { viewpoint, actor, now }: { viewpoint: Viewpoint; actor: Actor; now: Instant },
): ProposalDetail {
  const standings = standingsAt(register, viewpoint)
  const standing = standings(proposal)
  const { v: _, head: __, ...shown } = proposal
  const today = tokyoDayOf(now)
  const reports = proposal.reports.map((report) => {
    const open = !report.corrected && !report.withdrawn
    const confirmation = confirmationState(report, viewpoint.knownAt)
    return [
      report.id,
      {
        confirmation,
        disputeOpen: confirmation === 'disputed' && report.id === standing.report?.id,
        holding: report.id === standing.report?.id,
        valid: holds(report, viewpoint.knownAt),
        permitted: open ? permitted(ON_REPORT, actor, resourceOf(proposal, report), now) : [],
      },
    ] as const
  })
  const questions = (proposal.questions ?? []).flatMap((question) => {
    const then = questionAt(question, viewpoint)
    if (!then) return []
    const resource = resourceOf(proposal, undefined, question)
    const state = {
      waitsFor: waitsFor(then),
      overdue: isOverdue(then, viewpoint.day),
      permitted: question.ended ? [] : permitted(ON_QUESTION, actor, resource, now),
    }
    return [[question.id, state] as const]
  })
  const general = ACTIONS.filter(
    (action) => !ON_REPORT.includes(action) && !ON_QUESTION.includes(action),
  )
  return {
    proposal: {
      ...shown,
      carriedBy: carriedByAt(proposal, viewpoint),
      steward: stewardAt(proposal, viewpoint),
      edition: editionOf(proposal),
    },
    standing: viewOfStanding(register, standing),
    lineage: lineageOf(register, proposal, standings, viewpoint),
    brokenPrerequisites: brokenOf(register, proposal, standings, viewpoint),
    orphaned: orphaned(register, proposal, today),
    asked: askedOn(register, proposal, today),
    cohortUnreachable: fellowsHere(register, proposal, today).length === 0,
    permitted: permitted(general, actor, resourceOf(proposal), now),
    reports: Object.fromEntries(reports),
    questions: Object.fromEntries(questions),
    viewpoint,
  }
}

function permitted(
  actions: readonly Action[],
  actor: Actor,
  resource: Resource,
  now: Instant,
): Action[] {
  return actions.filter((action) => can(actor, action, resource, now))
}

/** Both ends of every link: what this proposal came from or needs, and what came of it or needs it. */
export function lineageOf(
  register: Register,
  proposal: Proposal,
  standings: Standings,
  viewpoint: Viewpoint,
): LineageView[] {
  const view = (
    other: Proposal | undefined,
    link: { kind: LineageView['kind']; part?: string | undefined },
    direction: LineageView['direction'],
  ): LineageView[] =>
    other
      ? [
          {
            kind: link.kind,
            direction,
            part: link.part,
            proposal: {
              id: other.id,
              title: other.title,
              cohort: other.cohort,
              carriedBy: carriedByAt(other, viewpoint),
              standing: viewOfStanding(register, standings(other)),
            },
          },
        ]
      : []
  const outgoing = linksAt(proposal, viewpoint.knownAt).flatMap((link) =>
    view(register.proposals.get(link.to), link, 'outgoing'),
  )
  const incoming = everLinkedTo(register, proposal.id)
    .filter((other) => isInView(other, viewpoint))
    .flatMap((other) =>
      linksAt(other, viewpoint.knownAt)
        .filter(({ to }) => to === proposal.id)
        .flatMap((link) => view(other, link, 'incoming')),
    )
  return [...outgoing, ...incoming]
}

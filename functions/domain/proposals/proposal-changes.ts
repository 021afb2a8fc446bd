import { fiscalYearOf, spanOf, tokyoDayOf } from '../calendar.ts'
import {
  attribute,
  type Deed,
  editedFields,
  moved,
  type ProposalChange,
  resourceOf,
  separateTexts,
} from '../change.ts'
import { DomainError, fieldError } from '../errors.ts'
import type { MailDraft } from '../mails/mail.ts'
import { reachable } from '../mails/mail-changes.ts'
import { cohortRecord } from '../municipalities/municipality.ts'
import { fellowsHere } from '../people/whom-to-ask.ts'
import { type Register, requireOnRoster, requireSpeakerOnRoster } from '../register.ts'
import { VISIBILITIES } from '../words.ts'
import {
  type CommentInput,
  DESCRIPTION_FIELDS,
  editionOf,
  type Link,
  type Proposal,
  type ProposalEdit,
  type ProposalInput,
} from './proposal.ts'

/** @throws DomainError where a year has no known cohort, or lies ahead */
function requireCohort(register: Register, year: number, deed: Deed, pointer: string): void {
  if (year > fiscalYearOf(tokyoDayOf(deed.now))) throw fieldError(pointer, 'in_future')
  if (cohortRecord(register.municipality, year) !== 'cohort')
    throw fieldError(pointer, { code: 'cohort_unknown', params: { fiscalYear: year } })
}

/**
 * A cohort's proposal enters the register.
 * @throws DomainError `not_allowed`, or `validation_failed` for a cohort that isn't known
 */
export function createProposal(
  register: Register,
  { confirmPublic: _, links = [], ...input }: ProposalInput,
  deed: Deed,
): ProposalChange {
  const { municipality } = register
  const resource = { municipality: municipality.code, cohorts: [input.cohort] }
  const by = attribute(deed, 'proposal.create', resource)
  requireCohort(register, input.cohort, deed, '/cohort')
  requireOnRoster(register, input.steward?.memberId, '/steward/memberId')
  const visibility = input.visibility ?? municipality.settings.defaultVisibility
  const stated = { ...input, visibility }
  const olders = links.map((link, at) => {
    if (links.findIndex(({ kind, to }) => kind === link.kind && to === link.to) < at)
      throw fieldError(`/links/${at}`, 'duplicate')
    return linkable(register, { id: deed.id, cohort: input.cohort }, link, `/links/${at}/to`)
  })
  const linked = links.map((link): Proposal['revisions'][number] => ({
    sequence: 1,
    recordedAt: deed.now,
    by,
    type: 'linked',
    link,
  }))
  const after: Proposal = {
    v: 1,
    id: deed.id,
    municipality: municipality.code,
    ...stated,
    formerTitles: [],
    carriedBy: [],
    links,
    reports: [],
    comments: [],
    revisions: [{ sequence: 1, recordedAt: deed.now, by, type: 'created' }, ...linked],
    edition: 1,
    head: { sequence: 1, hash: '', recordedAt: deed.now },
  }
  return {
    after,
    entityId: deed.id,
    event: {
      type: 'proposal_created',
      by,
      ...separateTexts({ proposalId: deed.id, ...stated, ...(links.length > 0 && { links }) }),
    },
    mails: links.flatMap(({ kind }, at) => livesOn(register, olders[at], after.id, kind, deed)),
  }
}

/**
 * Changes what a proposal says of itself. A changed title keeps the old one among the former titles;
 * a narrower visibility takes the reasons' own settings with it.
 * @param edition the edition the editor had before their eyes (`If-Match`)
 * @throws DomainError `stale_edit`, `nothing_changed`, `not_allowed`
 */
export function editProposal(
  register: Register,
  before: Proposal,
  { edit, edition }: { edit: ProposalEdit; edition: number },
  deed: Deed,
): ProposalChange {
  const by = attribute(deed, 'proposal.edit', resourceOf(before))
  if (edition !== editionOf(before)) throw new DomainError('stale_edit')
  const editable = [...DESCRIPTION_FIELDS, 'visibility' as const]
  const { fields, changes, told } = editedFields(before, edit, editable)
  requireOnRoster(register, edit.steward?.memberId, '/steward/memberId')
  const sequence = before.head.sequence + 1
  const width = VISIBILITIES.indexOf(changes.visibility ?? before.visibility)
  const after = moved(before, deed.now, {
    ...changes,
    formerTitles:
      changes.title === undefined
        ? before.formerTitles
        : [...before.formerTitles, { title: before.title, until: deed.now }],
    reports: before.reports.map((report) =>
      VISIBILITIES.indexOf(report.reasonVisibility ?? 'own') > width
        ? { ...report, reasonVisibility: changes.visibility }
        : report,
    ),
    revisions: [
      ...before.revisions,
      { sequence, recordedAt: deed.now, by, type: 'edited', fields },
    ],
    // Whichever way the steward changes, the succession of stewards has no gap.
    ...(fields.includes('steward') && {
      handovers: [
        ...(before.handovers ?? []),
        {
          sequence,
          recordedAt: deed.now,
          by,
          ...(before.steward && { from: before.steward }),
          ...(edit.steward && { to: edit.steward }),
        },
      ],
    }),
    edition: sequence,
  })
  return {
    after,
    entityId: before.id,
    event: { type: 'proposal_edited', by, ...separateTexts(told) },
  }
}

/**
 * A later cohort carries the proposal on unchanged.
 * @throws DomainError `already_carried_on`, `carried_on_too_early`, `not_allowed`
 */
export function carryOnProposal(
  register: Register,
  before: Proposal,
  { fiscalYear }: { fiscalYear: number },
  deed: Deed,
): ProposalChange {
  const resource = { ...resourceOf(before), carriesOn: fiscalYear }
  const by = attribute(deed, 'proposal.carry_on', resource)
  if (fiscalYear <= before.cohort) throw fieldError('/fiscalYear', 'carried_on_too_early')
  if (before.carriedBy.includes(fiscalYear)) throw new DomainError('already_carried_on')
  requireCohort(register, fiscalYear, deed, '/fiscalYear')
  const sequence = before.head.sequence + 1
  const after = moved(before, deed.now, {
    carriedBy: [...before.carriedBy, fiscalYear].sort((a, b) => a - b),
    revisions: [
      ...before.revisions,
      { sequence, recordedAt: deed.now, by, type: 'carried_on', fiscalYear },
    ],
  })
  return {
    after,
    entityId: before.id,
    event: { type: 'proposal_carried_on', by, data: { fiscalYear }, texts: {} },
  }
}

/**
 * Links a proposal to an older one, or to one that it requires.
 * @throws DomainError `link_to_itself`, `already_linked`, `link_not_older`, `link_cycle`, `not_allowed`
 */
export function linkProposal(
  register: Register,
  before: Proposal,
  link: Link,
  deed: Deed,
): ProposalChange {
  const by = attribute(deed, 'proposal.link', resourceOf(before))
  if (before.links.some(({ kind, to }) => kind === link.kind && to === link.to))
    throw new DomainError('already_linked')
  const older = linkable(register, before, link, '/to')
  const after = moved(before, deed.now, {
    links: [...before.links, link],
    revisions: [
      ...before.revisions,
      { sequence: before.head.sequence + 1, recordedAt: deed.now, by, type: 'linked', link },
    ],
  })
  return {
    after,
    entityId: before.id,
    event: { type: 'proposal_linked', by, ...separateTexts({ ...link }) },
    mails: livesOn(register, older, before.id, link.kind, deed),
  }
}

/** The proposal that a link leads to, where it may. */
function linkable(
  register: Register,
  from: Pick<Proposal, 'id' | 'cohort'>,
  { kind, to }: Link,
  pointer: string,
): Proposal {
  const target = register.proposals.get(to)
  if (!target) throw fieldError(pointer, 'not_found')
  if (to === from.id) throw fieldError(pointer, 'link_to_itself')
  // Only a prerequisite may be of any year; what is succeeded, retried, merged or split came first.
  if (kind !== 'requires' && target.cohort > from.cohort)
    throw fieldError(pointer, 'link_not_older')
  if (reaches(register, to, from.id)) throw fieldError(pointer, 'link_cycle')
  return target
}

/** The earlier cohort is told that its idea lives on; whoever did it knows. */
function livesOn(
  register: Register,
  older: Proposal | undefined,
  newerId: string,
  kind: Link['kind'],
  { actor, now }: Deed,
): MailDraft[] {
  if (!older || kind === 'requires' || actor.kind !== 'person') return []
  const fellows = fellowsHere(register, older, tokyoDayOf(now))
  return reachable(register, fellows)
    .filter((memberId) => memberId !== actor.memberId)
    .map((to) => ({ kind: 'idea_lives_on', to, facts: { proposalId: older.id, newerId, kind } }))
}

/**
 * Takes a link back; that it was there stays in the history.
 * @throws DomainError `not_linked`, `not_allowed`
 */
export function unlinkProposal(
  before: Proposal,
  { kind, to }: Pick<Link, 'kind' | 'to'>,
  deed: Deed,
): ProposalChange {
  const by = attribute(deed, 'proposal.link', resourceOf(before))
  const link = before.links.find((other) => other.kind === kind && other.to === to)
  if (!link) throw new DomainError('not_linked')
  const after = moved(before, deed.now, {
    links: before.links.filter((other) => other !== link),
    revisions: [
      ...before.revisions,
      { sequence: before.head.sequence + 1, recordedAt: deed.now, by, type: 'unlinked', link },
    ],
  })
  return {
    after,
    entityId: before.id,
    event: { type: 'proposal_unlinked', by, data: { kind, to }, texts: {} },
  }
}

/**
 * Records a comment, one's own or somebody else's words.
 * @throws DomainError `not_allowed`; `validation_failed` for a date ahead or a speaker who isn't on the roster
 */
export function recordComment(
  register: Register,
  before: Proposal,
  input: CommentInput,
  deed: Deed,
): ProposalChange {
  const by = attribute(deed, 'comment.record', resourceOf(before))
  if (input.asOf && spanOf(input.asOf).first > tokyoDayOf(deed.now))
    throw fieldError('/asOf', 'in_future')
  requireSpeakerOnRoster(register, input.speaker, '/speaker')
  const sequence = before.head.sequence + 1
  const comment = { id: deed.id, sequence, recordedAt: deed.now, by, ...input }
  return {
    after: moved(before, deed.now, { comments: [...before.comments, comment] }),
    entityId: deed.id,
    event: { type: 'comment_recorded', by, ...separateTexts({ commentId: deed.id, ...input }) },
  }
}

/** Whether links lead from one proposal to another. */
function reaches(register: Register, from: string, to: string): boolean {
  const seen = new Set<string>()
  const open = [from]
  for (let id = open.pop(); id !== undefined; id = open.pop()) {
    if (id === to) return true
    if (seen.has(id)) continue
    seen.add(id)
    open.push(...(register.proposals.get(id)?.links.map((link) => link.to) ?? []))
  }
  return false
}

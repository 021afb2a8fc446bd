import * as z from 'zod'
import { type Day, tokyoDayOf } from '../calendar.ts'
import {
  attribute,
  type Deed,
  moved,
  type ProposalChange,
  resourceOf,
  separateTexts,
} from '../change.ts'
import { DomainError, fieldError } from '../errors.ts'
import { Text } from '../fields.ts'
import { areOneOffice, officesToday } from '../municipalities/offices.ts'
import type { Viewpoint } from '../outcomes/standing.ts'
import { officeOn, presenceOn } from '../people/people.ts'
import { isThereAt } from '../questions/thread.ts'
import { type Register, requireOnRoster } from '../register.ts'
import type { Orphaned } from '../words.ts'
import { type Proposal, Steward } from './proposal.ts'

/** Handing over: to an office, to a person there, or to nobody; with a note for whoever comes next. */
export const HandoverInput = z
  .strictObject({ to: Steward.nullable(), note: Text.optional() })
  .meta({ id: 'HandoverInput' })
export type HandoverInput = z.infer<typeof HandoverInput>

export const TakeOverInput = z.strictObject({ note: Text.optional() }).meta({ id: 'TakeOverInput' })
export type TakeOverInput = z.infer<typeof TakeOverInput>

/**
 * Whether a proposal's steward is gone on a day: the person left or moved to another office, or the office
 * ended without exactly one successor. A person who is away for a time still is the steward.
 */
export function orphaned(register: Register, proposal: Proposal, day: Day): Orphaned | undefined {
  const { steward } = proposal
  if (!steward) return undefined
  const { municipality, members } = register
  if (steward.memberId !== undefined) {
    const person = members.get(steward.memberId)
    if (!person || presenceOn(person, day) === 'left') return 'person_left'
    const office = officeOn(person, day)
    const hasMoved = office !== undefined && office !== steward.office
    if (hasMoved && !areOneOffice(municipality, [office, steward.office], day))
      return 'person_moved'
  }
  return officesToday(municipality, steward.office, day).length === 1 ? undefined : 'office_ended'
}

/** Who carried a proposal on a day, as known at an instant: each handing over tells who did before. */
export function stewardAt(
  { steward, handovers = [] }: Pick<Proposal, 'steward' | 'handovers'>,
  viewpoint: Viewpoint,
): Steward | undefined {
  const next = handovers.find(({ recordedAt }) => !isThereAt(recordedAt, viewpoint))
  return next ? next.from : steward
}

/**
 * The same as a list at a viewpoint may tell it: the register keeps who is the steward now, so that of an
 * earlier day nothing is said.
 */
export function orphanedAt(
  register: Register,
  proposal: Proposal,
  { day, knownAt }: Viewpoint,
): Orphaned | undefined {
  const isNow = day === tokyoDayOf(knownAt) && knownAt >= register.recordedAt
  return isNow ? orphaned(register, proposal, day) : undefined
}

/**
 * Hands a proposal over, or makes an office its steward without a person.
 * @throws DomainError `not_allowed`; `validation_failed` for a person who isn't on the roster;
 * `nothing_changed` where that is the steward already and no note is left
 */
export function handOver(
  register: Register,
  before: Proposal,
  { to, note }: HandoverInput,
  deed: Deed,
): ProposalChange {
  const by = attribute(deed, 'steward.hand_over', resourceOf(before))
  requireOnRoster(register, to?.memberId, '/to/memberId')
  const today = tokyoDayOf(deed.now)
  const successor = to?.memberId === undefined ? undefined : register.members.get(to.memberId)
  if (successor && presenceOn(successor, today) === 'left')
    throw fieldError('/to/memberId', 'person_left')
  const same = JSON.stringify(to ?? null) === JSON.stringify(before.steward ?? null)
  if (same && note === undefined) throw new DomainError('nothing_changed')
  return changed(before, { to: to ?? undefined, note, by }, deed)
}

/**
 * The actor becomes the steward, in the office they are in today.
 * @throws DomainError `not_allowed`; `office_unknown` where the roster doesn't say where they are
 */
export function takeOver(
  register: Register,
  before: Proposal,
  { note }: TakeOverInput,
  deed: Deed,
): ProposalChange {
  const by = attribute(deed, 'steward.take_over', resourceOf(before))
  const memberId = deed.actor.memberId
  const person = memberId === undefined ? undefined : register.members.get(memberId)
  const office = person && officeOn(person, tokyoDayOf(deed.now))
  if (memberId === undefined || office === undefined) throw new DomainError('office_unknown')
  const to = { office, memberId }
  if (JSON.stringify(to) === JSON.stringify(before.steward))
    throw new DomainError('nothing_changed')
  return changed(before, { to, note, by }, deed)
}

function changed(
  before: Proposal,
  { to, note, by }: { to: Steward | undefined; note: string | undefined; by: Handover['by'] },
  deed: Deed,
): ProposalChange {
  const sequence = before.head.sequence + 1
  const handover: Handover = {
    sequence,
    recordedAt: deed.now,
    by,
    ...(before.steward && { from: before.steward }),
    ...(to && { to }),
    ...(note !== undefined && { note }),
  }
  const { sequence: _, recordedAt: __, by: ___, ...said } = handover
  return {
    after: moved(before, deed.now, {
      steward: to,
      handovers: [...(before.handovers ?? []), handover],
    }),
    entityId: before.id,
    event: { type: 'steward_changed', by, ...separateTexts(said) },
  }
}

type Handover = NonNullable<Proposal['handovers']>[number]

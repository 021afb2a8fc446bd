import * as z from 'zod'
import { type Day, tokyoDayOf } from '../calendar.ts'
import { attribute, attributionOf, type Deed, type MunicipalityChange } from '../change.ts'
import { DomainError, fieldError } from '../errors.ts'
import { Text } from '../fields.ts'
import { isReachable, reachable } from '../mails/mail-changes.ts'
import { Claim, type Member } from '../people/people.ts'
import { dispatchersHere } from '../people/whom-to-ask.ts'
import type { Register } from '../register.ts'
import { CLAIM_KINDS, CLAIM_RESULTS } from '../words.ts'

/** They are kept with the person, whose state must stay small; nobody in service has come near it. */
const MOST_CLAIMS = 20

export const ClaimInput = z
  .strictObject({ kind: z.enum(CLAIM_KINDS), text: Text })
  .meta({ id: 'ClaimInput' })
export type ClaimInput = z.infer<typeof ClaimInput>

export const ClaimAnswer = z
  .strictObject({ result: z.enum(CLAIM_RESULTS), reason: Text.optional() })
  .meta({ id: 'ClaimAnswer' })
export type ClaimAnswer = z.infer<typeof ClaimAnswer>

/** A claim as HR is waited for with it. */
export const ClaimTask = Claim.pick({ id: true, kind: true, madeAt: true })
  .extend({ memberId: z.string() })
  .meta({ id: 'ClaimTask' })

/**
 * Somebody asks HR to correct what is held about them, or to stop using it (訂正・利用停止の請求). That they are
 * signed in as the person is the permission: it needs no role.
 * @throws DomainError `not_found`; `validation_failed` where they have made too many
 */
export function makeClaim(register: Register, input: ClaimInput, deed: Deed): MunicipalityChange {
  const before = register.members.get(deed.actor.memberId ?? '')
  if (!before || before.erased) throw new DomainError('not_found')
  const { claims = [] } = before
  if (claims.length >= MOST_CLAIMS)
    throw fieldError('/text', { code: 'too_many', params: { max: MOST_CLAIMS } })
  const { kind, text } = input
  const facts = { memberId: before.id, claimId: deed.id }
  return {
    ...changed(
      register,
      { ...before, claims: [...claims, { id: deed.id, madeAt: deed.now, ...input }] },
      {
        type: 'claim_made',
        by: attributionOf(deed),
        data: { ...facts, kind },
        texts: { '/text': text },
      },
    ),
    mails: reachable(register, othersOfHr(register, before.id, tokyoDayOf(deed.now))).map((to) => ({
      kind: 'claim_made',
      to,
      facts,
    })),
  }
}

/** Who of HR, but for somebody, is here to answer on a day: with an account. */
function othersOfHr(register: Register, memberId: string, day: Day): string[] {
  return dispatchersHere(register, day).filter(
    (id) => id !== memberId && register.members.get(id)?.accountId !== undefined,
  )
}

/**
 * HR ends a claim: it is done, or refused with a reason, which the person reads. Nobody answers their own while
 * anybody else of HR is here; who is alone does, and always says why, and the history shows that it was their own.
 * @throws DomainError `not_allowed`, `not_found`, `own_claim`, `nothing_changed` where it is answered;
 * `validation_failed` for a refusal without a reason
 */
export function answerClaim(
  register: Register,
  { memberId, claimId, answer }: { memberId: string; claimId: string; answer: ClaimAnswer },
  deed: Deed,
): MunicipalityChange {
  const by = attribute(deed, 'roster.edit', { municipality: register.municipality.code })
  const before = register.members.get(memberId)
  const claim = before?.claims?.find(({ id }) => id === claimId)
  if (!before || !claim) throw new DomainError('not_found')
  const own = memberId === deed.actor.memberId
  if (own && othersOfHr(register, memberId, tokyoDayOf(deed.now)).length > 0)
    throw new DomainError('own_claim')
  if (claim.answer) throw new DomainError('nothing_changed')
  const { result, reason } = answer
  if ((own || result === 'refused') && reason === undefined)
    throw fieldError('/reason', 'reason_required')
  const answered = { ...claim, answer: { ...answer, at: deed.now, ...(own && { own }) } }
  const claims = before.claims?.map((one) => (one === claim ? answered : one))
  return {
    ...changed(
      register,
      { ...before, claims },
      {
        type: 'claim_answered',
        by,
        data: { memberId, claimId, result, ...(own && { own }) },
        texts: reason === undefined ? {} : { '/reason': reason },
      },
    ),
    ...(!own &&
      isReachable(before) && {
        mails: [{ kind: 'claim_answered', to: memberId, facts: { claimId } }],
      }),
  }
}

function changed(
  { municipality }: Register,
  member: Member,
  event: MunicipalityChange['event'],
): MunicipalityChange {
  return { after: municipality, members: [member], entityId: String(event.data.claimId), event }
}

/** The claims that wait for HR, the oldest first. */
export function openClaims({ members }: Register): z.infer<typeof ClaimTask>[] {
  return [...members.values()]
    .flatMap(({ id: memberId, claims = [] }) =>
      claims
        .filter(({ answer }) => !answer)
        .map(({ id, kind, madeAt }) => ({ id, kind, madeAt, memberId })),
    )
    .sort((a, b) => (a.madeAt < b.madeAt ? -1 : 1))
}

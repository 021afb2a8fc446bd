import { createHmac } from 'node:crypto'
import type { Context } from 'hono'
import type { Deed, ProposalChange } from '../domain/change.ts'
import { DomainError } from '../domain/errors.ts'
import type { Register } from '../domain/register.ts'
import type { Dependencies, Receipt } from './dependencies.ts'
import { type Environment, withoutQuery } from './environment.ts'

/**
 * Does one write: names the operation by the client's `Idempotency-Key`, so that sending it again does it
 * once, and lets the domain decide on the register as it is at the moment of writing. The fingerprint of
 * the request is keyed, so that its record gives no text away, not even by guessing.
 * @throws DomainError `idempotency_key_required`, and what `decide` refuses
 */
export async function write(
  c: Context<Environment>,
  { registers, newId, secret }: Pick<Dependencies, 'registers' | 'newId' | 'secret'>,
  input: unknown,
  decide: (register: Register, deed: Deed) => ProposalChange,
): Promise<Receipt> {
  withoutQuery(c)
  const key = c.req.header('idempotency-key') ?? ''
  if (!/^[\x21-\x7e]{8,200}$/.test(key)) throw new DomainError('idempotency_key_required')
  const actor = c.get('actor')
  const id = newId()
  const said = JSON.stringify([c.req.method, c.req.path, c.req.header('if-match') ?? null, input])
  const fingerprint = createHmac('sha256', secret)
    .update(`fingerprint\n${said}`)
    .digest('base64url')
  return registers.change(
    actor.municipality,
    { id, actor: actor.memberId, key, fingerprint },
    (register, now) => decide(register, { actor, now, id, channel: 'web' }),
    c.get('revision'),
  )
}

import { createHmac } from 'node:crypto'
import type { Context } from 'hono'
import { tokyoDayOf } from '../domain/calendar.ts'
import type { Deed, MunicipalityChange, ProposalChange } from '../domain/change.ts'
import { DomainError } from '../domain/errors.ts'
import { exportData, type Taken } from '../domain/exports/export-changes.ts'
import type { Operation } from '../domain/operation.ts'
import type { Actor } from '../domain/people/people.ts'
import { readRoster } from '../domain/people/roster-changes.ts'
import type { Register } from '../domain/register.ts'
import type { Dependencies, Receipt } from './dependencies.ts'
import { type Environment, withoutQuery } from './environment.ts'

type Writing = Pick<Dependencies, 'registers' | 'newId' | 'secret'>

/**
 * Does one write on a proposal: names the operation by the client's `Idempotency-Key`, so that sending it
 * again does it once, and lets the domain decide on the register as it is at the moment of writing.
 * @throws DomainError `idempotency_key_required`, and what `decide` refuses
 */
export async function write(
  c: Context<Environment>,
  dependencies: Writing,
  input: unknown,
  decide: (register: Register, deed: Deed) => ProposalChange,
): Promise<Receipt> {
  const { operation, deedAt } = operationOf(c, dependencies, input)
  return dependencies.registers.change(
    c.get('actor').municipality,
    operation,
    (register, now) => decide(register, deedAt(now)),
    c.get('revision'),
  )
}

/** Does one write on the municipality or its people; otherwise as `write`. */
export async function writeMunicipality(
  c: Context<Environment>,
  dependencies: Writing,
  input: unknown,
  decide: (register: Register, deed: Deed) => MunicipalityChange,
): Promise<Receipt> {
  const { operation, deedAt } = operationOf(c, dependencies, input)
  return dependencies.registers.changeMunicipality(
    c.get('actor').municipality,
    operation,
    (register, now) => decide(register, deedAt(now)),
    c.get('revision'),
  )
}

/**
 * Does one write of somebody who has signed in and isn't a person of the municipality yet.
 * @param actor whom they would be there
 */
export async function writeAsAccount(
  c: Context<Environment>,
  dependencies: Writing,
  { actor, accountId, input }: { actor: Actor; accountId: string; input: unknown },
  decide: (register: Register, deed: Deed) => MunicipalityChange,
): Promise<Receipt> {
  const { operation, deedAt } = operationOf(c, dependencies, input, {
    actor,
    operator: `account ${accountId}`,
  })
  return dependencies.registers.changeMunicipality(actor.municipality, operation, (register, now) =>
    decide(register, deedAt(now)),
  )
}

/**
 * Records what the hub itself notes of a request, such as that somebody read the roster.
 * @param name makes it happen once; no client's key can be the same, as none has a blank
 */
export async function note(
  c: Context<Environment>,
  { registers, newId }: Writing,
  name: string,
  decide: (register: Register, deed: Deed) => MunicipalityChange,
): Promise<Receipt> {
  const actor = c.get('actor')
  const id = newId()
  const operation = { id, actor: actor.memberId, key: `noted ${name}`, fingerprint: name }
  return registers.changeMunicipality(
    actor.municipality,
    operation,
    (register, now) => decide(register, { actor, now, id, channel: 'web' }),
    c.get('revision'),
  )
}

/**
 * Records that somebody reads the roster, once a day. What was read without a trace would be worse than a roster
 * that can't be read.
 */
export async function noteRosterRead(
  c: Context<Environment>,
  dependencies: Writing,
): Promise<void> {
  const today = tokyoDayOf(c.get('now'))
  const reader = c.get('register').members.get(c.get('actor').memberId)
  if (reader?.rosterReadOn !== today)
    await note(c, dependencies, `roster read ${today}`, readRoster)
}

/** Records that somebody takes a file: nothing leaves the hub before the history has it. */
export async function noteExport(
  c: Context<Environment>,
  dependencies: Writing,
  taken: Taken,
): Promise<void> {
  await note(c, dependencies, `export ${dependencies.newId()}`, (register, deed) =>
    exportData(register, taken, deed),
  )
}

/**
 * The operations of one request that writes several things, one after the other: each has a key of its own
 * under the client's, so that sending the request again does what is missing. `begin` comes before the first: under
 * the same key nothing else is written.
 */
export function operationsOf(c: Context<Environment>, dependencies: Writing, input: unknown) {
  const { operation, deedAt } = operationOf(c, dependencies, input)
  return {
    begin: () => dependencies.registers.bind(c.get('actor').municipality, operation),
    operationFor: (part: string): Operation => ({
      ...operation,
      id: dependencies.newId(),
      key: `${operation.key} ${part}`,
    }),
    deedAt: (now: string, id: string): Deed => ({ ...deedAt(now), id }),
  }
}

/** The fingerprint is keyed, so that an operation's record gives no text away, not even by guessing. */
export function operationOf(
  c: Context<Environment>,
  { newId, secret }: Pick<Writing, 'newId' | 'secret'>,
  input: unknown,
  { actor, operator }: { actor: Actor; operator: string } = memberOf(c),
) {
  withoutQuery(c)
  const key = c.req.header('idempotency-key') ?? ''
  if (!/^[\x21-\x7e]{8,200}$/.test(key)) throw new DomainError('idempotency_key_required')
  const id = newId()
  const said = JSON.stringify([c.req.method, c.req.path, c.req.header('if-match') ?? null, input])
  const fingerprint = createHmac('sha256', secret)
    .update(`fingerprint\n${said}`)
    .digest('base64url')
  const operation: Operation = { id, actor: operator, key, fingerprint }
  return {
    operation,
    deedAt: (now: string): Deed => ({ actor, now, id, channel: 'web' }),
  }
}

function memberOf(c: Context<Environment>) {
  const actor = c.get('actor')
  return { actor, operator: actor.memberId }
}

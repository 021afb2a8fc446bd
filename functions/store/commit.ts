import { randomBytes } from 'node:crypto'
import { TransactionCanceledException } from '@aws-sdk/client-dynamodb'
import { tokyoDayOf } from '../domain/calendar.ts'
import type { EventDraft, ProposalChange } from '../domain/change.ts'
import { type MailDraft, pendingOf } from '../domain/mails/mail.ts'
import type { Head } from '../domain/municipalities/municipality.ts'
import { DRAFT_DAYS, type Operation } from '../domain/operation.ts'
import { NO_HEAD, seal } from '../history/chain.ts'
import { municipalityStream, proposalStream } from '../history/streams.ts'
import type { Database, Item, TransactItem } from './database.ts'
import { outboxItem } from './outbox.ts'
import { answeredItem } from './requests.ts'
import { itemOf, type State } from './states.ts'
import {
  dueKey,
  eventPartition,
  idempotencyKey,
  type Key,
  registerPartition,
  revisionKey,
  sequenceSk,
  textPartition,
} from './table.ts'
import { trailItem } from './trail.ts'

/** What a write answers; ids and times only, so that it can be kept to answer a repetition. */
export type Receipt = {
  operationId: string
  /** The thing that was made or changed. */
  id: string
  proposalId?: string
  sequence: number
  recordedAt: string
}

/** A change as it is decided: the state whose stream it moves on, the event, and what else is written with it. */
export type Commit = {
  code: string
  stream: string
  /** The head before. */
  head: Head
  draft: EventDraft
  recordedAt: string
  /** The states after; the one at `headed` carries the stream's new head. */
  states: State[]
  entityId: string
  proposalId?: string
  /** Mails that are sent because of it: each an item of the outbox. */
  mails?: readonly MailDraft[] | undefined
  /** What the change answers of a request. */
  answered?: ProposalChange['answered'] | undefined
  /** Mails or letters to another municipality lie among the further items. */
  mailsElsewhere?: boolean
  /** Items outside the register that belong to the change, such as a membership; one without content is deleted. */
  further?: Further[]
}

/** An item that is written or deleted in a change's transaction, only where its condition holds. */
export type Further = { key: Key; item?: Item; condition?: string; values?: Item }

/**
 * How many changes back a copy of the register can be brought up to date without a full read: as many as
 * cost less than one, and as keep the revision within two kilobytes.
 */
export const REMEMBERED_CHANGES = 40

/** The revision of a municipality's register: one more with every change. */
export type Revision = {
  number: number
  recordedAt: string
  /** The sort keys changed by this revision, the one before it, and so on. */
  recent: string[][]
  /** The next day on which the daily job has to look at the municipality; its item in `DUE` says the same. */
  dueOn?: string
}

export const NO_REVISION: Revision = { number: 0, recordedAt: '', recent: [] }

/** An idempotency record answers repetitions for longer than a browser keeps the draft that was sent. */
const REMEMBER_SECONDS = (DRAFT_DAYS + 5) * 24 * 60 * 60

export function revisionOf(item: Item | undefined): Revision {
  if (!item) return NO_REVISION
  return {
    number: Number(item.number),
    recordedAt: String(item.recordedAt),
    recent: JSON.parse(String(item.recent)),
    ...(item.dueOn !== undefined && { dueOn: String(item.dueOn) }),
  }
}

/** One string: every request reads it, and forty nested lists cost ten times as much to take apart. */
export function itemOfRevision(code: string, { recent, ...revision }: Revision): Item {
  return { ...revisionKey(code), v: 1, ...revision, recent: JSON.stringify(recent) }
}

/** Another writer was first: nothing was written, and the decision must be made anew. */
export class ConflictError extends Error {
  constructor(cause: unknown) {
    super('another change was first', { cause })
    this.name = 'ConflictError'
  }
}

/**
 * Writes a change with its history: event, texts, states, revision and idempotency record, all or nothing.
 * @param dueOn when the daily job has to look at the municipality next
 * @throws ConflictError where the register has moved on, or the operation was done before
 */
export async function commit(
  database: Database,
  change: Commit,
  operation: Operation,
  revision: Revision,
  dueOn: string,
): Promise<{ receipt: Receipt; states: State[]; revision: Revision }> {
  const { code, stream, recordedAt, entityId, proposalId } = change
  const sealed = seal(change.head, {
    stream,
    draft: change.draft,
    recordedAt,
    operationId: operation.id,
    salt,
  })
  const states = change.states.map((state) => withHead(state, stream, sealed.head))
  const items = states.map(itemOf)
  const next: Revision = {
    number: revision.number + 1,
    recordedAt,
    recent: [items.map(({ sk }) => sk), ...revision.recent].slice(0, REMEMBERED_CHANGES),
    dueOn,
  }
  const receipt: Receipt = {
    operationId: operation.id,
    id: entityId,
    ...(proposalId !== undefined && { proposalId }),
    sequence: sealed.head.sequence,
    recordedAt,
  }
  const sk = sequenceSk(stream, sealed.head.sequence)
  const seconds = Math.floor(Date.parse(recordedAt) / 1000)
  const put = (item: Item, condition?: string, values?: Item): TransactItem => ({
    Put: {
      TableName: database.table,
      Item: item,
      ConditionExpression: condition,
      ExpressionAttributeValues: values,
    },
  })
  await writing(
    database.transact(
      [
        rememberedItem(database.table, code, operation, { seconds, receipt }),
        put(
          itemOfRevision(code, next),
          revision.number === 0 ? 'attribute_not_exists(pk)' : '#number = :before',
          revision.number === 0 ? undefined : { ':before': revision.number },
        ),
        put({ pk: eventPartition(code), sk, v: 1, event: sealed.json }, NEW),
        ...(Object.keys(sealed.texts).length === 0
          ? []
          : [put({ pk: textPartition(code), sk, v: 1, texts: sealed.texts }, NEW)]),
        put(trailItem(code, sealed.event), NEW),
        ...items.map((item) => put({ pk: registerPartition(code), ...item })),
        ...(change.further ?? []).map(({ key, item, condition, values }) =>
          item
            ? put({ ...key, ...item }, condition, values)
            : {
                Delete: {
                  TableName: database.table,
                  Key: key,
                  ...(condition !== undefined && { ConditionExpression: condition }),
                },
              },
        ),
        ...dueItems(database.table, code, { from: revision.dueOn, to: dueOn }),
        ...pendingOf(change.mails ?? [], {
          code,
          operationId: operation.id,
          now: recordedAt,
        }).map((mail) => put(outboxItem(mail), NEW)),
        ...(change.answered ? [answeredItem(database.table, code, change.answered)] : []),
      ].map(withNames),
    ),
  )
  return { receipt, states, revision: next }
}

/**
 * Binds a client's key to one request that writes several things, each under a key of its own.
 * @throws ConflictError where the key is bound already
 */
export async function bindKey(
  database: Database,
  code: string,
  operation: Operation,
  now: Date,
): Promise<void> {
  const seconds = Math.floor(now.getTime() / 1000)
  await writing(database.transact([rememberedItem(database.table, code, operation, { seconds })]))
}

/** The record by which an operation that comes again is known; refused where there is one that holds. */
function rememberedItem(
  table: string,
  code: string,
  { actor, key, fingerprint }: Operation,
  { seconds, receipt }: { seconds: number; receipt?: Receipt },
): TransactItem {
  return {
    Put: {
      TableName: table,
      Item: {
        ...idempotencyKey(code, actor, key),
        v: 1,
        fingerprint,
        ...(receipt && { receipt }),
        expiresAt: seconds + REMEMBER_SECONDS,
      },
      ConditionExpression: 'attribute_not_exists(pk) OR expiresAt < :now',
      ExpressionAttributeValues: { ':now': seconds },
    },
  }
}

const NEW = 'attribute_not_exists(pk)'

/** The item that names the due day goes where that goes; nothing where the day stays. */
export function dueItems(
  table: string,
  code: string,
  { from, to }: { from: string | undefined; to: string },
): TransactItem[] {
  if (from === to) return []
  return [
    { Put: { TableName: table, Item: { ...dueKey(to, code), v: 1 } } },
    ...(from === undefined ? [] : [{ Delete: { TableName: table, Key: dueKey(from, code) } }]),
  ]
}

/**
 * The items with which a municipality begins, for the transaction of the office's own change: its first
 * events, one upon the other, its first states, and its mails. Nothing of it may be there yet.
 */
export function foundingItems({
  code,
  drafts,
  states,
  mails,
  operationId,
  recordedAt,
}: {
  code: string
  drafts: readonly EventDraft[]
  states: readonly State[]
  mails: readonly MailDraft[]
  operationId: string
  recordedAt: string
}): Further[] {
  const stream = municipalityStream(code)
  const events: Further[] = []
  let head: Head = NO_HEAD
  for (const [at, draft] of drafts.entries()) {
    const sealed = seal(head, {
      stream,
      draft,
      // No two changes of a municipality have the same instant: the trail is sorted by it.
      recordedAt: new Date(Date.parse(recordedAt) + at).toISOString(),
      operationId,
      salt,
    })
    head = sealed.head
    const sk = sequenceSk(stream, head.sequence)
    events.push(fresh({ pk: eventPartition(code), sk }, { v: 1, event: sealed.json }))
    if (Object.keys(sealed.texts).length > 0)
      events.push(fresh({ pk: textPartition(code), sk }, { v: 1, texts: sealed.texts }))
    const { pk, sk: trailSk, ...entry } = trailItem(code, sealed.event)
    events.push(fresh({ pk, sk: trailSk }, entry))
  }
  const items = states.map((state) => itemOf(withHead(state, stream, head)))
  // The daily job looks at it today, and says itself when next.
  const dueOn = tokyoDayOf(recordedAt)
  const { pk, sk, ...revision } = itemOfRevision(code, {
    number: 1,
    recordedAt: head.recordedAt,
    recent: [items.map((item) => item.sk)],
    dueOn,
  })
  return [
    fresh({ pk, sk }, revision),
    fresh(dueKey(dueOn, code), { v: 1 }),
    ...events,
    ...items.map(({ sk, ...item }) => fresh({ pk: registerPartition(code), sk }, item)),
    ...pendingOf(mails, { code, operationId, now: recordedAt }).map((mail) => {
      const { pk, sk, ...item } = outboxItem(mail)
      return fresh({ pk, sk }, item)
    }),
  ]
}

function fresh(key: Key, item: Item): Further {
  return { key, item, condition: NEW }
}

function salt(): string {
  return randomBytes(16).toString('base64url')
}

/** `number` is a reserved word of DynamoDB's expressions. */
function withNames(item: TransactItem): TransactItem {
  if (!item.Put?.ConditionExpression?.includes('#number')) return item
  return { Put: { ...item.Put, ExpressionAttributeNames: { '#number': 'number' } } }
}

async function writing(transaction: Promise<void>): Promise<void> {
  try {
    await transaction
  } catch (error) {
    if (error instanceof TransactionCanceledException) {
      const codes = (error.CancellationReasons ?? []).map(({ Code }) => Code)
      const retried = ['ConditionalCheckFailed', 'TransactionConflict']
      if (codes.some((code) => code !== undefined && retried.includes(code)))
        throw new ConflictError(error)
    }
    throw error
  }
}

/** The sealed hash belongs into the state whose stream moved on. */
function withHead(state: State, stream: string, head: Head): State {
  if (state.kind === 'proposal' && stream === proposalStream(state.value.id))
    return { kind: 'proposal', value: { ...state.value, head } }
  if (state.kind === 'municipality' && stream === municipalityStream(state.value.code))
    return { kind: 'municipality', value: { ...state.value, head } }
  return state
}

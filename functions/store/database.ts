import { randomUUID } from 'node:crypto'
import {
  BatchGetItemCommand,
  DynamoDBClient,
  PutItemCommand,
  QueryCommand,
  TransactionCanceledException,
  TransactWriteItemsCommand,
  UpdateItemCommand,
} from '@aws-sdk/client-dynamodb'
import { DomainError } from '../domain/errors.ts'
import {
  actionOf,
  attributesOf,
  type Item,
  itemOfAttributes,
  type TransactItem,
} from './attributes.ts'
import type { Key } from './table.ts'

export type { Item, TransactItem } from './attributes.ts'

/** Which part of a partition, and from which end. */
export type Range = {
  /** The sort key behind which to begin. */
  after?: string | undefined
  /** Of the sort keys. */
  prefix?: string
  /** The last sort key to read. */
  through?: string
  /** The least and the greatest sort key wanted. */
  between?: readonly [string, string] | undefined
  newestFirst?: boolean
}

/** Some items, and behind which sort key there may be more. */
type Page = { items: Item[]; next: string | undefined }

/** What one call to the database consumed. */
export type Consumed = {
  operation: 'batch_get' | 'query' | 'transact' | 'put' | 'update'
  /** Capacity units, of reading or of writing. */
  units: number
  consistent: boolean
  milliseconds: number
}

/**
 * A client with the hub's time limits: a silent database fails a request within seconds and never
 * hangs it.
 * @param endpoint another engine than AWS, such as the embedded one
 * @param patience how long one call may take (ms); for a command that nobody waits for at a page
 * @param attempts how often a call is tried; more where nobody waits for its end
 */
export function createClient({
  endpoint,
  region = 'ap-northeast-1',
  patience = 1_200,
  attempts = 3,
}: {
  endpoint?: string | undefined
  region?: string
  patience?: number
  attempts?: number
} = {}): DynamoDBClient {
  const client = new DynamoDBClient({
    region,
    maxAttempts: attempts,
    requestHandler: {
      connectionTimeout: 1_000,
      requestTimeout: patience,
      throwOnRequestTimeout: true,
      httpAgent: { keepAlive: true, maxSockets: 64 },
    },
    ...(endpoint !== undefined && {
      endpoint,
      credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
    }),
  })
  for (const name of UNNEEDED) client.middlewareStack.remove(name)
  return client
}

/**
 * What the SDK does at every call without being needed for it: it has no logger to tell, the User-Agent
 * is for statistics, and DynamoDB calls no function back that would have to know of a recursion.
 */
const UNNEEDED = ['loggerMiddleware', 'getUserAgentMiddleware', 'recursionDetectionMiddleware']

/** How many keys one read takes. */
const MOST_KEYS = 100

/** How many items one page has at most; DynamoDB ends it at a megabyte anyway. */
const LARGEST_PAGE = 1_000

/** How often a transaction is begun that others come in between of. */
const LAST_CROSSING = 5

/** How often keys that the database left unread are asked for again: about two seconds in all. */
const LAST_ATTEMPT = 7

/** After the tries of a call have passed in silence, the next ones are given so many ms, for so long. */
const BRIEF = 300
const REMEMBERED_SILENCE = 1_000

/** The few calls the hub makes of DynamoDB, each consistent, limited, complete and measurable. */
export class Database {
  readonly #client: DynamoDBClient
  readonly #onConsumed: ((consumed: Consumed) => void) | undefined
  readonly table: string
  #silentUntil = 0

  /** @param onConsumed is told what every call consumed; without it the engine isn't asked */
  constructor({
    client,
    table,
    onConsumed,
  }: {
    client: DynamoDBClient
    table: string
    onConsumed?: ((consumed: Consumed) => void) | undefined
  }) {
    this.#client = client
    this.#onConsumed = onConsumed
    this.table = table
  }

  /** Reads items by key, strongly consistent; a missing one is undefined in its place. */
  async get(keys: readonly Key[]): Promise<(Item | undefined)[]> {
    const found = new Map<string, Item>()
    for (let at = 0; at < keys.length; at += MOST_KEYS)
      for (const item of await this.#batch(keys.slice(at, at + MOST_KEYS)))
        found.set(idOf(item as Key), item)
    return keys.map((key) => found.get(idOf(key)))
  }

  /** The items that there are of at most as many keys as one read takes. */
  async #batch(keys: readonly Key[]): Promise<Item[]> {
    const items: Item[] = []
    let open = keys.map(({ pk, sk }) => attributesOf({ pk, sk }))
    for (let attempt = 0; open.length > 0; attempt += 1) {
      if (attempt > 0) await pause(attempt)
      const started = performance.now()
      const answer = await this.#reached(
        this.#client.send(
          new BatchGetItemCommand({
            RequestItems: { [this.table]: { Keys: open, ConsistentRead: true } },
            ...this.#asked(),
          }),
          this.#patience(),
        ),
      )
      this.#tell('batch_get', answer.ConsumedCapacity, started)
      items.push(...(answer.Responses?.[this.table] ?? []).map(itemOfAttributes))
      open = answer.UnprocessedKeys?.[this.table]?.Keys ?? []
      // A database that keeps putting off is one that doesn't answer.
      if (open.length > 0 && attempt === LAST_ATTEMPT) throw new DomainError('unavailable')
    }
    return items
  }

  /**
   * Reads a partition in the order of its sort keys, strongly consistent.
   * @param limit items at most; without one all are read, page by page
   */
  async query(
    pk: string,
    { limit, ...range }: Range & { limit?: number | undefined } = {},
  ): Promise<Item[]> {
    const items: Item[] = []
    let { after } = range
    do {
      const wanted = limit === undefined ? LARGEST_PAGE : limit - items.length
      const page = await this.#page(pk, { ...range, after }, wanted)
      items.push(...page.items)
      after = page.next
    } while (after !== undefined && (limit === undefined || items.length < limit))
    return items
  }

  /**
   * Reads what may be too much for memory, a page at a time: the database works on the next one while the caller
   * does on this one.
   */
  async *pages(pk: string, range: Range = {}): AsyncGenerator<Item[]> {
    let coming: Promise<Page> | undefined = this.#page(pk, range, LARGEST_PAGE)
    while (coming) {
      const { items, next }: Page = await coming
      coming =
        next === undefined ? undefined : this.#page(pk, { ...range, after: next }, LARGEST_PAGE)
      // A failure is told when its turn comes; until then it is nobody's.
      coming?.catch(() => undefined)
      yield items
    }
  }

  async #page(
    pk: string,
    {
      after,
      prefix,
      through,
      between = prefix ? [prefix, `${prefix}\u{10FFFF}`] : undefined,
      newestFirst = false,
    }: Range,
    limit: number,
  ): Promise<Page> {
    const started = performance.now()
    const answer = await this.#reached(
      this.#client.send(
        new QueryCommand({
          TableName: this.table,
          ConsistentRead: true,
          // Not begins_with: the embedded engine ignores case there.
          KeyConditionExpression: between
            ? 'pk = :pk AND sk BETWEEN :low AND :high'
            : through
              ? 'pk = :pk AND sk <= :high'
              : 'pk = :pk',
          ExpressionAttributeValues: attributesOf({
            ':pk': pk,
            ...(between && { ':low': between[0], ':high': between[1] }),
            ...(through && { ':high': through }),
          }),
          ScanIndexForward: !newestFirst,
          Limit: limit,
          ...(after !== undefined && { ExclusiveStartKey: attributesOf({ pk, sk: after }) }),
          ...this.#asked(),
        }),
        this.#patience(),
      ),
    )
    this.#tell('query', answer.ConsumedCapacity, started)
    return {
      items: (answer.Items ?? []).map(itemOfAttributes),
      next: answer.LastEvaluatedKey?.sk?.S,
    }
  }

  /**
   * Writes all or nothing. A token of its own makes tries after a lost response safe: what was done already is
   * answered as done.
   */
  async transact(items: TransactItem[]): Promise<void> {
    const TransactItems = items.map(actionOf)
    const ClientRequestToken = randomUUID()
    const started = performance.now()
    const answer = await this.#uncrossed(() =>
      this.#client.send(
        new TransactWriteItemsCommand({ TransactItems, ClientRequestToken, ...this.#asked() }),
        this.#patience(),
      ),
    )
    this.#tell('transact', answer.ConsumedCapacity, started)
  }

  /** Writes one item; every bare put is of an item that only its writer knows. */
  async put(item: Key & Item, condition = 'attribute_not_exists(pk)'): Promise<void> {
    const started = performance.now()
    const answer = await this.#uncrossed(() =>
      this.#client.send(
        new PutItemCommand({
          TableName: this.table,
          Item: attributesOf(item),
          ConditionExpression: condition,
          ...this.#asked(),
        }),
        this.#patience(),
      ),
    )
    this.#tell('put', answer.ConsumedCapacity, started)
  }

  /**
   * Sets attributes of an item that exists; false where it doesn't. Setting twice is as once.
   * @param before what an attribute must say until then; undefined where it must be missing
   */
  async set(
    key: Key,
    attributes: Item,
    before?: { name: string; value: unknown },
  ): Promise<boolean> {
    const started = performance.now()
    const names = Object.keys(attributes)
    try {
      const answer = await this.#uncrossed(() =>
        this.#client.send(
          new UpdateItemCommand({
            TableName: this.table,
            Key: attributesOf(key),
            ConditionExpression: `attribute_exists(pk)${conditionOf(before)}`,
            UpdateExpression: `SET ${names.map((_, at) => `#n${at} = :v${at}`).join(', ')}`,
            ExpressionAttributeNames: {
              ...Object.fromEntries(names.map((name, at) => [`#n${at}`, name])),
              ...(before && { '#before': before.name }),
            },
            ExpressionAttributeValues: attributesOf({
              ...Object.fromEntries(names.map((name, at) => [`:v${at}`, attributes[name]])),
              ...(before?.value !== undefined && { ':before': before.value }),
            }),
            ...this.#asked(),
          }),
          this.#patience(),
        ),
      )
      this.#tell('update', answer.ConsumedCapacity, started)
      return true
    } catch (error) {
      if (error instanceof Error && error.name === 'ConditionalCheckFailedException') return false
      throw error
    }
  }

  /** A database that has just been silent is given little time: nobody is to wait for it twice. */
  #patience(): { abortSignal?: AbortSignal } {
    return performance.now() < this.#silentUntil ? { abortSignal: AbortSignal.timeout(BRIEF) } : {}
  }

  /** Writes again what a transaction on the same item came in between of, a few times. */
  async #uncrossed<Answer>(write: () => Promise<Answer>): Promise<Answer> {
    for (let attempt = 1; ; attempt += 1) {
      try {
        return await this.#reached(write())
      } catch (error) {
        if (!isCrossed(error)) throw error
        if (attempt === LAST_CROSSING) throw new DomainError('unavailable', { cause: error })
        await pause(attempt)
      }
    }
  }

  /** What fails for want of the database is told apart from what the database refuses. */
  async #reached<Answer>(answer: Promise<Answer>): Promise<Answer> {
    try {
      return await answer
    } catch (error) {
      const { name, $metadata } = error as Error & { $metadata?: { httpStatusCode?: number } }
      if (name === 'TimeoutError' || name === 'AbortError')
        this.#silentUntil = performance.now() + REMEMBERED_SILENCE
      const status = $metadata?.httpStatusCode
      if (status !== undefined && status < 500 && !isBusy(error)) throw error
      throw new DomainError('unavailable', { cause: error })
    }
  }

  #asked(): { ReturnConsumedCapacity?: 'TOTAL' } {
    return this.#onConsumed ? { ReturnConsumedCapacity: 'TOTAL' } : {}
  }

  #tell(operation: Consumed['operation'], capacity: unknown, started: number): void {
    if (!this.#onConsumed) return
    const entries = (Array.isArray(capacity) ? capacity : [capacity]) as {
      CapacityUnits?: number
    }[]
    const units = entries.reduce((sum, entry) => sum + (entry?.CapacityUnits ?? 0), 0)
    const milliseconds = performance.now() - started
    this.#onConsumed({ operation, units, consistent: true, milliseconds })
  }
}

/** Waits before the n-th further try: 25 ms doubled each time, with jitter, at most 400 ms. */
export function pause(attempt: number): Promise<void> {
  const longest = Math.min(400, 25 * 2 ** attempt)
  return new Promise((resolve) => setTimeout(resolve, longest * (0.5 + Math.random() / 2)))
}

/** Whether a write was refused for nothing but a transaction under way on its items. */
function isCrossed(error: unknown): boolean {
  if ((error as Error).name === 'TransactionConflictException') return true
  if (!(error instanceof TransactionCanceledException)) return false
  const codes = (error.CancellationReasons ?? []).flatMap(({ Code }) =>
    Code === 'None' ? [] : Code,
  )
  return codes.length > 0 && codes.every((code) => code === 'TransactionConflict')
}

/** Whether the database has refused for now: the call itself, or a transaction's every reason. */
function isBusy(error: unknown): boolean {
  const names =
    error instanceof TransactionCanceledException
      ? (error.CancellationReasons ?? []).flatMap(({ Code }) => (Code === 'None' ? [] : [Code]))
      : [(error as Error).name]
  return (
    names.length > 0 &&
    names.every((name) => /Throttl|Throughput|LimitExceeded|InProgress/.test(name ?? ''))
  )
}

function conditionOf(before: { value: unknown } | undefined): string {
  if (!before) return ''
  return before.value === undefined
    ? ' AND attribute_not_exists(#before)'
    : ' AND #before = :before'
}

function idOf({ pk, sk }: Key): string {
  return `${pk}\n${sk}`
}

import {
  BatchGetItemCommand,
  type DynamoDBClient,
  PutItemCommand,
  QueryCommand,
  TransactionCanceledException,
  TransactWriteItemsCommand,
  UpdateItemCommand,
} from '@aws-sdk/client-dynamodb'
import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openEngine } from '../store/open.ts'
import { TIMES } from '../times.ts'
import { memoryClient } from './memory-engine.ts'

// The table in this process answers as the embedded engine does, whatever the hub asks: else the faults tests would
// prove something of a table that nobody has.

let engine: Awaited<ReturnType<typeof openEngine>>
beforeAll(async () => {
  engine = await openEngine()
})
afterAll(() => engine.stop())

const TableName = 'hub'
let round = 0
const text = (S: string) => ({ S })
const sort = fc.constantFrom('a', 'b', 'c', 'M#1', 'M#2', 'x')
const partition = fc.constantFrom('one', 'two')
const number = fc.integer({ min: 0, max: 3 })
const CONDITIONS = [
  undefined,
  'attribute_not_exists(pk)',
  'attribute_exists(pk)',
  '#n = :n',
  'attribute_not_exists(pk) OR #n < :n',
  'attribute_exists(pk) AND #n = :n',
  'attribute_exists(pk) AND attribute_not_exists(#n)',
  'attribute_exists(held.#n)',
  'attribute_not_exists(held.#n) AND #n = :n',
]
const condition = fc.constantFrom(...CONDITIONS)

/** What the condition names, and nothing else: the engine refuses what isn't used. */
function said(expression: string | undefined, n: number, more = '') {
  const all = `${expression ?? ''} ${more}`
  return {
    ...(expression !== undefined && { ConditionExpression: expression }),
    ...(all.includes('#n') && { ExpressionAttributeNames: { '#n': 'n' } }),
    ...(all.includes(':n') && { ExpressionAttributeValues: { ':n': { N: String(n) } } }),
  }
}

const place = fc.record({ pk: partition, sk: sort })
type Place = { pk: string; sk: string }
const keyOf = ({ pk, sk }: Place) => ({ pk: text(`${pk} ${round}`), sk: text(sk) })
const itemOf = (at: Place, n: number) => ({
  ...keyOf(at),
  n: { N: String(n) },
  held: { M: { some: text(`${n}`), ...(n > 1 && { n: text('held') }) } },
})

const action = fc.oneof(
  fc.record({ at: place, n: number, on: condition }).map(({ at, n, on }) => ({
    at,
    make: () => ({ Put: { TableName, Item: itemOf(at, n), ...said(on, n) } }),
  })),
  fc.record({ at: place, n: number, on: condition }).map(({ at, n, on }) => ({
    at,
    make: () => ({ Delete: { TableName, Key: keyOf(at), ...said(on, n) } }),
  })),
  fc.record({ at: place, n: number }).map(({ at, n }) => ({
    at,
    make: () => ({
      Update: {
        TableName,
        Key: keyOf(at),
        ConditionExpression: 'attribute_exists(pk)',
        UpdateExpression: 'SET held.#new = :new',
        ExpressionAttributeNames: { '#new': `new${n}` },
        ExpressionAttributeValues: { ':new': text(`${n}`) },
      },
    }),
  })),
)

const command = fc.oneof(
  fc.array(place, { minLength: 1, maxLength: 4 }).map((places) => () => {
    const keys = new Map(places.map((at) => [JSON.stringify(at), keyOf(at)]))
    const Keys = [...keys.values()]
    return new BatchGetItemCommand({
      RequestItems: { [TableName]: { Keys, ConsistentRead: true } },
    })
  }),
  fc
    .record({
      pk: partition,
      low: sort,
      high: sort,
      after: fc.option(sort, { nil: undefined }),
      limit: fc.option(fc.integer({ min: 1, max: 3 }), { nil: undefined }),
      forward: fc.boolean(),
      kind: fc.constantFrom('all', 'through', 'between'),
    })
    .map(({ pk, low, high, after, limit, forward, kind }) => () => {
      const [least = '', most = ''] = [low, high].toSorted()
      return new QueryCommand({
        TableName,
        ConsistentRead: true,
        KeyConditionExpression: {
          all: 'pk = :pk',
          through: 'pk = :pk AND sk <= :high',
          between: 'pk = :pk AND sk BETWEEN :low AND :high',
        }[kind],
        ExpressionAttributeValues: {
          ':pk': text(`${pk} ${round}`),
          ...(kind !== 'all' && { ':high': text(most) }),
          ...(kind === 'between' && { ':low': text(least) }),
        },
        ScanIndexForward: forward,
        ...(limit !== undefined && { Limit: limit }),
        // A place to go on from lies within what is asked for.
        ...(after !== undefined &&
          kind === 'all' && { ExclusiveStartKey: keyOf({ pk, sk: after }) }),
      })
    }),
  fc.record({ at: place, n: number, on: condition }).map(
    ({ at, n, on }) =>
      () =>
        new PutItemCommand({ TableName, Item: itemOf(at, n), ...said(on, n) }),
  ),
  fc.record({ at: place, n: number, on: fc.constantFrom(...CONDITIONS.slice(2)) }).map(
    ({ at, n, on }) =>
      () =>
        new UpdateItemCommand({
          TableName,
          Key: keyOf(at),
          UpdateExpression: 'SET #n = :n',
          ...said(on, n, '#n :n'),
        }),
  ),
  fc.array(action, { minLength: 1, maxLength: 5 }).map((actions) => () => {
    const once = new Map(actions.map((one) => [JSON.stringify(one.at), one]))
    return new TransactWriteItemsCommand({
      TransactItems: [...once.values()].map(({ make }) => make()),
    })
  }),
)

// biome-ignore lint/suspicious/noExplicitAny: any of the five commands
async function answerOf(client: DynamoDBClient, made: any): Promise<unknown> {
  try {
    const { $metadata: _, ...answer } = (await client.send(made)) as unknown as Record<
      string,
      unknown
    >
    if (!('Responses' in answer)) return { Items: answer.Items, last: answer.LastEvaluatedKey }
    // In no particular order.
    const [items = []] = Object.values(answer.Responses as Record<string, object[]>)
    return items.map((item) => JSON.stringify(sorted(item))).toSorted()
  } catch (error) {
    const reasons =
      error instanceof TransactionCanceledException
        ? (error.CancellationReasons ?? []).map(({ Code }) => Code)
        : undefined
    return { refused: (error as Error).name, reasons }
  }
}

/** In one order of names, at every depth. */
function sorted(value: unknown): unknown {
  if (value === null || typeof value !== 'object') return value
  const entries = Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1))
  return Object.fromEntries(entries.map(([name, inner]) => [name, sorted(inner)]))
}

test('the table in this process answers every call of the hub as the embedded engine does', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(command, { minLength: 5, maxLength: 30 }), async (commands) => {
      round += 1
      const memory = memoryClient()
      for (const make of commands) {
        const [here, there] = [
          await answerOf(memory, make()),
          await answerOf(engine.client, make()),
        ]
        expect(here).toEqual(there)
      }
    }),
    { numRuns: 25 * TIMES },
  )
})

test('a transaction that comes again under its token is done once, and refused with another content', async () => {
  const memory = memoryClient()
  const put = (n: number) => ({
    TransactItems: [{ Put: { TableName, Item: itemOf({ pk: 'token', sk: 'a' }, n) } }],
    ClientRequestToken: 'the-same-token',
  })
  for (const client of [memory, engine.client]) {
    await client.send(new TransactWriteItemsCommand(put(1)))
    await client.send(new TransactWriteItemsCommand(put(1)))
    await expect(client.send(new TransactWriteItemsCommand(put(2)))).rejects.toMatchObject({
      name: 'IdempotentParameterMismatchException',
    })
  }
})

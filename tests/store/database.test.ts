import { expect, test } from 'vitest'
import { type Consumed, Database } from '../../functions/store/database.ts'
import { openEngine } from './open.ts'

test('more keys than one read takes are read all the same, each in its place', async () => {
  const engine = await openEngine()
  const consumed: Consumed[] = []
  const database = new Database({
    client: engine.client,
    table: 'hub',
    onConsumed: (one) => consumed.push(one),
  })
  const keys = Array.from({ length: 250 }, (_, at) => ({ pk: 'P', sk: `${at}` }))
  const there = keys.filter((_, at) => at % 2 === 1)
  for (let at = 0; at < there.length; at += 25)
    await database.transact(
      there
        .slice(at, at + 25)
        .map((key) => ({ Put: { TableName: 'hub', Item: { ...key, v: 1 } } })),
    )
  consumed.length = 0
  expect(await database.get(keys)).toEqual(
    keys.map((key, at) => (at % 2 === 1 ? { ...key, v: 1 } : undefined)),
  )
  expect(consumed.map(({ operation }) => operation)).toEqual(Array(3).fill('batch_get'))
  consumed.length = 0
  expect(await database.get([])).toEqual([])
  expect(consumed).toEqual([])
  await engine.stop()
})

test('a write that a transaction under way came in between of is tried again, and in the end told as busy', async () => {
  const engine = await openEngine()
  const database = new Database({ client: engine.client, table: 'hub' })
  let conflicts = 2
  engine.client.middlewareStack.add(
    (next) => async (args) => {
      conflicts -= 1
      if (conflicts < 0) return next(args)
      const metadata = { $metadata: { httpStatusCode: 400 } }
      throw Object.assign(new Error('conflict'), metadata, { name: 'TransactionConflictException' })
    },
    { step: 'initialize' },
  )
  const key = { pk: 'P', sk: 'S' }
  await database.put({ ...key, v: 1 })
  conflicts = 2
  expect(await database.set(key, { uses: 1 })).toBe(true)
  conflicts = Number.POSITIVE_INFINITY
  await expect(database.set(key, { uses: 2 })).rejects.toMatchObject({ code: 'unavailable' })
  conflicts = 0
  expect(await database.get([key])).toEqual([{ ...key, v: 1, uses: 1 }])
  await engine.stop()
})

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

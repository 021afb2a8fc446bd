import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import type { OpenApi } from '../../functions/api/open-api.ts'
import { logger } from '../../functions/log/logger.ts'
import { WRITES } from '../api/every-write.ts'
import { made, NUMAZU, proposed, serve, stalled } from '../api/serve.ts'
import { PATHS, READING } from './all-paths.ts'
import { injectFaults, RATES, withoutWaiting } from './faults.ts'
import { openMemory } from './memory-engine.ts'
import { tryPath } from './try-path.ts'
import { type Path, sent, toldBy } from './world.ts'

// Every way of writing while the database throttles, fails, loses its answers, falls silent and interferes: what is
// acknowledged is stored, once; what isn't is told as something to try again. Here a few operations of each;
// `npm run test:faults` does ten thousand.

const OPERATIONS = 3

beforeAll(() => {
  // Each fault is told.
  vi.spyOn(logger, 'warn').mockImplementation(() => {})
  vi.spyOn(logger, 'error').mockImplementation(() => {})
})
afterAll(() => {
  vi.restoreAllMocks()
})

test.each(PATHS)('$name: acknowledged is stored, once, and no counter is off', async (path) => {
  const { outcome, goOn } = tryPath(path)
  while (outcome.acknowledged < OPERATIONS && outcome.faults.length === 0)
    await goOn(OPERATIONS - outcome.acknowledged)
  expect(outcome).toMatchObject({
    faults: [],
    acknowledged: OPERATIONS,
    stored: OPERATIONS,
    duplicates: 0,
    countersOff: 0,
  })
})

test('every way of writing that the API’s document and the tests of writes name is among them', async () => {
  const hub = await serve({ over: openMemory() })
  const { paths }: OpenApi = (await hub.people.nobody.get('/api/openapi.json')).body
  await hub.stop()
  const writing = Object.entries(paths).flatMap(([path, byMethod]) =>
    Object.keys(byMethod)
      .filter((method) => method !== 'get')
      .map((method) => `${method} ${path.replace('/api/m/{municipality}', '')}`),
  )
  const driven = new Set(PATHS.map(({ operation }) => operation))
  expect(writing.filter((one) => !driven.has(one) && !READING.has(one))).toEqual([])
  const names = new Set(PATHS.map(({ name }) => name))
  expect(WRITES.filter(({ name }) => !names.has(name))).toEqual([])
})

describe('the check does look', () => {
  async function found(path: Path) {
    const { outcome, goOn } = tryPath(path)
    await goOn(20)
    return outcome
  }
  const comment = async (world: Parameters<Path['ready']>[0]) => {
    const path = `/proposals/${await proposed(world)}/comments`
    return sent(world.people.member, 'POST', path, { text: 'コメント' })
  }

  test('who comes back under another key writes twice, and that is found', async () => {
    const outcome = await found({
      name: 'another key at each try',
      async ready(world) {
        const attempt = await comment(world)
        return () => attempt(randomUUID())
      },
    })
    expect(outcome.duplicates).toBeGreaterThan(0)
    expect(outcome.stored).toBeLessThan(outcome.acknowledged)
  })

  test('an acknowledgement of what is not there is found', async () => {
    const outcome = await found({
      name: 'acknowledged for nothing',
      async ready(world) {
        const attempt = await comment(world)
        return async (key) => {
          const told = await attempt(key)
          return told.done ? told : { done: true }
        }
      },
    })
    expect(outcome.stored).toBeLessThan(outcome.acknowledged)
  })

  test('a refusal that blames what was sent is found', async () => {
    const outcome = await found({
      name: 'a lie',
      ready: async ({ people }) => sent(people.hr, 'POST', '/proposals', { cohort: 1900 }),
    }).catch((error: Error) => error)
    expect(String(outcome)).toContain('told 400')
  })
})

test('over the wire it is the same: reports are stored once, and each refusal says when to come back', async () => {
  const hub = await serve()
  hub.post.held = true
  const id = await proposed(hub)
  const rates = { ...RATES }
  let state = 1
  const random = () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return state / 2 ** 32
  }
  const injected = injectFaults(hub.engine.client, { rates, random })
  const before = await withoutWaiting(async () => {
    let last = 0
    for (let count = 0; count < 5; count += 1) {
      const key = { 'idempotency-key': `over-the-wire-${count}` }
      const report = () => hub.people.alumnus2021.post(`/proposals/${id}/reports`, stalled, key)
      let answer = await report()
      while (!toldBy(answer).done) answer = await report()
      last = answer.body.sequence
    }
    return last
  })
  for (const fault of Object.keys(rates) as (keyof typeof rates)[]) rates[fault] = 0
  expect(before).toBe(6)
  expect(Object.values(injected).reduce((a, b) => a + b, 0)).toBeGreaterThan(5)
  const { body } = await hub.people.hr.get(`/proposals/${id}`)
  expect(body.proposal.reports).toHaveLength(5)
  expect(await hub.verify(id)).toMatchObject({ intact: true, events: 6 })
  expect(made(await hub.people.hr.post(`/proposals/${id}/reports`, stalled))).toBeTruthy()
  expect(await hub.store.registers.read(NUMAZU)).toBeDefined()
  await hub.stop()
})

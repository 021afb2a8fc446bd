import fc from 'fast-check'
import { afterAll, expect, test } from 'vitest'
import { NUMAZU, SAKATA } from '../serve.ts'
import { requests } from './requests.ts'
import { learn, openWorld, SECRETS, type World } from './world.ts'

const LONG = process.env.LONG !== undefined
/** A world is used up in time: people leave, reports are withdrawn. Five of them make a long seed. */
const WORLDS = LONG ? 5 : 1
const REQUESTS = 4_000
const SEEDS = LONG ? [1, 2, 3] : [1]

/** Operation → the best status that any of its requests was answered with. */
const best = new Map<string, number>()

// ASVS 15.3.5, 16.5.3
test.each(SEEDS.flatMap((seed) => Array.from({ length: WORLDS }, (_, at) => seed * 1_000 + at)))(
  'no request breaks the hub, tells what is not its asker’s, or changes anything when refused (seed %i)',
  async (seed) => {
    const world = await openWorld()
    try {
      await fc.assert(anyRequestHolds(world), {
        numRuns: REQUESTS,
        seed,
        // A request changes what the next one finds, so that none can be tried smaller.
        endOnFailure: true,
      })
      expect(await world.hub.verifyMunicipality()).toMatchObject({ intact: true })
    } finally {
      await world.hub.stop()
    }
  },
  120_000,
)

afterAll(() => {
  // What was never once answered was only refused, and so hardly tried.
  const refusedAlways = [...best].filter(([, status]) => status >= 400).map(([name]) => name)
  expect(refusedAlways.length, refusedAlways.join('\n')).toBeLessThan(best.size / 3)
})

function anyRequestHolds({ hub, document, callers, known }: World) {
  const anyRequest = {
    [NUMAZU]: requests(document, {
      municipalities: [NUMAZU, SAKATA],
      pool: { own: known[NUMAZU], other: known[SAKATA] },
    }),
    [SAKATA]: requests(document, {
      municipalities: [SAKATA, NUMAZU],
      pool: { own: known[SAKATA], other: known[NUMAZU] },
    }),
  }
  const revisions = async () => {
    const both = await Promise.all(
      [NUMAZU, SAKATA].map((code) => hub.store.registers.revision(code)),
    )
    return both.map(({ number }) => number)
  }
  // HR may do most, so most of what HR asks is tried beyond its permission.
  const weighed = callers.map((caller) => ({
    weight: caller.name.startsWith('hr') ? 4 : 1,
    arbitrary: fc.constant(caller),
  }))
  const drawn = fc
    .oneof(...weighed)
    .chain((caller) => anyRequest[caller.code].map((request) => ({ caller, request })))
  return fc.asyncProperty(drawn, async ({ caller, request }) => {
    const { method, path, body, headers, operation } = request
    const before = await revisions()
    // The client itself fails on an answer that the document doesn't tell.
    const answer = await caller.client.send(method, path, body, headers)
    const told = `${caller.name}: ${method} ${path} ${JSON.stringify(body)} → ${answer.status}`
    learn(known[caller.code], operation, answer)
    best.set(operation, Math.min(best.get(operation) ?? 999, answer.status))
    expect(answer.status, told).toBeLessThan(500)
    const text = JSON.stringify(answer.body) + JSON.stringify([...answer.headers])
    const foreign = SECRETS[caller.code === NUMAZU ? SAKATA : NUMAZU]
    expect(text.includes(foreign), told).toBe(false)
    if (caller.name === 'nobody') expect(text.includes(SECRETS[NUMAZU]), told).toBe(false)
    if (answer.status >= 400) expect(await revisions(), told).toEqual(before)
  })
}

import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest'
import { type Ready, WRITES } from '../api/every-write.ts'
import { type Answer, type Client, type Hub, NUMAZU, serve } from '../api/serve.ts'
import { TIMES } from '../times.ts'
import { type Injected, injectFaults, RATES, type Rates, retryAtOnce } from './faults.ts'

// Every way of writing while the database throttles, fails, loses its answers, falls silent and interferes:
// what is acknowledged is stored, once; what isn't is told as something to try again.

const QUIET: Rates = { throttling: 0, failing: 0, lost: 0, timeouts: 0, partial: 0, conflicts: 0 }
/** Each is a request that insists until it is answered. */
const OPERATIONS = Number(process.env.FAULT_OPERATIONS ?? TIMES)

let hub: Hub
let injected: Injected
const rates: Rates = { ...QUIET }
const told = { retried: 0, acknowledged: 0 }

beforeAll(async () => {
  vi.spyOn(console, 'error').mockImplementation(() => {})
  hub = await serve()
  // Mails are another matter: nobody's request waits for them.
  hub.post.held = true
  const { client } = hub.engine
  await retryAtOnce(client)
  injected = injectFaults(client, { rates, random: seeded(1) })
})
afterAll(async () => {
  vi.restoreAllMocks()
  await hub.stop()
  if (OPERATIONS > 1) console.info(JSON.stringify({ operations: OPERATIONS, ...told, injected }))
})
afterEach(() => {
  Object.assign(rates, QUIET)
})

/** The same choices in each run. */
function seeded(seed: number) {
  let state = seed
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return state / 2 ** 32
  }
}

/** Sends a request under one key until it is done, as a page does that is told to come back. */
async function insist(by: Client, { method, path, body, headers }: Ready, key: string) {
  for (let attempt = 0; attempt < 40; attempt += 1) {
    const answer = await by.send(method, path, body, { ...headers, 'idempotency-key': key })
    if (answer.status < 300) return answer
    told.retried += 1
    honest(answer)
  }
  throw new Error(`${method} ${path} was never done`)
}

/** A refusal under faults says “come back”, and never that something was wrong with what was sent. */
function honest({ status, body, headers }: Answer): void {
  expect({ status, code: body.code }).toEqual(
    status === 409 ? { status: 409, code: 'conflict' } : { status: 503, code: 'unavailable' },
  )
  if (status === 503) expect(headers.get('retry-after')).toBe('5')
}

test.each(WRITES)(
  '$name: acknowledged is stored, once',
  async ({ by, ready, status, name }) => {
    for (let count = 0; count < OPERATIONS; count += 1) {
      const request = await ready(hub)
      const before = await hub.revision()
      const key = encodeURIComponent(`${name}-${count}`)
      Object.assign(rates, RATES)
      const answer = await insist(by(hub.people), request, key)
      Object.assign(rates, QUIET)
      told.acknowledged += 1
      expect(answer.status).toBe(status)
      // One change, whatever was lost and tried again on its way.
      expect(await hub.revision()).toBe(before + 1)
      const { proposalId, id, operationId } = answer.body
      const stored = await hub.store.registers.events(NUMAZU, `proposal/${proposalId}`, {
        limit: 1_000,
      })
      expect(stored.filter((event) => event.includes(operationId))).toHaveLength(1)
      expect(await hub.verify(proposalId)).toMatchObject({ intact: true, events: stored.length })
      const again = await insist(by(hub.people), request, key)
      expect(again.body).toMatchObject({ id, operationId })
      expect(await hub.revision()).toBe(before + 1)
    }
  },
  3_600_000,
)

import { createHash } from 'node:crypto'
import { openStore, type Store } from '../../functions/store/store.ts'
import type { Answer, Client, Hub } from '../api/serve.ts'
import { serve } from '../api/serve.ts'
import { type Injected, injectFaults, RATES, type Rates, withoutWaiting } from './faults.ts'
import { openMemory } from './memory-engine.ts'

const QUIET: Rates = { throttling: 0, failing: 0, lost: 0, timeouts: 0, partial: 0, conflicts: 0 }

/** A hub over a table in this process, between which faults can be put. */
export type World = Hub & {
  table: ReturnType<typeof openMemory>['table']
  /** The store as the jobs' functions have it. */
  jobs: Store
  injected: Injected
  /** Lets faults happen, at the rates, while something is done. */
  underFaults<Result>(work: () => Promise<Result>): Promise<Result>
  /** What several ways of writing keep between one operation and the next. */
  kept: Map<string, unknown>
}

/** @param seed says which faults happen when: the same ones in each run */
export async function openWorld(seed: string): Promise<World> {
  const memory = openMemory()
  const hub = await serve({ over: memory })
  // Mails are a way of their own: nobody's request waits for them.
  hub.post.held = true
  const rates = { ...QUIET }
  const random = seeded(seed)
  const injected = injectFaults(memory.client, { rates, random })
  const { clock } = hub.time
  injectFaults(memory.jobs, { rates, random, injected })
  const jobs = openStore({ client: memory.jobs, table: 'hub', clock })
  return {
    ...hub,
    table: memory.table,
    jobs,
    injected,
    kept: new Map(),
    async underFaults(work) {
      Object.assign(rates, RATES)
      try {
        return await withoutWaiting(work)
      } finally {
        Object.assign(rates, QUIET)
      }
    },
  }
}

function seeded(seed: string) {
  let state = createHash('sha256').update(seed).digest().readUInt32LE()
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return state / 2 ** 32
  }
}

/** What the first operation of a world makes and the later ones use. */
export async function once<Value>(
  { kept }: World,
  name: string,
  make: () => Promise<Value>,
): Promise<Value> {
  if (!kept.has(name)) kept.set(name, await make())
  return kept.get(name) as Value
}

/** One try of an operation, which is sent again under the same key until it is done. */
export type Try = (key: string) => Promise<Told>

/** What came of a try: done, or to be tried again; anything else under faults is a lie. */
export type Told =
  | { done: true; operationIds?: readonly string[]; body?: unknown }
  | { done: false; hint: string }

/** One way of writing. */
export type Path = {
  name: string
  /** As the API's document calls it; without it, what no request of the document does. */
  operation?: string
  /** Makes what the next operation needs, without faults. */
  ready(world: World): Promise<Try>
  /** How many operations one hub takes, where what grows would slow the later ones or there is room for few. */
  perWorld?: number
}

/** A request as a page sends it again: under the same key, until it is done. */
export function sent(
  by: Pick<Client, 'send'>,
  method: string,
  path: string,
  body?: unknown,
  headers: Record<string, string> = {},
): Try {
  return async (key) =>
    toldBy(await by.send(method, path, body, { ...headers, 'idempotency-key': key }))
}

/** @throws where an answer under faults says something else than "done" or "come back" */
export function toldBy({ status, body, headers }: Answer): Told {
  if (status < 300) {
    const receipts: { operationId?: string }[] = body.requests ?? body.asked ?? [body]
    return { done: true, body, operationIds: receipts.flatMap((one) => one.operationId ?? []) }
  }
  const isHint =
    (status === 409 && body.code === 'conflict') ||
    (status === 503 && body.code === 'unavailable' && headers.get('retry-after') === '5')
  if (!isHint) throw new Error(`told ${status}: ${JSON.stringify(body)}`)
  return { done: false, hint: body.code }
}

/** A job, which is begun again until it ends; what ends it early must say that the database was away. */
export function job(run: () => Promise<unknown>): Try {
  return async () => {
    try {
      await run()
      return { done: true }
    } catch (error) {
      // A job that goes on where some of its work fails tells of each.
      const causes: { code?: string }[] = error instanceof AggregateError ? error.errors : [error]
      const codes = [...new Set(causes.map(({ code }) => code))]
      if (!codes.every((code) => code === 'unavailable' || code === 'conflict')) throw error
      return { done: false, hint: codes.join(' ') }
    }
  }
}

/** @param isLeft whether the table still holds something that the next run has to do */
export function until(run: () => Promise<unknown>, isLeft: () => boolean) {
  const attempt = job(run)
  return async (key: string): Promise<Told> => {
    const told = await attempt(key)
    return told.done && isLeft() ? { done: false, hint: 'not yet' } : told
  }
}

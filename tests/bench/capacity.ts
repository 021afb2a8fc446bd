import { randomBytes } from 'node:crypto'
import type { BatchGetItemCommandInput, QueryCommandInput } from '@aws-sdk/client-dynamodb'
import { v7 as uuidv7 } from 'uuid'
import { createApp } from '../../functions/api/app.ts'
import { type Consumed, createClient } from '../../functions/store/database.ts'
import { openStore } from '../../functions/store/store.ts'
import { KeptLog } from '../log.ts'
import type { Request } from './client.ts'

const ORIGIN = 'http://localhost'

/** A read as it was sent to the engine. */
export type SentRead = { consistent: boolean; partitions: string[] }

/** What one request consumed, in capacity units, and what it read. */
export type Capacity = { read: number; write: number; reads: SentRead[] }

/**
 * The hub's API in this process over a running engine, which tells what every request consumes. It
 * takes sessions as any other instance does.
 * @param session `accountId.secret`
 */
export function meteredApp({
  endpoint,
  table,
  session,
  clock = () => new Date(),
}: {
  endpoint: string
  table: string
  session: string
  clock?: () => Date
}) {
  const client = createClient({ endpoint })
  let calls: Consumed[] = []
  let reads: SentRead[] = []
  client.middlewareStack.add(
    (next) => (command) => {
      reads.push(...readsOf(command.input as object))
      return next(command)
    },
    { step: 'initialize' },
  )
  const store = openStore({ client, table, clock, onConsumed: (call) => calls.push(call) })
  const app = createApp({
    ...store,
    // No history is checked here.
    auditor: {
      check: () => Promise.reject(new Error('no check here')),
      names: async () => [],
      file: async () => undefined,
    },
    exportFiles: { handOut: async () => undefined },
    clock,
    newId: uuidv7,
    secret: randomBytes(32),
    publicOrigin: ORIGIN,
    log: new KeptLog(),
  })
  return {
    store,
    /** @throws where the hub refuses */
    async meter({ method, path, input }: Request): Promise<Capacity & { body: unknown }> {
      calls = []
      reads = []
      const response = await app.request(`${ORIGIN}${path}`, {
        method,
        headers: {
          cookie: `session=${session}`,
          ...(input !== undefined && {
            origin: ORIGIN,
            'idempotency-key': uuidv7(),
            'content-type': 'application/json',
          }),
        },
        ...(input !== undefined && { body: JSON.stringify(input) }),
      })
      const body: unknown = await response.json()
      if (!response.ok) throw new Error(`${method} ${path}: ${JSON.stringify(body)}`)
      const units = (writes: boolean) =>
        calls
          .filter(({ operation }) => writes !== READS.has(operation))
          .reduce((sum, call) => sum + call.units, 0)
      return { read: units(false), write: units(true), reads, body }
    },
    stop: () => client.destroy(),
  }
}

const READS: ReadonlySet<Consumed['operation']> = new Set(['batch_get', 'query'])

/** What a BatchGet or a Query asks for, and whether consistently. */
function readsOf(input: Partial<BatchGetItemCommandInput & QueryCommandInput>): SentRead[] {
  if (input.RequestItems)
    return Object.values(input.RequestItems).map(({ Keys = [], ConsistentRead }) => ({
      consistent: ConsistentRead === true,
      partitions: Keys.map(({ pk }) => pk?.S ?? ''),
    }))
  if (!input.KeyConditionExpression) return []
  const partition = input.ExpressionAttributeValues?.[':pk']?.S ?? ''
  return [{ consistent: input.ConsistentRead === true, partitions: [partition] }]
}

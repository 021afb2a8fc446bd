import { randomUUID } from 'node:crypto'
import type { DynamoDBClient } from '@aws-sdk/client-dynamodb'
import { createClient } from '../../functions/store/database.ts'
import { openStore, type Store } from '../../functions/store/store.ts'
import type { openEngine } from '../store/open.ts'
import { MemoryTable } from './memory-table.ts'

/** What the SDK does to put a call on the wire, which there is none of. */
const OF_THE_WIRE = [
  'contentLengthMiddleware',
  'hostHeaderMiddleware',
  'httpSigningMiddleware',
  'serializerMiddleware',
  'deserializerMiddleware',
]

/**
 * A client of a table in this process. Of the SDK everything runs that faults meet: its own retries, and the
 * token that it gives a transaction once for all of them.
 */
export function memoryClient(table = new MemoryTable(), attempts = 3): DynamoDBClient {
  const client = createClient({ endpoint: 'http://nowhere.invalid', attempts })
  for (const name of OF_THE_WIRE) client.middlewareStack.remove(name)
  client.middlewareStack.add(
    (next, { commandName }) =>
      (args) =>
        next(
          commandName === 'TransactWriteItemsCommand'
            ? { ...args, input: { ClientRequestToken: randomUUID(), ...args.input } }
            : args,
        ),
    // By this name the SDK finds where its other parts go.
    { step: 'serialize', name: 'serializerMiddleware' },
  )
  client.middlewareStack.add(
    (_, { commandName = '' }) =>
      async ({ input }) => ({
        response: {},
        output: { $metadata: { httpStatusCode: 200 }, ...table.answer(commandName, input) },
      }),
    { step: 'deserialize', priority: 'low', name: 'memory' },
  )
  return client
}

/** As `openEngine`, with an engine in this process. */
export function openMemory() {
  const table = new MemoryTable()
  const client = memoryClient(table)
  /** As the jobs' functions have it, which try longer. */
  const jobs = memoryClient(table, 8)
  const opened: Awaited<ReturnType<typeof openEngine>> = {
    engine: { endpoint: '', pid: 0, stop: async () => {} },
    client,
    open(clock, onConsumed, onMails): Store {
      return openStore({
        client,
        table: 'hub',
        clock,
        ...(onConsumed && { onConsumed }),
        ...(onMails && { onMails }),
      })
    },
    async stop() {
      client.destroy()
      jobs.destroy()
    },
  }
  return { ...opened, table, jobs }
}

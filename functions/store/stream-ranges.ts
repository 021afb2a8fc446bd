import { TransactionCanceledException } from '@aws-sdk/client-dynamodb'
import { municipalityStream, proposalStream } from '../history/streams.ts'
import type { Database, Item, TransactItem } from './database.ts'
import { historiesIn } from './municipality-list.ts'
import {
  eventPartition,
  proposalSk,
  registerPartition,
  sequenceSk,
  textPartition,
} from './table.ts'

/** How many items move at once: also the longest ones keep within what a transaction takes. */
const AT_ONCE = 20

/**
 * Version 2: the events of a municipality lie in one partition, stream by stream, and so do their texts. Before,
 * each stream had a partition of its own. On AWS no table was ever of version 1.
 */
export async function gatherStreams(database: Database): Promise<void> {
  for (const code of await historiesIn(database)) {
    const own = proposalSk('')
    const proposals = await database.query(registerPartition(code), { prefix: own })
    const streams = proposals.map(({ sk }) => proposalStream(String(sk).slice(own.length)))
    for (const stream of [municipalityStream(code), ...streams])
      for (const pk of [eventPartition(code), textPartition(code)])
        await gather(database, `${pk}#${stream}`, (sk) => ({
          pk,
          sk: sequenceSk(stream, Number(sk)),
        }))
  }
}

async function gather(
  database: Database,
  partition: string,
  keyOf: (sk: string) => Item,
): Promise<void> {
  for (;;) {
    const items = await database.query(partition, { limit: AT_ONCE })
    if (items.length === 0) return
    await database
      .transact(items.flatMap((item) => moved(database.table, item, keyOf(String(item.sk)))))
      .catch((error) => {
        // Another run has moved some of them meanwhile.
        if (!(error instanceof TransactionCanceledException)) throw error
      })
  }
}

function moved(TableName: string, { pk, sk, ...held }: Item, to: Item): TransactItem[] {
  return [
    { Put: { TableName, Item: { ...held, ...to } } },
    {
      Delete: { TableName, Key: { pk, sk }, ConditionExpression: 'attribute_exists(pk)' },
    },
  ]
}

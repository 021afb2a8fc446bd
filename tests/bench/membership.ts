import { createClient, Database, type TransactItem } from '../../functions/store/database.ts'
import { membershipKey } from '../../functions/store/table.ts'
import type { Place } from './places.ts'

/** Makes an account the HR person of every place. */
export async function joinAll({
  endpoint,
  table,
  accountId,
  places,
}: {
  endpoint: string
  table: string
  accountId: string
  places: readonly Place[]
}): Promise<void> {
  const client = createClient({ endpoint })
  const database = new Database({ client, table })
  const roles = [{ role: 'hr', from: '2006-04-01' }]
  const items = places.map(({ code, hr }): TransactItem => {
    const Item = { ...membershipKey(accountId, code), v: 1, code, memberId: hr, roles }
    return { Put: { TableName: table, Item } }
  })
  for (let at = 0; at < items.length; at += 100) await database.transact(items.slice(at, at + 100))
  client.destroy()
}

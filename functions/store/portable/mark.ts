import type { Database } from '../database.ts'
import { RESTORE } from '../table.ts'

/** A restore that was begun in a table and not finished. */
export type Restoring = { sha256: string; municipality?: string }

export async function restoring(database: Database): Promise<Restoring | undefined> {
  const [mark] = await database.get([RESTORE])
  if (!mark) return undefined
  const { sha256, municipality } = mark
  return { sha256: String(sha256), ...(municipality !== undefined && { municipality }) }
}

/** What was restored is all there from here on. */
export async function finishRestore(database: Database): Promise<void> {
  await database.transact([{ Delete: { TableName: database.table, Key: RESTORE } }])
}

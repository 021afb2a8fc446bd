import { TransactionCanceledException } from '@aws-sdk/client-dynamodb'
import type { Database } from './database.ts'
import { gatherStreams } from './stream-ranges.ts'
import { META } from './table.ts'

/**
 * What has to be done to the items of a table, once, for a version to begin: forward only, while the release before
 * serves. Most changes need none, as states are upcast when they are read.
 */
export type Migration = {
  /** The table's version once it is done. */
  to: number
  /**
   * Goes through what there is, each item by a write that holds only while the item is as it was read. It may be
   * killed at any point and two may run at once, so what is done already it leaves alone.
   */
  run(database: Database): Promise<void>
}

/** In their order, without a gap; a table without any is of version 1. */
export const MIGRATIONS: readonly Migration[] = [{ to: 2, run: gatherStreams }]

/** The version of tables that this program works on. */
export const SCHEMA_VERSION = versionAfter(MIGRATIONS)

function versionAfter(migrations: readonly Migration[]): number {
  return 1 + migrations.length
}

/** The table holds data of a newer program: this one would misread it. */
export class NewerDataError extends Error {
  readonly found: number

  constructor(found: number, known = SCHEMA_VERSION) {
    super(`the table's schema version is ${found}, newer than ${known}`)
    this.name = 'NewerDataError'
    this.found = found
  }
}

/**
 * Does what a table still lacks, and notes each version as soon as it holds.
 * @returns the version before and after
 * @throws NewerDataError where the data is from a newer program
 */
export async function migrate(
  database: Database,
  migrations: readonly Migration[] = MIGRATIONS,
): Promise<{ from: number; to: number }> {
  const [meta] = await database.get([META])
  const from = Number(meta?.v ?? 1)
  const to = versionAfter(migrations)
  if (from > to) throw new NewerDataError(from, to)
  if (!meta) await note(database, 1, undefined)
  for (const migration of migrations.slice(from - 1)) {
    await migration.run(database)
    await note(database, migration.to, migration.to - 1)
  }
  return { from, to }
}

/** Another run may have noted it meanwhile, or more. */
async function note(database: Database, v: number, before: number | undefined): Promise<void> {
  const Put = {
    TableName: database.table,
    Item: { ...META, v },
    ...(before === undefined
      ? { ConditionExpression: 'attribute_not_exists(pk)' }
      : { ConditionExpression: 'v = :before', ExpressionAttributeValues: { ':before': before } }),
  }
  await database.transact([{ Put }]).catch((error) => {
    if (!(error instanceof TransactionCanceledException)) throw error
  })
}

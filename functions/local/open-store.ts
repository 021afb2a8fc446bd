import type { DynamoDBClient } from '@aws-sdk/client-dynamodb'
import { createClient } from '../store/database.ts'
import { NewerDataError, SCHEMA_VERSION } from '../store/migrations.ts'
import { restoring } from '../store/portable/mark.ts'
import { prepareTable } from '../store/schema.ts'
import { openStore, type Store } from '../store/store.ts'
import { CommandFailure } from './command-failure.ts'
import { type DataDirectory, openDataDirectory } from './data-directory.ts'
import { startEngineFor } from './engine.ts'
import type { Lifetime } from './lifetime.ts'
import type { Options } from './options.ts'

type Opened = { client: DynamoDBClient; store: Store }

/**
 * Opens the table that a command works on, and looks whether it may: no newer data, and nothing that was restored half.
 * @param where as a refusal names it
 * @param prepare brings the table to the version of this program, and makes it where there is none
 * @param only the municipality that is wanted, where it is one alone
 * @param isRestored whether the command itself ends what was restored half
 * @throws CommandFailure `database_unreachable`, `backup_nothing`, `data_newer`, `restore_unfinished`
 */
export async function openStoreAt(
  {
    where,
    table,
    clock,
    prepare = prepareTable,
    only,
    isRestored = false,
    onMails,
    ...place
  }: {
    where: string
    table: string
    endpoint?: string | undefined
    region?: string | undefined
    patience?: number
    clock: () => Date
    prepare?: typeof prepareTable
    only?: string | undefined
    isRestored?: boolean
    onMails?: () => void
  },
  lifetime: Lifetime,
): Promise<Opened> {
  const client = createClient(place)
  await lifetime.endWith(() => client.destroy())
  await prepare({ client, table }).catch((cause) => {
    if (cause instanceof NewerDataError) {
      const { found } = cause
      throw new CommandFailure(
        { code: 'data_newer', where, found, known: SCHEMA_VERSION },
        { cause },
      )
    }
    if (cause.name === 'ResourceNotFoundException')
      throw new CommandFailure({ code: 'backup_nothing', where }, { cause })
    throw new CommandFailure({ code: 'database_unreachable', endpoint: where }, { cause })
  })
  const store = openStore({ client, table, clock, ...(onMails && { onMails }) })
  const unfinished = isRestored ? undefined : await restoring(store.database)
  if (unfinished && (unfinished.municipality ?? only) === only)
    throw new CommandFailure({ code: 'restore_unfinished', where })
  return { client, store }
}

/**
 * Opens the data of a hub that isn't running, for as long as a lifetime.
 * @returns `in_use` where one is running on them
 * @throws CommandFailure as `openStoreAt`
 */
export async function openIdle(
  { dataDir, secret, databaseEndpoint, table }: Options,
  { clock, prepare }: { clock: () => Date; prepare?: typeof prepareTable },
  lifetime: Lifetime,
): Promise<(Opened & { data: DataDirectory }) | 'in_use'> {
  const data = hold(dataDir, secret)
  if (data === 'in_use') return data
  await lifetime.endWith(data.release)
  const endpoint =
    databaseEndpoint ?? (await startEngineFor(lifetime, { dataDir: data.path })).endpoint
  const where = databaseEndpoint ?? data.path
  const place = { where, endpoint, table, clock, ...(prepare && { prepare }) }
  return { data, ...(await openStoreAt(place, lifetime)) }
}

function hold(dataDir: string, secret: string | undefined): DataDirectory | 'in_use' {
  try {
    return openDataDirectory(dataDir, secret)
  } catch (error) {
    if (error instanceof CommandFailure && error.reason.code === 'data_dir_in_use') return 'in_use'
    throw error
  }
}

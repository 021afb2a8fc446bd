import { randomBytes } from 'node:crypto'
import { existsSync } from 'node:fs'
import { resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { isMunicipalityCode } from '../domain/municipalities/municipality-code.ts'
import { Database } from '../store/database.ts'
import { NewerDataError, SCHEMA_VERSION } from '../store/migrations.ts'
import type { prepareTable } from '../store/schema.ts'
import { META } from '../store/table.ts'
import { CommandFailure } from './command-failure.ts'
import { openDataDirectory } from './data-directory.ts'
import { startEngineFor } from './engine.ts'
import type { Lifetime } from './lifetime.ts'
import { openStoreAt } from './open-store.ts'
import { type Options, readOptions } from './options.ts'
import { copyData, hasData, openAside, takeOver } from './snapshot.ts'

/** A transaction may take its time where the line is slow: nobody waits at a page for it. */
const PATIENCE_MS = 20_000

const clock = () => new Date()

/** Where data lie: a directory of this machine, or a table elsewhere. */
export type Place = {
  options: Options
  /** To be told to somebody. */
  name: string
  table?: { table: string; region?: string; endpoint?: string }
}

export type Arguments = { file: string; place: Place; municipality?: string; erased?: string }

/** @throws CommandFailure `backup_usage` */
export function readArguments(
  args: readonly string[],
  env: NodeJS.ProcessEnv,
  allowed: readonly ('municipality' | 'erased')[],
): Arguments {
  const text = { type: 'string' } as const
  const parsed = () =>
    parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        ...Object.fromEntries(allowed.map((name) => [name, text])),
        'data-dir': text,
        table: text,
        region: text,
        endpoint: text,
      },
    })
  const { values, positionals } = orUsage(parsed)
  const said = values as Record<string, string | undefined>
  const { municipality, erased } = said
  const [file, ...more] = positionals
  if (!file || more.length > 0 || (municipality && !isMunicipalityCode(municipality)))
    throw new CommandFailure({ code: 'backup_usage' })
  return {
    file: resolve(file),
    place: placeOf(said, env),
    ...(municipality !== undefined && { municipality }),
    ...(erased !== undefined && { erased: resolve(erased) }),
  }
}

function orUsage<Answer>(parse: () => Answer): Answer {
  try {
    return parse()
  } catch (cause) {
    throw new CommandFailure({ code: 'backup_usage' }, { cause })
  }
}

function placeOf(said: Record<string, string | undefined>, env: NodeJS.ProcessEnv): Place {
  const isEmpty = env.OIDC_ISSUER ? ['--empty'] : []
  const dataDir = said['data-dir']
  const options = readOptions(isEmpty, { ...env, ...(dataDir && { DATA_DIR: dataDir }) })
  const endpoint = said.endpoint ?? options.databaseEndpoint
  if (said.table === undefined && endpoint === undefined) return { options, name: options.dataDir }
  const name = said.table ?? options.table
  const { region = env.AWS_REGION } = said
  return {
    options,
    name,
    table: { table: name, ...(region && { region }), ...(endpoint && { endpoint }) },
  }
}

/** Opens the data as they are at one instant, beside a hub that may be running on them. */
export async function openToRead(
  { options, table, name }: Place,
  only: string | undefined,
  lifetime: Lifetime,
) {
  const looking = { where: name, clock, only, patience: PATIENCE_MS }
  if (table) return openStoreAt({ ...looking, ...table, prepare: lookAt }, lifetime)
  const { dataDir } = options
  if (!existsSync(dataDir) || !hasData(dataDir))
    throw new CommandFailure({ code: 'backup_nothing', where: name })
  const aside = openAside(dataDir)
  await lifetime.endWith(aside.remove)
  copyData(dataDir, aside.path)
  const { endpoint } = await startEngineFor(lifetime, { dataDir: aside.path })
  return openStoreAt({ ...looking, endpoint, table: options.table }, lifetime)
}

/**
 * Opens a place to restore into. A directory is worked on aside: `show` puts what was restored in its place, in one
 * step, and until then nothing has changed.
 * @throws CommandFailure `data_dir_in_use` while a hub runs on it
 */
export async function openToWrite({ options, table, name }: Place, lifetime: Lifetime) {
  const writing = { where: name, clock, isRestored: true, patience: PATIENCE_MS }
  if (table) {
    const secret = options.secret ? Buffer.from(options.secret, 'utf8') : randomBytes(32)
    const { store } = await openStoreAt({ ...writing, ...table }, lifetime)
    return { store, secret, show: async () => undefined }
  }
  const data = openDataDirectory(options.dataDir, options.secret)
  await lifetime.endWith(data.release)
  const aside = openAside(data.path)
  await lifetime.endWith(aside.remove)
  if (hasData(data.path)) copyData(data.path, aside.path)
  const engine = await startEngineFor(lifetime, { dataDir: aside.path })
  const { endpoint } = engine
  const opened = await openStoreAt({ ...writing, endpoint, table: options.table }, lifetime)
  async function show(): Promise<void> {
    opened.client.destroy()
    await engine.stop()
    takeOver(aside.path, data.path)
  }
  return { store: opened.store, secret: data.secret, show }
}

/** A table that is read is neither made nor changed. */
async function lookAt(of: Parameters<typeof prepareTable>[0]): Promise<void> {
  const [meta] = await new Database(of).get([META])
  if (Number(meta?.v ?? 0) > SCHEMA_VERSION) throw new NewerDataError(Number(meta?.v))
}

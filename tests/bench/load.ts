import { execFile } from 'node:child_process'
import { linkSync, mkdirSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { Worker } from 'node:worker_threads'
import { SCHEMA_VERSION } from '../../functions/store/migrations.ts'
import { META } from '../../functions/store/table.ts'
import { writeExport } from './export.ts'
import { exportFile } from './places.ts'

const run = promisify(execFile)

/**
 * Makes the first `count` synthetic municipalities on as many threads as given, and writes each as one
 * file of a DynamoDB export into `directory`.
 */
export async function generate({
  directory,
  count,
  proposals = 200,
  threads = 2,
}: {
  directory: string
  count: number
  proposals?: number
  threads?: number
}): Promise<void> {
  mkdirSync(directory, { recursive: true })
  writeExport(join(directory, 'meta.json'), [{ ...META, v: SCHEMA_VERSION }])
  await Promise.all(
    Array.from({ length: threads }, (_, at) => {
      const workerData = { directory, count, proposals, first: at + 1, step: threads }
      const worker = new Worker(new URL('./load-thread.ts', import.meta.url), { workerData })
      return new Promise<void>((resolve, reject) => {
        worker.once('error', reject)
        worker.once('exit', (code) => (code === 0 ? resolve() : reject(new Error(`exit ${code}`))))
      })
    }),
  )
}

/**
 * Builds the embedded engine's database of the first `count` generated municipalities: by the engine's
 * own import, which is some times faster than writing through its HTTP interface.
 * @param dataDir where `hub.sqlite` is put
 */
export async function importInto({
  dataDir,
  table,
  directory,
  count,
}: {
  dataDir: string
  table: string
  directory: string
  count: number
}): Promise<void> {
  // The importer takes the folder's name for the table's.
  const source = join(dataDir, 'export', table)
  mkdirSync(source, { recursive: true })
  const files = ['meta.json', ...Array.from({ length: count }, (_, at) => exportFile('', at + 1))]
  for (const file of files) linkSync(join(directory, file), join(source, file))
  const schema = join(dataDir, 'schema.json')
  const key = (AttributeName: string, KeyType: string) => ({ AttributeName, KeyType })
  const text = (AttributeName: string) => ({ AttributeName, AttributeType: 'S' })
  const Table = {
    TableName: table,
    KeySchema: [key('pk', 'HASH'), key('sk', 'RANGE')],
    AttributeDefinitions: [text('pk'), text('sk')],
    BillingModeSummary: { BillingMode: 'PAY_PER_REQUEST' },
  }
  writeFileSync(schema, JSON.stringify({ Table }))
  const output = join(dataDir, 'hub.sqlite')
  await run(engineBinary(), ['import', '--source', source, '--schema', schema, '--output', output])
}

function engineBinary(): string {
  const name = `@dynoxide/${process.platform}-${process.arch}/package.json`
  return join(createRequire(import.meta.url).resolve(name), '..', 'dynoxide')
}

import type { Audit } from '../anchors/auditor.ts'
import { createClient } from '../store/database.ts'
import { openStore } from '../store/store.ts'
import { auditReport } from './audit-report.ts'
import { openDataDirectory } from './data-directory.ts'
import { startEngine } from './engine.ts'
import { askToVerify } from './job-door.ts'
import { auditAll, auditorOver } from './jobs.ts'
import { createLifetime } from './lifetime.ts'
import { readOptions } from './options.ts'
import { StartFailure } from './start-failure.ts'
import { sentenceFor } from './terminal.ts'

/**
 * `npm run verify-history`: checks every chain of every municipality against its head, its texts, what pages
 * show, and the anchors. Where a hub is running, it is asked to; where none is, the data are opened and closed
 * again. Ends with 0 where all is intact, with 1 where something is broken, and with 2 where it couldn't be told.
 */
const lifetime = createLifetime()

async function audits(): Promise<Audit[]> {
  const isEmpty = process.env.OIDC_ISSUER ? ['--empty'] : []
  const options = readOptions(isEmpty, process.env)
  const { dataDir, table } = options
  try {
    const data = openDataDirectory(dataDir, options.secret)
    await lifetime.endWith(data.release)
    const endpoint = options.databaseEndpoint ?? (await embeddedEngine(data.path))
    const client = createClient({ endpoint })
    await lifetime.endWith(() => client.destroy())
    const store = openStore({ client, table, clock: () => new Date() })
    return await auditAll(store, auditorOver(store, data.secret, options))
  } catch (error) {
    if (!(error instanceof StartFailure && error.reason.code === 'data_dir_in_use')) throw error
    const answer = await askToVerify(dataDir)
    if (answer === 'no_answer') throw new StartFailure({ code: 'job_no_answer', dataDir })
    return answer
  }
}

async function embeddedEngine(dataDir: string): Promise<string> {
  const engine = await startEngine({ dataDir })
  await lifetime.endWith(() => engine.stop())
  return engine.endpoint
}

try {
  const all = await audits()
  for (const audit of all) console.log(auditReport(audit))
  process.exitCode = all.every(({ breaks }) => breaks.length === 0) ? 0 : 1
} catch (error) {
  if (error instanceof StartFailure) console.error(sentenceFor(error.reason))
  else console.error(error)
  process.exitCode = 2
} finally {
  await lifetime.end()
}

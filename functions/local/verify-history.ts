import type { Audit } from '../anchors/auditor.ts'
import { createClient, Database } from '../store/database.ts'
import { migrate } from '../store/migrations.ts'
import { openStore } from '../store/store.ts'
import { auditReport } from './audit-report.ts'
import { runCommand } from './command.ts'
import { openDataDirectory } from './data-directory.ts'
import { startEngineFor } from './engine.ts'
import { askToVerify } from './job-door.ts'
import { auditAll, auditorOver } from './jobs.ts'
import type { Lifetime } from './lifetime.ts'
import { readOptions } from './options.ts'
import { StartFailure } from './start-failure.ts'

/**
 * `npm run verify-history`: checks every chain of every municipality against its head, its texts, what pages
 * show, and the anchors. Where a hub is running, it is asked to; where none is, the data are opened and closed
 * again. Ends with 0 where all is intact, with 1 where something is broken, and with 2 where it couldn't be told.
 */
async function audits(lifetime: Lifetime): Promise<Audit[]> {
  const isEmpty = process.env.OIDC_ISSUER ? ['--empty'] : []
  const options = readOptions(isEmpty, process.env)
  const { dataDir, table } = options
  try {
    const data = openDataDirectory(dataDir, options.secret)
    await lifetime.endWith(data.release)
    const endpoint =
      options.databaseEndpoint ?? (await startEngineFor(lifetime, { dataDir: data.path })).endpoint
    const client = createClient({ endpoint })
    await lifetime.endWith(() => client.destroy())
    // Data of an older version lie elsewhere, and would look like broken histories.
    await migrate(new Database({ client, table }))
    const store = openStore({ client, table, clock: () => new Date() })
    return await auditAll(store, auditorOver(store, data.secret, options))
  } catch (error) {
    if (!(error instanceof StartFailure && error.reason.code === 'data_dir_in_use')) throw error
    const answer = await askToVerify(dataDir)
    if (answer === 'no_answer') throw new StartFailure({ code: 'job_no_answer', dataDir })
    return answer
  }
}

await runCommand(
  async (lifetime) => {
    const all = await audits(lifetime)
    if (all.some(({ breaks }) => breaks.length > 0)) process.exitCode = 1
    return all.map(auditReport).join('\n')
  },
  { failing: 2 },
)

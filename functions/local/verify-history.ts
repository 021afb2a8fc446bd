import type { Audit } from '../anchors/auditor.ts'
import { Database } from '../store/database.ts'
import { migrate } from '../store/migrations.ts'
import { auditReport } from './audit-report.ts'
import { runCommand } from './command.ts'
import { CommandFailure } from './command-failure.ts'
import { askToVerify } from './job-door.ts'
import { auditAll, auditorOver } from './jobs.ts'
import type { Lifetime } from './lifetime.ts'
import { openIdle } from './open-store.ts'
import { readOptions } from './options.ts'

/**
 * `npm run verify-history`: checks every chain of every municipality against its head, its texts, what pages
 * show, and the anchors. Where a hub is running, it is asked to; where none is, the data are opened and closed
 * again. Ends with 0 where all is intact, with 1 where something is broken, and with 2 where it couldn't be told.
 */
async function audits(lifetime: Lifetime): Promise<Audit[]> {
  const isEmpty = process.env.OIDC_ISSUER ? ['--empty'] : []
  const options = readOptions(isEmpty, process.env)
  const { dataDir } = options
  const opened = await openIdle(options, { clock: () => new Date(), prepare }, lifetime)
  if (opened !== 'in_use')
    return auditAll(opened.store, auditorOver(opened.store, opened.data.secret, options))
  const answer = await askToVerify(dataDir)
  if (answer === 'no_answer') throw new CommandFailure({ code: 'job_no_answer', dataDir })
  return answer
}

/** Data of an older version lie elsewhere, and would look like broken histories; where there are none, none are made. */
async function prepare(of: ConstructorParameters<typeof Database>[0]): Promise<void> {
  await migrate(new Database(of))
}

await runCommand(
  async (lifetime) => {
    const all = await audits(lifetime)
    if (all.some(({ breaks }) => breaks.length > 0)) process.exitCode = 1
    return all.map(auditReport).join('\n')
  },
  { failing: 2 },
)

import { CommandFailure } from './command-failure.ts'
import { createLifetime, type Lifetime } from './lifetime.ts'
import { sentenceFor } from './terminal.ts'

/**
 * Runs a command: its sentences at the end, everything it began ended, and the exit code.
 * @param failing the exit code where it can't do its work
 */
export async function runCommand(
  command: (lifetime: Lifetime) => Promise<string>,
  { failing = 1 } = {},
): Promise<void> {
  const lifetime = createLifetime()
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const)
    process.once(signal, () => void lifetime.end().finally(() => process.exit(130)))
  // What is written holds personal data.
  process.umask(0o077)
  try {
    console.log(await command(lifetime))
  } catch (error) {
    console.error(error instanceof CommandFailure ? sentenceFor(error.reason) : error)
    process.exitCode = failing
  } finally {
    await lifetime.end()
  }
}

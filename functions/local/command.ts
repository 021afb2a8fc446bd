import { createLifetime, type Lifetime } from './lifetime.ts'
import { StartFailure } from './start-failure.ts'
import { sentenceFor } from './terminal.ts'

/** Runs a command: its sentence at the end, everything it began ended, and the exit code. */
export async function runCommand(command: (lifetime: Lifetime) => Promise<string>): Promise<void> {
  const lifetime = createLifetime()
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const)
    process.once(signal, () => void lifetime.end().finally(() => process.exit(130)))
  // What is written holds personal data.
  process.umask(0o077)
  try {
    console.log(await command(lifetime))
  } catch (error) {
    console.error(error instanceof StartFailure ? sentenceFor(error.reason) : error)
    process.exitCode = 1
  } finally {
    await lifetime.end()
  }
}

import { logger } from '../log/logger.ts'

/** Whose a piece of work is, as a log may say it: nothing personal. */
export type Whose = { municipality?: string | undefined; id?: string | undefined }

/** Some of what a job had to do failed: the rest was done, and the log has each with its error. */
export class WorkFailed extends AggregateError {
  /** Whose it was: municipalities and ids in them. */
  readonly failed: readonly string[]

  constructor(event: string, failures: readonly { whose: Whose; error: unknown }[]) {
    const errors = failures.map(({ error }) => error)
    const names = new Set(errors.map((error) => (error instanceof Error ? error.name : 'unknown')))
    super(errors, `${event}: ${[...names].join(', ')}`)
    this.name = 'WorkFailed'
    this.failed = failures.map(({ whose: { municipality, id } }) =>
      [municipality, id].filter((part) => part !== undefined).join('/'),
    )
  }
}

/**
 * Tries one piece of work after the other, whatever becomes of the others.
 * @param event under which a failure stands in the log
 */
export class Attempts {
  readonly #event: string
  readonly #failures: { whose: Whose; error: unknown }[] = []

  constructor(event: string) {
    this.#event = event
  }

  /** Does a piece of work; what it throws is told in the log, and kept for the end. */
  async at(whose: Whose, work: () => Promise<unknown>): Promise<void> {
    try {
      await work()
    } catch (error) {
      logger.error(this.#event, { ...whose, error: error as Error })
      this.#failures.push({ whose, error })
    }
  }

  /** @throws WorkFailed where any has failed */
  end(): void {
    if (this.#failures.length > 0) throw new WorkFailed(this.#event, this.#failures)
  }
}

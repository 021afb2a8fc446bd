import { DomainError } from '../domain/errors.ts'

/**
 * Lets the writers of one process go one after another, per municipality: each decides from what the
 * one before has written, instead of all deciding from the same and all but one in vain.
 */
export class Turns {
  /** The last in each line; resolves, when done, to whether it found the database silent. */
  readonly #last = new Map<string, Promise<boolean>>()

  /**
   * Runs `work` when those before are done.
   * @throws DomainError `unavailable` where the one before found the database silent: who waited for
   * that shall not wait as long once more
   */
  take<Result>(line: string, work: () => Promise<Result>): Promise<Result> {
    const before = this.#last.get(line)
    const turn = before
      ? before.then((silent) => {
          if (silent) throw new DomainError('unavailable')
          return work()
        })
      : work()
    const done = turn
      .then(
        () => false,
        (error) => error instanceof DomainError && error.code === 'unavailable',
      )
      .finally(() => {
        if (this.#last.get(line) === done) this.#last.delete(line)
      })
    this.#last.set(line, done)
    return turn
  }
}

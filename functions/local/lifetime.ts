/** Things that must be ended, in the reverse order of their beginning. */
export type Lifetime = {
  /** Ends this too when the lifetime ends; at once when it is over already. */
  endWith(end: () => unknown): Promise<void>
  /** Ends everything; a second call waits for the first. */
  end(): Promise<void>
}

/** What was begun is ended whether the start succeeds, fails half-way or is interrupted. */
export function createLifetime(): Lifetime {
  const ends: (() => unknown)[] = []
  let ending: Promise<void> | undefined

  async function endAll(): Promise<void> {
    for (let end = ends.pop(); end; end = ends.pop()) await end()
  }

  return {
    async endWith(end) {
      if (ending) await end()
      else ends.push(end)
    },
    end() {
      ending ??= endAll()
      return ending
    },
  }
}

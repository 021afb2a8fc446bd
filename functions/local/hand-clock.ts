/** The clock of this process, in somebody's hand: it goes on by itself, and forward when it is told to. */
export type HandClock = {
  /** False where the instant lies behind: what is recorded never lies before what was recorded. */
  moveTo(instant: Date): boolean
  letGo(): void
}

/**
 * Takes the whole process's clock in hand, so that a year can be tried out in a minute. Not the hub's own
 * clock alone: sessions, the tokens of the identity provider and limits of requests read `Date` themselves.
 * Timers stay as they are. `readOptions` lets it be asked for only over data to throw away; the library is
 * loaded only then.
 */
export async function takeClockInHand(start: string): Promise<HandClock> {
  const { install } = await import('@sinonjs/fake-timers')
  const hand = install({ now: new Date(start), toFake: ['Date'], shouldAdvanceTime: true })
  return {
    moveTo(instant) {
      if (instant.getTime() < Date.now()) return false
      hand.setSystemTime(instant)
      return true
    },
    letGo: () => hand.uninstall(),
  }
}

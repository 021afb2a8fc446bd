import type { Context, MiddlewareHandler } from 'hono'
import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible'
import { DomainError } from '../domain/errors.ts'

/** Requests a minute. Nobody reads or types so fast; a file of a thousand rows is written without a wait. */
export const PER_PERSON = 1_200
/**
 * Requests a minute that no session vouches for. A whole town hall, with its mail scanner, may stand
 * behind one address, so it is wide, and who is signed in is never counted by it.
 */
export const PER_ADDRESS = 3_000

/** Nothing is left of what somebody may ask. */
export class LimitReached extends DomainError {
  /** Whether an earlier request was refused for the same limit already. */
  readonly isAgain: boolean

  constructor({ seconds, isAgain }: { seconds: number; isAgain: boolean }) {
    super({ code: 'too_many_requests', params: { seconds } })
    this.isAgain = isAgain
  }
}

/** Takes one request off what somebody may still ask; refuses when nothing is left. */
export type RateLimits = {
  /** @throws LimitReached with the `seconds` to wait */
  person(accountId: string): Promise<void>
  /** For requests that no session vouches for. @throws LimitReached */
  stranger(c: Context): Promise<void>
}

/**
 * Limits of this process: they keep one client from taking all of it. What must hold on many processes
 * as on one (codes, mails, uses of a link) is counted in the table.
 */
export function createRateLimits({
  addressOf,
  perPerson = PER_PERSON,
  perAddress = PER_ADDRESS,
}: {
  /** Where a request comes from, as told by the server in front, never by the client. */
  addressOf: (c: Context) => string
  perPerson?: number
  perAddress?: number
}): RateLimits {
  const persons = new RateLimiterMemory({ points: perPerson, duration: 60 })
  const addresses = new RateLimiterMemory({ points: perAddress, duration: 60 })
  return {
    person: (accountId) => take(persons, accountId),
    stranger: (c) => take(addresses, addressOf(c)),
  }
}

async function take(limiter: RateLimiterMemory, key: string): Promise<void> {
  try {
    await limiter.consume(key)
  } catch (refused) {
    if (!(refused instanceof RateLimiterRes)) throw refused
    const seconds = Math.max(1, Math.ceil(refused.msBeforeNext / 1_000))
    throw new LimitReached({ seconds, isAgain: refused.consumedPoints > limiter.points + 1 })
  }
}

/** Counts every request to routes that need no session. */
export function limitedByAddress(limits: RateLimits | undefined): MiddlewareHandler {
  return async (c, next) => {
    await limits?.stranger(c)
    await next()
  }
}

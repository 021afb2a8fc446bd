import { afterAll, beforeAll, expect, test } from 'vitest'
import { DomainError } from '../../functions/domain/errors.ts'
import { type CodeAnswer, createCodes } from '../../functions/local/codes.ts'
import { openWorld, type World } from './world.ts'

// The embedded provider's codes while the database throttles, fails and loses its answers. A try may end in "come
// back"; one that is answered is answered with the truth, and no fault buys a guess or a code more.

const ROUNDS = 150
const TRIES = 5
const CODES_PER_ADDRESS = 5

let world: World
let codes: ReturnType<typeof createCodes>
beforeAll(async () => {
  world = await openWorld('sign-in codes')
  const { secret, time, store } = world
  codes = createCodes({ secret, clock: time.clock, kept: store.signInCodes })
})
afterAll(() => world.stop())

/** What was answered; undefined where one is told to come back. */
async function tried<Value>(work: () => Promise<Value>): Promise<{ value: Value } | undefined> {
  try {
    return { value: await world.underFaults(work) }
  } catch (error) {
    if (!(error instanceof DomainError && error.code === 'unavailable')) throw error
    return undefined
  }
}

const injected = () => Object.values(world.injected).reduce((sum, count) => sum + count, 0)

test('the right code is right the first time it is answered, and never twice', async () => {
  const before = injected()
  let answered = 0
  for (let round = 0; round < ROUNDS; round += 1) {
    const signIn = `right ${round}`
    const code = String(await codes.issue(signIn, `right${round}@example.jp`))
    const first = await tried(() => codes.check(signIn, code))
    if (first) {
      answered += 1
      expect(first.value).toEqual({ right: true, email: `right${round}@example.jp` })
      expect(await codes.check(signIn, code)).toEqual({ right: false, left: 0 })
    }
  }
  expect(answered).toBeGreaterThan(ROUNDS / 2)
  expect(injected() - before).toBeGreaterThan(ROUNDS / 5)
})

test('a guess costs one try, whatever became of the answer, and after five there is none', async () => {
  for (let round = 0; round < ROUNDS / 5; round += 1) {
    const signIn = `guessed ${round}`
    const code = String(await codes.issue(signIn, `guessed${round}@example.jp`))
    const wrong = code === '000000' ? '000001' : '000000'
    let [silent, told] = [0, 0]
    let last: CodeAnswer | undefined
    for (let guess = 0; guess < TRIES; guess += 1) {
      const answer = await tried(() => codes.check(signIn, wrong))
      if (!answer) silent += 1
      else told += 1
      last = answer?.value ?? last
      expect(answer?.value.right).not.toBe(true)
      const left = (answer?.value as { left?: number } | undefined)?.left
      if (left !== undefined) expect(left).toBeLessThanOrEqual(TRIES - told)
      if (left !== undefined) expect(left).toBeGreaterThanOrEqual(TRIES - told - silent)
    }
    if (silent === 0) expect(last).toEqual({ right: false, left: 0 })
  }
})

test('an address gets five codes an hour at most, and loses none to an answer that was lost on the way', async () => {
  for (let round = 0; round < ROUNDS / 10; round += 1) {
    let [got, silent] = [0, 0]
    for (let sign = 0; sign < 2 * CODES_PER_ADDRESS; sign += 1) {
      const answer = await tried(() =>
        codes.issue(`many ${round} ${sign}`, `many${round}@example.jp`),
      )
      if (!answer) silent += 1
      else if (answer.value !== undefined) got += 1
    }
    expect(got).toBeLessThanOrEqual(CODES_PER_ADDRESS)
    expect(got).toBeGreaterThanOrEqual(CODES_PER_ADDRESS - silent)
  }
})

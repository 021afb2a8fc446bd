import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { createMaking } from '../../functions/local/making.ts'

beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  vi.useRealTimers()
})

test('what failed is tried again soon, until it is made or given up, and not after the hub’s end', async () => {
  const ends = [1, 1, 0]
  const runs: (string | undefined)[] = []
  const making = createMaking({
    job: {
      async run(code) {
        runs.push(code)
        return { made: 0, again: code === undefined ? 0 : (ends.shift() ?? 1), failed: 0 }
      },
    },
    files: { forgetBefore: async () => 0 },
    clock: () => new Date(),
  })
  making.wake('222038')
  // After a start what an earlier process has left is looked for first.
  await vi.advanceTimersByTimeAsync(0)
  expect(runs).toEqual([undefined, '222038'])
  await vi.advanceTimersByTimeAsync(60_000)
  expect(runs).toEqual([undefined, '222038', '222038', '222038'])
  making.wake('222038')
  await vi.advanceTimersByTimeAsync(0)
  expect(runs).toHaveLength(5)
  await making.stop()
  await vi.advanceTimersByTimeAsync(60_000)
  expect(runs).toHaveLength(5)
})

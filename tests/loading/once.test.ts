import { expect, test } from 'vitest'
import { once } from '../../functions/loading/once.ts'

test('nothing is loaded before somebody asks, and then once for all who ask', async () => {
  let loads = 0
  const load = once(async () => {
    loads += 1
    return {}
  })
  expect(loads).toBe(0)
  const [first, second] = await Promise.all([load(), load()])
  expect(second).toBe(first)
  expect(await load()).toBe(first)
  expect(loads).toBe(1)
})

test('a failure is told to all who waited for it, and the next one who asks tries anew', async () => {
  let loads = 0
  const load = once(async () => {
    loads += 1
    if (loads === 1) throw new Error('not now')
    return loads
  })
  const waiting = [load(), load()]
  for (const one of waiting) await expect(one).rejects.toThrow('not now')
  expect(loads).toBe(1)
  expect(await load()).toBe(2)
  expect(await load()).toBe(2)
})

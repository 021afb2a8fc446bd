import { randomUUID } from 'node:crypto'
import { setTimeout as wait } from 'node:timers/promises'
import { afterAll, expect, test, vi } from 'vitest'
import { TIMES } from '../times.ts'
import { askDoor } from './hub-process.ts'
import { hubToKill, NUMAZU } from './killing.ts'

vi.setConfig({ testTimeout: 120_000 * TIMES })

const HR = 'hr@numazu.example'
const HERE = `/api/m/${NUMAZU}`
const KILLS = 3 * TIMES
const PEOPLE = 24
let invited: string[] = []
const { dataDir, start, kill, end, write, receivers } = hubToKill()
afterAll(end)

test('the hub is killed again and again while it invites people: each gets one mail', async () => {
  await start()
  const people = await Promise.all(
    Array.from({ length: PEOPLE }, async (_, n) => {
      const person = { name: `招かれる人${n}`, email: `${n}@city.example`, roles: [] }
      const added = await write(HR, `${HERE}/people`, person, randomUUID())
      return { id: added?.id ?? '', email: person.email, key: randomUUID(), isInvited: false }
    }),
  )
  async function inviteAll(): Promise<void> {
    for (const one of people.filter(({ isInvited }) => !isInvited)) {
      const answer = await write(HR, `${HERE}/people/${one.id}/invitation`, {}, one.key)
      if (!answer) return
      one.isInvited = true
    }
  }
  let inTheMiddle = 0
  for (let killed = 0; killed < KILLS; killed += 1) {
    const inviting = inviteAll()
    // Some are invited, some of them have their mail, the next ones are under way.
    const more = people.filter(({ isInvited }) => isInvited).length + 2 + (killed % 3)
    const until = Math.min(more, people.length)
    while (people.filter(({ isInvited }) => isInvited).length < until) await wait(1)
    await kill()
    await inviting
    if (people.some(({ isInvited }) => !isInvited)) inTheMiddle += 1
    await start()
  }
  expect(inTheMiddle).toBeGreaterThan(0)
  await inviteAll()
  invited = people.map(({ email }) => email).toSorted()
  await expect.poll(() => receivers('への招待'), { timeout: 30_000 }).toEqual(invited)
})

test('the daily job is killed with the hub at any point and run again: each is reminded once', async () => {
  let interrupted = 0
  for (let killed = 0; killed < KILLS; killed += 1) {
    let isOver = false
    const running = askDoor(dataDir, '/daily').then(
      () => {
        isOver = true
      },
      () => {
        interrupted += 1
      },
    )
    // At its beginning, and when more and more people have their mail.
    if (killed > 0) await wait(15 * killed)
    while (!isOver && (await receivers('状況確認')).length < killed) await wait(1)
    await kill()
    await running
    await start()
  }
  expect(interrupted).toBeGreaterThan(0)
  for (let again = 0; again < 2; again += 1) {
    const { steps } = (await (await askDoor(dataDir, '/daily')).json()) as {
      steps: { result: string }[]
    }
    expect(steps.map(({ result }) => result)).not.toContain('failed')
  }
  const reminded = await receivers('状況確認')
  expect(reminded.length).toBeGreaterThan(2)
  expect(new Set(reminded).size).toBe(reminded.length)
  // Nothing more has come of the invitations, either.
  expect(await receivers('への招待')).toEqual(invited)
})

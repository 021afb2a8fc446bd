import { randomUUID } from 'node:crypto'
import { setTimeout as wait } from 'node:timers/promises'
import { afterAll, expect, test, vi } from 'vitest'
import { TIMES } from '../times.ts'
import { Browser } from './browser.ts'
import {
  askDoor,
  freshDirectory,
  type HubProcess,
  startHub,
  untilNothingRunsOn,
} from './hub-process.ts'

vi.setConfig({ testTimeout: 120_000 * TIMES })

const { dataDir, remove } = freshDirectory()
const NUMAZU = '/api/m/222038'
const KILLS = 3 * TIMES
const PEOPLE = 24
let hub: HubProcess
let cookie = ''
/** A Tuesday in office hours. A mail whose try died is leased for a minute: each start lies behind that. */
let minutes = 0
let invited: string[] = []
const starts = () => {
  minutes += 2
  return new Date(Date.parse('2026-06-02T01:00:00Z') + minutes * 60_000).toISOString()
}

async function start(): Promise<void> {
  hub = await startHub({
    dataDir,
    args: ['--no-web', '--no-jobs'],
    env: { TEST_CLOCK: starts() },
  })
  await hub.ready()
}

/** SIGKILL, as when the machine goes down: nothing is said, nothing is put away. */
async function kill(): Promise<void> {
  hub.child.kill('SIGKILL')
  await hub.ended
  await untilNothingRunsOn(dataDir)
}

afterAll(async () => {
  await kill()
  remove()
})

/** One write, under a key of its own however often it is sent; undefined where no answer came. */
async function write(path: string, body: unknown, key: string) {
  const response = await fetch(`${hub.origin}${NUMAZU}${path}`, {
    method: 'POST',
    headers: {
      origin: hub.origin,
      cookie: `session=${cookie}`,
      'content-type': 'application/json',
      'idempotency-key': key,
    },
    body: JSON.stringify(body),
  }).catch(() => undefined)
  if (response && response.status >= 400 && response.status < 500)
    throw new Error(await response.text())
  return response?.ok ? ((await response.json()) as { id: string }) : undefined
}

/** Whom the mails of the mailbox went to, by what their subjects hold. */
async function receivers(subject: string): Promise<string[]> {
  const found: string[] = []
  for (let path: string | undefined = '/mailbox'; path; ) {
    const page: string = await (await fetch(`${hub.origin}${path}`)).text()
    for (const [, title = '', to = ''] of page.matchAll(/<strong>(.*?)<\/strong>.*?宛先 (\S+)/gs))
      if (title.includes(subject)) found.push(to)
    path = /href="(\/mailbox\?before=[^"]+)"/.exec(page)?.[1]
  }
  return found.toSorted()
}

test('the hub is killed again and again while it invites people: each gets one mail', async () => {
  await start()
  const browser = new Browser(hub.origin)
  await browser.open('/auth/sign-in?return_to=/api/session')
  await browser.submit('/person', { email: 'hr@numazu.example' })
  cookie = browser.cookie('session') ?? ''

  const people = await Promise.all(
    Array.from({ length: PEOPLE }, async (_, n) => {
      const person = { name: `招かれる人${n}`, email: `${n}@city.example`, roles: [] }
      const added = await write('/people', person, randomUUID())
      return { id: added?.id ?? '', email: person.email, key: randomUUID(), isInvited: false }
    }),
  )
  async function inviteAll(): Promise<void> {
    for (const one of people.filter(({ isInvited }) => !isInvited)) {
      const answer = await write(`/people/${one.id}/invitation`, {}, one.key)
      if (!answer) return
      one.isInvited = true
    }
  }
  let inTheMiddle = 0
  for (let killed = 0; killed < KILLS; killed += 1) {
    const inviting = inviteAll()
    // Some are invited, some of them have their mail, the next ones are under way.
    const until = people.filter(({ isInvited }) => isInvited).length + 2 + killed
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

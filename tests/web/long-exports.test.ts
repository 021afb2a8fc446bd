import { v7 as uuidv7 } from 'uuid'
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { ExportTask } from '../../functions/domain/exports/export-task.ts'
import type { Store } from '../../functions/store/store.ts'
import { exportKey } from '../../functions/store/table.ts'
import { openEngine } from '../store/open.ts'
import { expectAccessible, NUMAZU, type OpenHub, openHub, settled } from './hub.ts'

const TABLE = 'mane-tomo-hub'
const DAY = 24 * 60 * 60 * 1000
let engine: Awaited<ReturnType<typeof openEngine>>
let store: Store
let hub: OpenHub
let hr: string

beforeAll(async () => {
  engine = await openEngine({}, TABLE)
  hub = await openHub({ env: { DYNAMODB_ENDPOINT: engine.engine.endpoint } })
  store = engine.open(() => new Date())
  const members = [...((await store.registers.read(NUMAZU))?.members.values() ?? [])]
  hr = members.find(({ roles }) => roles.some(({ role }) => role === 'hr'))?.id ?? ''
  await left({ state: 'done', format: 'json', done: 4_210 }, { daysAgo: 9 })
  await left({ state: 'failed', what: 'register', format: 'xlsx', attempt: 3 }, { daysAgo: 2 })
  const register = { what: 'register', format: 'json', asOf: '2022-06-30' } as const
  await left({ ...register, state: 'done', done: 312 }, { daysAgo: 0.1 })
  await left({ state: 'waiting', attempt: 1 }, { daysAgo: 0.05 })
  // Another process makes it.
  const until = new Date(Date.now() + DAY).toISOString()
  await left({ state: 'running', done: 41_300, until })
})
afterAll(async () => {
  await hub?.close()
  await engine?.stop()
})

/** A task as a job has left it. */
async function left(more: Partial<ExportTask>, { daysAgo = 0 } = {}): Promise<void> {
  const now = Date.now() - daysAgo * DAY
  const id = uuidv7({ msecs: now })
  await store.database.put({
    ...exportKey(NUMAZU, id),
    ...{ v: 1, id, municipality: NUMAZU, what: 'history', format: 'csv', language: 'ja' },
    ...{ knownAt: new Date(now).toISOString(), by: hr, readsRoster: true, attempt: 1 },
    ...{ done: 0, of: 86_660, expiresAt: Math.floor((now + 30 * DAY) / 1000), ...more },
  })
}

it.each([
  ['desktop', 'ja'],
  ['desktop', 'en'],
  ['phone', 'ja'],
  ['phone', 'en'],
] as const)(
  'a long export says how it stands, and what to do (%s, %s)',
  async (device, language) => {
    const visitor = await hub.visit({ person: 'hr', device, language })
    const { page, context } = visitor
    await page.goto(`/m/${NUMAZU}/exports#long`)
    await settled(page)
    const tasks = page.locator('section:has(#long)').getByRole('listitem')
    await expect.poll(() => tasks.count()).toBe(5)
    const ja = language === 'ja'
    const said = [
      ja ? /作成中.*86,660件のうち41,300件/s : /Being made.*41,300 of 86,660/s,
      ja ? /順番待ち.*初めから作り直しています/s : /Waiting.*being made anew/s,
      ja
        ? /2022年6月30日時点.*できました.*312件.*まで受け取れます/s
        : /as of .*2022.*Ready.*312 rows.*Kept until/s,
      ja ? /作成できませんでした.*もう一度依頼しても同じなら/s : /Could not be made.*once more/s,
      ja ? /期限切れ.*まで保管し、消去しました/s : /Gone.*was kept until/s,
    ]
    for (const [at, text] of said.entries())
      expect((await tasks.nth(at).textContent()) ?? '').toMatch(text)
    const progress = tasks.nth(0).getByRole('progressbar')
    expect([await progress.getAttribute('value'), await progress.getAttribute('max')]).toEqual([
      '41300',
      '86660',
    ])
    const fetching = { name: ja ? /受け取る$/ : /Fetch$/ }
    const links = await Promise.all(
      said.map((_, at) => tasks.nth(at).getByRole('link', fetching).count()),
    )
    expect(links).toEqual([0, 0, 1, 0, 0])
    await expectAccessible(visitor)
    await context.close()
  },
)

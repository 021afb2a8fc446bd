import { randomBytes } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startEngine } from '../../functions/local/engine.ts'
import { jobsOver } from '../../functions/local/jobs.ts'
import { createClient } from '../../functions/store/database.ts'
import { prepareTable } from '../../functions/store/schema.ts'
import { openStore } from '../../functions/store/store.ts'
import { erasureKey } from '../../functions/store/table.ts'
import { freshDirectory } from './hub-process.ts'

const WORDS = 'この世から消える言葉'
const clock = () => new Date('2026-06-01T00:30:00Z')

const { dataDir, remove } = freshDirectory()
let engine: Awaited<ReturnType<typeof startEngine>>
let client: ReturnType<typeof createClient>
beforeAll(async () => {
  mkdirSync(dataDir, { recursive: true })
  engine = await startEngine({ dataDir })
  client = createClient({ endpoint: engine.endpoint })
  await prepareTable({ client, table: 'hub' })
})
afterAll(async () => {
  client?.destroy()
  await engine?.stop()
  remove()
})

/** Whether the words stand anywhere in the engine's files. */
const isLeft = () =>
  ['hub.sqlite', 'hub.sqlite-wal']
    .map((name) => join(dataDir, name))
    .some((path) => existsSync(path) && readFileSync(path).includes(WORDS))

test('the daily job takes the bytes of what was erased out of the file, while others write', async () => {
  const store = openStore({ client, table: 'hub', clock })
  const { database } = store
  const key = (at: number) => ({ pk: 'TEXT#222038', sk: String(at).padStart(4, '0') })
  for (let at = 0; at < 50; at += 1)
    await database.put({ ...key(at), text: `${at === 7 ? WORDS : at} ${'あ'.repeat(2_000)}` })
  await database.transact([{ Delete: { TableName: 'hub', Key: key(7) } }])
  expect(isLeft()).toBe(true)

  const { daily } = jobsOver(store, {
    ...{ clock, dataDir, secret: randomBytes(32), publicOrigin: 'http://localhost:3000' },
    anchoring: { anchorDir: join(dataDir, 'anchors'), anchorSeed: undefined, formerAnchorKeys: [] },
  })
  const countsOf = async (day: string) =>
    (await daily.run(day)).steps.find(({ step }) => step === 'erased-bytes')?.counts
  expect(await countsOf('2026-06-01')).toEqual({ erasures: 0 })
  expect(isLeft()).toBe(true)

  const at = clock().toISOString()
  const entry = { memberId: 'somebody', texts: true, why: 'request', at, doneAt: at }
  await database.put({ ...erasureKey('222038', 'somebody'), v: 1, code: '222038', ...entry })
  const writes = Array.from({ length: 20 }, (_, at) =>
    database.put({ ...key(100 + at), text: 'b' }),
  )
  expect(await countsOf('2026-06-02')).toEqual({ erasures: 1 })
  await Promise.all(writes)
  expect(isLeft()).toBe(false)
  expect(await database.query('TEXT#222038')).toHaveLength(69)
})

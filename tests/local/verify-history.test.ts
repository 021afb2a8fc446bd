import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, readdirSync, renameSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { startEngine } from '../../functions/local/engine.ts'
import { createClient, Database, type Item } from '../../functions/store/database.ts'
import { eventPartition, sequenceSk, streamPrefix } from '../../functions/store/table.ts'
import { freshDirectory, startHub, untilNothingRunsOn } from './hub-process.ts'

// `npm run verify-history` over the sample's data, as they lie on the disk.

vi.setConfig({ testTimeout: 60_000, hookTimeout: 120_000 })

const POLL = { timeout: 30_000 }
const LOCAL = join(import.meta.dirname, '..', '..', 'functions', 'local')
const CODE = '222038'
const { dataDir, remove } = freshDirectory()
const anchors = join(`${dataDir}-anchors`, CODE)
let stream = ''

async function run(program: string, args: string[] = [], env: Record<string, string> = {}) {
  const child = spawn(process.execPath, [join(LOCAL, program), ...args], {
    env: { PATH: process.env.PATH ?? '', DATA_DIR: dataDir, ...env },
  })
  let output = ''
  for (const from of [child.stdout, child.stderr])
    from.setEncoding('utf8').on('data', (text: string) => {
      output += text
    })
  const [code] = await once(child, 'close')
  return { code: code as number, output }
}
const verify = (env: Record<string, string> = {}) => run('verify-history.ts', [], env)

/** Does something to the table while nobody uses it. */
async function past<Done>(work: (database: Database) => Promise<Done>): Promise<Done> {
  const engine = await startEngine({ dataDir })
  const client = createClient({ endpoint: engine.endpoint })
  try {
    return await work(new Database({ client, table: 'mane-tomo-hub' }))
  } finally {
    client.destroy()
    await engine.stop()
  }
}

/** Changes a chain past the hub, checks, and puts back what was there. */
async function tampered(change: (events: Item[]) => Item[]) {
  const pk = eventPartition(CODE)
  const writeAll = (items: readonly Item[], before: readonly Item[]) =>
    past((database) =>
      database.transact([
        ...items.map((Item) => ({ Put: { TableName: database.table, Item } })),
        ...before
          .filter(({ sk }) => !items.some((item) => item.sk === sk))
          .map(({ sk }) => ({ Delete: { TableName: database.table, Key: { pk, sk } } })),
      ]),
    )
  const events = await past((database) => database.query(pk, { prefix: streamPrefix(stream) }))
  const after = change(structuredClone(events))
  await writeAll(after, events)
  const found = await verify()
  await writeAll(events, after)
  return found
}

beforeAll(async () => {
  const hub = await startHub({ dataDir })
  await hub.ready()
  hub.child.kill('SIGINT')
  await hub.ended
  await untilNothingRunsOn(dataDir)
  // Each run of a month anchors, and tells HR: what is told comes behind that anchor.
  for (const day of ['2027-01-05', '2027-02-05', '2027-03-05'])
    expect((await run('job.ts', ['daily', '--at', day])).code).toBe(0)
  stream = await past(async (database) => {
    const states = await database.query(`M#${CODE}`, { prefix: 'PROPOSAL#' })
    const streams = states.map(({ sk }) => `proposal/${String(sk).slice('PROPOSAL#'.length)}`)
    for (const one of streams)
      if ((await database.query(eventPartition(CODE), { prefix: streamPrefix(one) })).length >= 3)
        return one
    throw new Error('the sample has no longer history')
  })
})
afterAll(remove)

test('an intact history is called so in both languages, with how much was checked', async () => {
  const { code, output } = await verify()
  expect(output).toContain(`${CODE}: 異常なし / intact`)
  const [, chains, events, anchored] =
    /履歴 \/ chains (\d+), 記録 \/ events (\d+), 消去済みの本文 \/ erased texts 0, 証明 \/ anchors (\d+)/.exec(
      output.slice(output.indexOf(CODE)),
    ) ?? []
  const counted = await past(async (database) => {
    const trail = await database.query(`TRAIL#${CODE}`)
    return { events: trail.length, chains: new Set(trail.map((item) => item.stream)).size }
  })
  expect({ chains: Number(chains), events: Number(events) }).toEqual(counted)
  expect(Number(anchored)).toBe(readdirSync(anchors).length)
  expect(Number(anchored)).toBeGreaterThanOrEqual(3)
  expect(code).toBe(0)
})

test.each([
  [
    'an event edited',
    (events: Item[]) =>
      events.map((item, at) =>
        at === 0
          ? { ...item, event: String(item.event).replace('"kind":"import"', '"kind":"system"') }
          : item,
      ),
    [2, 'previous', '直前の記録とつながりません', 'does not follow its predecessor'],
  ],
  [
    'an event deleted',
    (events: Item[]) => events.filter(({ sk }) => sk !== sequenceSk(stream, 2)),
    [
      2,
      'sequence',
      '記録が抜けている、または順番が違います',
      'an event is missing or out of order',
    ],
  ],
  [
    'the tail cut off',
    (events: Item[]) => events.slice(0, -1),
    [undefined, 'head', '履歴の終わりが、控えと合いません', 'does not end where it should'],
  ],
] as const)('%s is named, and the command ends with 1', async (_, change, [at, fault, ja, en]) => {
  const { code, output } = await tampered(change as (events: Item[]) => Item[])
  expect(output).toContain(`${CODE}: 異常あり / BROKEN (1)`)
  expect(output).toMatch(new RegExp(`${stream} #${at ?? '\\d+'} \\[${fault}\\]`))
  expect(output).toContain(ja)
  expect(output).toContain(en)
  expect(code).toBe(1)
  expect((await verify()).code).toBe(0)
})

test('with another key than the anchors were signed with, they count for nothing', async () => {
  const other = { ANCHOR_KEY: Buffer.alloc(32, 7).toString('base64url') }
  const { code, output } = await verify(other)
  expect(output).toContain(`anchors/${CODE} #1 [anchor]`)
  expect(code).toBe(1)
})

test('an anchor that is gone is missed, be it one between others or the last one HR was told of', async () => {
  const names = readdirSync(anchors).toSorted()
  const away = `${dataDir}-away`
  for (const at of [0, names.length - 1]) {
    const name = names[at] ?? ''
    renameSync(join(anchors, name), away)
    const { code, output } = await verify()
    renameSync(away, join(anchors, name))
    expect(output).toMatch(new RegExp(`anchors/${CODE} #\\d+ \\[anchor`))
    expect(output).toContain('外に保管した証明と合いません')
    expect(code).toBe(1)
  }
})

test('where it can’t be told, the command ends with 2 and says why', async () => {
  const { code, output } = await verify({ ANCHOR_KEY: 'short' })
  expect(output).toContain('ANCHOR_KEY')
  expect(code).toBe(2)
})

test('where a hub is running, it is asked to check', async () => {
  const hub = await startHub({ dataDir })
  await hub.ready()
  await expect.poll(() => existsSync(join(dataDir, 'job-door.json')), POLL).toBe(true)
  const { code, output } = await verify()
  hub.child.kill('SIGINT')
  await hub.ended
  await untilNothingRunsOn(dataDir)
  expect(output).toContain(`${CODE}: 異常なし / intact`)
  expect(code).toBe(0)
})

import { randomBytes } from 'node:crypto'
import { appendFileSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { v7 as uuidv7 } from 'uuid'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Engine, startEngine } from '../../functions/local/engine.ts'
import { type Consumed, createClient } from '../../functions/store/database.ts'
import { openStore } from '../../functions/store/store.ts'
import { registerPartition } from '../../functions/store/table.ts'
import { meteredApp } from '../bench/capacity.ts'
import { generate, importInto } from '../bench/load.ts'
import { joinAll } from '../bench/membership.ts'
import { textOf } from '../bench/phrases.ts'
import { exportFile, type Place, readPlaces } from '../bench/places.ts'
import { seeded } from '../bench/random.ts'
import { syntheticCode } from '../bench/synthetic.ts'

const TABLE = 'hub'
const GENERATED = 5
const clock = () => new Date('2026-11-01T00:00:00.000Z')

const root = mkdtempSync(join(tmpdir(), 'hub-capacity-'))
const directory = join(root, 'generated')
beforeAll(() => generate({ directory, count: GENERATED }))
afterAll(() => rmSync(root, { recursive: true, force: true }))

describe.each([
  { among: 5, described: '5 municipalities of 200 proposals' },
  {
    among: 500,
    described: '500 municipalities of 200 proposals (495 of them without their texts)',
  },
])('with $described, consistently read', ({ among }) => {
  let engine: Engine
  let place: Place
  let session: string
  const open = () => meteredApp({ endpoint: engine.endpoint, table: TABLE, session, clock })
  let hub: ReturnType<typeof open>

  beforeAll(async () => {
    if (among > GENERATED) fillTable(among)
    const dataDir = mkdtempSync(join(root, 'data-'))
    await importInto({ dataDir, table: TABLE, directory, count: GENERATED })
    engine = await startEngine({ dataDir })
    const places = readPlaces(directory, GENERATED)
    place = places[2] as Place
    session = await signIn(engine.endpoint, places)
    hub = open()
    await hub.meter(get('/overview'))
  })
  afterAll(async () => {
    hub.stop()
    await engine.stop()
  })

  const get = (path: string) => ({ method: 'GET' as const, path: `/api/m/${place.code}${path}` })
  const report = (id: string, length = 300) => ({
    method: 'POST' as const,
    path: `/api/m/${place.code}/proposals/${id}/reports`,
    input: {
      kind: 'report',
      outcome: 'stalled',
      manner: 'paused',
      asOf: { precision: 'fiscal_year', date: '2025' },
      factors: ['lack_of_time_or_staff'],
      reason: textOf(seeded(length), length),
    },
  })

  test.each([
    ['a page of 20', '/proposals?limit=20'],
    ['a filter', '/proposals?outcome=stalled,unconfirmed&from=2012&to=2020&stale=true'],
    ['a search', `/proposals?q=${encodeURIComponent('研修 アンケート')}`],
    ['the overview', '/overview'],
    ['the past as it was known', '/proposals?asOf=2019-03-31&knownAt=2020-01-01T00:00:00.000Z'],
    ['what needs me', '/tasks'],
  ])('%s costs at most 4 read units in steady state', async (_, path) => {
    const { read, write, reads } = await hub.meter(get(path))
    expect(read).toBeLessThanOrEqual(4)
    expect(write).toBe(0)
    expect(reads).toHaveLength(1)
    expect(reads.every(({ consistent }) => consistent)).toBe(true)
  })

  test('a report with a text of 300 characters costs at most 24 write units', async () => {
    for (const id of place.proposals.slice(0, 40)) {
      const { read, write, reads } = await hub.meter(report(id))
      expect(write).toBeLessThanOrEqual(24)
      expect(read).toBeLessThanOrEqual(4)
      expect(reads.every(({ consistent }) => consistent)).toBe(true)
    }
  })

  test('a page of the audit trail over all proposals costs at most 60 read units', async () => {
    for (const query of ['', '?group=reports', `?proposal=${place.proposals[3]}`]) {
      const { read, write, reads } = await hub.meter(get(`/history${query}`))
      expect(read).toBeLessThanOrEqual(60)
      expect(write).toBe(0)
      expect(reads.every(({ consistent }) => consistent)).toBe(true)
    }
  })

  test('a check of the whole history costs what its bytes do: at most 750 read units in 20 calls', async () => {
    const consumed: Consumed[] = []
    const client = createClient({ endpoint: engine.endpoint })
    const store = openStore({
      client,
      table: TABLE,
      clock,
      onConsumed: (one) => consumed.push(one),
    })
    const { breaks, events } = await store.verifier.check(place.code, [])
    client.destroy()
    expect(breaks).toEqual([])
    expect(events).toBeGreaterThan(1_500)
    expect(consumed.reduce((sum, { units }) => sum + units, 0)).toBeLessThanOrEqual(750)
    expect(consumed.length).toBeLessThanOrEqual(20)
  })

  test('the first page after another instance’s change reads what changed, not the register', async () => {
    const other = open()
    await other.meter(get('/overview'))
    await hub.meter(report(place.proposals[50] ?? ''))
    const { read, reads } = await other.meter(get('/proposals?limit=20'))
    expect(read).toBeLessThanOrEqual(8)
    expect(reads.every(({ consistent }) => consistent)).toBe(true)
    other.stop()
  })

  test('the first page after forty changes by another instance costs at most 60 read units', async () => {
    const other = open()
    await other.meter(get('/overview'))
    for (const id of place.proposals.slice(100, 140)) await hub.meter(report(id))
    const { read, reads } = await other.meter(get('/proposals?limit=20'))
    expect(read).toBeLessThanOrEqual(60)
    expect(reads.every(({ consistent }) => consistent)).toBe(true)
    other.stop()
  })

  test('an instance without a copy reads its own municipality’s register once and nothing else’s', async () => {
    const fresh = open()
    const { read, reads } = await fresh.meter(get('/proposals?limit=20'))
    expect(read).toBeLessThanOrEqual(110)
    expect(reads.every(({ consistent }) => consistent)).toBe(true)
    const partitions = new Set(reads.flatMap((one) => one.partitions))
    expect([...partitions].filter((pk) => !pk.startsWith('ACCOUNT#')).sort()).toEqual([
      registerPartition(place.code),
      `REVISION#${place.code}`,
    ])
    expect((await fresh.meter(get('/overview'))).read).toBeLessThanOrEqual(4)
    fresh.stop()
  })

  test('a proposal with 50 events costs at most 15 read units, its provable history included, and a report on it 24 write units', async () => {
    const [id = ''] = place.proposals
    const comment = {
      method: 'POST' as const,
      path: `/api/m/${place.code}/proposals/${id}/comments`,
    }
    for (let sequence = 0; sequence < 50; ) {
      const { body } = await hub.meter({ ...comment, input: { text: textOf(seeded(7), 60) } })
      sequence = (body as { sequence: number }).sequence
    }
    const detail = await hub.meter(get(`/proposals/${id}`))
    const history = await hub.meter(get(`/proposals/${id}/events`))
    for (const { read, reads } of [detail, history]) {
      expect(read).toBeLessThanOrEqual(15)
      expect(reads.every(({ consistent }) => consistent)).toBe(true)
    }
    // Its state is written whole with each report: this is where a long-lived one would show.
    expect((await hub.meter(report(id))).write).toBeLessThanOrEqual(24)
  })
})

/**
 * Adds the items of the first municipality's register under every further code, their contents cut
 * off: nobody reads them, they are there to make the table as long as it would be.
 */
function fillTable(among: number): void {
  const code = syntheticCode(1)
  const pk = `"pk":{"S":"${registerPartition(code)}"}`
  const items = readFileSync(exportFile(directory, 1), 'utf8')
    .split('\n')
    .filter((line) => line.includes(pk))
    .map((line) => line.replace(/"body":{"B":"[^"]*"}/, '"body":{"B":""}'))
    .join('\n')
  for (let n = GENERATED + 1; n <= among; n += 1) {
    const filler = items.replaceAll(pk, pk.replace(code, syntheticCode(n)))
    appendFileSync(exportFile(directory, GENERATED), `${filler}\n`)
  }
}

async function signIn(endpoint: string, places: readonly Place[]): Promise<string> {
  const secret = randomBytes(32).toString('base64url')
  const app = meteredApp({ endpoint, table: TABLE, session: '', clock })
  const account = { v: 1 as const, id: uuidv7(), issuer: 'test', subject: 'test' }
  const accountId = await app.store.accounts.enrol(account)
  await app.store.accounts.beginSession(accountId, secret)
  await joinAll({ endpoint, table: TABLE, accountId, places })
  app.stop()
  return `${accountId}.${secret}`
}

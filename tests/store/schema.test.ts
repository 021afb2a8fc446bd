import { deflateRawSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createProposal } from '../../functions/domain/proposals/proposal-changes.ts'
import { Database } from '../../functions/store/database.ts'
import { DICTIONARY } from '../../functions/store/dictionary.ts'
import {
  MIGRATIONS,
  type Migration,
  migrate,
  NewerDataError,
  SCHEMA_VERSION,
} from '../../functions/store/migrations.ts'
import { gatherStreams } from '../../functions/store/stream-ranges.ts'
import {
  eventPartition,
  META,
  placeOf,
  proposalSk,
  registerPartition,
  textPartition,
} from '../../functions/store/table.ts'
import { UPCASTS, type Upcast, upcast } from '../../functions/store/upcasts.ts'
import { createMunicipality, deedOf, handClock, openEngine, operation } from './open.ts'

const CODE = '222038'
let engine: Awaited<ReturnType<typeof openEngine>>
beforeAll(async () => {
  engine = await openEngine()
})
afterAll(() => engine.stop())

/** Two changes of form: a title becomes a list of titles, and then each says its language. */
const STEPS: Upcast[] = [
  ({ title, ...older }) => ({ ...older, titles: [title] }),
  ({ titles, ...older }) => ({
    ...older,
    titles: (titles as string[]).map((text) => ({ text, language: 'ja' })),
  }),
]

describe('a state', () => {
  test('of any older version is read as the newest one, step by step', () => {
    const newest = { v: 3, id: 'p', titles: [{ text: '題', language: 'ja' }] }
    expect(upcast({ v: 1, id: 'p', title: '題' }, STEPS)).toEqual(newest)
    expect(upcast({ v: 2, id: 'p', titles: ['題'] }, STEPS)).toEqual(newest)
    expect(upcast(newest, STEPS)).toEqual(newest)
  })

  test('of a newer version, or of none, is not guessed at: the user is told to come back', () => {
    for (const v of [4, undefined, 'x'])
      expect(() => upcast({ v, id: 'p' }, STEPS)).toThrow(
        expect.objectContaining({ code: 'unavailable' }),
      )
  })

  test('is written in the version that its upcasts end with', async () => {
    const store = engine.open(handClock().clock)
    await createMunicipality(store, CODE)
    const register = await store.registers.read(CODE)
    expect(register?.municipality.v).toBe(UPCASTS.municipality.length + 1)
  })

  test('with a field that this program does not know keeps it through a change by this program', async () => {
    let store = engine.open(handClock().clock)
    const said = { ...deedOf(operation(), CODE) }
    const adding = operation()
    const { id } = await store.registers.change(CODE, adding, (register, now) =>
      createProposal(register, { cohort: 2021, title: '題' }, { ...said, id: adding.id, now }),
    )
    const before = (await store.registers.read(CODE))?.proposals.get(id)
    const newer = { ...before, ofANewerRelease: { kept: true } }
    const body = deflateRawSync(JSON.stringify(newer), { dictionary: DICTIONARY })
    const key = { pk: registerPartition(CODE), sk: proposalSk(id) }
    await store.database.set(key, { body })
    store = engine.open(handClock().clock)
    const editing = operation()
    await store.registers.change(CODE, editing, (register) => {
      const proposal = register.proposals.get(id)
      if (!proposal) throw new Error('gone')
      const head = { ...proposal.head, sequence: proposal.head.sequence + 1 }
      const event = {
        type: 'comment_recorded' as const,
        by: said.actor as never,
        data: {},
        texts: {},
      }
      return { after: { ...proposal, title: '別の題', head }, event, entityId: id }
    })
    store = engine.open(handClock().clock)
    const after = (await store.registers.read(CODE))?.proposals.get(id)
    expect(after).toMatchObject({ title: '別の題', ofANewerRelease: { kept: true } })
  })
})

test('each stream’s own partitions of version 1 are gathered in their municipality’s, also after a kill', async () => {
  const store = engine.open(handClock().clock)
  const code = '062049'
  await createMunicipality(store, code)
  const said = deedOf(operation(), code)
  for (let count = 0; count < 30; count += 1) {
    const { id, ...adding } = operation()
    await store.registers.change(code, { id, ...adding }, (register, now) =>
      createProposal(register, { cohort: 2021, title: `取組${count}` }, { ...said, id, now }),
    )
  }
  const { database } = store
  const TableName = database.table
  const now = [eventPartition(code), textPartition(code)]
  const all = async () => Promise.all(now.map((pk) => database.query(pk)))
  const gathered = await all()
  const old: string[] = []
  for (const { pk, sk, ...held } of gathered.flat()) {
    const { stream, sequence } = placeOf(String(sk))
    const before = { pk: `${pk}#${stream}`, sk: String(sequence).padStart(10, '0') }
    old.push(before.pk)
    await database.transact([
      { Delete: { TableName, Key: { pk, sk } } },
      { Put: { TableName, Item: { ...held, ...before } } },
    ])
  }
  let left = 20
  const dying = new Database({ client: engine.client, table: TableName })
  dying.transact = async (items) => {
    left -= 1
    if (left < 0) throw new Error('killed')
    await database.transact(items)
  }
  await expect(gatherStreams(dying)).rejects.toThrow('killed')
  expect(await all()).not.toEqual(gathered)
  await Promise.all([gatherStreams(database), gatherStreams(database)])
  expect(await all()).toEqual(gathered)
  for (const pk of old) expect(await database.query(pk)).toEqual([])
  expect(await store.verifier.check(code, [])).toMatchObject({ chains: 31, events: 31, breaks: [] })
})

describe('a table', () => {
  /** A table whose version nobody has noted yet. */
  async function unnoted(): Promise<Database> {
    const database = new Database({ client: engine.client, table: 'hub' })
    await database.transact([{ Delete: { TableName: 'hub', Key: META } }])
    return database
  }
  const versionOf = async (database: Database) => (await database.get([META]))[0]?.v
  const counting = (to: number, ran: number[]): Migration => ({
    to,
    run: async () => {
      ran.push(to)
    },
  })

  test('gets the migrations it lacks, each once, in their order', async () => {
    const database = await unnoted()
    const ran: number[] = []
    expect(await migrate(database, [])).toEqual({ from: 1, to: 1 })
    const all = [counting(2, ran), counting(3, ran)]
    expect(await migrate(database, all.slice(0, 1))).toEqual({ from: 1, to: 2 })
    expect(await migrate(database, all)).toEqual({ from: 2, to: 3 })
    expect(await migrate(database, all)).toEqual({ from: 3, to: 3 })
    expect(ran).toEqual([2, 3])
    expect(await versionOf(database)).toBe(3)
  })

  test('whose migration was killed half-way gets it again, and none behind it before', async () => {
    const database = await unnoted()
    const ran: number[] = []
    const dies: Migration = { to: 2, run: () => Promise.reject(new Error('killed')) }
    await expect(migrate(database, [dies, counting(3, ran)])).rejects.toThrow('killed')
    expect(await versionOf(database)).toBe(1)
    await migrate(database, [counting(2, ran), counting(3, ran)])
    expect(ran).toEqual([2, 3])
  })

  test('that two processes begin on at once ends at the same version', async () => {
    const database = await unnoted()
    const ran: number[] = []
    const all = [counting(2, ran), counting(3, ran)]
    await Promise.all([migrate(database, all), migrate(database, all)])
    expect(await versionOf(database)).toBe(3)
  })

  test('of a newer program is refused, and left as it is', async () => {
    const database = await unnoted()
    const ran: number[] = []
    await migrate(database, [counting(2, ran)])
    await expect(migrate(database, [])).rejects.toThrow(NewerDataError)
    expect(await versionOf(database)).toBe(2)
  })

  test('is of the version that the list of migrations ends with', () => {
    expect(MIGRATIONS.map(({ to }) => to)).toEqual(MIGRATIONS.map((_, at) => at + 2))
    expect(SCHEMA_VERSION).toBe(MIGRATIONS.length + 1)
  })
})

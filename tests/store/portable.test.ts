import { v7 as uuidv7 } from 'uuid'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createProposal } from '../../functions/domain/proposals/proposal-changes.ts'
import type { Database } from '../../functions/store/database.ts'
import { SCHEMA_VERSION } from '../../functions/store/migrations.ts'
import { checkLines } from '../../functions/store/portable/check.ts'
import { NotPortableError, type Refusal } from '../../functions/store/portable/form.ts'
import { alreadyThere, importLines } from '../../functions/store/portable/import.ts'
import { finishRestore, restoring } from '../../functions/store/portable/mark.ts'
import { Registers } from '../../functions/store/registers.ts'
import type { Store } from '../../functions/store/store.ts'
import { TIMES } from '../times.ts'
import { createMunicipality, deedOf, handClock, openEngine, operation } from './open.ts'
import { forged, linesIn, textOf } from './portable.ts'

const CODE = '222038'
const OTHER = '062049'
/** What tests change of a line. */
type Parts = { state: Record<string, unknown>; event: object; account: object }
/** More than one transaction takes. */
const PROPOSALS = 70

const { clock } = handClock()
let engine: Awaited<ReturnType<typeof openEngine>>
let store: Store
let whole: string
let one: string
const account = { v: 1 as const, id: uuidv7(), issuer: 'test', subject: 'somebody' }

beforeAll(async () => {
  engine = await openEngine()
  store = engine.open(clock)
  for (const code of [CODE, OTHER]) {
    await createMunicipality(store, code)
    await join(store, code, account)
  }
  for (let count = 0; count < PROPOSALS; count += 1) {
    const doing = operation()
    await store.registers.change(CODE, doing, (register, now) =>
      createProposal(
        register,
        { cohort: 2021, title: `共有する取組\u2028${count}`, visibility: 'program' },
        { ...deedOf(doing, CODE), now },
      ),
    )
  }
  whole = await textOf(store.portable)
  one = await textOf(store.portable, CODE)
})
afterAll(() => engine?.stop())

async function join(to: Store, code: string, as: typeof account): Promise<void> {
  const doing = operation()
  const member = {
    v: 1 as const,
    id: uuidv7(),
    name: '担当',
    roles: [{ role: 'hr' as const, from: '2018-04-01' }],
  }
  await to.municipalities.addMember(code, { member, account: as }, doing, deedOf(doing, code))
}

async function refusalOf(text: string): Promise<Refusal | undefined> {
  try {
    await checkLines(linesIn(text))
    return undefined
  } catch (error) {
    if (error instanceof NotPortableError) return error.refusal
    throw error
  }
}

async function restore(to: Store, text: string, database = to.database): Promise<void> {
  const checked = await checkLines(linesIn(text))
  await importLines(database, linesIn(text), checked)
  await finishRestore(database)
}

async function inEmpty<T>(work: (fresh: Store) => Promise<T>): Promise<T> {
  const empty = await openEngine()
  try {
    return await work(empty.open(clock))
  } finally {
    await empty.stop()
  }
}

const at = (kind: string, lines: readonly string[]) =>
  lines.findIndex((line) => line.startsWith(`{"kind":"${kind}"`))
const edited = (kind: string, edit: (line: Parts) => void) =>
  forged(one, (lines) => {
    const line = JSON.parse(lines[at(kind, lines)] ?? '')
    edit(line)
    return lines.with(at(kind, lines), JSON.stringify(line))
  })

describe('a file is refused before anything is written', () => {
  test('the file itself, made anew with its last line, is not', async () => {
    expect(forged(one, (lines) => lines)).toBe(one)
    expect(await refusalOf(one)).toBeUndefined()
    expect(await refusalOf(whole)).toBeUndefined()
  })

  test('where it is cut off, at whichever line or in one, or has lost or changed a byte', async () => {
    const lines = one.trimEnd().split('\n')
    for (const count of [1, 2, 5, lines.length - 1])
      expect(await refusalOf(lines.slice(0, count).join('\n'))).toEqual({ why: 'damaged' })
    expect(await refusalOf(one.slice(0, -10))).toMatchObject({ why: 'line', line: lines.length })
    expect(await refusalOf(one.replace('人事課', '総務課'))).toEqual({ why: 'damaged' })
    expect(await refusalOf(`${one}${lines[1]}`)).toEqual({ why: 'damaged' })
  })

  test('where it is something else, or of a newer hub', async () => {
    for (const text of ['', 'PK\u0003', '[]', '{"kind":"header","format":"another"}'])
      expect((await refusalOf(text))?.why).toMatch(text === '' ? 'damaged' : 'other_format')
    const newer = (field: string, version: number) =>
      forged(one, ([header = '', ...lines]) => [
        JSON.stringify({ ...JSON.parse(header), [field]: version }),
        ...lines,
      ])
    const state = edited('proposal', ({ state }) => Object.assign(state, { v: 2 }))
    expect(await refusalOf(state)).toEqual({ why: 'newer', version: 2, known: 1 })
    for (const [field, known] of Object.entries({ version: 1, schema: SCHEMA_VERSION })) {
      const version = known + 1
      expect(await refusalOf(newer(field, version))).toEqual({ why: 'newer', version, known })
    }
  })

  test('where a field is wrong, missing, or one too many: named with its line', async () => {
    const line = at('proposal', one.split('\n')) + 1
    for (const [field, edit] of Object.entries<(state: Record<string, unknown>) => void>({
      'state.cohort': (state) => Object.assign(state, { cohort: '2021' }),
      'state.visibility': (state) => delete state.visibility,
      'state.head.sequence': (state) =>
        Object.assign(state, { head: { sequence: -1, hash: '', recordedAt: '' } }),
      state: (state) => Object.assign(state, { more: 1 }),
    }))
      expect(await refusalOf(edited('proposal', ({ state }) => edit(state)))).toMatchObject({
        why: 'line',
        line,
        field,
      })
  })

  test('where it reaches out of its municipality', async () => {
    const cases: [string, (line: Parts) => void][] = [
      ['state.code', (line) => Object.assign(line.state, { code: OTHER })],
      ['state.accountId', (line) => Object.assign(line.state, { accountId: uuidv7() })],
      ['state.municipality', (line) => Object.assign(line.state, { municipality: OTHER })],
      ['event.stream', (line) => Object.assign(line.event, { stream: `municipality/${OTHER}` })],
      ['sequence', (line) => Object.assign(line, { sequence: 99 })],
    ]
    const kinds = ['municipality', 'member', 'proposal', 'event', 'texts']
    for (const [index, [field, edit]] of cases.entries())
      expect(await refusalOf(edited(kinds[index] ?? '', edit))).toMatchObject({
        why: 'line',
        field,
      })
  })

  test('where an event is missing, in its middle or at its end', async () => {
    for (const kind of ['event'])
      for (const which of [
        at(kind, one.split('\n')),
        one.split('\n').findLastIndex((line) => line.startsWith('{"kind":"event"')),
      ]) {
        const refusal = await refusalOf(forged(one, (lines) => lines.toSpliced(which, 1)))
        expect(refusal).toMatchObject({ why: 'line' })
      }
  })
})

test('a municipality moves into a hub that knows its people: they keep their account there', () =>
  inEmpty(async (to) => {
    await createMunicipality(to, OTHER)
    const here = { ...account, id: uuidv7() }
    await join(to, OTHER, here)
    await restore(to, one)
    const memberships = await to.accounts.memberships(here.id)
    expect(memberships.map(({ code }) => code).sort()).toEqual([OTHER, CODE])
    expect(await to.accounts.byIdentity(account.issuer, account.subject)).toBe(here.id)
    const register = await to.registers.read(CODE)
    expect([...(register?.members.values() ?? [])].map(({ accountId }) => accountId)).toEqual([
      here.id,
    ])
    expect(await to.accounts.memberships(account.id)).toEqual([])
  }))

test('a file can’t put somebody else in the place of an account', () =>
  inEmpty(async (to) => {
    await createMunicipality(to, OTHER)
    await join(to, OTHER, account)
    const forgery = edited('account', (line) => Object.assign(line.account, { subject: 'another' }))
    await expect(restore(to, forgery)).rejects.toThrow(NotPortableError)
    expect(await to.accounts.byIdentity(account.issuer, 'another')).toBeUndefined()
    expect(await to.registers.read(CODE)).toBeUndefined()
  }))

test('what is there already is found, and nothing else', () =>
  inEmpty(async (to) => {
    const [ofOne, ofWhole] = [await checkLines(linesIn(one)), await checkLines(linesIn(whole))]
    expect(await alreadyThere(to.database, ofWhole)).toEqual([])
    await createMunicipality(to, OTHER)
    expect(await alreadyThere(to.database, ofOne)).toEqual([])
    expect(await alreadyThere(to.database, ofWhole)).toEqual([OTHER])
    await restore(to, one)
    expect(await alreadyThere(to.database, ofOne)).toEqual([CODE])
  }))

test('broken off before any of its writes a municipality is not there or whole, and done again it is whole', () =>
  inEmpty(async (to) => {
    const expected = await shape(store)
    let left = 0
    const counted = new Proxy(to.database, {
      get(target, name) {
        const value = Reflect.get(target, name, target)
        if (name !== 'transact') return typeof value === 'function' ? value.bind(target) : value
        return async (...args: Parameters<Database['transact']>) => {
          if (left === 0) throw new Error('killed')
          left -= 1
          return target.transact(...args)
        }
      },
    })
    const checked = await checkLines(linesIn(one))
    for (let writes = 0; ; writes += 1) {
      left = writes
      const done = await importLines(counted, linesIn(one), checked).then(
        () => true,
        (error) => {
          expect(error.message).toBe('killed')
          return false
        },
      )
      const register = await new Registers({ database: to.database, clock }).read(CODE)
      if (register) {
        const { breaks, events } = await to.verifier.check(CODE, [])
        expect([breaks, events]).toEqual([[], expected.events])
      } else {
        expect(await to.municipalities.codes()).toEqual([])
        expect(await to.shared.page({ limit: 10 })).toEqual([])
        expect(await to.accounts.memberships(account.id)).toEqual([])
        expect(await to.dueDays.through('2099-12-31')).toEqual([])
      }
      if (done) break
      expect((await restoring(to.database))?.sha256).toBe(writes === 0 ? undefined : checked.sha256)
    }
    expect(await shape(to)).toEqual(expected)
  }))

async function shape(of: Store) {
  const { number } = await of.registers.revision(CODE)
  const [{ events, chains, breaks }, memberships, shared] = await Promise.all([
    of.verifier.check(CODE, []),
    of.accounts.memberships(account.id),
    of.shared.page({ limit: 200 }),
  ])
  const [mine] = memberships.filter(({ code }) => code === CODE)
  return { number, events, chains, breaks, mine, shared }
}

test('what is written while a municipality is read is in the file as a whole or not at all', async () => {
  for (let round = 0; round < TIMES; round += 1) {
    let writing = true
    const writer = (async () => {
      for (let count = 0; writing && count < 40; count += 1) {
        const doing = operation()
        await store.registers.change(OTHER, doing, (register, now) =>
          createProposal(
            register,
            { cohort: 2021, title: `間に書かれた取組${count}` },
            { ...deedOf(doing, OTHER), now },
          ),
        )
      }
    })()
    const text = await textOf(store.portable, OTHER)
    writing = false
    await writer
    expect(await refusalOf(text)).toBeUndefined()
    await inEmpty(async (to) => {
      await restore(to, text)
      expect((await to.verifier.check(OTHER, [])).breaks).toEqual([])
    })
  }
})

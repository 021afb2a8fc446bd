import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { once } from 'node:events'
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { dirname, join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { eraseMember } from '../../functions/domain/personal-data/erasure.ts'
import { createProposal } from '../../functions/domain/proposals/proposal-changes.ts'
import { SAMPLE_PEOPLE } from '../../functions/local/sample/people.ts'
import { loadSample } from '../../functions/local/sample.ts'
import { Portable } from '../../functions/store/portable/export.ts'
import type { Store } from '../../functions/store/store.ts'
import { deedOf, handClock, openEngine, operation } from '../store/open.ts'
import { textOf } from '../store/portable.ts'
import { TIMES } from '../times.ts'
import { freshDirectory, startHub, untilNothingRunsOn } from './hub-process.ts'

vi.setConfig({ testTimeout: 180_000 * TIMES })

const CODE = '222038'
const TABLE = 'mane-tomo-hub'
const PROPOSALS = 60
const COMMANDS = join(import.meta.dirname, '..', '..', 'functions', 'local')
const { clock } = handClock('2026-06-01T03:00:00.000Z')
const { dataDir, remove } = freshDirectory()
const at = (name: string) => join(dirname(dataDir), name)
const from = at('from')
const file = at('backup.jsonl')
const one = at('one.jsonl')
/** What the file says, but for when it was made. */
let told: string

beforeAll(async () => {
  await over(from, async (store) => {
    const identityOf = (email: string) => ({ issuer: 'http://localhost/oidc', subject: email })
    await loadSample({ store, clock, identityOf })
    for (let count = 0; count < PROPOSALS; count += 1) {
      const doing = operation()
      await store.registers.change(CODE, doing, (register, now) =>
        createProposal(
          register,
          { cohort: 2021, title: `引き継ぎ\u2028の"工夫"\\n${count}`, method: '方法'.repeat(500) },
          { ...deedOf(doing, CODE), now },
        ),
      )
    }
  })
  expect(await run('backup', [file, '--data-dir', from])).toMatchObject({ exit: 0 })
  expect(await run('backup', [one, '--municipality', CODE, '--data-dir', from])).toMatchObject({
    exit: 0,
  })
  told = await over(from, contents)
})
afterAll(() => remove())

/** Begins a command as its user does. */
function begin(command: 'backup' | 'restore', args: readonly string[], env: object = {}) {
  const child = spawn(process.execPath, [join(COMMANDS, `${command}.ts`), ...args], {
    env: { PATH: process.env.PATH ?? '', DATA_DIR: at('nowhere'), ...env },
  })
  let output = ''
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', (text: string) => {
      output += text
    })
  const ended = once(child, 'close').then(([exit]) => ({ exit: exit as number | null, output }))
  return { child, ended, output: () => output }
}

function run(...of: Parameters<typeof begin>) {
  return begin(...of).ended
}

async function over<T>(directory: string, look: (store: Store) => Promise<T>): Promise<T> {
  mkdirSync(directory, { recursive: true })
  const hub = await openEngine({ dataDir: directory }, TABLE)
  try {
    return await look(hub.open(clock))
  } finally {
    await hub.stop()
  }
}

/** Everything, by its hash: the same data make the same file. */
async function contents({ database }: Store): Promise<string> {
  return digest(await textOf(new Portable({ database, clock })))
}

function digest(text: string): string {
  return createHash('sha256').update(text).digest('hex')
}

test('a backup is for its owner alone, and restored into an empty place it holds the same', async () => {
  expect(statSync(file).mode & 0o077).toBe(0)
  const to = at('to')
  const { exit, output } = await run('restore', [file, '--data-dir', to])
  expect([exit, output]).toEqual([0, expect.stringContaining('異常なし / intact')])
  expect(await over(to, contents)).toBe(told)
  expect(readdirSync(to).sort()).toEqual(['hub.sqlite', 'lock', 'secret'])
  expect(await run('restore', [file, '--data-dir', to])).toMatchObject({
    exit: 1,
    output: expect.stringContaining('Nothing was changed'),
  })
})

test('killed at any moment a restore has changed nothing or done all, and run again it is done', async () => {
  const empty = at('empty')
  const nothing = await over(empty, contents)
  for (let round = 0; round < 4 * TIMES; round += 1) {
    const to = at(`killed-${round}`)
    // Into nothing, and beside data that must stay what they are.
    if (round % 2 === 1) mkdirSync(to)
    if (round % 2 === 1) copyFileSync(join(empty, 'hub.sqlite'), join(to, 'hub.sqlite'))
    const { child, ended, output } = begin('restore', [file, '--data-dir', to])
    const seen = ['ファイル', 'writing', '', ''][round % 4] ?? ''
    while (seen && !output().includes(seen) && child.exitCode === null) await wait(1)
    // The last ones fall somewhere: while it starts, writes, erases, checks or puts it in place.
    await wait(seen ? 15 * round : Math.random() * 2_500)
    child.kill('SIGKILL')
    await ended
    await untilNothingRunsOn(to)
    const found = hasHub(to) ? await over(to, contents) : undefined
    if (found !== undefined && found !== told) expect(found).toBe(nothing)
    const again = await run('restore', [file, '--data-dir', to])
    expect([again.exit, again.output]).toEqual(
      found === told
        ? [1, expect.stringContaining('already')]
        : [0, expect.stringContaining('intact')],
    )
    expect(await over(to, contents)).toBe(told)
    expect(readdirSync(to).filter((name) => name.startsWith('aside'))).toEqual([])
    rmSync(to, { recursive: true })
  }
})

const hasHub = (directory: string) => existsSync(join(directory, 'hub.sqlite'))

test('a hub that runs and is written to is backed up as of one instant, and goes on', async () => {
  const running = at('running')
  const hub = await startHub({ dataDir: running, args: ['--no-web', '--no-jobs'] })
  await hub.ready()
  const copy = at('copy.jsonl')
  expect(await run('backup', [copy, '--data-dir', running])).toMatchObject({ exit: 0 })
  expect((await fetch(`${hub.origin}/api/health`)).status).toBe(200)
  expect(await run('restore', [copy, '--data-dir', running])).toMatchObject({
    exit: 1,
    output: expect.stringContaining('in use by another running hub'),
  })
  hub.child.kill('SIGINT')
  await hub.ended
  await untilNothingRunsOn(running)
  const to = at('copied')
  expect(await run('restore', [copy, '--data-dir', to])).toMatchObject({ exit: 0 })
  expect(await over(to, contents)).toBe(await over(running, contents))
  const restored = await startHub({ dataDir: to, args: ['--no-web', '--no-jobs'] })
  await restored.ready()
  restored.child.kill('SIGINT')
  expect(await restored.ended).toBe(0)
})

test('a municipality moves into a hub that has others, and whoever was erased since is erased again', async () => {
  const to = at('moved')
  await over(to, async (store) => {
    const doing = operation()
    await store.municipalities.create(
      {
        ...{
          code: '062049',
          name: '酒田市',
          nameEn: 'Sakata',
          prefecture: '山形県',
          dispatcher: '人事課',
        },
        cohorts: [],
        settings: { staleAfterFiscalYears: 1, defaultVisibility: 'own' },
      },
      doing,
      deedOf(doing, '062049'),
    )
  })
  const person = SAMPLE_PEOPLE.find(({ municipality }) => municipality === CODE)
  const memberId = person?.memberId ?? ''
  const left = at('left')
  mkdirSync(left)
  copyFileSync(join(from, 'hub.sqlite'), join(left, 'hub.sqlite'))
  await over(left, async (store) => {
    const doing = operation()
    await store.registers.changeMunicipality(CODE, doing, (register, now) =>
      eraseMember(
        register,
        { memberId, input: { texts: false, why: 'request', confirmed: true } },
        { ...deedOf(doing, CODE), now },
      ),
    )
  })
  const newer = at('newer.jsonl')
  expect(await run('backup', [newer, '--data-dir', left])).toMatchObject({ exit: 0 })
  const { exit, output } = await run('restore', [one, '--erased', newer, '--data-dir', to])
  expect([exit, output]).toEqual([0, expect.stringContaining('1 people erased again')])
  await over(to, async (store) => {
    expect((await store.municipalities.codes()).sort()).toEqual(['062049', CODE])
    const register = await store.registers.read(CODE)
    expect(register?.proposals.size).toBeGreaterThan(PROPOSALS)
    expect(register?.members.get(memberId)?.erased?.doneAt).toBeDefined()
    expect(await textOf(store.portable)).not.toContain(person?.email)
    expect(await store.office.isOpen()).toBe(false)
  })
})

test('a file that is cut off or changed is refused with its line, and nothing is made', async () => {
  const whole = readFileSync(file, 'utf8')
  const broken = at('broken.jsonl')
  const to = at('refused')
  for (const [text, said] of [
    [whole.split('\n').slice(0, -2).join('\n'), 'cut off'],
    ['{"format":"something else"}\n', 'no backup of the hub'],
  ] as const) {
    writeFileSync(broken, text)
    const refused = await run('restore', [broken, '--data-dir', to])
    expect([refused.exit, refused.output]).toEqual([1, expect.stringContaining(said)])
  }
  rmSync(broken)
  expect((await run('restore', [broken, '--data-dir', to])).output).toContain('ENOENT')
  expect(existsSync(to)).toBe(false)
  expect((await run('backup', [])).output).toContain('Usage')
  expect((await run('backup', [file, '--data-dir', to])).output).toContain('no data')
  const none = await run('backup', [
    at('none.jsonl'),
    '--municipality',
    '011002',
    '--data-dir',
    from,
  ])
  expect(none.output).toContain('no municipality 011002')
  expect(existsSync(at('none.jsonl.part'))).toBe(false)
})

test('a backup goes into a table of another DynamoDB and out again; killed half-way the table is no hub', async () => {
  const hub = await openEngine({}, 'another')
  const { endpoint } = hub.engine
  const place = ['--table', 'restored', '--region', 'ap-northeast-1', '--endpoint', endpoint]
  const killed = begin('restore', [file, ...place])
  while (!killed.output().includes('writing')) await wait(1)
  killed.child.kill('SIGKILL')
  await killed.ended
  const other = await run('restore', [one, ...place])
  expect([other.exit, other.output]).toEqual([1, expect.stringContaining('broken off')])
  const env = { DYNAMODB_ENDPOINT: endpoint, TABLE: 'restored' }
  const refused = await startHub({ dataDir: at('over-table'), env })
  expect(await refused.ended).toBe(1)
  expect(refused.errors()).toContain('npm run restore')
  const again = await run('restore', [file, ...place])
  expect([again.exit, again.output]).toEqual([0, expect.stringContaining('intact')])
  const out = at('out.jsonl')
  expect(await run('backup', [out, ...place])).toMatchObject({ exit: 0 })
  const typo = ['--table', 'mistyped', ...place.slice(2)]
  expect((await run('backup', [out, ...typo])).output).toContain('no data in mistyped')
  const plain = (path: string) =>
    digest(readFileSync(path, 'utf8').split('\n').slice(1, -2).join('\n'))
  expect(plain(out)).toBe(plain(file))
  await hub.stop()
})

import { execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { v7 as uuidv7 } from 'uuid'
import { afterAll, expect, test, vi } from 'vitest'
import { createProposal } from '../../functions/domain/proposals/proposal-changes.ts'
import { createAnchoring } from '../../functions/jobs/anchors.ts'
import { auditorOver } from '../../functions/local/jobs.ts'
import { loadSample } from '../../functions/local/sample.ts'
import type { Store } from '../../functions/store/store.ts'
import { eventPartition } from '../../functions/store/table.ts'
import { deedOf, handClock, openEngine, operation } from '../store/open.ts'
import { freshDirectory } from './hub-process.ts'

// `npm run restore` to an earlier day than the last anchor: what an auditor sees of it.

vi.setConfig({ testTimeout: 120_000 })

const CODE = '222038'
const LOCAL = join(import.meta.dirname, '..', '..', 'functions', 'local')
const { dataDir: from, remove } = freshDirectory()
const at = (name: string) => join(dirname(from), name)
const anchorDir = at('anchors')
const seed = Buffer.alloc(32, 7)
const time = handClock('2026-06-01T03:00:00.000Z')
const ENV = { ANCHOR_DIR: anchorDir, ANCHOR_KEY: seed.toString('base64url') }
afterAll(remove)

async function run(command: string, args: readonly string[]) {
  const child = spawn(process.execPath, [join(LOCAL, `${command}.ts`), ...args], {
    env: { PATH: process.env.PATH ?? '', ...ENV },
  })
  let output = ''
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', (text: string) => {
      output += text
    })
  const [exit] = await once(child, 'close')
  return { exit: exit as number, output }
}

async function over<T>(directory: string, look: (store: Store) => Promise<T>): Promise<T> {
  mkdirSync(directory, { recursive: true })
  const hub = await openEngine({ dataDir: directory }, 'mane-tomo-hub')
  try {
    return await look(hub.open(time.clock))
  } finally {
    await hub.stop()
  }
}

const auditing = (store: Store) =>
  auditorOver(store, seed, { anchorDir, anchorSeed: seed, formerAnchorKeys: [] })
const anchor = (store: Store, day: string) =>
  createAnchoring({
    auditor: auditing(store),
    registers: store.registers,
    codes: () => store.municipalities.histories(),
    newId: uuidv7,
  })({ day, last: day })
const enter = (store: Store, title: string) => {
  time.pass(60_000)
  const doing = operation()
  return store.registers.change(CODE, doing, (register, now) =>
    createProposal(register, { cohort: 2021, title }, { ...deedOf(doing, CODE), now }),
  )
}

test('a restore behind anchors is told in the history and to HR, checks name it, and anchors are laid again', async () => {
  const file = at('backup.jsonl')
  await over(from, async (store) => {
    const identityOf = (email: string) => ({ issuer: 'http://localhost/oidc', subject: email })
    await loadSample({ store, clock: time.clock, identityOf })
    await anchor(store, '2026-06-01')
  })
  expect(await run('backup', [file, '--data-dir', from])).toMatchObject({ exit: 0 })
  const asOf = await over(from, async (store) => {
    const { recordedAt } = await store.registers.revision(CODE)
    for (const day of ['2026-06-02', '2026-06-03']) {
      await enter(store, `失われる取組 ${day}`)
      await anchor(store, day)
    }
    return recordedAt
  })

  const to = at('to')
  const restored = await run('restore', [file, '--data-dir', to])
  expect(restored.output).toContain(
    `の状態へ復元されました。その間の証明 2 件が示す記録は残っていません`,
  )
  expect(restored.output).toContain(`to how it stood at ${asOf}: what 2 anchors`)
  expect([restored.exit, restored.output]).toEqual([0, expect.not.stringContaining('BROKEN')])

  time.set('2027-01-10T03:00:00.000Z')
  await over(to, async (store) => {
    const audit = await auditing(store).check(CODE)
    expect(audit.breaks).toEqual([])
    expect(audit.restores).toMatchObject([{ asOf, anchors: 2 }])
    const waiting = await store.outbox.due('2027-12-31T00:00:00.000Z', 100)
    const mails = waiting.filter(({ kind }) => kind === 'history_restored')
    expect(new Set(mails.map(({ code }) => code))).toEqual(new Set([CODE]))
    expect(mails[0]?.facts).toEqual({ asOf, anchors: 2 })

    const before = readdirSync(join(anchorDir, CODE)).length
    await enter(store, '復元の後の取組')
    expect(await anchor(store, '2027-01-10')).toMatchObject({ broken: 0 })
    expect(readdirSync(join(anchorDir, CODE))).toHaveLength(before + 1)
    const after = await auditing(store).check(CODE)
    expect(after).toMatchObject({ breaks: [], restores: [{ asOf, anchors: 2 }] })

    // The script that needs nothing of the hub says it, too, of an anchor laid in between.
    const history = at('chain.jsonl')
    const events = await store.database.query(eventPartition(CODE))
    writeFileSync(history, events.map(({ event }) => `${event}\n`).join(''))
    const names = readdirSync(join(anchorDir, CODE)).toSorted()
    const check = (name: string | undefined, text = readFileSync(history, 'utf8')) => {
      writeFileSync(history, text)
      const script = join(LOCAL, '..', 'history', 'check.mjs')
      try {
        const file = join(anchorDir, CODE, name ?? '')
        return execFileSync(process.execPath, [script, history, file], { encoding: 'utf8' })
      } catch (error) {
        return (error as { stdout: string }).stdout
      }
    }
    expect(check(names.at(-1))).toContain('as anchored at')
    expect(check(names.at(-2))).toContain(`up to ${asOf}; the restore of`)
    expect(check(names.at(0))).toContain('as anchored at')
    const unsaid = events.filter(({ event }) => !String(event).includes('history_restored'))
    expect(check(names.at(-2), unsaid.map(({ event }) => `${event}\n`).join(''))).toContain(
      'BROKEN',
    )
  })
})

test('a backup that no anchor lies behind comes back as it was: nothing is told', async () => {
  const file = at('last.jsonl')
  expect(await run('backup', [file, '--data-dir', at('to')])).toMatchObject({ exit: 0 })
  const { exit, output } = await run('restore', [file, '--data-dir', at('same')])
  expect([exit, output.split('復元されました').length - 1]).toEqual([0, 1])
  const number = async (store: Store) => (await store.registers.revision(CODE)).number
  expect(await over(at('same'), number)).toBe(await over(at('to'), number))
})

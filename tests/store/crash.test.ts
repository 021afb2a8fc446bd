import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { DomainError } from '../../functions/domain/errors.ts'
import { recordReport } from '../../functions/domain/outcomes/report-changes.ts'
import { createProposal } from '../../functions/domain/proposals/proposal-changes.ts'
import { municipalityStream, proposalStream } from '../../functions/history/streams.ts'
import type { Receipt } from '../../functions/store/commit.ts'
import type { Store } from '../../functions/store/store.ts'
import { TIMES } from '../times.ts'
import { verifyStream } from './looking.ts'
import { createMunicipality, deedOf, openEngine, operation } from './open.ts'

const code = '222038'
const KILLS = 12 * TIMES
const WRITERS = 4

const dataDir = mkdtempSync(join(tmpdir(), 'hub-crash-'))
let engine: Awaited<ReturnType<typeof openEngine>>
const clock = () => new Date()

beforeAll(async () => {
  engine = await openEngine({ dataDir, restarts: 4 * KILLS })
  await createMunicipality(engine.open(clock))
})
afterAll(async () => {
  await engine.stop()
  rmSync(dataDir, { recursive: true, force: true })
})

/** Sends one request under one key until the database has answered it, as a page does. */
async function insisting(send: () => Promise<Receipt>): Promise<Receipt> {
  for (;;) {
    try {
      return await send()
    } catch (error) {
      const comesBack =
        error instanceof DomainError && ['unavailable', 'conflict'].includes(error.code)
      if (!comesBack) throw error
      await wait(20)
    }
  }
}

function create(store: Store, title: string): Promise<Receipt> {
  const { key } = operation()
  return insisting(() => {
    const doing = operation('hr', key)
    return store.registers.change(code, doing, (register, now) =>
      createProposal(register, { cohort: 2021, title }, { ...deedOf(doing, code), now }),
    )
  })
}

/** The key stands in the reason, so that the report tells which request has made it. */
function report(store: Store, proposalId: string, key: string): Promise<Receipt> {
  return insisting(() => {
    const doing = operation('hr', key)
    return store.registers.change(code, doing, (register, now) => {
      const before = register.proposals.get(proposalId)
      if (!before) throw new Error('an acknowledged proposal is gone')
      return recordReport(
        register,
        before,
        {
          kind: 'report',
          outcome: 'stalled',
          manner: 'paused',
          asOf: { precision: 'fiscal_year', date: '2022' },
          factors: ['external_shock'],
          reason: key,
        },
        { ...deedOf(doing, code), now },
      )
    })
  })
}

test('the database is killed again and again while reports are written: each is there once, and every chain is whole', async () => {
  const stores = [engine.open(clock), engine.open(clock)]
  const [store = engine.open(clock)] = stores
  const proposals = [await create(store, '一つ目'), await create(store, '二つ目')]
  const acknowledged = new Map<string, { receipt: Receipt; proposalId: string }>()
  let killed = 0

  async function writer(number: number): Promise<void> {
    const by = stores[number % stores.length] ?? store
    for (let count = 0; killed < KILLS; count += 1) {
      const proposalId = proposals[count % proposals.length]?.id ?? ''
      const key = `writer-${number}-report-${count}`
      acknowledged.set(key, { receipt: await report(by, proposalId, key), proposalId })
    }
  }

  async function killer(): Promise<void> {
    while (killed < KILLS) {
      const before = acknowledged.size
      // Somewhere in the middle: some reports are in, the next ones under way.
      while (acknowledged.size < before + 2 + (killed % 4)) await wait(1)
      const { pid } = engine.engine
      process.kill(pid, 'SIGKILL')
      while (engine.engine.pid === pid) await wait(5)
      killed += 1
    }
  }

  await Promise.all([killer(), ...Array.from({ length: WRITERS }, (_, number) => writer(number))])

  expect(killed).toBe(KILLS)
  expect(acknowledged.size).toBeGreaterThanOrEqual(2 * KILLS)
  const after = engine.open(clock)
  const register = await after.registers.read(code)
  const reports = [...(register?.proposals.values() ?? [])].flatMap(({ id, reports }) =>
    reports.map((one) => ({ proposalId: id, id: one.id, key: one.reason, at: one.sequence })),
  )
  const expected = [...acknowledged].map(([key, { receipt, proposalId }]) => ({
    proposalId,
    id: receipt.id,
    key,
    at: receipt.sequence,
  }))
  const byKey = (a: { key?: string | undefined }, b: { key?: string | undefined }) =>
    (a.key ?? '') < (b.key ?? '') ? -1 : 1
  expect(reports.sort(byKey)).toEqual(expected.sort(byKey))

  for (const { id } of proposals) {
    const proposal = register?.proposals.get(id)
    if (!proposal) throw new Error('an acknowledged proposal is gone')
    expect(await verifyStream(after, code, proposalStream(id), proposal.head)).toEqual({
      intact: true,
      events: 1 + proposal.reports.length,
      erasedTexts: 0,
    })
  }
  const head = register?.municipality.head
  if (!head) throw new Error('the municipality is gone')
  expect(await verifyStream(after, code, municipalityStream(code), head)).toMatchObject({
    intact: true,
  })

  // Whoever has lost the answer and asks once more gets the same one, and nothing is done again.
  const { number } = await after.registers.revision(code)
  for (const [key, { receipt, proposalId }] of [...acknowledged].slice(-5))
    expect(await report(after, proposalId, key)).toEqual(receipt)
  expect((await after.registers.revision(code)).number).toBe(number)
}, 180_000)

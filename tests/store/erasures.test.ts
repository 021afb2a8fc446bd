import { afterAll, beforeAll, expect, test } from 'vitest'
import { recordReport } from '../../functions/domain/outcomes/report-changes.ts'
import type { Proposal } from '../../functions/domain/proposals/proposal.ts'
import { createProposal } from '../../functions/domain/proposals/proposal-changes.ts'
import { proposalStream } from '../../functions/history/streams.ts'
import { streamPrefix, textPartition } from '../../functions/store/table.ts'
import { createMunicipality, deedOf, handClock, openEngine, operation } from './open.ts'

const CODE = '222038'
let engine: Awaited<ReturnType<typeof openEngine>>

beforeAll(async () => {
  engine = await openEngine()
})
afterAll(() => engine.stop())

test('of two runs at once that erase different texts of one event, neither brings back what the other erased', async () => {
  const store = engine.open(handClock().clock)
  await createMunicipality(store)
  const creating = operation()
  const { id } = await store.registers.change(CODE, creating, (register, now) =>
    createProposal(
      register,
      { cohort: 2021, title: '対話の時間' },
      { ...deedOf(creating, CODE), now },
    ),
  )
  const recording = operation()
  await store.registers.change(CODE, recording, (register, now) =>
    recordReport(
      register,
      register.proposals.get(id) as Proposal,
      {
        kind: 'hearing',
        outcome: 'stalled',
        manner: 'paused',
        asOf: { precision: 'fiscal_year', date: '2022' },
        factors: ['external_shock'],
        reason: '理由',
        hearing: {
          speaker: { role: 'alumnus', cohort: 2021, note: '当時の係長' },
          heardOn: { precision: 'day', date: '2026-05-20' },
        },
      },
      { ...deedOf(recording, CODE), now },
    ),
  )
  const left = async () => {
    const prefix = streamPrefix(proposalStream(id))
    const items = await store.database.query(textPartition(CODE), { prefix })
    return items.flatMap(({ texts }) => Object.keys(texts))
  }
  const erase = (pointer: string, meanwhile?: () => Promise<unknown>) =>
    store.erasures.eraseTexts(
      CODE,
      id,
      (_, texts) => Object.keys(texts).filter((at) => at === pointer),
      async () => {
        await meanwhile?.()
      },
    )
  expect(await left()).toEqual(expect.arrayContaining(['/reason', '/hearing/speaker/note']))
  const counts: number[] = []
  const once = async () => {
    if (counts.length === 0) counts.push(await erase('/hearing/speaker/note'))
  }
  counts.push(await erase('/reason', once))
  expect(counts).toEqual([1, 1])
  expect((await left()).filter((at) => /reason|note/.test(at))).toEqual([])
})

import { expect, test } from 'vitest'
import { readAnswerSheet } from '../../../functions/domain/requests/answer-sheet.ts'
import { town } from '../build.ts'

/** What a sheet of one line says, with some of its cells filled in. */
function read(cells: Record<string, string>) {
  const t = town()
  const request = { proposalIds: [t.propose({ cohort: 2021 })], answers: {} }
  const line = { 番号: '1', 今の状況: '5', ...cells }
  const sheet = [Object.keys(line), Object.values(line)]
  const pointer = '/contentBase64'
  const [row] = readAnswerSheet(t.register, request, sheet, { today: '2023-01-12', pointer })
  return row
}

const FIRST = '前提となる取組・下地が整わなかった'
const SECOND = '感染症・災害などの外的要因'
const BOTH = ['prerequisite_missing', 'external_shock']

test.each([
  '1、2',
  '1､2',
  '1，2',
  '1,2',
  '1 2',
  '１　２',
  '1\n2',
  '1.2',
  '1．2',
  '1・2',
  '1/2',
  '1 、 2',
  '①②',
  '①、②',
  `1.${FIRST}\n2.${SECOND}`,
  `1、${FIRST}、2、${SECOND}`,
  `①${FIRST}\n② ${SECOND}`,
  `1、${SECOND}`,
])('several reasons in one cell are several: %j', (cell) => {
  for (const column of ['理由', '理由1'])
    expect(read({ [column]: cell })).toMatchObject({ fate: 'record', said: { factors: BOTH } })
})

test.each([
  ['12', ['no_longer_needed']],
  ['１２', ['no_longer_needed']],
  ['1.', ['prerequisite_missing']],
  [`1．${FIRST}`, ['prerequisite_missing']],
  [`1、${FIRST}`, ['prerequisite_missing']],
  [`1 ${FIRST}`, ['prerequisite_missing']],
  [FIRST, ['prerequisite_missing']],
  ['1 2、6', [...BOTH, 'lack_of_time_or_staff']],
])('a number stands for its reason, also before its words: %j', (cell, factors) => {
  expect(read({ 理由1: cell })).toMatchObject({ fate: 'record', said: { factors } })
})

test.each([`2 ${FIRST}`, '0', '22', '1 忙しい', '1-2'])('%j is no reason', (cell) => {
  expect(read({ 理由1: cell })).toMatchObject({ fate: 'wrong', errors: [{ column: '理由1' }] })
})

test.each(['1、1', '1 0', '1.0', '3\n4'])('%j says more than one state', (cell) => {
  const errors = [{ column: '今の状況', code: 'unknown_value' }]
  expect(read({ 今の状況: cell, 理由1: '1' })).toMatchObject({ fate: 'wrong', errors })
})

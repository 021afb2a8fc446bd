import { describe, expect, test } from 'vitest'
import { reviewSpeaking } from '../../../functions/documents/review-speaking.ts'
import { confirmationInWords, marksInWords } from '../../../functions/domain/messages/review.ts'
import { contentOf } from '../../../functions/domain/reviews/review-view.ts'
import type { Answer } from '../../../functions/domain/words.ts'
import { town } from '../build.ts'
import { close, JANUARY, opened } from './rounds.ts'

const ja = reviewSpeaking('ja')
const en = reviewSpeaking('en')

describe('an answer is told as its side’s', () => {
  /** The closed row of a proposal of which one side said something and the other one answered. */
  function rowOf(side: 'dispatcher' | 'cohort', answer: Answer) {
    const t = town()
    const alumnus = t.researcher(2019)
    const [teller, answerer] = side === 'cohort' ? [t.hr, alumnus] : [alumnus, t.hr]
    const proposal = t.propose({ cohort: 2019 })
    const report = t.tell(proposal, { asOf: '2022-12' }, { by: teller, now: JANUARY })
    t.answer(proposal, report, answer, { by: answerer, now: JANUARY })
    const [row] = contentOf(t.register, close(t, opened(t).id), t.texts).rows
    if (!row) throw new Error('no row')
    return row
  }

  test.each([
    ['dispatcher', '2023年1月12日に派遣元が確認', 'Confirmed by HR, 12 Jan 2023'],
    [
      'cohort',
      '2023年1月12日に研究生・マネ友が確認',
      'Attested by the cohort or an alumnus, 12 Jan 2023',
    ],
  ] as const)('who confirmed: %s', (side, japanese, english) => {
    const row = rowOf(side, 'confirmed')
    expect(confirmationInWords(row, ja)).toBe(japanese)
    expect(confirmationInWords(row, en)).toBe(english)
  })

  test.each([
    ['dispatcher', '派遣元から相違ありの指摘', 'Disputed by HR'],
    ['cohort', '研究生・マネ友から相違ありの指摘', 'Disputed by the cohort or an alumnus'],
  ] as const)('who marked a discrepancy: %s', (side, japanese, english) => {
    const row = rowOf(side, 'disputed')
    expect(marksInWords(row, ja)).toContain(japanese)
    expect(marksInWords(row, en)).toContain(english)
    expect(confirmationInWords(row, en)).toMatch(english)
  })
})

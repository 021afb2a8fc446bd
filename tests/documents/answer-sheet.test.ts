import { expect, test } from 'vitest'
import { answerSheet } from '../../functions/documents/answer-sheet.ts'
import { renderDocument } from '../../functions/documents/render.ts'
import { noon, town } from '../domain/build.ts'
import { textOfPdf } from './opened.ts'

const LONG = '総合計画を踏まえた10年後の沼津についてのアンケート実施と、その結果の庁内での共有'

test.each([
  ['ja', 1],
  ['ja', 7],
  ['en', 7],
] as const)(
  'an answer sheet in %s with %i proposals of long titles is one page',
  async (language, count) => {
    const here = town()
    const { memberId } = here.researcher(2021)
    here.place(memberId, { name: '令和3年度 マネ友', language })
    const proposalIds = Array.from({ length: count }, () => here.propose({ title: LONG }))
    for (const id of proposalIds) here.tell(id)
    const asked = { id: here.deed({}).id, memberId, proposalIds, dueOn: '2023-01-20' }
    const sheet = answerSheet(here.register, asked as never, noon('2023-01-12'))
    const { text, pages } = textOfPdf(await renderDocument(sheet, 'pdf'))
    expect(pages).toBe(1)
    expect(text.match(/10年後/g)).toHaveLength(count)
  },
)

import { ANSWER_TITLES, choicesInWords, factorsInWords } from '../domain/answer-sheet.ts'
import { messagesOf } from '../domain/messages/messages.ts'
import type { Register } from '../domain/register.ts'
import type { Request } from '../domain/request.ts'
import { reportHolding, viewpointAt } from '../domain/standing.ts'
import type { Document } from './document.ts'

/**
 * 回答票: a request on paper, or as a workbook to fill in and send back. The line with the number is how an
 * uploaded one is known again. Nobody's words stand in it.
 */
export function answerSheet(register: Register, request: Request, now: string): Document {
  const words = messagesOf('ja')
  const { municipality, members } = register
  const rows = request.proposalIds.flatMap((id, at) => {
    const proposal = register.proposals.get(id)
    if (!proposal) return []
    const last = reportHolding(proposal, viewpointAt(now))
    const manner = last?.manner && words.manners[last.manner]
    const known = last
      ? `${words.outcomes[last.outcome]}${manner ? `・${manner}` : ''}（${words.asOf(last.asOf)}時点）`
      : words.standings.unconfirmed
    return [
      [
        at + 1,
        proposal.title,
        words.fiscalYears([proposal.cohort, ...proposal.carriedBy]),
        known,
        '',
        '',
        '',
      ],
    ]
  })
  return {
    title: '取組状況の回答票',
    subtitle: `${members.get(request.memberId)?.name || words.erasedPerson} 様`,
    language: 'ja',
    orientation: 'landscape',
    notes: [
      `整理番号 ${request.id}`,
      `${words.day(request.dueOn)}までに、分かるものだけ記入して ${municipality.dispatcher} へお返しください。`,
      'お書きになった内容は庁内で閲覧され、公文書として扱われます。',
    ],
    blocks: [
      {
        kind: 'table',
        widths: [5, 26, 14, 18, 20, 24, 22],
        head: [[...ANSWER_TITLES]],
        rows,
      },
      { kind: 'heading', level: 2, text: '「今の状況」は次から選んでお書きください' },
      { kind: 'paragraph', text: choicesInWords().join('　／　') },
      {
        kind: 'heading',
        level: 2,
        text: '「理由」は次から選んでお書きください（いくつでも、「、」で区切る）',
      },
      { kind: 'paragraph', text: factorsInWords().join('　／　') },
    ],
    footer: `${municipality.name} ${municipality.dispatcher}`,
    madeAt: now,
  }
}

import { type Language, messagesOf } from '../domain/messages/messages.ts'
import { reportHolding, viewpointAt } from '../domain/outcomes/standing.ts'
import type { Register } from '../domain/register.ts'
import { ANSWER_TITLES, choicesInWords, factorsInWords } from '../domain/requests/answer-sheet.ts'
import type { Request } from '../domain/requests/request.ts'
import type { Document } from './document.ts'

const TEXTS = {
  ja: {
    title: '取組状況の回答票',
    to: (name: string) => `${name} 様`,
    number: (id: string) => `整理番号 ${id}`,
    due: (day: string, dispatcher: string) =>
      `${day}までに、分かるものだけ記入して${dispatcher}へお返しください。`,
    fill: '「今の状況」と「理由」は、下の一覧から選び、番号だけでも構いません。Excelでは欄を選ぶと一覧が出ます。',
    unknown:
      '分からないときは「今の状況」を「今の状況は分からない」とし、詳しい人をひとことの欄にお書きください。',
    record: 'お書きになった内容は庁内で閲覧され、公文書として扱われます。',
    choices: '今の状況',
    factors: '理由（主なものを2つまで。ほかはひとことの欄へ。「その他」のときはひとことを必ず）',
    asOf: (known: string, date: string) => `${known}（${date}時点）`,
    sheet: '選択肢',
    between: '　／　',
  },
  en: {
    title: 'Answer sheet: how proposals stand',
    to: (name: string) => `For ${name}`,
    number: (id: string) => `Reference ${id}`,
    due: (day: string, dispatcher: string) =>
      `Please fill in what you know by ${day} and return it to ${dispatcher}.`,
    fill: 'Choose from the lists below; the number alone will do. In Excel each cell offers its list.',
    unknown:
      'If you don’t know, choose “I don’t know” as how it stands, and write who might under “In your words”.',
    record: 'What you write is read inside the municipality and is a public record.',
    choices: 'How it stands',
    factors: 'Reasons (the two that matter most; others in your words, which “Other” always needs)',
    asOf: (known: string, date: string) => `${known} (as of ${date})`,
    sheet: 'Choices',
    between: '  /  ',
  },
} as const

/** How high (points) all rows are together at least, as far as the lists under them leave room, and one alone. */
const ROOM = 222
const TALLEST = 55

/** A number stays with what it stands for at the end of a line. */
const inLine = (listed: readonly string[], between: string) =>
  listed.map((words) => words.replace(' ', '\u00a0')).join(between)

/**
 * 回答票: a request on paper, or as a workbook to fill in and send back, in the language of who fills it in. The
 * line with the number is how an uploaded one is known again. Nobody's words stand in it.
 */
export function answerSheet(register: Register, request: Request, now: string): Document {
  const { municipality, members } = register
  const member = members.get(request.memberId)
  const language: Language = member?.language ?? municipality.settings.language ?? 'ja'
  const words = messagesOf(language)
  const t = TEXTS[language]
  const rows = request.proposalIds.flatMap((id, at) => {
    const proposal = register.proposals.get(id)
    if (!proposal) return []
    const last = reportHolding(proposal, viewpointAt(now))
    const outcome = last && words.outcomes[last.outcome]
    const manner = last?.manner && words.manners[last.manner]
    const between = language === 'en' ? ': ' : '・'
    const known = last
      ? t.asOf(manner ? `${outcome}${between}${manner}` : `${outcome}`, words.asOf(last.asOf))
      : words.standings.unconfirmed
    const years = words.fiscalYears([proposal.cohort, ...proposal.carriedBy])
    return [[at + 1, proposal.title, years, known, '', '', '', '']]
  })
  const choices = choicesInWords(language)
  const factors = factorsInWords(language)
  const name = language === 'en' ? municipality.nameEn : municipality.name
  return {
    title: t.title,
    subtitle: t.to(member?.name || words.erasedPerson),
    language,
    orientation: 'landscape',
    compact: true,
    notes: [
      t.number(request.id),
      t.due(words.day(request.dueOn), municipality.dispatcher),
      t.fill,
      t.unknown,
      t.record,
    ],
    blocks: [
      {
        kind: 'table',
        widths: [5, 25, 12, 19, 19, 13, 13, 31],
        head: [[...ANSWER_TITLES[language]]],
        rows,
        tall: Math.min(TALLEST, ROOM / rows.length),
        choices: { sheet: t.sheet, columns: { 4: choices, 5: factors, 6: factors } },
      },
      { kind: 'heading', level: 2, text: t.choices },
      { kind: 'paragraph', text: inLine(choices, t.between) },
      { kind: 'heading', level: 2, text: t.factors },
      { kind: 'paragraph', text: inLine(factors, t.between) },
    ],
    footer: `${name} ${municipality.dispatcher}`,
    madeAt: now,
  }
}

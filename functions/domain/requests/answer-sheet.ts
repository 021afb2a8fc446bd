import type { Day } from '../calendar.ts'
import { DomainError, fieldError, type PlainErrorCode, type Refusal } from '../errors.ts'
import { refusalIn } from '../fields.ts'
import { fold } from '../fold.ts'
import { type Language, messagesOf } from '../messages/messages.ts'
import { ReportInput } from '../outcomes/report.ts'
import { nameKeyOf, type RowError, readSheet, type Sheet, withColumn } from '../people/sheet.ts'
import type { Register } from '../register.ts'
import { FACTORS, type Factor, type Manner, type OutcomeCode } from '../words.ts'
import { SHEET_CHOICES, type SheetChoice } from './answer-choices.ts'
import type { Request } from './request.ts'

/** The columns of a 回答票, as it names them in its reader's language. */
export const ANSWER_TITLES = {
  ja: ['番号', '取組', '年度', '前回の状況', '今の状況', '理由1', '理由2', 'ひとこと'],
  en: [
    'No.',
    'Proposal',
    'Year',
    'Last known',
    'How it stands',
    'Reason 1',
    'Reason 2',
    'In your words',
  ],
} as const satisfies Record<Language, readonly string[]>

const NAMES = {
  number: ['番号', 'No', 'No.'],
  title: ['取組', 'Proposal'],
  choice: ['今の状況', '状況', 'How it stands'],
  // One column that holds several, as earlier sheets have, or one for each.
  factors: ['理由', 'Reasons'],
  factor1: ['理由1', 'Reason 1'],
  factor2: ['理由2', 'Reason 2'],
  reason: ['ひとこと', '備考', 'In your words'],
} as const satisfies Record<string, readonly [string, ...string[]]>
type Column = keyof typeof NAMES
const LANGUAGES: readonly Language[] = ['ja', 'en']

/** What the sheet lists to choose from: numbered, so that a pen writes a number. */
export const choicesInWords = (language: Language) =>
  SHEET_CHOICES.map((choice, at) => `${at + 1} ${choiceInWords(choice, language)}`)
export const factorsInWords = (language: Language) =>
  FACTORS.map((factor, at) => `${at + 1} ${messagesOf(language).factors[factor]}`)

function choiceInWords(choice: SheetChoice, language: Language): string {
  const words = messagesOf(language)
  if (choice === 'unknown') return words.requestAnswers.unknown
  const { outcome, manner } = choice
  if (manner === undefined) return words.outcomes[outcome]
  return language === 'en'
    ? `${words.outcomes[outcome]}: ${words.manners[manner]}`
    : `${words.outcomes[outcome]}・${words.manners[manner]}`
}

/** The one of a list that somebody means: by its number, its words in either language, or both. */
function chosen<One>(
  list: readonly One[],
  text: string,
  inWords: (one: One, language: Language) => string,
): One | undefined {
  // What stands behind a number are its words: "1 2" and "1.2" are no 12.
  const [, number, rest = ''] = /^(\d+)?[\s.、]*(.*)$/.exec(fold(withCirclesApart(text))) ?? []
  const key = nameKeyOf(rest)
  if (key === '') return list.find((_, at) => `${at + 1}` === number)
  return list.find(
    (one, at) =>
      (number === undefined || number === `${at + 1}`) &&
      LANGUAGES.some((language) => nameKeyOf(inWords(one, language)) === key),
  )
}
/** ①② are two numbers, which folding would write as 12. */
const withCirclesApart = (text: string) => text.replace(/[①-⑳]/g, ' $& ')
const factorOf = (text: string) =>
  chosen(FACTORS, text, (factor, language) => messagesOf(language).factors[factor])

/** What a line of a filled sheet says. */
export type SheetAnswer = {
  row: number
  proposalId?: string
  title: string
  /** `skip` where nothing was filled in, `pass_on` where the person doesn't know, `answered` where it was said before. */
  fate: 'record' | 'pass_on' | 'skip' | 'answered' | 'wrong'
  /** Who might know. */
  whoKnows?: string
  said?: { outcome: OutcomeCode; manner?: Manner; factors: Factor[]; reason?: string }
  errors: RowError[]
}

/** The request a sheet was made for, by the number above its table. */
export function requestIdOf(sheet: Sheet, pointer: string): string {
  const id = /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/.exec(
    sheet.slice(0, 9).flat().join(' ').toLowerCase(),
  )?.[0]
  if (id === undefined) throw fieldError(pointer, 'column_missing')
  return id
}

/**
 * What each line of a filled 回答票 would record; nothing is written by this.
 * @throws DomainError `validation_failed` at `pointer` where it is no 回答票
 */
export function readAnswerSheet(
  register: Register,
  request: Pick<Request, 'proposalIds' | 'answers'>,
  sheet: Sheet,
  { today, pointer }: { today: Day; pointer: string },
): SheetAnswer[] {
  const read = readSheet<Column>(sheet, { names: NAMES, needed: ['choice'], pointer })
  return read.rows.flatMap(({ row, cells }): SheetAnswer[] => {
    const at = Number(cells.number?.normalize('NFKC'))
    // Lines below the table explain the choices.
    if (!Number.isInteger(at) || at < 1) return []
    const proposalId = request.proposalIds[at - 1]
    const proposal = proposalId === undefined ? undefined : register.proposals.get(proposalId)
    const title = cells.title ?? proposal?.title ?? ''
    const wrong = (column: Column, refusal: PlainErrorCode | Refusal): SheetAnswer => ({
      ...{ row, title, fate: 'wrong' },
      ...(proposalId !== undefined && { proposalId }),
      errors: [withColumn(read.titles[column] ?? NAMES[column][0], refusal)],
    })
    if (!proposal || proposalId === undefined) return [wrong('number', 'unknown_value')]
    if (cells.title !== undefined && nameKeyOf(cells.title) !== nameKeyOf(proposal.title))
      return [wrong('title', 'ambiguous_row')]
    const filledIn = ['choice', 'factors', 'factor1', 'factor2', 'reason'] as const
    const isEmpty = filledIn.every((column) => !cells[column])
    if (isEmpty) return [{ row, proposalId, title, fate: 'skip', errors: [] }]
    if (request.answers[proposalId])
      return [{ row, proposalId, title, fate: 'answered', errors: [] }]
    const { choice, reason: whoKnows } = cells
    if (choice !== undefined && chosen(SHEET_CHOICES, choice, choiceInWords) === 'unknown')
      return [
        { row, proposalId, title, fate: 'pass_on', ...(whoKnows && { whoKnows }), errors: [] },
      ]
    const hasSeveral = read.titles.factors !== undefined
    return [filled({ row, proposalId, title, cells, today, hasSeveral, wrong })]
  })
}

function filled({
  row,
  proposalId,
  title,
  cells,
  today,
  hasSeveral,
  wrong,
}: {
  row: number
  proposalId: string
  title: string
  /** Whether one column holds all reasons. */
  hasSeveral: boolean
  cells: Partial<Record<Column, string>>
  today: Day
  wrong: (column: Column, refusal: PlainErrorCode | Refusal) => SheetAnswer
}): SheetAnswer {
  if (!cells.choice) return wrong('choice', 'required')
  const choice = chosen(SHEET_CHOICES, cells.choice, choiceInWords)
  if (!choice || choice === 'unknown') return wrong('choice', 'unknown_value')
  const factors: Factor[] = []
  for (const column of ['factors', 'factor1', 'factor2'] as const)
    for (const part of factorPartsOf(cells[column] ?? '')) {
      const factor = factorOf(part)
      if (!factor) return wrong(column, 'unknown_value')
      if (!factors.includes(factor)) factors.push(factor)
    }
  const { outcome, manner } = choice
  const said = {
    outcome,
    ...(manner && { manner }),
    factors,
    ...(cells.reason && { reason: cells.reason }),
  }
  const checked = ReportInput.safeParse({
    ...said,
    kind: 'report',
    asOf: { precision: 'day', date: today },
  })
  if (!checked.success) {
    const [issue] = checked.error.issues
    const column = issue?.path[0] === 'reason' ? 'reason' : hasSeveral ? 'factors' : 'factor1'
    return wrong(column, issue ? refusalIn(issue) : 'invalid')
  }
  return { row, proposalId, title, fate: 'record', said, errors: [] }
}

/** Some labels hold a ・, and a number may have a 、 before its words: what is one as a whole is tried first. */
function factorPartsOf(text: string): string[] {
  if (factorOf(text)) return [text]
  return text
    .split(/[、､,，\n/／]/)
    .flatMap((part) => {
      const plain = withCirclesApart(part).normalize('NFKC').trim()
      return /^\d[\d\s.・]*$/.test(plain) ? plain.split(/[\s.・]+/) : [plain]
    })
    .filter((part) => part !== '')
}

/** Refused where a sheet isn't one of this municipality's requests. */
export function requireRequest(request: Request | undefined, pointer: string): Request {
  if (!request)
    throw new DomainError('validation_failed', { fields: [{ pointer, code: 'unknown_value' }] })
  return request
}

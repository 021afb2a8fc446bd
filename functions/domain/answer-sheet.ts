import type { Day } from './calendar.ts'
import { DomainError, type ErrorCode, fieldError } from './errors.ts'
import { messagesOf } from './messages/messages.ts'
import type { Register } from './register.ts'
import { ReportInput } from './report.ts'
import type { Request } from './request.ts'
import { nameKeyOf, type RowError, readSheet, type Sheet, withColumn } from './sheet.ts'
import { FACTORS, type Factor, MANNERS, type Manner, OUTCOMES, type OutcomeCode } from './words.ts'

const words = messagesOf('ja')

/** The columns of a 回答票, as it names them. */
export const ANSWER_TITLES = [
  '番号',
  '取組',
  '年度',
  '前回の状況',
  '今の状況',
  '理由',
  'ひとこと',
] as const

const NAMES = {
  number: ['番号', 'No'],
  title: ['取組'],
  choice: ['今の状況', '状況'],
  factors: ['理由'],
  reason: ['ひとこと', '備考'],
} as const satisfies Record<string, readonly [string, ...string[]]>
type Column = keyof typeof NAMES

/** Every outcome with its manner, as the sheet lists them. */
const CHOICES: { outcome: OutcomeCode; manner?: Manner; words: string }[] = OUTCOMES.flatMap(
  (outcome) =>
    MANNERS[outcome].length === 0
      ? [{ outcome, words: words.outcomes[outcome] }]
      : MANNERS[outcome].map((manner) => ({
          outcome,
          manner,
          words: `${words.outcomes[outcome]}・${words.manners[manner]}`,
        })),
)
const DONT_KNOW = words.requestAnswers.unknown

export const choicesInWords = () => [...CHOICES.map((one) => one.words), DONT_KNOW]
export const factorsInWords = () => FACTORS.map((factor) => words.factors[factor])

/** What a line of a filled sheet says. */
export type SheetAnswer = {
  row: number
  proposalId?: string
  title: string
  /** `skip` where nothing was filled in, or the person doesn't know. */
  fate: 'record' | 'skip' | 'wrong'
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
  request: Pick<Request, 'proposalIds'>,
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
    const wrong = (column: Column, code: ErrorCode): SheetAnswer => ({
      ...{ row, title, fate: 'wrong' },
      ...(proposalId !== undefined && { proposalId }),
      errors: [withColumn(read.titles[column] ?? NAMES[column][0], code)],
    })
    if (!proposal || proposalId === undefined) return [wrong('number', 'unknown_value')]
    if (cells.title !== undefined && nameKeyOf(cells.title) !== nameKeyOf(proposal.title))
      return [wrong('title', 'ambiguous_row')]
    const isEmpty = !cells.choice && !cells.factors && !cells.reason
    const doesntKnow = nameKeyOf(cells.choice ?? '') === nameKeyOf(DONT_KNOW)
    if (isEmpty || doesntKnow) return [{ row, proposalId, title, fate: 'skip', errors: [] }]
    return [filled({ row, proposalId, title, cells, today, wrong })]
  })
}

function filled({
  row,
  proposalId,
  title,
  cells,
  today,
  wrong,
}: {
  row: number
  proposalId: string
  title: string
  cells: Partial<Record<Column, string>>
  today: Day
  wrong: (column: Column, code: ErrorCode) => SheetAnswer
}): SheetAnswer {
  if (!cells.choice) return wrong('choice', 'required')
  const choice = CHOICES.find((one) => nameKeyOf(one.words) === nameKeyOf(cells.choice ?? ''))
  if (!choice) return wrong('choice', 'unknown_value')
  const factors: Factor[] = []
  for (const part of factorPartsOf(cells.factors ?? '')) {
    const factor = FACTORS.find((one) => nameKeyOf(words.factors[one]) === nameKeyOf(part))
    if (!factor) return wrong('factors', 'unknown_value')
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
    const code = (checked.error.issues[0] as { params?: { code?: ErrorCode } }).params?.code
    const column = checked.error.issues[0]?.path[0] === 'reason' ? 'reason' : 'factors'
    return wrong(column, code ?? 'invalid')
  }
  return { row, proposalId, title, fate: 'record', said, errors: [] }
}

/** Factors are separated by 、 or a line; some labels hold a ・, none a 、 but one that does is tried whole. */
function factorPartsOf(text: string): string[] {
  const whole = FACTORS.some((one) => nameKeyOf(words.factors[one]) === nameKeyOf(text))
  if (whole) return [text]
  return text
    .split(/[、,，\n/／]/)
    .map((part) => part.trim())
    .filter((part) => part !== '')
}

/** Refused where a sheet isn't one of this municipality's requests. */
export function requireRequest(request: Request | undefined, pointer: string): Request {
  if (!request)
    throw new DomainError('validation_failed', { fields: [{ pointer, code: 'unknown_value' }] })
  return request
}

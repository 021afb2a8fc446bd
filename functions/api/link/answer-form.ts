import type * as z from 'zod'
import type { Refusal } from '../../domain/errors.ts'
import { refusalIn, Text } from '../../domain/fields.ts'
import { ReportInput } from '../../domain/outcomes/report.ts'
import { LINK_USES } from '../../domain/requests/request.ts'
import type { Answer } from '../../domain/requests/request-answers.ts'

/** What somebody typed about one proposal, as it came. */
export type Typed = { choice: string; factors: string[]; reason: string; whoKnows: string }
export const UNTYPED: Typed = { choice: '', factors: [], reason: '', whoKnows: '' }

/** A form as it came: the number of its use, and what was typed per proposal. */
export type Form = { use: number; typed: Typed[] }

/** The names of the fields, short because a page repeats them. */
export const FIELDS = { choice: 'a', factors: 'f', reason: 't', whoKnows: 'w', use: 'u' } as const

type Body = Record<string, unknown>

/** Reads a sent form; what isn't one of its fields is left aside. */
export function readForm(body: Body, count: number): Form {
  const texts = (name: string): string[] =>
    [body[name] ?? []].flat().filter((value): value is string => typeof value === 'string')
  const use = Number(texts(FIELDS.use)[0])
  return {
    use: Number.isInteger(use) && use >= 1 && use <= LINK_USES ? use : 0,
    typed: Array.from({ length: count }, (_, at) => ({
      choice: texts(`${FIELDS.choice}${at}`)[0] ?? '',
      factors: texts(`${FIELDS.factors}${at}`),
      reason: texts(`${FIELDS.reason}${at}`)[0] ?? '',
      whoKnows: texts(`${FIELDS.whoKnows}${at}`)[0] ?? '',
    })),
  }
}

/** An answer, or what is wrong with it; undefined where nothing was said. */
export type Parsed = { answer: Answer } | { errors: Refusal[] } | undefined

/** What somebody means by what they typed about one proposal. */
export function answerOf({ choice, factors, reason, whoKnows }: Typed): Parsed {
  const nothing = factors.length === 0 && reason.trim() === '' && whoKnows.trim() === ''
  if (choice === '') return nothing ? undefined : { errors: [{ code: 'required' }] }
  if (choice === 'unknown' || choice === 'not_mine') {
    if (whoKnows.trim() === '') return { answer: { kind: choice } }
    const knows = Text.safeParse(whoKnows)
    return knows.success
      ? { answer: { kind: choice, whoKnows: knows.data } }
      : { errors: refusalsIn(knows.error) }
  }
  const [outcome, manner] = choice.split('.')
  if (outcome === 'same') return { answer: { kind: 'unchanged', from: manner ?? '' } }
  const said = ReportInput.safeParse({
    kind: 'report',
    asOf: { precision: 'day', date: '2000-01-01' },
    outcome,
    ...(manner !== undefined && { manner }),
    factors,
    ...(reason.trim() !== '' && { reason }),
  })
  if (!said.success) return { errors: refusalsIn(said.error) }
  const { data } = said
  return {
    answer: {
      kind: 'reported',
      said: {
        outcome: data.outcome,
        manner: data.manner,
        factors: data.factors,
        reason: data.reason,
      },
    },
  }
}

/** Each kind of mistake once, however many fields make it. */
function refusalsIn({ issues }: z.ZodError): Refusal[] {
  return [...new Map(issues.map(refusalIn).map((refusal) => [refusal.code, refusal])).values()]
}

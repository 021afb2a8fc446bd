import type { ErrorCode, ErrorParams } from '../errors.ts'
import type { Language } from './messages.ts'
import { problemsEn } from './problems-en.ts'
import { problemsJa } from './problems-ja.ts'

/** A refusal in words: what is wrong, and what to do about it. */
export type Wording = { title: string; detail: string | ((params: ErrorParams) => string) }
export type Problems = Record<ErrorCode, Wording>

/**
 * A refusal as its reader understands it. A parameter that is missing is left out of the sentence,
 * so that no reader ever sees a placeholder.
 * @param params of the `DomainError` or the field error: `max`, `fiscalYear`
 */
export function describe(
  language: Language,
  code: ErrorCode,
  params: ErrorParams = {},
): { title: string; detail: string } {
  const { title, detail } = (language === 'en' ? problemsEn : problemsJa)[code]
  return { title, detail: typeof detail === 'string' ? detail : detail(params) }
}

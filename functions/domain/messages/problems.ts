import type { ErrorCode, ErrorParams } from '../errors.ts'
import type { Language } from './messages.ts'
import { problemsEn } from './problems-en.ts'
import { problemsJa } from './problems-ja.ts'

type ParamsOf<Code extends ErrorCode> = Code extends keyof ErrorParams ? ErrorParams[Code] : object
type NameIn<Params> = Params extends Params ? keyof Params : never
type AnyParams = { [Name in NameIn<ErrorParams[keyof ErrorParams]>]?: number }

/** Every refusal in words: what is wrong, and what to do about it. */
export type Problems = {
  [Code in ErrorCode]: {
    title: string
    detail: string | ((params: Partial<ParamsOf<Code>>) => string)
  }
}

/**
 * A refusal as its reader understands it. A parameter that is missing, as in a list of all refusals, is left out of
 * the sentence, so that no reader ever sees a placeholder.
 * @param params of the `Refusal`: `max`, `fiscalYear`
 */
export function describe(
  language: Language,
  code: ErrorCode,
  params: AnyParams = {},
): { title: string; detail: string } {
  const { title, detail } = (language === 'en' ? problemsEn : problemsJa)[code]
  return { title, detail: typeof detail === 'string' ? detail : detail(params) }
}

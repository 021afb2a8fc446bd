import * as z from 'zod'
import { type AsOf, isDay, isMonth, PRECISIONS } from './calendar.ts'
import { type PlainErrorCode, type Refusal, refusalOf } from './errors.ts'
import { isMunicipalityCode, OFFICE } from './municipalities/municipality-code.ts'
import { FACTORS, VISIBILITIES } from './words.ts'

/** Longest texts the hub takes, in UTF-16 units. */
export const LIMITS = { line: 200, text: 2000, list: 20, links: 10, url: 1000 } as const

// What shows nothing: white space, and the invisible letters of Unicode (zero-width space, fillers).
const BLANK = /^[\p{White_Space}\p{Default_Ignorable_Code_Point}\u2800]*$/v
// C0 and C1 controls but tab and line feed, bidirectional overrides, lone surrogates.
const FORBIDDEN = /[\p{Cc}--[\t\n]]|[\u202a-\u202e\u2066-\u2069]|\p{Surrogate}/v

/** An issue with the hub's own error code, for `check` and `superRefine`. */
export function issue(refusal: PlainErrorCode | Refusal, path: (string | number)[] = []) {
  return { code: 'custom' as const, path, params: refusalOf(refusal) }
}

/** What an issue refuses, in the hub's own code. */
export function refusalIn(issue: z.core.$ZodIssue): Refusal {
  if (issue.code === 'custom')
    return { code: 'invalid', ...(issue.params as Partial<Refusal>) } as Refusal
  if (issue.code !== 'too_big') return { code: 'invalid' }
  const params = { max: Number(issue.maximum) }
  if (issue.origin === 'array') return { code: 'too_many', params }
  return issue.origin === 'string' ? { code: 'too_long', params } : { code: 'invalid' }
}

const tidy = (text: string) => text.replace(/\r\n?/g, '\n').normalize('NFC').trim()

function written(max: number) {
  return z
    .string()
    .overwrite(tidy)
    .superRefine((text, context) => {
      if (BLANK.test(text)) context.addIssue(issue('blank'))
      if (text.length > max) context.addIssue(issue({ code: 'too_long', params: { max } }))
      if (FORBIDDEN.test(text)) context.addIssue(issue('control_characters'))
    })
}

/** One line of text, 1 to 200 characters. */
export const Line = written(LIMITS.line)
  .refine((text) => !text.includes('\n'), { params: { code: 'control_characters' } })
  .meta({ description: 'One line, 1 to 200 characters' })
/** Text of several lines, 1 to 2,000 characters. */
export const Text = written(LIMITS.text).meta({ description: 'Text, 1 to 2,000 characters' })

/** A web address; only http and https, so that a link can't run script. */
export const WebAddress = z
  .string()
  .overwrite(tidy)
  .superRefine((text, context) => {
    if (text.length > LIMITS.url)
      context.addIssue(issue({ code: 'too_long', params: { max: LIMITS.url } }))
    if (FORBIDDEN.test(text)) context.addIssue(issue('control_characters'))
    if (!/^https?:\/\/[^\s]+$/i.test(text) || !URL.canParse(text))
      context.addIssue(issue('not_a_web_address'))
  })
  .meta({ description: 'http(s) address, at most 1,000 characters' })

export const DaySchema = z
  .string()
  .refine(isDay, { params: { code: 'no_such_date' } })
  .meta({ description: 'A day in Asia/Tokyo, YYYY-MM-DD', example: '2023-01-12' })

export const FiscalYearSchema = z
  .int()
  .min(1950)
  .max(2999)
  .meta({ description: "Number of the fiscal year's April: 令和4年度 is 2022", example: 2022 })

/** 時点 with its precision: `2023-01-12` day, `2023-01` month, `2022` fiscal year. */
export const AsOfSchema = z
  .strictObject({ precision: z.enum(PRECISIONS), date: z.string() })
  .superRefine(({ precision, date }, context) => {
    const exists =
      precision === 'day'
        ? isDay(date)
        : precision === 'month'
          ? isMonth(date)
          : /^\d{4}$/.test(date) && Number(date) >= 1950
    if (!exists) context.addIssue(issue('no_such_date', ['date']))
  })
  .transform((asOf) => asOf as AsOf)
  .meta({ id: 'AsOf', description: 'The date a statement is about, as exactly as is known' })

export const MunicipalityCode = z
  .string()
  .refine(isMunicipalityCode, { params: { code: 'no_such_municipality_code' } })
  .meta({ description: '全国地方公共団体コード: six digits with check digit', example: '222038' })

/** Where somebody can be a person: a municipality, or the program's office. */
export const ScopeCode = MunicipalityCode.or(z.literal(OFFICE))

export const Id = z.uuid().meta({ description: 'UUIDv7' })
export const VisibilitySchema = z.enum(VISIBILITIES)
export const FactorsSchema = z
  .array(z.enum(FACTORS))
  .max(LIMITS.list)
  .refine((factors) => new Set(factors).size === factors.length, { params: { code: 'duplicate' } })

import type { AsOf, Instant } from '../calendar.ts'
import type { ExportedPerson } from '../exports/register-export.ts'
import { exportEn } from './export-en.ts'
import { type ExportWords, exportJa } from './export-ja.ts'
import type { Messages } from './ja.ts'
import { type Language, messagesOf } from './messages.ts'
import { tokyoTime } from './tokyo-time.ts'

/** The words of the domain and those of a file, in one language. */
export type ExportSpeaking = { language: Language; words: Messages; texts: ExportWords }

export function exportSpeaking(language: Language): ExportSpeaking {
  const texts = language === 'en' ? exportEn : exportJa
  return { language, words: messagesOf(language), texts }
}

/** A date as a spreadsheet sorts it, `2023-01-12` or `2023-01`; a fiscal year is neither, and said in words. */
export function dateInFile(asOf: AsOf | undefined, { words }: ExportSpeaking): string | undefined {
  if (!asOf) return undefined
  return asOf.precision === 'fiscal_year' ? words.fiscalYear(Number(asOf.date)) : asOf.date
}

/** `2023-01-26 14:05` in Tokyo. */
export function timeInFile(instant: Instant | undefined): string | undefined {
  if (instant === undefined) return undefined
  const { day, time } = tokyoTime(instant)
  return `${day} ${time}`
}

/** Somebody in one cell: the role with its cohort, the name, and what was noted of them. */
export function personInFile(
  who: ExportedPerson | undefined,
  { words }: ExportSpeaking,
): string | undefined {
  if (!who) return undefined
  const role = who.role === undefined ? undefined : words.speakers[who.role]
  const year = who.cohort === undefined ? undefined : words.fiscalYear(who.cohort)
  const name = who.name === '' ? words.erasedPerson : who.name
  return [year, role, name, who.note].filter((part) => part !== undefined).join(' ')
}

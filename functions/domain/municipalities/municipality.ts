import * as z from 'zod'
import {
  DaySchema,
  FiscalYearSchema,
  LIMITS,
  Line,
  MunicipalityCode,
  VisibilitySchema,
} from '../fields.ts'
import { COHORT_RECORDS, type CohortRecord, LICENCES } from '../words.ts'

/** Where a stream's history stands: the last event's number and hash, and when it was recorded. */
export const Head = z.strictObject({
  sequence: z.int().min(0),
  hash: z.string(),
  recordedAt: z.string(),
})
export type Head = z.infer<typeof Head>

/** A year's cohort, or the fact that none was sent. A year without an entry is 記録なし. */
export const Cohort = z
  .strictObject({
    fiscalYear: FiscalYearSchema,
    record: z.enum(COHORT_RECORDS),
    /** 第n期, where the municipality counts its cohorts. */
    ordinal: z.int().min(1).optional(),
    offices: z.array(Line).optional(),
    note: Line.optional(),
  })
  .meta({ id: 'Cohort' })
export type Cohort = z.infer<typeof Cohort>

export const Settings = z
  .strictObject({
    /** An outcome is 要更新 when its last word is older than this many fiscal years before the current one. */
    staleAfterFiscalYears: z.int().min(0).max(10),
    /** `public` is always an explicit act, so it can't be the default. */
    defaultVisibility: VisibilitySchema.exclude(['public']),
    /** 保存年限: how many fiscal years after its own a person's data is kept. */
    retentionYears: z.int().min(1).max(50).optional(),
    /** Who the mails say they come from; the dispatcher without it. */
    mailSender: Line.optional(),
    /** Agreed to be shown to the office beside the others, by what is shared. */
    sideBySide: z.boolean().optional(),
    /** オープンデータ: what is public is published, under a licence, since an instant; off without it. */
    openData: z.strictObject({ licence: z.enum(LICENCES), publishedAt: z.string() }).optional(),
    /** The language of mails to people who haven't chosen one. */
    language: z.enum(['ja', 'en']).optional(),
  })
  .meta({ id: 'Settings' })
export type Settings = z.infer<typeof Settings>

export const DEFAULT_SETTINGS: Settings = { staleAfterFiscalYears: 1, defaultVisibility: 'own' }

/** 所管課: an office, by its name. A reorganized one names those that took over its work. */
export const Office = z
  .strictObject({
    name: Line,
    endedOn: DaySchema.optional(),
    successors: z.array(Line).max(LIMITS.list).optional(),
  })
  .meta({ id: 'Office' })
export type Office = z.infer<typeof Office>

/** 自治体: the tenant. */
export const Municipality = z
  .strictObject({
    v: z.literal(1),
    code: MunicipalityCode,
    name: Line,
    nameEn: Line,
    prefecture: Line,
    /** 派遣元: the office that sends the cohorts. */
    dispatcher: Line,
    cohorts: z.array(Cohort),
    offices: z.array(Office).optional(),
    settings: Settings,
    /** 履歴の異常: since when a check has been finding something wrong, and in how many chains at last. */
    historyBroken: z.strictObject({ since: z.string(), chains: z.int() }).optional(),
    /** The month (YYYY-MM) whose anchor was told last. */
    anchorTold: z.string().optional(),
    /** Sessions that began before open the municipality to nobody any more. */
    signedOutAt: z.string().optional(),
    /** Made-up data for tests and benchmarks; every page says so. */
    synthetic: z.boolean().optional(),
    /** The number of the event that last changed the settings: what `If-Match` compares. */
    edition: z.int().optional(),
    head: Head,
  })
  .meta({ id: 'Municipality' })
export type Municipality = z.infer<typeof Municipality>

/** What is known of a year's cohort: silence is 記録なし, never 派遣なし. */
export function cohortRecord(
  municipality: Pick<Municipality, 'cohorts'>,
  year: number,
): CohortRecord {
  return municipality.cohorts.find((cohort) => cohort.fiscalYear === year)?.record ?? 'no_record'
}

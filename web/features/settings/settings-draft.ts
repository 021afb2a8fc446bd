import type { Messages } from '../../../functions/domain/messages/ja.ts'
import type {
  Cohort,
  Municipality,
  Office,
} from '../../../functions/domain/municipalities/municipality.ts'
import type { SettingsEdit } from '../../../functions/domain/municipalities/settings-changes.ts'
import type { CohortRecord } from '../../../functions/domain/words.ts'
import type { Dates } from '../../i18n/dates.ts'
import type { PageTexts } from '../../i18n/ja.ts'
import type { WrongField } from '../forms/failure.ts'

export type CohortDraft = {
  fiscalYear: string
  record: CohortRecord
  ordinal: string
  note: string
  /** Not edited here, and kept. */
  offices?: string[] | undefined
}
/** Successors with commas between. */
export type OfficeDraft = { name: string; endedOn: string; successors: string }

/** A municipality's settings as they are being typed. */
export type SettingsDraft = {
  staleAfterFiscalYears: string
  defaultVisibility: 'own' | 'program'
  retentionYears: string
  mailSender: string
  sideBySide: boolean
  language: '' | 'ja' | 'en'
  cohorts: CohortDraft[]
  offices: OfficeDraft[]
}

type Known = Pick<Municipality, 'settings' | 'cohorts' | 'offices'>

/** What is set now, to be edited; the newest cohort first. */
export function settingsDraft({ settings, cohorts, offices = [] }: Known): SettingsDraft {
  return {
    staleAfterFiscalYears: String(settings.staleAfterFiscalYears),
    defaultVisibility: settings.defaultVisibility,
    retentionYears: settings.retentionYears === undefined ? '' : String(settings.retentionYears),
    mailSender: settings.mailSender ?? '',
    sideBySide: settings.sideBySide ?? false,
    language: settings.language ?? '',
    cohorts: cohorts
      .map(({ fiscalYear, record, ordinal, note, offices: sent }) => ({
        fiscalYear: String(fiscalYear),
        record,
        ordinal: ordinal === undefined ? '' : String(ordinal),
        note: note ?? '',
        ...(sent && { offices: sent }),
      }))
      .sort((a, b) => Number(b.fiscalYear) - Number(a.fiscalYear)),
    offices: offices.map(({ name, endedOn, successors = [] }) => ({
      name,
      endedOn: endedOn ?? '',
      successors: successors.join('、'),
    })),
  }
}

/** What a draft changes of what it began with; `null` empties a field. */
export function settingsEdit(draft: SettingsDraft, before: SettingsDraft): SettingsEdit {
  const differs = (field: keyof SettingsDraft) =>
    JSON.stringify(draft[field]) !== JSON.stringify(before[field])
  const { retentionYears, mailSender, language } = draft
  return {
    ...(differs('staleAfterFiscalYears') && {
      staleAfterFiscalYears: Number(draft.staleAfterFiscalYears),
    }),
    ...(differs('defaultVisibility') && { defaultVisibility: draft.defaultVisibility }),
    ...(differs('retentionYears') && {
      retentionYears: retentionYears === '' ? null : Number(retentionYears),
    }),
    ...(differs('mailSender') && { mailSender: mailSender.trim() === '' ? null : mailSender }),
    ...(differs('sideBySide') && { sideBySide: draft.sideBySide }),
    ...(differs('language') && { language: language === '' ? null : language }),
    ...(differs('cohorts') && { cohorts: draft.cohorts.map(cohortOf) }),
    ...(differs('offices') && { offices: draft.offices.map(officeOf) }),
  } as SettingsEdit
}

function cohortOf({ fiscalYear, record, ordinal, note, offices }: CohortDraft): Cohort {
  return {
    fiscalYear: Number(fiscalYear),
    record,
    ...(ordinal !== '' && { ordinal: Number(ordinal) }),
    ...(offices && { offices }),
    ...(note.trim() !== '' && { note }),
  }
}

function officeOf({ name, endedOn, successors }: OfficeDraft): Office {
  const names = successors
    .split(/[、,\n]/)
    .map((one) => one.trim())
    .filter(Boolean)
  return {
    name: name.trim(),
    ...(endedOn !== '' && { endedOn }),
    ...(names.length > 0 && { successors: names }),
  }
}

/** A field in words. */
export function shownSetting(
  draft: SettingsDraft,
  field: keyof SettingsDraft,
  { t, words, dates }: { t: PageTexts['settings']; words: Messages; dates: Dates },
): string {
  switch (field) {
    case 'staleAfterFiscalYears':
      return t.staleAfterYears(Number(draft.staleAfterFiscalYears))
    case 'defaultVisibility':
      return words.visibilities[draft.defaultVisibility]
    case 'sideBySide':
      return draft.sideBySide ? t.sideBySideAgree : ''
    case 'language':
      return t.languages[draft.language || 'unset']
    case 'cohorts':
      return draft.cohorts
        .map(({ fiscalYear, record, note }) =>
          [dates.fiscalYearLong(Number(fiscalYear)), words.cohortRecords[record], note].join(' '),
        )
        .join('\n')
    case 'offices':
      return draft.offices
        .map(({ name, endedOn, successors }) => [name, endedOn, successors].join(' '))
        .join('\n')
    default:
      return draft[field]
  }
}

/** What can be told without asking the server. */
export function missingIn(
  { cohorts, offices }: SettingsDraft,
  texts: { yearMissing: string; officeMissing: string },
): WrongField[] {
  return [
    ...cohorts.flatMap(({ fiscalYear }, at) =>
      fiscalYear === ''
        ? [{ pointer: `/cohorts/${at}/fiscalYear`, code: 'required', detail: texts.yearMissing }]
        : [],
    ),
    ...offices.flatMap(({ name }, at) =>
      name.trim() === ''
        ? [{ pointer: `/offices/${at}/name`, code: 'required', detail: texts.officeMissing }]
        : [],
    ),
  ]
}

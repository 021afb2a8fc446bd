import { COHORT_RECORDS, type CohortRecord } from '../../../functions/domain/words.ts'
import { useTexts } from '../../i18n/language.tsx'
import { Field } from '../../ui/field.tsx'
import { Select, TextInput } from '../../ui/inputs.tsx'
import { ListField } from '../../ui/list-field.tsx'
import { LINE_LIMIT } from '../forms/limits.ts'
import type { ErrorOf } from '../forms/write-form.tsx'
import { usePlace } from '../session/place.tsx'
import type { CohortDraft, OfficeDraft } from './settings-draft.ts'

const LAYOUT = 'grid gap-3 desktop:grid-cols-3 desktop:items-end'

/** Which years had a cohort, and which are known to have had none. */
export function CohortsField({
  cohorts,
  onChange,
  errorOf,
}: {
  cohorts: CohortDraft[]
  onChange: (cohorts: CohortDraft[]) => void
  errorOf: ErrorOf
}) {
  const { roster } = usePlace()
  const { t, words, dates } = useTexts()
  // The program began in 2006; the next cohort is chosen before its year begins.
  const newest = roster.thisYear + 1
  const span = Array.from({ length: newest - 2005 }, (_, back) => newest - back)
  return (
    <ListField
      name="cohorts"
      legend={t.settings.cohorts}
      hint={t.settings.cohortsHint}
      error={errorOf('cohorts')}
      rows={cohorts}
      onChange={onChange}
      empty={{ fiscalYear: '', record: 'cohort', ordinal: '', note: '' }}
      addLabel={t.settings.addYear}
      removeLabel={({ fiscalYear }) =>
        t.settings.remove(
          fiscalYear === '' ? t.settings.newYear : dates.fiscalYear(Number(fiscalYear)),
        )
      }
      legendOf={({ fiscalYear }) =>
        fiscalYear === '' ? t.settings.newYear : dates.fiscalYearLong(Number(fiscalYear))
      }
      layout={LAYOUT}
    >
      {(cohort, change, at) => (
        <>
          <Field
            name={`cohorts/${at}/fiscalYear`}
            label={t.dates.fiscalYear}
            error={errorOf(`cohorts/${at}/fiscalYear`)}
          >
            {(ids) => (
              <Select
                {...ids}
                value={cohort.fiscalYear}
                onChange={(event) => change({ fiscalYear: event.target.value })}
              >
                <option value="">{t.form.choose}</option>
                {[
                  ...new Set([...span, ...(cohort.fiscalYear ? [Number(cohort.fiscalYear)] : [])]),
                ].map((year) => (
                  <option key={year} value={year}>
                    {dates.fiscalYearLong(year)}
                  </option>
                ))}
              </Select>
            )}
          </Field>
          <Field
            name={`cohorts/${at}/record`}
            label={t.settings.record}
            error={errorOf(`cohorts/${at}/record`)}
          >
            {(ids) => (
              <Select
                {...ids}
                value={cohort.record}
                onChange={(event) => change({ record: event.target.value as CohortRecord })}
              >
                {COHORT_RECORDS.map((record) => (
                  <option key={record} value={record}>
                    {words.cohortRecords[record]}
                  </option>
                ))}
              </Select>
            )}
          </Field>
          <Field
            name={`cohorts/${at}/note`}
            label={t.settings.note}
            required={false}
            error={errorOf(`cohorts/${at}/note`)}
          >
            {(ids) => (
              <TextInput
                {...ids}
                maxLength={LINE_LIMIT}
                value={cohort.note}
                onChange={(event) => change({ note: event.target.value })}
              />
            )}
          </Field>
        </>
      )}
    </ListField>
  )
}

/** The register of offices; a reorganized one names those that took over its work. */
export function OfficesField({
  offices,
  onChange,
  errorOf,
}: {
  offices: OfficeDraft[]
  onChange: (offices: OfficeDraft[]) => void
  errorOf: ErrorOf
}) {
  const { t } = useTexts()
  return (
    <ListField
      name="offices"
      legend={t.settings.offices}
      hint={t.settings.officesHint}
      error={errorOf('offices')}
      rows={offices}
      onChange={onChange}
      empty={{ name: '', endedOn: '', successors: '' }}
      addLabel={t.settings.addOffice}
      removeLabel={({ name }) => t.settings.remove(name || t.settings.newOffice)}
      legendOf={({ name }) => name || t.settings.newOffice}
      layout={LAYOUT}
    >
      {(office, change, at) =>
        (['name', 'endedOn', 'successors'] as const).map((field) => (
          <Field
            key={field}
            name={`offices/${at}/${field}`}
            label={t.settings.officeFields[field]}
            {...(field !== 'name' && { required: false })}
            error={errorOf(`offices/${at}/${field}`)}
          >
            {(ids) => (
              <TextInput
                {...ids}
                type={field === 'endedOn' ? 'date' : 'text'}
                value={office[field]}
                onChange={(event) => change({ [field]: event.target.value })}
              />
            )}
          </Field>
        ))
      }
    </ListField>
  )
}

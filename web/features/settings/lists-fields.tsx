import { COHORT_RECORDS, type CohortRecord } from '../../../functions/domain/words.ts'
import { useTexts } from '../../i18n/language.tsx'
import { Button } from '../../ui/button.tsx'
import { Field, FieldGroup } from '../../ui/field.tsx'
import { Select, TextInput } from '../../ui/inputs.tsx'
import { LINE_LIMIT } from '../forms/limits.ts'
import type { ErrorOf } from '../forms/write-form.tsx'
import { usePlace } from '../session/place.tsx'
import type { CohortDraft, OfficeDraft } from './settings-draft.ts'

const frame =
  'grid min-w-0 gap-3 rounded-8 border border-solid-gray-300 p-3 desktop:grid-cols-3 desktop:items-end'

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
  const change = (at: number, patch: Partial<CohortDraft>) =>
    onChange(cohorts.map((cohort, index) => (index === at ? { ...cohort, ...patch } : cohort)))
  // The program began in 2006; the next cohort is chosen before its year begins.
  const newest = roster.thisYear + 1
  const span = Array.from({ length: newest - 2005 }, (_, back) => newest - back)
  return (
    <FieldGroup
      name="cohorts"
      legend={t.settings.cohorts}
      hint={t.settings.cohortsHint}
      error={errorOf('cohorts')}
    >
      <ul className="space-y-3">
        {cohorts.map((cohort, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a year may be typed twice on the way
          <li key={at}>
            <fieldset className={frame}>
              <legend className="px-1 text-[0.875rem]">
                {cohort.fiscalYear === ''
                  ? t.settings.newYear
                  : dates.fiscalYearLong(Number(cohort.fiscalYear))}
              </legend>
              <Field
                name={`cohorts/${at}/fiscalYear`}
                label={t.dates.fiscalYear}
                error={errorOf(`cohorts/${at}/fiscalYear`)}
              >
                {(ids) => (
                  <Select
                    {...ids}
                    value={cohort.fiscalYear}
                    onChange={(event) => change(at, { fiscalYear: event.target.value })}
                  >
                    <option value="">{t.form.choose}</option>
                    {[
                      ...new Set([
                        ...span,
                        ...(cohort.fiscalYear ? [Number(cohort.fiscalYear)] : []),
                      ]),
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
                    onChange={(event) => change(at, { record: event.target.value as CohortRecord })}
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
                    onChange={(event) => change(at, { note: event.target.value })}
                  />
                )}
              </Field>
              <p className="desktop:col-span-3">
                <Button
                  variant="text"
                  size="small"
                  onClick={() => onChange(cohorts.filter((_, index) => index !== at))}
                >
                  {t.settings.remove(
                    cohort.fiscalYear === ''
                      ? t.settings.newYear
                      : dates.fiscalYear(Number(cohort.fiscalYear)),
                  )}
                </Button>
              </p>
            </fieldset>
          </li>
        ))}
      </ul>
      <Button
        variant="outline"
        size="small"
        className="mt-2 min-h-11"
        onClick={() =>
          onChange([...cohorts, { fiscalYear: '', record: 'cohort', ordinal: '', note: '' }])
        }
      >
        {t.settings.addYear}
      </Button>
    </FieldGroup>
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
  const change = (at: number, patch: Partial<OfficeDraft>) =>
    onChange(offices.map((office, index) => (index === at ? { ...office, ...patch } : office)))
  return (
    <FieldGroup
      name="offices"
      legend={t.settings.offices}
      hint={t.settings.officesHint}
      error={errorOf('offices')}
    >
      <ul className="space-y-3">
        {offices.map((office, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a name is being typed
          <li key={at}>
            <fieldset className={frame}>
              <legend className="px-1 text-[0.875rem]">
                {office.name || t.settings.newOffice}
              </legend>
              {(['name', 'endedOn', 'successors'] as const).map((field) => (
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
                      onChange={(event) => change(at, { [field]: event.target.value })}
                    />
                  )}
                </Field>
              ))}
              <p className="desktop:col-span-3">
                <Button
                  variant="text"
                  size="small"
                  onClick={() => onChange(offices.filter((_, index) => index !== at))}
                >
                  {t.settings.remove(office.name || t.settings.newOffice)}
                </Button>
              </p>
            </fieldset>
          </li>
        ))}
      </ul>
      <Button
        variant="outline"
        size="small"
        className="mt-2 min-h-11"
        onClick={() => onChange([...offices, { name: '', endedOn: '', successors: '' }])}
      >
        {t.settings.addOffice}
      </Button>
    </FieldGroup>
  )
}

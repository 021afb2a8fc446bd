import { fiscalYearSpan } from '../../../functions/domain/calendar.ts'
import type { GrantedRole } from '../../../functions/domain/words.ts'
import { useTexts } from '../../i18n/language.tsx'
import { Field } from '../../ui/field.tsx'
import { Select } from '../../ui/inputs.tsx'
import { ListField } from '../../ui/list-field.tsx'
import { DayField } from '../forms/day-field.tsx'
import type { ErrorOf } from '../forms/write-form.tsx'
import { usePlace } from '../session/place.tsx'
import { EMPTY_GRANT, type GrantDraft, isOfCohort } from './member-draft.ts'

/** The roles a municipality grants; the program's office is not its to appoint. */
const ROLES = ['member', 'alumnus', 'hr', 'executive'] as const satisfies GrantedRole[]

/** Somebody's roles, each from a date to a date. */
export function GrantsField({
  grants,
  onChange,
  errorOf,
}: {
  grants: GrantDraft[]
  onChange: (grants: GrantDraft[]) => void
  errorOf: ErrorOf
}) {
  const { roster } = usePlace()
  const { t, words, dates } = useTexts()
  return (
    <ListField
      name="roles"
      legend={t.roster.grants}
      hint={t.roster.grantsHint}
      error={errorOf('roles')}
      rows={grants}
      onChange={onChange}
      empty={EMPTY_GRANT}
      most={20}
      addLabel={t.roster.addGrant}
      removeLabel={(_, at) => t.roster.removeGrant(at + 1)}
      legendOf={(_, at) => t.roster.grant(at + 1)}
      layout="grid gap-3 desktop:grid-cols-2"
    >
      {(grant, change, at) => (
        <>
          <Field
            name={`roles/${at}/role`}
            label={t.roster.role}
            error={errorOf(`roles/${at}/role`)}
          >
            {(ids) => (
              <Select
                {...ids}
                value={grant.role}
                onChange={(event) =>
                  change({ role: event.target.value as GrantDraft['role'], cohort: '' })
                }
              >
                <option value="">{t.form.choose}</option>
                {ROLES.map((role) => (
                  <option key={role} value={role}>
                    {words.roles[role]}
                  </option>
                ))}
              </Select>
            )}
          </Field>
          {isOfCohort(grant.role) && (
            <Field
              name={`roles/${at}/cohort`}
              label={t.roster.cohort}
              error={errorOf(`roles/${at}/cohort`)}
            >
              {(ids) => (
                <Select
                  {...ids}
                  value={grant.cohort}
                  onChange={({ target: { value } }) => change(cohortPatch(grant, value))}
                >
                  <option value="">{t.form.choose}</option>
                  {roster.cohorts.toReversed().map((year) => (
                    <option key={year} value={year}>
                      {dates.fiscalYearLong(year)}
                    </option>
                  ))}
                </Select>
              )}
            </Field>
          )}
          {(['from', 'to'] as const).map((end) => (
            <DayField
              key={end}
              name={`roles/${at}/${end}`}
              label={t.roster[end]}
              required={end === 'from'}
              error={errorOf(`roles/${at}/${end}`)}
              value={grant[end]}
              onChange={(day) => change({ [end]: day })}
            />
          ))}
        </>
      )}
    </ListField>
  )
}

/** A cohort begins on April 1 of its year, and that is when its people's role begins. */
function cohortPatch({ role, from }: GrantDraft, cohort: string): Partial<GrantDraft> {
  if (cohort === '' || from !== '') return { cohort }
  const year = role === 'alumnus' ? Number(cohort) + 1 : Number(cohort)
  return { cohort, from: fiscalYearSpan(year).first }
}

import { fiscalYearSpan } from '../../../functions/domain/calendar.ts'
import type { GrantedRole } from '../../../functions/domain/words.ts'
import { useTexts } from '../../i18n/language.tsx'
import { Button } from '../../ui/button.tsx'
import { Field, FieldGroup } from '../../ui/field.tsx'
import { Select } from '../../ui/inputs.tsx'
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
  const change = (at: number, patch: Partial<GrantDraft>) =>
    onChange(grants.map((grant, index) => (index === at ? { ...grant, ...patch } : grant)))
  return (
    <FieldGroup
      name="roles"
      legend={t.roster.grants}
      hint={t.roster.grantsHint}
      error={errorOf('roles')}
    >
      <ul className="space-y-4">
        {grants.map((grant, at) => (
          <li
            // biome-ignore lint/suspicious/noArrayIndexKey: the roles have no identity but their place
            key={at}
          >
            <fieldset className="grid min-w-0 gap-3 rounded-8 border border-solid-gray-300 p-3 desktop:grid-cols-2">
              <legend className="px-1 text-[0.875rem]">{t.roster.grant(at + 1)}</legend>
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
                      change(at, { role: event.target.value as GrantDraft['role'], cohort: '' })
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
                      onChange={({ target: { value } }) => change(at, cohortPatch(grant, value))}
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
                  onChange={(day) => change(at, { [end]: day })}
                />
              ))}
              <p>
                <Button
                  variant="text"
                  size="small"
                  onClick={() => onChange(grants.filter((_, index) => index !== at))}
                >
                  {t.roster.removeGrant(at + 1)}
                </Button>
              </p>
            </fieldset>
          </li>
        ))}
      </ul>
      {grants.length < 20 && (
        <Button
          variant="outline"
          size="small"
          className="mt-2 min-h-11"
          onClick={() => onChange([...grants, EMPTY_GRANT])}
        >
          {t.roster.addGrant}
        </Button>
      )}
    </FieldGroup>
  )
}

/** A cohort begins on April 1 of its year, and that is when its people's role begins. */
function cohortPatch({ role, from }: GrantDraft, cohort: string): Partial<GrantDraft> {
  if (cohort === '' || from !== '') return { cohort }
  const year = role === 'alumnus' ? Number(cohort) + 1 : Number(cohort)
  return { cohort, from: fiscalYearSpan(year).first }
}

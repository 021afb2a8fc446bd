import { ABSENCES } from '../../../functions/domain/words.ts'
import { useTexts } from '../../i18n/language.tsx'
import type { RosterEntry } from '../../people-client.ts'
import { Button } from '../../ui/button.tsx'
import { Field, FieldGroup } from '../../ui/field.tsx'
import { Checkbox, Select, TextInput } from '../../ui/inputs.tsx'
import { DayField } from '../forms/day-field.tsx'
import { LINE_LIMIT } from '../forms/limits.ts'
import type { ErrorOf } from '../forms/write-form.tsx'
import { OfficeInput } from '../stewardship/office-input.tsx'
import { GrantsField } from './grants-field.tsx'
import type { MemberDraft } from './member-draft.ts'

/** What the roster says of one person. */
export function MemberFields({
  values,
  set,
  errorOf,
  person,
}: {
  values: MemberDraft
  set: (patch: Partial<MemberDraft>) => void
  errorOf: ErrorOf
  /** Who is edited; nobody yet for a new person. */
  person?: RosterEntry
}) {
  const { t, dates } = useTexts()
  return (
    <>
      <Field name="name" label={t.roster.name} required error={errorOf('name')}>
        {(ids) => (
          <TextInput
            {...ids}
            maxLength={LINE_LIMIT}
            value={values.name}
            onChange={(event) => set({ name: event.target.value })}
          />
        )}
      </Field>
      <Field
        name="office"
        label={t.roster.office}
        hint={person && t.roster.officeHint}
        required={false}
        error={errorOf('office')}
      >
        {(ids) => (
          <OfficeInput ids={ids} value={values.office} onChange={(office) => set({ office })} />
        )}
      </Field>
      <Field
        name="email"
        label={t.roster.email}
        hint={t.roster.emailHint}
        required={false}
        error={errorOf('email')}
      >
        {(ids) => (
          <TextInput
            {...ids}
            type="email"
            maxLength={254}
            value={values.email}
            onChange={(event) => set({ email: event.target.value })}
          />
        )}
      </Field>
      <Field
        name="staffNumber"
        label={t.roster.staffNumber}
        hint={t.roster.staffNumberHint}
        required={false}
        error={errorOf('staffNumber')}
      >
        {(ids) => (
          <TextInput
            {...ids}
            maxLength={LINE_LIMIT}
            value={values.staffNumber}
            onChange={(event) => set({ staffNumber: event.target.value })}
          />
        )}
      </Field>
      <GrantsField
        grants={values.grants}
        onChange={(grants) => set({ grants })}
        errorOf={errorOf}
      />
      {person && <AwayFields values={values} set={set} errorOf={errorOf} />}
      {person?.moves && person.moves.length > 0 && (
        <FieldGroup name="moves" legend={t.roster.moves} error={errorOf('moves')}>
          <ul className="space-y-1">
            {values.moves.map(({ office, on }) => (
              <li key={on} className="flex flex-wrap items-center gap-x-3">
                {t.roster.move(dates.day(on), office)}
                <Button
                  variant="text"
                  size="small"
                  onClick={() => set({ moves: values.moves.filter((move) => move.on !== on) })}
                >
                  {t.roster.removeMove(t.roster.move(dates.day(on), office))}
                </Button>
              </li>
            ))}
          </ul>
        </FieldGroup>
      )}
      {person?.leftOn && (
        <Checkbox
          label={t.roster.takeBackLeaving(dates.day(person.leftOn))}
          checked={values.takesBackLeaving}
          onChange={(takesBackLeaving) => set({ takesBackLeaving })}
        />
      )}
    </>
  )
}

function AwayFields({
  values,
  set,
  errorOf,
}: {
  values: MemberDraft
  set: (patch: Partial<MemberDraft>) => void
  errorOf: ErrorOf
}) {
  const { t, words } = useTexts()
  return (
    <div className="grid gap-4 desktop:grid-cols-2">
      <Field name="away/kind" label={t.roster.away} error={errorOf('away')}>
        {(ids) => (
          <Select
            {...ids}
            value={values.away}
            onChange={({ target: { value } }) =>
              set({
                away: value as MemberDraft['away'],
                ...(value === '' && { awayUntil: '' }),
              })
            }
          >
            <option value="">{t.roster.notAway}</option>
            {ABSENCES.map((absence) => (
              <option key={absence} value={absence}>
                {words.absences[absence]}
              </option>
            ))}
          </Select>
        )}
      </Field>
      {values.away !== '' && (
        <DayField
          name="away/until"
          label={t.roster.awayUntil}
          hint={t.roster.awayUntilHint}
          required={false}
          error={errorOf('away/until')}
          value={values.awayUntil}
          onChange={(day) => set({ awayUntil: day })}
        />
      )}
    </div>
  )
}

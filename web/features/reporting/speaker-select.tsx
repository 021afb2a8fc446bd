import { useTexts } from '../../i18n/language.tsx'
import { Field } from '../../ui/field.tsx'
import { Select, TextInput } from '../../ui/inputs.tsx'
import { LINE_LIMIT } from '../forms/limits.ts'
import type { SpeakerChoice } from './report-draft.ts'

/** Whom one can name: the cohorts and the people of one municipality. */
export type Roster = {
  cohorts: number[]
  people: {
    id: string
    name: string
    office?: string | undefined
    roles: { role: string; cohort?: number | undefined }[]
  }[]
  /** Cohorts before this fiscal year are alumni. */
  thisYear: number
}

/** A person's role as it describes a speaker best. */
export function roleIn(roster: Roster, memberId: string) {
  return roster.people.find(({ id }) => id === memberId)?.roles[0]
}

/** Whose words they are: a role and cohort, or a person of the roster, in one choice. */
export function SpeakerSelect({
  name,
  label,
  value,
  note,
  onChange,
  onNote,
  roster,
  error,
  required = true,
}: {
  name: string
  label: string
  value: SpeakerChoice
  note: string
  onChange: (value: SpeakerChoice) => void
  onNote: (note: string) => void
  roster: Roster
  error: string | undefined
  required?: boolean
}) {
  const { t, words, dates } = useTexts()
  return (
    <div className="space-y-3">
      <Field name={name} label={label} required={required} error={error}>
        {(ids) => (
          <Select {...ids} value={value} onChange={(event) => onChange(event.target.value)}>
            <option value="">{required ? t.form.choose : t.speaker.myself}</option>
            <optgroup label={t.speaker.byRole}>
              {roster.cohorts.toReversed().map((year) => (
                <option
                  key={year}
                  value={`role/${year < roster.thisYear ? 'alumnus' : 'member'}/${year}`}
                >
                  {t.speaker.cohort(
                    dates.fiscalYear(year),
                    words.roles[year < roster.thisYear ? 'alumnus' : 'member'],
                  )}
                </option>
              ))}
              <option value="role/alumnus">{t.speaker.someAlumnus}</option>
              {(['steward', 'hr', 'executive', 'office'] as const).map((role) => (
                <option key={role} value={`role/${role}`}>
                  {words.roles[role]}
                </option>
              ))}
              <option value="role/unattributed">{words.speakers.unattributed}</option>
            </optgroup>
            {roster.people.length > 0 && (
              <optgroup label={t.speaker.byName}>
                {roster.people.map((person) => (
                  <option key={person.id} value={`person/${person.id}`}>
                    {person.name}
                    {person.office && t.common.aside(person.office)}
                  </option>
                ))}
              </optgroup>
            )}
          </Select>
        )}
      </Field>
      {value !== '' && (
        <Field
          name={`${name}/note`}
          label={t.speaker.note}
          hint={t.speaker.noteHint}
          required={false}
        >
          {(ids) => (
            <TextInput
              {...ids}
              maxLength={LINE_LIMIT}
              value={note}
              onChange={(event) => onNote(event.target.value)}
            />
          )}
        </Field>
      )}
    </div>
  )
}

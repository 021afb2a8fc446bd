import type { SpokenOf } from '../../../functions/domain/people/capacities.ts'
import type { RoleHeld } from '../../../functions/domain/people/roles.ts'
import { useTexts } from '../../i18n/language.tsx'
import { Field } from '../../ui/field.tsx'
import { Select, TextInput } from '../../ui/inputs.tsx'
import { LINE_LIMIT } from '../forms/limits.ts'
import { type Capacity, chosenSpeaker, type SpeakerChoice, speakerChoice } from './speaker.ts'

/** Whom one can name: the cohorts and the people of one municipality. */
export type Roster = {
  cohorts: number[]
  people: { id: string; name: string; office?: string | undefined }[]
  /** In which roles a person may speak of a proposal, what fits best first. */
  capacitiesOf: (memberId: string, proposal: SpokenOf | undefined) => RoleHeld[]
  /** Cohorts before this fiscal year are alumni. */
  thisYear: number
}

/** Whose words they are: a role and cohort, or a person of the roster and the role in which they speak. */
export function SpeakerSelect({
  name,
  label,
  value,
  note,
  onChange,
  onNote,
  roster,
  proposal,
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
  /** What they speak of. */
  proposal: SpokenOf | undefined
  error: string | undefined
  required?: boolean
}) {
  const { t, words } = useTexts()
  const { memberId } = chosenSpeaker(value)
  return (
    <div className="space-y-3">
      <Field
        name={name}
        label={label}
        required={required}
        error={memberId === undefined ? error : undefined}
      >
        {(ids) => (
          <Select
            {...ids}
            value={memberId === undefined ? value : `person/${memberId}`}
            onChange={(event) => onChange(event.target.value)}
          >
            <option value="">{required ? t.form.choose : t.speaker.myself}</option>
            <optgroup label={t.speaker.byRole}>
              <CapacityOptions capacities={capacitiesIn(roster)} />
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
      {memberId !== undefined && (
        <CapacitySelect
          key={memberId}
          name={`${name}/role`}
          value={value}
          onChange={onChange}
          roster={roster}
          fitting={roster.capacitiesOf(memberId, proposal)}
          error={error}
        />
      )}
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

/** In which role a person of the roster speaks: what fits best is chosen, and shown to whoever records it. */
function CapacitySelect({
  name,
  value,
  onChange,
  roster,
  fitting,
  error,
}: {
  name: string
  value: SpeakerChoice
  onChange: (value: SpeakerChoice) => void
  roster: Roster
  fitting: Capacity[]
  error: string | undefined
}) {
  const { t } = useTexts()
  const { memberId, as = fitting[0] } = chosenSpeaker(value)
  const choice = (capacity: Capacity) => speakerChoice({ ...capacity, memberId })
  const others = (known: Capacity[], more: Capacity[]) =>
    more.filter((one) => !known.some((other) => choice(other) === choice(one)))
  // What was recorded may fit no more.
  const first = as && as.role !== 'unattributed' ? [...fitting, ...others(fitting, [as])] : fitting
  return (
    <Field name={name} label={t.speaker.capacity} required error={error}>
      {(ids) => (
        <Select
          {...ids}
          value={as ? choice(as) : ''}
          onChange={(event) => onChange(event.target.value)}
        >
          {!as && <option value="">{t.form.choose}</option>}
          <CapacityOptions capacities={first} memberId={memberId} />
          <optgroup label={t.speaker.otherCapacities}>
            <CapacityOptions capacities={others(first, capacitiesIn(roster))} memberId={memberId} />
            <option value={choice({ role: 'unattributed' })}>{t.speaker.capacityUnknown}</option>
          </optgroup>
        </Select>
      )}
    </Field>
  )
}

/** Every role in which somebody of a municipality may have spoken, the latest cohort first. */
function capacitiesIn({ cohorts, thisYear }: Roster): Capacity[] {
  return [
    ...cohorts
      .toReversed()
      .map((cohort): Capacity => ({ role: cohort < thisYear ? 'alumnus' : 'member', cohort })),
    ...(['alumnus', 'steward', 'hr', 'executive', 'office'] as const).map((role) => ({ role })),
  ]
}

function CapacityOptions({
  capacities,
  memberId,
}: {
  capacities: Capacity[]
  memberId?: string | undefined
}) {
  const { t, words, dates } = useTexts()
  return capacities.map(({ role, cohort }) => {
    const value = speakerChoice({ role, cohort, memberId })
    return (
      <option key={value} value={value}>
        {cohort !== undefined
          ? t.speaker.cohort(dates.fiscalYear(cohort), words.speakers[role])
          : role === 'alumnus'
            ? t.speaker.someAlumnus
            : words.speakers[role]}
      </option>
    )
  })
}

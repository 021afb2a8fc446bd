import type { Speaker } from '../../../functions/domain/people/people.ts'
import type { RoleHeld } from '../../../functions/domain/people/roles.ts'

/** In which role somebody speaks. */
export type Capacity = Pick<Speaker, 'role' | 'cohort'>

/**
 * A speaker as one choice: `role/<role>`, `role/<role>/<cohort>`, `person/<id>/<role>`, `person/<id>/<role>/<cohort>`,
 * or `person/<id>` for the role that fits them best.
 */
export type SpeakerChoice = string

/** The choice that stands for a speaker. */
export function speakerChoice({
  role,
  cohort,
  memberId,
}: { [Field in 'role' | 'cohort' | 'memberId']?: Speaker[Field] | undefined }): SpeakerChoice {
  const as = [role ?? (memberId === undefined ? 'unattributed' : undefined), cohort]
  const who = memberId === undefined ? ['role'] : ['person', memberId]
  return [...who, ...as.filter((part) => part !== undefined)].join('/')
}

/** Who is chosen, and as what, as far as the choice says so. */
export function chosenSpeaker(choice: SpeakerChoice): { memberId?: string; as?: Capacity } {
  const [kind, ...parts] = choice.split('/')
  const [role, cohort] = kind === 'person' ? parts.slice(1) : parts
  return {
    ...(kind === 'person' && { memberId: parts[0] ?? '' }),
    ...(role !== undefined && {
      as: {
        role: role as Speaker['role'],
        ...(cohort !== undefined && { cohort: Number(cohort) }),
      },
    }),
  }
}

/**
 * The speaker that a choice stands for.
 * @param capacitiesOf in which roles a person may speak, what fits best first
 * @returns undefined while nobody is chosen, or somebody of whom nothing tells in which role they speak
 */
export function speakerOf(
  choice: SpeakerChoice,
  note: string,
  capacitiesOf: (memberId: string) => RoleHeld[],
): Speaker | undefined {
  const { memberId, as } = chosenSpeaker(choice)
  const held = as ?? (memberId === undefined ? undefined : capacitiesOf(memberId)[0])
  return (
    held && {
      ...held,
      ...(memberId !== undefined && { memberId }),
      ...(note.trim() !== '' && { note }),
    }
  )
}

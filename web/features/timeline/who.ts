import type { Attribution, Speaker } from '../../../functions/domain/people/people.ts'
import { useTexts } from '../../i18n/language.tsx'
import { usePlace } from '../session/place.tsx'

/** Names whoever said or recorded something: name, role and cohort, as far as they are known. */
export function useWho() {
  const { t, words, dates } = useTexts()
  const { nameOf } = usePlace()
  const inRole = (role: string | undefined, cohort: number | undefined) => {
    const name = role && words.speakers[role as keyof typeof words.speakers]
    return name && cohort !== undefined ? t.speaker.of(name, dates.fiscalYear(cohort)) : name
  }
  const named = (name: string | undefined, role: string | undefined) =>
    name && role ? t.speaker.named(name, role) : (name ?? role)
  const person = (by: Attribution): string =>
    named(nameOf(by.memberId), inRole(by.role, by.cohort)) ??
    (by.kind === 'person' ? t.common.unknownPerson : words.actorKinds[by.kind])
  return {
    speaker: ({ memberId, role, cohort, note }: Speaker): string => {
      const name = nameOf(memberId)
      // Where there is a name, no source has kept silent.
      const as = name && role === 'unattributed' ? undefined : inRole(role, cohort)
      return [named(name, as), note].filter(Boolean).join(t.common.dot)
    },
    /** Who it was, however it came. */
    person,
    recorder: (by: Attribution): string => {
      const who = person(by)
      if (by.kind === 'person') return who
      // A mail's link is its receiver's: who answered by it is known.
      const how = words.actorKinds[by.kind]
      return by.kind === 'link' && who !== how ? who + t.common.aside(how) : how
    },
  }
}

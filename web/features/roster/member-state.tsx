import type { Day } from '../../../functions/domain/calendar.ts'
import { rolesOn } from '../../../functions/domain/people/roles.ts'
import { useTexts } from '../../i18n/language.tsx'
import type { RosterEntry } from '../../people-client.ts'
import { AlertIcon, CheckIcon } from '../../ui/icons.tsx'
import { Tag } from '../../ui/tag.tsx'
import { usePlace } from '../session/place.tsx'

/** 在籍・不在・退職・停止中, each with its date where there is one. */
export function PresenceTags({ person }: { person: RosterEntry }) {
  const { today } = usePlace()
  const { t, words, dates } = useTexts()
  const { away, hrElsewhere, leftOn, mailTrouble, presence, suspended } = person
  if (person.erased) return <Tag>{words.erasedPerson}</Tag>
  const absence = presence === 'away' && away && words.absences[away.kind]
  return (
    <>
      {presence === 'left' && leftOn ? (
        <Tag>{t.roster.leftSince(dates.day(leftOn))}</Tag>
      ) : absence ? (
        <Tag kind="info">
          {away.until ? t.roster.until(absence, dates.day(away.until)) : absence}
        </Tag>
      ) : (
        <Tag>{words.presences[presence]}</Tag>
      )}
      {leftOn && leftOn > today && <Tag kind="info">{t.roster.leaving(dates.day(leftOn))}</Tag>}
      {suspended && (
        <Tag kind="error">
          <AlertIcon size={14} />
          {t.roster.suspended}
        </Tag>
      )}
      {hrElsewhere && (
        <Tag kind="warning">
          <AlertIcon size={14} />
          {t.roster.hrElsewhere}
        </Tag>
      )}
      {mailTrouble && (
        <Tag kind="warning">
          <AlertIcon size={14} />
          {t.roster.mailTroubleTag}
        </Tag>
      )}
    </>
  )
}

/** Whether an account acts as the person, how far an invitation got, and the last sign-in. */
export function AccessState({ person }: { person: RosterEntry }) {
  const { t, words, dates } = useTexts()
  const { bound, invitation, lastSignInAt } = person
  if (person.erased) return t.privacy.noAccess
  if (bound)
    return (
      <>
        <Tag kind="good">
          <CheckIcon size={14} />
          {t.roster.bound}
        </Tag>
        <span className="mt-1 block text-[0.875rem]">
          {lastSignInAt ? t.roster.lastSignIn(dates.instant(lastSignInAt)) : t.roster.neverSignedIn}
        </span>
      </>
    )
  if (!invitation) return <Tag>{t.roster.notBound}</Tag>
  const { state, expiresAt } = invitation
  return (
    <>
      <Tag kind={state === 'sent' ? 'info' : 'warning'}>{words.invitationStates[state]}</Tag>
      {state === 'sent' && (
        <span className="mt-1 block text-[0.875rem]">
          {t.roster.expires(dates.instantDay(expiresAt))}
        </span>
      )}
    </>
  )
}

/** Somebody's roles as they were granted, a line each: from when to when, and that a past cohort's are alumni by now. */
export function useGrantWords() {
  const { today } = usePlace()
  const { t, words, dates } = useTexts()
  return (grants: RosterEntry['grants'], leftOn: Day | undefined): string =>
    grants
      .map((grant) => {
        const { role, cohort, from, to } = grant
        const name = words.roles[role]
        const whose = cohort === undefined ? name : t.speaker.of(name, dates.fiscalYear(cohort))
        const span = t.roster.span(dates.day(from), to === undefined ? '' : dates.day(to))
        // Whoever has left holds no role any more.
        const [held] = leftOn !== undefined && leftOn <= today ? [] : rolesOn([grant], today)
        const isAlumnus = role === 'member' && held?.role === 'alumnus'
        return `${whose} ${span}${isAlumnus ? t.common.aside(t.roster.alumnusNow) : ''}`
      })
      .join('\n')
}

/** The roles of somebody, with their cohort years. */
export function useRoleNames() {
  const { t, words, dates } = useTexts()
  return (roles: RosterEntry['roles']): string =>
    roles.length === 0
      ? t.roster.noRoles
      : t.common.list(
          roles.map(({ role, cohort }) =>
            cohort === undefined
              ? words.roles[role]
              : t.speaker.of(words.roles[role], dates.fiscalYear(cohort)),
          ),
        )
}

import { tokyoDayOf } from './calendar.ts'
import { attributionOf, type Deed, type MunicipalityChange } from './change.ts'
import type { MailDraft, MailFacts } from './mail.ts'
import { isAdmitted, rolesOf } from './people.ts'
import type { Register } from './register.ts'

/** The month's anchor, told to HR, so that its fingerprint lies where nobody who runs the hub can change it. */
export function tellAnchor(
  register: Register,
  anchor: MailFacts['anchor_report'],
  deed: Deed,
): MunicipalityChange {
  return {
    after: register.municipality,
    members: [],
    entityId: deed.id,
    event: { type: 'anchor_told', by: attributionOf(deed), data: { ...anchor }, texts: {} },
    mails: toDispatcher(register, deed, (to) => ({ kind: 'anchor_report', to, facts: anchor })),
  }
}

/** A history that was found broken, told to HR at once. */
export function tellBreak(
  register: Register,
  found: MailFacts['history_broken'],
  deed: Deed,
): MunicipalityChange {
  return {
    after: register.municipality,
    members: [],
    entityId: deed.id,
    event: { type: 'history_broken', by: attributionOf(deed), data: { ...found }, texts: {} },
    mails: toDispatcher(register, deed, (to) => ({ kind: 'history_broken', to, facts: found })),
  }
}

function toDispatcher(
  { members }: Register,
  { now }: Deed,
  draft: (to: string) => MailDraft,
): MailDraft[] {
  const today = tokyoDayOf(now)
  return [...members.values()]
    .filter(
      (person) =>
        isAdmitted(person, today) &&
        person.email !== undefined &&
        rolesOf(person, today).some(({ role }) => role === 'hr'),
    )
    .map(({ id }) => draft(id))
}

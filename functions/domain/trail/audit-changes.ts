import { type Instant, tokyoDayOf } from '../calendar.ts'
import { attributionOf, type Deed, type MunicipalityChange } from '../change.ts'
import { DomainError } from '../errors.ts'
import type { MailDraft, MailFacts } from '../mails/mail.ts'
import { isReachable } from '../mails/mail-changes.ts'
import { OFFICE } from '../municipalities/municipality-code.ts'
import { isAdmitted, rolesOf } from '../people/people.ts'
import type { Register } from '../register.ts'

/**
 * The month's anchor, told to HR (in the program's office to its people), so that its fingerprint lies where nobody who
 * runs the hub can change it.
 * @param month YYYY-MM
 * @throws DomainError `nothing_changed` where one of that month is told already
 */
export function tellAnchor(
  register: Register,
  month: string,
  anchor: MailFacts['anchor_report'],
  deed: Deed,
): MunicipalityChange {
  const { municipality } = register
  if (municipality.anchorTold === month) throw new DomainError('nothing_changed')
  return {
    after: { ...municipality, anchorTold: month },
    members: [],
    entityId: deed.id,
    event: { type: 'anchor_told', by: attributionOf(deed), data: { ...anchor, month }, texts: {} },
    mails: toAuditing(register, deed, (to) => ({ kind: 'anchor_report', to, facts: anchor })),
  }
}

/**
 * A history that was found broken, told to HR at once. It stays a task of HR's, whoever wants no mail, until a
 * check finds the history intact.
 * @throws DomainError `nothing_changed` where it is to be news, and as many broken chains are known
 */
export function tellBreak(
  register: Register,
  found: MailFacts['history_broken'],
  deed: Deed,
  { isNews = false } = {},
): MunicipalityChange {
  const { municipality } = register
  if (isNews && municipality.historyBroken?.chains === found.chains)
    throw new DomainError('nothing_changed')
  const since = municipality.historyBroken?.since ?? deed.now
  return {
    after: { ...municipality, historyBroken: { since, chains: found.chains } },
    members: [],
    entityId: deed.id,
    event: {
      type: 'history_broken',
      by: attributionOf(deed),
      data: { ...found, since },
      texts: {},
    },
    mails: toAuditing(register, deed, (to) => ({ kind: 'history_broken', to, facts: found })),
  }
}

/**
 * A history that was broken was found intact.
 * @throws DomainError `nothing_changed` where that is told already
 */
export function tellIntact({ municipality }: Register, deed: Deed): MunicipalityChange {
  const { historyBroken, ...after } = municipality
  if (!historyBroken) throw new DomainError('nothing_changed')
  return {
    after,
    members: [],
    entityId: deed.id,
    event: {
      type: 'history_intact',
      by: attributionOf(deed),
      data: { ...historyBroken },
      texts: {},
    },
  }
}

/**
 * The data were restored to how they stood at an instant that anchors lie behind: told in the history, so that it
 * explains itself which of them tell of what is gone, and to HR.
 */
export function tellRestored(
  register: Register,
  { anchors, madeAt }: { anchors: number; madeAt: Instant },
  deed: Deed,
): MunicipalityChange {
  const facts = { asOf: register.recordedAt, anchors }
  return {
    after: register.municipality,
    members: [],
    entityId: deed.id,
    event: {
      type: 'history_restored',
      by: attributionOf(deed),
      data: { ...facts, madeAt },
      texts: {},
    },
    mails: toAuditing(register, deed, (to) => ({ kind: 'history_restored', to, facts })),
  }
}

function toAuditing(
  { municipality, members }: Register,
  { now }: Deed,
  draft: (to: string) => MailDraft,
): MailDraft[] {
  const today = tokyoDayOf(now)
  const auditing = municipality.code === OFFICE ? 'office' : 'hr'
  return [...members.values()]
    .filter(
      (person) =>
        isAdmitted(person, today) &&
        isReachable(person) &&
        rolesOf(person, today).some(({ role }) => role === auditing),
    )
    .map(({ id }) => draft(id))
}

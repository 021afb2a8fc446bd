import { type Day, tokyoDayOf } from './calendar.ts'
import type { Actor } from './people/people.ts'
import { type RoleHeld, rolesOn } from './people/roles.ts'
import { type Action, type Resource, RULES } from './rules.ts'

/** The roles held on a day, with `steward` derived from what the resource says. */
function heldOn(actor: Actor, action: Action, resource: Resource, today: Day): RoleHeld[] {
  const held = rolesOn(actor.grants, today)
  const { stewardMemberId, question } = resource
  // Where an office carries the proposal, whoever of it is asked answers for it, and no more.
  const carries =
    actor.memberId !== undefined &&
    (stewardMemberId === actor.memberId ||
      (action === 'question.answer' &&
        question?.via === 'steward' &&
        question.askedMemberIds.includes(actor.memberId)))
  if (carries) held.push({ role: 'steward' })
  return held
}

/**
 * The one place that decides: the role in which the actor may do this, or undefined.
 * @param now the instant of the request; roles hold from a date to a date
 */
export function permittedAs(
  actor: Actor,
  action: Action,
  resource: Resource,
  now: string,
): RoleHeld | undefined {
  if (actor.suspended || actor.municipality !== resource.municipality) return undefined
  const roles = heldOn(actor, action, resource, tokyoDayOf(now))
  for (const rule of RULES) {
    if (!rule.actions.includes(action)) continue
    const held = roles.find(
      (role) => role.role === rule.role && (rule.when?.({ actor, held: role, resource }) ?? true),
    )
    if (held) return held
  }
  return undefined
}

/** Whether the actor may do this. */
export function can(actor: Actor, action: Action, resource: Resource, now: string): boolean {
  return permittedAs(actor, action, resource, now) !== undefined
}

import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import * as cedar from '@cedar-policy/cedar-wasm/nodejs'
import { beforeAll, describe, expect, it } from 'vitest'
import { can, permittedAs } from '../../functions/domain/permissions.ts'
import { ACTIONS, type Resource, RULES } from '../../functions/domain/rules.ts'
import { ROLES } from '../../functions/domain/words.ts'
import {
  cellCountOf,
  cellsOf,
  ME,
  NOW,
  OWN,
  PEOPLE,
  type Person,
  STATES,
} from './permission-cells.ts'

const person = (id: string) => ({ __entity: { type: 'Person', id } })

/** The second opinion: the same question put to the policy written in Cedar. */
function permits(
  { roles, memberOf = [], alumnusOf = [] }: Person['are'],
  { suspended, scope }: { suspended: boolean; scope: string },
  action: string,
  { municipality, cohorts = [], stewardMemberId, carriesOn, report, question, inquiry }: Resource,
): boolean {
  const attributes = {
    municipality,
    cohorts: [...cohorts],
    ...(stewardMemberId !== undefined && { steward: person(stewardMemberId) }),
    ...(carriesOn !== undefined && { carriesOn }),
    ...(question && {
      question: {
        asked: question.askedMemberIds.map(person),
        asSteward: question.via === 'steward',
        ...(question.byMemberId !== undefined && { by: person(question.byMemberId) }),
      },
    }),
    ...(inquiry && {
      inquiry: { ...(inquiry.byMemberId !== undefined && { by: person(inquiry.byMemberId) }) },
    }),
    ...(report && {
      report: {
        side: report.side,
        ...(report.byMemberId !== undefined && { by: person(report.byMemberId) }),
        ...(report.saidByMemberId !== undefined && { said: person(report.saidByMemberId) }),
      },
    }),
  }
  const principal = { type: 'Person', id: ME }
  const resource = { type: 'Thing', id: 'this' }
  const answer = cedar.statefulIsAuthorized({
    principal,
    action: { type: 'Action', id: action },
    resource,
    context: {},
    preparsedPolicySetId: 'policy',
    entities: [
      {
        uid: principal,
        attrs: { municipality: scope, suspended, memberOf, alumnusOf },
        parents: roles.map((id) => ({ type: 'Role', id })),
      },
      { uid: resource, attrs: attributes, parents: [] },
    ],
  })
  // A policy that can't be evaluated is passed over: that must not look like a refusal.
  if (answer.type === 'failure' || answer.response.diagnostics.errors.length > 0)
    throw new Error(JSON.stringify(answer))
  return answer.response.decision === 'allow'
}

const here = (name: string) => readFileSync(join(import.meta.dirname, name), 'utf8')
const policies = { staticPolicies: here('permissions.cedar') }

beforeAll(() => {
  expect(cedar.preparsePolicySet('policy', policies)).toEqual({ type: 'success' })
})

describe('the rule table and the independent policy', () => {
  it('the policy is valid, and names no action that the hub does not have', () => {
    const actions = ACTIONS.map(
      (action) => `action "${action}" appliesTo { principal: Person, resource: Thing };`,
    )
    const schema = `${here('permissions.cedarschema')}\n${actions.join('\n')}`
    expect(cedar.validate({ schema, policies })).toMatchObject({
      type: 'success',
      validationErrors: [],
      validationWarnings: [],
    })
  })

  // ASVS 8.2.1
  it.each(Object.entries(PEOPLE))('agree in every cell about %s', (_, person) => {
    const { are, scope = OWN } = person
    const disagreements: string[] = []
    let cells = 0
    for (const { actor, suspended, action, resource } of cellsOf(person)) {
      const ours = can(actor, action, resource, NOW)
      const theirs = permits(are, { suspended, scope }, action, resource)
      cells += 1
      if (ours !== theirs)
        disagreements.push(
          `${action} on ${JSON.stringify(resource)}: the table ${ours ? 'grants' : 'refuses'} it${suspended ? ' to somebody suspended' : ''}`,
        )
    }
    expect(disagreements).toEqual([])
    expect(cells).toBe(cellCountOf(person))
  })

  it('leave no rule and no action of the table unasked', () => {
    const used = new Set<string>()
    const done = new Set<string>()
    for (const { grants, scope: municipality = OWN } of Object.values(PEOPLE))
      for (const state of STATES)
        for (const action of ACTIONS) {
          const actor = { kind: 'person' as const, municipality, memberId: ME, grants }
          const held = permittedAs(actor, action, { municipality, ...state }, NOW)
          if (!held) continue
          done.add(action)
          used.add(`${held.role} ${action}`)
        }
    expect([...done].toSorted()).toEqual([...ACTIONS].toSorted())
    const ruled = RULES.flatMap(({ role, actions }) => actions.map((one) => `${role} ${one}`))
    expect([...used].toSorted()).toEqual([...new Set(ruled)].toSorted())
    expect(ROLES).toEqual(expect.arrayContaining(RULES.map(({ role }) => role)))
  })
})

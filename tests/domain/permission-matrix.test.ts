import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import * as cedar from '@cedar-policy/cedar-wasm/nodejs'
import { beforeAll, describe, expect, it } from 'vitest'
import { OFFICE } from '../../functions/domain/municipality-code.ts'
import type { RoleGrant } from '../../functions/domain/people.ts'
import { can, permittedAs } from '../../functions/domain/permissions.ts'
import { ACTIONS, type Resource, RULES } from '../../functions/domain/rules.ts'
import { ASKED_VIA, ROLES } from '../../functions/domain/words.ts'
import { idOf, noon } from './build.ts'

const TODAY = '2023-01-12'
const OWN = '222038'
const FOREIGN = '062049'
const SCOPES = [OWN, FOREIGN, OFFICE]
const ME = idOf(1)
const OTHER = idOf(2)

/**
 * People by what the roster grants them, beside what they are today, said by hand: the calendar is the
 * hub's to compute, not the policy's.
 */
const PEOPLE: Record<
  string,
  {
    grants: RoleGrant[]
    scope?: string
    are: { roles: string[]; memberOf?: number[]; alumnusOf?: number[] }
  }
> = {
  'a member of this year': {
    grants: [{ role: 'member', cohort: 2022, from: '2022-04-01' }],
    are: { roles: ['member'], memberOf: [2022] },
  },
  'an alumnus of last year': {
    grants: [{ role: 'member', cohort: 2021, from: '2021-04-01', to: '2022-03-31' }],
    are: { roles: ['alumnus'], alumnusOf: [2021] },
  },
  HR: { grants: [{ role: 'hr', from: '2018-04-01' }], are: { roles: ['hr'] } },
  'an executive': {
    grants: [{ role: 'executive', from: '2018-04-01' }],
    are: { roles: ['executive'] },
  },
  "the program's office": {
    grants: [{ role: 'office', from: '2018-04-01' }],
    scope: OFFICE,
    are: { roles: ['office'] },
  },
  'an office that a municipality claims to be': {
    grants: [{ role: 'office', from: '2018-04-01' }],
    are: { roles: ['office'] },
  },
  'somebody without a role': { grants: [], are: { roles: [] } },
  'a member who gave up in autumn': {
    grants: [{ role: 'member', cohort: 2022, from: '2022-04-01', to: '2022-09-30' }],
    are: { roles: [] },
  },
  'HR of yesterday and of tomorrow': {
    grants: [
      { role: 'hr', from: '2018-04-01', to: '2023-01-11' },
      { role: 'hr', from: '2023-01-13' },
    ],
    are: { roles: [] },
  },
  'an alumnus who is of HR now': {
    grants: [
      { role: 'member', cohort: 2021, from: '2021-04-01' },
      { role: 'hr', from: '2022-04-01' },
    ],
    are: { roles: ['alumnus', 'hr'], alumnusOf: [2021] },
  },
}

type State = Omit<Resource, 'municipality'>
type Report = NonNullable<Resource['report']>

/** A report by whom it was recorded and whose words it holds; an imported one names nobody. */
const REPORTS: Report[] = (['cohort', 'dispatcher'] as const).flatMap((side) =>
  [
    { byMemberId: ME, saidByMemberId: ME },
    { byMemberId: ME, saidByMemberId: OTHER },
    { byMemberId: OTHER, saidByMemberId: ME },
    { byMemberId: OTHER, saidByMemberId: OTHER },
    {},
  ].map((whose) => ({ side, ...whose })),
)
const QUESTIONS: NonNullable<Resource['question']>[] = ASKED_VIA.flatMap((via) =>
  [
    { byMemberId: ME, askedMemberIds: [OTHER] },
    { byMemberId: OTHER, askedMemberIds: [ME] },
    { byMemberId: OTHER, askedMemberIds: [idOf(3)] },
    { askedMemberIds: [ME, OTHER] },
  ].map((whose) => ({ via, ...whose })),
)
const STATES: State[] = [
  // the municipality itself
  {},
  // proposals of an old cohort, of last year's, of this year's, and one that this year's carries on
  ...[[2018], [2021], [2022], [2018, 2022]].flatMap((cohorts) =>
    [undefined, ME].map((stewardMemberId) => ({ cohorts, stewardMemberId })),
  ),
  { cohorts: [2018], stewardMemberId: OTHER },
  // proposals that a cohort is about to carry on
  { cohorts: [2018], carriesOn: 2021 },
  { cohorts: [2018], carriesOn: 2022 },
  { cohorts: [2022], carriesOn: 2022 },
  // questions by whom they were asked and of whom, on my cohort's proposal and on another's, and as its steward
  ...QUESTIONS.flatMap((question) => [
    { cohorts: [2021, 2022], question },
    { cohorts: [2018], question },
    { cohorts: [2018], stewardMemberId: ME, question },
  ]),
  // questions to another municipality, by whom they were asked
  { inquiry: { byMemberId: ME } },
  { inquiry: { byMemberId: OTHER } },
  { inquiry: {} },
  // reports on a proposal of both cohorts, of neither, and on one that I carry
  ...REPORTS.map((report) => ({ cohorts: [2021, 2022], report })),
  ...REPORTS.filter(({ byMemberId }) => byMemberId === OTHER).map((report) => ({
    cohorts: [2018],
    report,
  })),
  ...REPORTS.filter(({ saidByMemberId }) => saidByMemberId === ME).map((report) => ({
    cohorts: [2018],
    stewardMemberId: ME,
    report,
  })),
]

/** In the office there are no proposals: to everybody else it is one thing that isn't theirs. */
const statesIn = (municipality: string, scope: string): State[] =>
  municipality === OFFICE && scope !== OFFICE ? STATES.slice(0, 1) : STATES

const person = (id: string) => ({ __entity: { type: 'Person', id } })

/** The second opinion: the same question put to the policy written in Cedar. */
function permits(
  { roles, memberOf = [], alumnusOf = [] }: (typeof PEOPLE)[string]['are'],
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
  it.each(Object.entries(PEOPLE))(
    'agree in every cell about %s',
    (_, { grants, scope = OWN, are }) => {
      const disagreements: string[] = []
      let cells = 0
      for (const municipality of SCOPES)
        for (const suspended of [false, true])
          for (const state of statesIn(municipality, scope))
            for (const action of ACTIONS) {
              const actor = {
                kind: 'person' as const,
                municipality: scope,
                memberId: ME,
                grants,
                suspended,
              }
              const resource = { municipality, ...state }
              const ours = can(actor, action, resource, noon(TODAY))
              const theirs = permits(are, { suspended, scope }, action, resource)
              cells += 1
              if (ours !== theirs)
                disagreements.push(
                  `${action} on ${JSON.stringify(resource)}: the table ${ours ? 'grants' : 'refuses'} it${suspended ? ' to somebody suspended' : ''}`,
                )
            }
      expect(disagreements).toEqual([])
      const asked = SCOPES.flatMap((one) => statesIn(one, scope)).length
      expect(cells).toBe(2 * asked * ACTIONS.length)
    },
  )

  it('leave no rule and no action of the table unasked', () => {
    const used = new Set<string>()
    const done = new Set<string>()
    for (const { grants, scope: municipality = OWN } of Object.values(PEOPLE))
      for (const state of STATES)
        for (const action of ACTIONS) {
          const actor = { kind: 'person' as const, municipality, memberId: ME, grants }
          const held = permittedAs(actor, action, { municipality, ...state }, noon(TODAY))
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

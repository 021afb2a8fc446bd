import { OFFICE } from '../../functions/domain/municipalities/municipality-code.ts'
import type { Actor, RoleGrant } from '../../functions/domain/people/people.ts'
import { ACTIONS, type Action, type Resource } from '../../functions/domain/rules.ts'
import { ASKED_VIA } from '../../functions/domain/words.ts'
import { idOf, noon } from './build.ts'

export const NOW = noon('2023-01-12')
export const OWN = '222038'
const FOREIGN = '062049'
const SCOPES = [OWN, FOREIGN, OFFICE]
export const ME = idOf(1)
const OTHER = idOf(2)

export type Person = {
  grants: RoleGrant[]
  scope?: string
  are: { roles: string[]; memberOf?: number[]; alumnusOf?: number[] }
}

/**
 * People by what the roster grants them, beside what they are today, said by hand: the calendar is the
 * hub's to compute, not the policy's.
 */
export const PEOPLE: Record<string, Person> = {
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
export const STATES: State[] = [
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

/** One question of the matrix: may this person, suspended or not, do this to that? */
export type Cell = { actor: Actor; suspended: boolean; action: Action; resource: Resource }

/** Every cell about a person: role × action × resource state × own, other municipality and office × suspended. */
export function* cellsOf({ grants, scope = OWN }: Person): Generator<Cell> {
  for (const municipality of SCOPES)
    for (const suspended of [false, true])
      for (const state of statesIn(municipality, scope))
        for (const action of ACTIONS)
          yield {
            actor: { kind: 'person', municipality: scope, memberId: ME, grants, suspended },
            suspended,
            action,
            resource: { municipality, ...state },
          }
}

/** How many cells there are about a person. */
export function cellCountOf({ scope = OWN }: Person): number {
  const asked = SCOPES.flatMap((one) => statesIn(one, scope)).length
  return 2 * asked * ACTIONS.length
}

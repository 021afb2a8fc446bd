import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { ErrorCode } from '../../functions/domain/errors.ts'
import { inBothLanguages as refusedInBothLanguages } from './both-languages.ts'
import { type Answer, type Hub, made, proposed, reported, serve, stalled } from './serve.ts'

let hub: Hub
let id: string
let report: string
beforeAll(async () => {
  hub = await serve()
  id = await proposed(hub)
  report = await reported(hub, id)
})
afterAll(() => hub.stop())

const inBothLanguages = (request: (headers: Record<string, string>) => Promise<Answer>) =>
  refusedInBothLanguages(hub, request)

/** The one field that is wrong, and how. */
type Wrong = [what: string, body: unknown, pointer: string, code: ErrorCode]

function wrongFields(path: () => string, by: () => keyof Hub['people'], cases: Wrong[]) {
  test.each(cases)('%s', async (_, body, pointer, code) => {
    const person = hub.people[by()]
    const answer = await inBothLanguages((headers) => person.post(path(), body, headers))
    expect(answer).toEqual({ status: 400, code: 'validation_failed', errors: [{ pointer, code }] })
  })
}

const day = (date: string) => ({ precision: 'day', date })
const hearing = { speaker: { role: 'alumnus', cohort: 2021 }, heardOn: day('2026-05-01') }

// ASVS 2.2.2
describe('a report is refused where', () => {
  wrongFields(
    () => `/proposals/${id}/reports`,
    () => 'hr',
    [
      [
        'its day does not exist',
        { ...stalled, asOf: day('2026-02-29') },
        '/asOf/date',
        'no_such_date',
      ],
      [
        'its month does not exist',
        { ...stalled, asOf: { precision: 'month', date: '2023-13' } },
        '/asOf/date',
        'no_such_date',
      ],
      ['its day lies ahead', { ...stalled, asOf: day('2026-06-02') }, '/asOf', 'in_future'],
      [
        'its fiscal year lies ahead',
        { ...stalled, asOf: { precision: 'fiscal_year', date: '2027' } },
        '/asOf',
        'in_future',
      ],
      [
        'its precision is none of ours',
        { ...stalled, asOf: { precision: 'decade', date: '2020' } },
        '/asOf/precision',
        'unknown_value',
      ],
      [
        'it is about a day before the proposal’s fiscal year',
        { ...stalled, asOf: day('2021-03-31') },
        '/asOf',
        'before_proposal',
      ],
      ['its reason is blank', { ...stalled, reason: ' 　\n' }, '/reason', 'blank'],
      ['its reason shows nothing', { ...stalled, reason: '\u200b\u3164' }, '/reason', 'blank'],
      ['its reason is too long', { ...stalled, reason: 'あ'.repeat(2001) }, '/reason', 'too_long'],
      [
        'its reason holds a control character',
        { ...stalled, reason: '一\u0007二' },
        '/reason',
        'control_characters',
      ],
      [
        'its reason turns the direction of reading',
        { ...stalled, reason: '一\u202e二' },
        '/reason',
        'control_characters',
      ],
      ['a factor is unknown', { ...stalled, factors: ['bad_luck'] }, '/factors/0', 'unknown_value'],
      ['no factor is given', { ...stalled, factors: [] }, '/factors', 'factor_required'],
      [
        'a factor is given twice',
        { ...stalled, factors: ['no_budget', 'no_budget'] },
        '/factors',
        'duplicate',
      ],
      [
        'the factor is 「その他」 and no reason says what',
        { ...stalled, factors: ['other'], reason: undefined },
        '/reason',
        'reason_required',
      ],
      [
        'it stalled, and how is not said',
        { ...stalled, manner: undefined },
        '/manner',
        'manner_required',
      ],
      [
        'its manner is another outcome’s',
        { ...stalled, manner: 'as_proposed' },
        '/manner',
        'manner_not_of_outcome',
      ],
      [
        'its outcome is none of ours',
        { ...stalled, outcome: 'unconfirmed' },
        '/outcome',
        'unknown_value',
      ],
      ['its outcome is missing', { ...stalled, outcome: undefined }, '/outcome', 'required'],
      ['a hearing has no speaker', { ...stalled, kind: 'hearing' }, '/hearing', 'hearing_required'],
      ['a report has a speaker', { ...stalled, hearing }, '/hearing', 'hearing_not_expected'],
      [
        'it was heard tomorrow',
        { ...stalled, kind: 'hearing', hearing: { ...hearing, heardOn: day('2026-06-02') } },
        '/hearing/heardOn',
        'in_future',
      ],
      [
        'evidence is a script',
        { ...stalled, evidence: [{ url: 'javascript:alert(1)' }] },
        '/evidence/0/url',
        'not_a_web_address',
      ],
      [
        'there is too much evidence',
        {
          ...stalled,
          evidence: Array.from({ length: 11 }, () => ({ url: 'https://example.jp/' })),
        },
        '/evidence',
        'too_many',
      ],
      [
        'its reason is wider than its proposal',
        { ...stalled, reasonVisibility: 'program' },
        '/reasonVisibility',
        'reason_wider_than_proposal',
      ],
      ['it says what nobody asked', { ...stalled, mood: 'good' }, '/mood', 'unknown_field'],
      ['a number stands for a text', { ...stalled, reason: 7 }, '/reason', 'invalid'],
      [
        'its source is dated ahead',
        { ...stalled, source: { title: '報告書', date: day('2027-01-01') } },
        '/source/date',
        'in_future',
      ],
      [
        'it began before the proposal',
        { ...stalled, since: day('2020-05-01') },
        '/since',
        'before_proposal',
      ],
    ],
  )

  test('it says 「前回から変わりなし」 of a report that does not hold', async () => {
    const { alumnus2021 } = hub.people
    const body = { ...stalled, unchangedFrom: '01900000-0000-7000-8000-000000000000' }
    const answer = await inBothLanguages((headers) =>
      alumnus2021.post(`/proposals/${id}/reports`, body, headers),
    )
    expect(answer).toMatchObject({ status: 409, code: 'unchanged_differs' })
  })

  test('several fields are wrong: each is named', async () => {
    const body = { ...stalled, manner: undefined, reason: '  ', factors: ['bad_luck'], mood: 1 }
    const answer = await inBothLanguages((headers) =>
      hub.people.hr.post(`/proposals/${id}/reports`, body, headers),
    )
    expect(answer.errors).toEqual(
      expect.arrayContaining([
        { pointer: '/reason', code: 'blank' },
        { pointer: '/factors/0', code: 'unknown_value' },
        { pointer: '/mood', code: 'unknown_field' },
      ]),
    )
  })
})

describe('a proposal is refused where', () => {
  const body = { cohort: 2021, title: '題' }
  wrongFields(
    () => '/proposals',
    () => 'hr',
    [
      ['its cohort is not known', { ...body, cohort: 2023 }, '/cohort', 'cohort_unknown'],
      ['none was sent that year', { ...body, cohort: 2020 }, '/cohort', 'cohort_unknown'],
      ['its year lies ahead', { ...body, cohort: 2027 }, '/cohort', 'in_future'],
      ['its year is no year', { ...body, cohort: 20210 }, '/cohort', 'invalid'],
      ['its title is missing', { cohort: 2021 }, '/title', 'required'],
      ['its title has two lines', { ...body, title: '一\n二' }, '/title', 'control_characters'],
      ['its title is too long', { ...body, title: 'あ'.repeat(201) }, '/title', 'too_long'],
      [
        'it would be public without a word',
        { ...body, visibility: 'public' },
        '/visibility',
        'public_not_confirmed',
      ],
      ['its formality is unknown', { ...body, formality: 'secret' }, '/formality', 'unknown_value'],
      ['it has too many themes', { ...body, themes: Array(21).fill('題') }, '/themes', 'too_many'],
      ['its number is too great', { ...body, number: 100 }, '/number', 'invalid'],
    ],
  )
})

describe('a comment or an answer is refused where', () => {
  wrongFields(
    () => `/proposals/${id}/comments`,
    () => 'hr',
    [
      ['the comment is blank', { text: '　' }, '/text', 'blank'],
      [
        'the comment is of tomorrow',
        { text: '一言', asOf: day('2026-06-02') },
        '/asOf',
        'in_future',
      ],
    ],
  )
  wrongFields(
    () => `/proposals/${id}/reports/${report}/confirmations`,
    () => 'hr',
    [
      ['a dispute says nothing', { answer: 'disputed' }, '/comment', 'reason_required'],
      ['the answer is none of ours', { answer: 'maybe' }, '/answer', 'unknown_value'],
      [
        'it was decided tomorrow',
        { answer: 'confirmed', decidedOn: '2026-06-02' },
        '/decidedOn',
        'in_future',
      ],
      [
        'its day does not exist',
        { answer: 'confirmed', decidedOn: '2026-04-31' },
        '/decidedOn',
        'no_such_date',
      ],
    ],
  )
})

describe('links and carrying on are refused where', () => {
  test.each([
    ['a proposal is linked to itself', 'succeeds', () => id, 'link_to_itself'],
    [
      'a newer one is to be succeeded',
      'succeeds',
      () => proposed(hub, { cohort: 2022 }),
      'link_not_older',
    ],
    ['they would go round', 'requires', () => requiring(id), 'link_cycle'],
  ] as const)('%s', async (_, kind, target, code) => {
    const to = await target()
    const answer = await inBothLanguages((headers) =>
      hub.people.hr.post(`/proposals/${id}/links`, { kind, to }, headers),
    )
    expect(answer).toEqual({
      status: 400,
      code: 'validation_failed',
      errors: [{ pointer: '/to', code }],
    })
  })

  /** A proposal that requires the given one. */
  async function requiring(to: string): Promise<string> {
    const other = await proposed(hub)
    made(await hub.people.hr.post(`/proposals/${other}/links`, { kind: 'requires', to }))
    return other
  }

  test.each([
    ['not after the proposal’s year', 2021, 'carried_on_too_early'],
    ['in a year without cohort', 2025, 'cohort_unknown'],
    ['in a year ahead', 2027, 'in_future'],
  ] as const)('it was carried on %s', async (_, fiscalYear, code) => {
    const answer = await inBothLanguages((headers) =>
      hub.people.hr.post(`/proposals/${id}/carried-by`, { fiscalYear }, headers),
    )
    expect(answer).toMatchObject({ status: 400, errors: [{ pointer: '/fiscalYear', code }] })
  })

  test('they are there already, or not there', async () => {
    const { hr } = hub.people
    const to = await proposed(hub, { cohort: 2018 })
    const link = { kind: 'retries', to }
    made(await hr.post(`/proposals/${id}/links`, link))
    made(await hr.post(`/proposals/${id}/carried-by`, { fiscalYear: 2022 }))
    const twice = await inBothLanguages((headers) =>
      hr.post(`/proposals/${id}/links`, link, headers),
    )
    expect(twice).toMatchObject({ status: 409, code: 'already_linked' })
    const again = await inBothLanguages((headers) =>
      hr.post(`/proposals/${id}/carried-by`, { fiscalYear: 2022 }, headers),
    )
    expect(again).toMatchObject({ status: 409, code: 'already_carried_on' })
    const gone = await inBothLanguages((headers) =>
      hr.delete(`/proposals/${id}/links/merges/${to}`, headers),
    )
    expect(gone).toMatchObject({ status: 409, code: 'not_linked' })
  })
})

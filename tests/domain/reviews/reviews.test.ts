import { describe, expect, test } from 'vitest'
import { openContent } from '../../../functions/api/reviews.ts'
import { reviewSpeaking } from '../../../functions/documents/review-speaking.ts'
import { askedInWords } from '../../../functions/domain/messages/review.ts'
import { eraseMember } from '../../../functions/domain/personal-data/erasure.ts'
import { answerRequest } from '../../../functions/domain/requests/request-answers.ts'
import {
  milestonesOf,
  type ReviewDates,
  usualDates,
} from '../../../functions/domain/reviews/review.ts'
import {
  askInReview,
  openReview,
  rescheduleReview,
} from '../../../functions/domain/reviews/review-changes.ts'
import {
  editFinding,
  removeFinding,
  writeReflection,
} from '../../../functions/domain/reviews/review-findings.ts'
import { awaitedBy, countsOf, yearsWithout } from '../../../functions/domain/reviews/review-rows.ts'
import { asOf, noon, refusal, type Town, town, wrongFields } from '../build.ts'
import { close, FINDING, JANUARY, learn, MAY, opened, reviewOf, rowsOf } from './rounds.ts'

const OCTOBER = noon('2022-10-01')
const awaited = (t: Town, id: string) =>
  awaitedBy(t.register, rowsOf(t, id), { review: reviewOf(t, id), now: JANUARY })

describe('opening a round', () => {
  test('HR opens one, and the cohort of its year', () => {
    expect(opened().id).toBeDefined()
    const t = town()
    expect(opened(t, { by: t.researcher(2022), now: MAY }).id).toBeDefined()
  })

  test('alumni and the cohort of another year do not', () => {
    const t = town()
    for (const by of [t.researcher(2021), t.person({ role: 'executive', from: '2018-04-01' })])
      expect(refusal(() => opened(t, { by, now: MAY }))).toBe('not_allowed')
  })

  test('from April 1st in Tokyo on, not a second before', () => {
    expect(wrongFields(() => opened(town(), { now: '2022-03-31T14:59:59.999Z' }))).toEqual([
      '/fiscalYear in_future',
    ])
    expect(opened(town(), { now: '2022-03-31T15:00:00.000Z' }).id).toBeDefined()
  })

  test('one at a time, and one a year', () => {
    const { t, id } = opened()
    const again = (fiscalYear: number) =>
      refusal(() =>
        t.manage((register, deed) =>
          openReview(
            register,
            { fiscalYear, asOf: `${fiscalYear}-12-01`, dueOn: '2023-03-01' },
            deed,
          ),
        ),
      )
    expect(again(2021)).toBe('review_open')
    close(t, id)
    expect(again(2022)).toBe('review_exists')
  })

  test('one of its dates is moved without the other, which somebody else may have moved meanwhile', () => {
    const { t, id } = opened()
    const move = (dates: ReviewDates) =>
      t.manage((register, deed) => rescheduleReview(register, id, dates, deed), { now: JANUARY })
    move({ dueOn: '2023-02-20' })
    move({ asOf: '2023-03-31' })
    const both = { asOf: '2023-03-31', dueOn: '2023-02-20' }
    expect(t.register.reviews.get(id)).toMatchObject(both)
    expect(t.events.at(-1)?.data).toEqual({ reviewId: id, ...both })
    expect(refusal(() => move({ dueOn: '2023-02-20' }))).toBe('nothing_changed')
    expect(refusal(() => move({}))).toBe('nothing_changed')
  })

  test('its date lies in its year, and its due date not in the past', () => {
    const { t, id } = opened()
    const moved = (dates: { asOf: string; dueOn: string }) => () =>
      t.manage((register, deed) => rescheduleReview(register, id, dates, deed), { now: JANUARY })
    expect(wrongFields(moved({ asOf: '2023-04-01', dueOn: '2023-02-01' }))).toEqual([
      '/asOf outside_fiscal_year',
    ])
    expect(wrongFields(moved({ asOf: '2023-02-01', dueOn: '2023-01-11' }))).toEqual([
      '/dueOn in_past',
    ])
    moved({ asOf: '2023-03-31', dueOn: '2023-02-20' })()
    expect(reviewOf(t, id)).toMatchObject({ asOf: '2023-03-31', dueOn: '2023-02-20' })
  })

  test('its milestones are May, October and January', () => {
    expect(milestonesOf(2022).map(({ month }) => month)).toEqual(['2022-05', '2022-10', '2023-01'])
    expect(usualDates(2022, '2022-04-01')).toEqual({ asOf: '2023-01-12', dueOn: '2023-01-12' })
    expect(usualDates(2022, '2023-02-01')).toEqual({ asOf: '2023-03-31', dueOn: '2023-03-31' })
    expect(usualDates(2022, '2026-11-25')).toEqual({ asOf: '2023-03-31', dueOn: '2026-11-25' })
  })
})

describe('the rows of a round', () => {
  test('are all proposals of earlier cohorts, the oldest first, and none of its own year', () => {
    const t = town()
    t.propose({ cohort: 2021, title: 'B' })
    t.propose({ cohort: 2018, title: 'A' })
    t.propose({ cohort: 2022, title: 'own' })
    const { id } = opened(t)
    expect(rowsOf(t, id).map(({ cohort }) => cohort)).toEqual([2018, 2021])
  })

  test('carry forward what is over for good and what was said in this fiscal year; the rest is waited for', () => {
    const t = town()
    const at = (now: string) => ({ now: noon(now) })
    const propose = () => t.propose({ cohort: 2019 }, at('2020-01-01'))
    const [completed, ended, lastYears, thisYears, confirmed, silent] = Array.from(
      { length: 6 },
      propose,
    )
    t.tell(completed ?? '', { outcome: 'completed', asOf: '2021-01-01' }, at('2021-01-01'))
    t.tell(ended ?? '', { outcome: 'stalled', manner: 'ended', asOf: '2021' }, at('2021-08-01'))
    t.tell(lastYears ?? '', { asOf: '2022-03' }, at('2022-03-31'))
    t.tell(thisYears ?? '', { asOf: '2022-04-01' }, at('2022-04-01'))
    const by = t.researcher(2019)
    const report = t.tell(confirmed ?? '', { asOf: '2021-06-01' }, { ...at('2021-06-01'), by })
    t.answer(confirmed ?? '', report, 'confirmed', { now: noon('2022-09-01') })
    const { id } = opened(t)
    const states = new Map(rowsOf(t, id).map(({ proposalId, state }) => [proposalId, state]))
    expect(
      [completed, ended, lastYears, thisYears, confirmed, silent].map((one) =>
        states.get(one ?? ''),
      ),
    ).toEqual(['final', 'final', 'waiting', 'answered', 'answered', 'waiting'])
    expect(countsOf(rowsOf(t, id))).toEqual({ final: 2, answered: 2, waiting: 2 })
  })

  test('a hearing of this year about an earlier one is an answer of this year; one of last year is not', () => {
    const t = town()
    const proposal = t.propose({ cohort: 2019 })
    const { id } = opened(t)
    const hear = (heardOn: string) =>
      t.tell(
        proposal,
        {
          outcome: 'stalled',
          manner: 'paused',
          asOf: '2020',
          hearing: { speaker: { role: 'alumnus', cohort: 2019 }, heardOn: asOf(heardOn) },
        },
        { now: noon('2022-10-14') },
      )
    hear('2022-03-31')
    expect(rowsOf(t, id)[0]?.state).toBe('waiting')
    hear('2022-10')
    expect(rowsOf(t, id)[0]).toMatchObject({ state: 'answered', standing: 'stalled' })
  })

  test('are about the round’s date, or about today while that lies ahead', () => {
    const t = town()
    const proposal = t.propose({ cohort: 2021 })
    const { id } = opened(t)
    t.tell(proposal, { asOf: '2023-01-12' }, { now: JANUARY })
    t.tell(proposal, { outcome: 'completed', asOf: '2023-02-01' }, { now: noon('2023-02-01') })
    expect(rowsOf(t, id, noon('2023-03-01'))[0]?.standing).toBe('continued')
  })

  test('mark disputes, one side’s word, broken prerequisites, sources that did not say, and who is gone', () => {
    const t = town()
    const alumnus = t.researcher(2019)
    const base = t.propose({ cohort: 2018 })
    const proposal = t.propose({ cohort: 2019 })
    t.link(proposal, { kind: 'requires', to: base })
    t.tell(base, { outcome: 'stalled', manner: 'paused', asOf: '2022' })
    const report = t.tell(
      proposal,
      {
        asOf: '2022-12',
        source: {
          title: '論文',
          wording: '「継続できなかった・取り組めなかったもの」',
          inferred: '理由から',
        },
      },
      { by: alumnus },
    )
    t.answer(proposal, report, 'disputed')
    const { id } = opened(t)
    const marks = rowsOf(t, id).map((row) => row.marks)
    expect(marks).toEqual([
      ['one_sided', 'unreachable'],
      ['disputed', 'source_unclear', 'prerequisite_broken'],
    ])
  })

  test('years without a cohort are told apart from years of which nothing is known', () => {
    const t = town({
      cohorts: [
        { fiscalYear: 2018, record: 'cohort' },
        { fiscalYear: 2020, record: 'not_dispatched' },
        { fiscalYear: 2021, record: 'cohort' },
      ],
    })
    expect(yearsWithout(t.register, 2022)).toEqual([
      { fiscalYear: 2019, record: 'no_record' },
      { fiscalYear: 2020, record: 'not_dispatched' },
    ])
  })

  test('whoever has several proposals to answer is named once', () => {
    const t = town()
    const alumnus = t.researcher(2019)
    const proposals = [t.propose({ cohort: 2019 }), t.propose({ cohort: 2019 })]
    const { id } = opened(t)
    expect(awaited(t, id)).toEqual([
      { memberId: alumnus.memberId, via: 'cohort', proposalIds: proposals },
    ])
  })

  describe('wait for', () => {
    /** A proposal about which a round has asked one of two alumni. */
    function asked() {
      const t = town()
      const [first, second] = [t.researcher(2019), t.researcher(2019)]
      const proposal = t.propose({ cohort: 2019 })
      const { id } = opened(t)
      const asking = { memberId: first.memberId, via: 'cohort' as const, proposalIds: [proposal] }
      const ask = (now: string) => {
        t.manage((register, deed) => askInReview(register, id, asking, deed), { now })
        const request = t.requests.at(-1)
        if (!request) throw new Error('nobody was asked')
        return request
      }
      return { t, id, proposal, ask, first, second }
    }
    const waitedFor = (t: Town, id: string) => awaited(t, id).map(({ memberId }) => memberId)

    test('whoever was asked, on leave too', () => {
      const { t, id, ask, first } = asked()
      ask(OCTOBER)
      t.place(first.memberId, { away: { kind: 'leave' } })
      expect(waitedFor(t, id)).toEqual([first.memberId])
    })

    test('those who would be asked today, where whoever was asked has left or was erased', () => {
      const { t, id, ask, first, second } = asked()
      ask(OCTOBER)
      t.place(first.memberId, { leftOn: '2022-12-01' })
      expect(waitedFor(t, id)).toEqual([second.memberId])
      const other = asked()
      other.ask(OCTOBER)
      other.t.manage((register, deed) =>
        eraseMember(
          register,
          {
            memberId: other.first.memberId,
            input: { texts: true, why: 'request', confirmed: true },
          },
          deed,
        ),
      )
      expect(waitedFor(other.t, other.id)).toEqual([other.second.memberId])
      expect(rowsOf(t, id)[0]?.asked?.memberIds).toEqual([first.memberId])
    })

    test('nobody who has pointed elsewhere since they were asked, until they are asked again', () => {
      const { t, id, proposal, ask, first } = asked()
      const request = ask(OCTOBER)
      const now = noon('2022-10-02')
      const deed = {
        ...t.deed({ by: { ...first, kind: 'link' }, now }),
        channel: 'mail_link',
      } as const
      const answer = { kind: 'unknown' as const, whoKnows: undefined }
      t.change(answerRequest(t.register, { request, proposalId: proposal, answer, use: 1 }, deed))
      expect(waitedFor(t, id)).toEqual([])
      const { rows } = openContent(t.register, reviewOf(t, id), JANUARY)
      const [row] = rows
      expect(row && askedInWords(row, reviewSpeaking('ja'))).toEqual([
        '当時の研究生・マネ友（2022年10月1日 12:00に依頼）',
        '「今の状況は分からない」との回答（2022年10月2日）',
      ])
      ask(noon('2022-11-01'))
      expect(waitedFor(t, id)).toEqual([first.memberId])
    })
  })
})

describe('findings and reflection', () => {
  test('the cohort records what it learned, from whom and when; alumni do not', () => {
    const { t, id } = opened()
    const past = t.propose({ cohort: 2021 })
    learn(t, id, { proposalId: past }, { by: t.researcher(2022), now: MAY })
    expect(reviewOf(t, id).findings).toMatchObject([
      { proposalId: past, heardFrom: { cohort: 2021 } },
    ])
    expect(refusal(() => learn(t, id, {}, { by: t.researcher(2021), now: MAY }))).toBe(
      'not_allowed',
    )
  })

  test('a conversation lies not ahead, and is about a proposal of an earlier cohort', () => {
    const { t, id } = opened()
    const own = t.propose({ cohort: 2022 })
    expect(wrongFields(() => learn(t, id, { heardOn: asOf('2022-06') }))).toEqual([
      '/heardOn in_future',
    ])
    expect(wrongFields(() => learn(t, id, { proposalId: own }))).toEqual(['/proposalId not_found'])
  })

  test('two who edit the same one: the second is told', () => {
    const { t, id } = opened()
    const findingId = learn(t, id)
    const edition = reviewOf(t, id).findings[0]?.sequence ?? 0
    const rewrite = (text: string) =>
      t.manage((register, deed) =>
        editFinding(register, { reviewId: id, findingId, edition }, { ...FINDING, text }, deed),
      )
    rewrite('一人目')
    expect(refusal(() => rewrite('二人目'))).toBe('stale_edit')
    expect(reviewOf(t, id).findings[0]?.text).toBe('一人目')
    t.manage((register, deed) => removeFinding(register, { reviewId: id, findingId }, deed))
    expect(reviewOf(t, id).findings).toEqual([])
  })

  test('the reflection too', () => {
    const { t, id } = opened()
    const write = (text: string, edition: number) =>
      t.manage((register, deed) =>
        writeReflection(register, { reviewId: id, edition }, { text }, deed),
      )
    write('初稿', 0)
    expect(refusal(() => write('別の初稿', 0))).toBe('stale_edit')
    write('第二稿', reviewOf(t, id).reflection?.sequence ?? 0)
    expect(reviewOf(t, id).reflection?.text).toBe('第二稿')
  })

  test('no words of theirs enter the hashed events', () => {
    const { t, id } = opened()
    learn(t, id)
    t.manage((register, deed) =>
      writeReflection(register, { reviewId: id, edition: 0 }, { text: '総括の文' }, deed),
    )
    const hashed = JSON.stringify(t.events.map(({ data }) => data))
    for (const word of [FINDING.text, '3人のうち2人', '総括の文'])
      expect(hashed).not.toContain(word)
  })
})

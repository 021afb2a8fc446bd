import fc from 'fast-check'
import { describe, expect, it, test } from 'vitest'
import {
  type FrozenReview,
  milestonesOf,
  type Review,
  usualDates,
} from '../../functions/domain/review.ts'
import {
  closeReview,
  openReview,
  reopenReview,
  rescheduleReview,
  reviewIn,
  submitReview,
} from '../../functions/domain/review-changes.ts'
import { comparisonOf, moveOf } from '../../functions/domain/review-comparison.ts'
import {
  editFinding,
  recordFinding,
  removeFinding,
  writeReflection,
} from '../../functions/domain/review-findings.ts'
import {
  awaitedBy,
  countsOf,
  editionOfRows,
  rowsAt,
  yearsWithout,
} from '../../functions/domain/review-rows.ts'
import { blockOf, foldedTable } from '../../functions/domain/review-table.ts'
import { contentOf } from '../../functions/domain/review-view.ts'
import {
  type MANNERS,
  OUTCOMES,
  REVIEW_MOVES,
  ROW_STATES,
  STANDINGS,
} from '../../functions/domain/words.ts'
import { TIMES } from '../times.ts'
import { asOf, noon, refusal, type Town, town, wrongFields } from './build.ts'
import { histories, live } from './histories.ts'

const DATES = { fiscalYear: 2022, asOf: '2023-01-12', dueOn: '2023-01-10' }
const MAY = noon('2022-05-25')
const JANUARY = noon('2023-01-12')

type Who = { by?: Town['hr']; now?: string }

function opened(t = town(), who: Who = { now: MAY }): { t: Town; id: string } {
  return { t, id: t.manage((register, deed) => openReview(register, DATES, deed), who) }
}

const reviewOf = (t: Town, id: string): Review => reviewIn(t.register, id)
const rowsOf = (t: Town, id: string, now = JANUARY) => rowsAt(t.register, reviewOf(t, id), now)

function close(t: Town, id: string, who: Who = { now: JANUARY }): FrozenReview {
  const edition = editionOfRows(reviewOf(t, id), rowsOf(t, id, who.now ?? JANUARY))
  t.manage((register, deed) => closeReview(register, { reviewId: id, edition }, deed), who)
  const frozen = t.closed.at(-1)
  if (!frozen) throw new Error('nothing was closed')
  return frozen
}

const FINDING = {
  heardOn: asOf('2022-07-01'),
  heardFrom: { role: 'alumnus' as const, cohort: 2021, note: '3人のうち2人' },
  text: '対話の下地があってこその取組だった',
}
const learn = (t: Town, id: string, input = {}, who: Who = { now: MAY }) =>
  t.manage(
    (register, deed) =>
      recordFinding(register, id, { ...FINDING, heardOn: asOf('2022-05'), ...input }, deed),
    who,
  )

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
    expect(awaitedBy(t.register, rowsOf(t, id), JANUARY)).toEqual([
      { memberId: alumnus.memberId, via: 'cohort', proposalIds: proposals },
    ])
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

describe('a closed version', () => {
  /** A round with one answered proposal, a finding and a reflection. */
  function answered() {
    const t = town()
    const by = t.researcher(2021)
    const proposal = t.propose({ cohort: 2021, title: '元の名称' })
    const { id } = opened(t)
    const report = t.tell(
      proposal,
      {
        outcome: 'stalled',
        manner: 'paused',
        asOf: '2022-10-01',
        reason: '人が替わった',
        factors: ['personnel_transfer'],
      },
      { by, now: noon('2022-10-01') },
    )
    learn(t, id, { proposalId: proposal })
    t.manage((register, deed) =>
      writeReflection(register, { reviewId: id, edition: 0 }, { text: '下地が要る' }, deed),
    )
    return { t, id, proposal, report, by }
  }

  test('never changes, whatever is reported, corrected, withdrawn or renamed afterwards', () => {
    const { t, id, proposal, report, by } = answered()
    const frozen = close(t, id)
    const before = structuredClone(frozen)
    const shown = contentOf(t.register, frozen, t.texts)
    t.correct(
      proposal,
      report,
      { outcome: 'continued', asOf: '2022-10-01' },
      { by, now: noon('2023-02-01') },
    )
    t.tell(proposal, { outcome: 'completed', asOf: '2023-01-10' }, { by, now: noon('2023-02-02') })
    t.edit(proposal, { title: '新しい名称' }, { now: noon('2023-02-03') })
    t.propose({ cohort: 2018, title: 'あとから登録' }, { now: noon('2023-02-04') })
    expect(t.closed).toEqual([before])
    expect(contentOf(t.register, frozen, t.texts)).toEqual(shown)
    expect(shown.rows).toMatchObject([
      {
        title: '元の名称',
        standing: 'stalled',
        reason: '人が替わった',
        state: 'answered',
        isErased: false,
      },
    ])
  })

  test('holds no words; what was erased is missing when it is shown, and said to be', () => {
    const { t, id, proposal, report } = answered()
    const frozen = close(t, id)
    for (const word of ['人が替わった', '下地', FINDING.text, '3人のうち', '元の名称'])
      expect(JSON.stringify(frozen)).not.toContain(word)
    const old = t.report(proposal, report)
    delete old.reason
    const shown = contentOf(t.register, frozen, new Map())
    expect(shown.rows[0]).toMatchObject({ isErased: true, factors: ['personnel_transfer'] })
    expect(shown.rows[0]?.findings[0]).not.toHaveProperty('text')
    expect(shown.reflection?.text).toBeUndefined()
  })

  test('is what was looked at: an answer that comes in between must be looked at first', () => {
    const { t, id, proposal, by } = answered()
    const edition = editionOfRows(reviewOf(t, id), rowsOf(t, id))
    t.tell(proposal, { asOf: '2023-01-12' }, { by, now: JANUARY })
    const late = () =>
      t.manage((register, deed) => closeReview(register, { reviewId: id, edition }, deed), {
        now: JANUARY,
      })
    expect(refusal(late)).toBe('review_moved')
  })

  test('closes once; nothing is written into it afterwards', () => {
    const { t, id } = answered()
    close(t, id)
    for (const act of [
      () => close(t, id),
      () => learn(t, id),
      () => t.manage((register, deed) => rescheduleReview(register, id, DATES, deed)),
    ])
      expect(refusal(act)).toBe('review_closed')
    // The register keeps no words of it.
    expect(JSON.stringify(reviewOf(t, id))).not.toContain('下地')
  })

  test('an amendment is a new version that names the old one and says why', () => {
    const { t, id, proposal, by } = answered()
    const first = close(t, id)
    const before = structuredClone(first)
    t.manage(
      (register, deed) =>
        reopenReview(
          register,
          { reviewId: id, reason: '理由の誤り', last: first, texts: t.texts },
          deed,
        ),
      { now: noon('2023-02-01') },
    )
    expect(reviewOf(t, id)).toMatchObject({
      isOpen: true,
      findings: [{ text: FINDING.text, heardFrom: { note: '3人のうち2人' } }],
      reflection: { text: '下地が要る' },
    })
    t.tell(proposal, { asOf: '2023-01-05' }, { by, now: noon('2023-02-02') })
    const second = close(t, id, { now: noon('2023-02-03') })
    expect(second.rows[0]?.standing).toBe('continued')
    expect(second.findings).toEqual(first.findings)
    expect(t.closed[0]).toEqual(before)
    expect(reviewOf(t, id).versions).toMatchObject([
      { number: 1 },
      { number: 2, amends: 1, reason: '理由の誤り' },
    ])
  })

  test('is handed in with the reasons that were chosen, the latest version alone', () => {
    const { t, id, proposal } = answered()
    const frozen = close(t, id)
    const submit = (texts: string[], version = 1) =>
      t.manage((register, deed) => submitReview(register, id, { version, texts, frozen }, deed))
    expect(wrongFields(() => submit([id]))).toEqual(['/texts/0 not_found'])
    expect(refusal(() => submit([], 2))).toBe('review_not_closed')
    submit([proposal])
    expect(reviewOf(t, id).versions[0]?.submitted).toMatchObject({ texts: [proposal] })
    expect(refusal(() => submit([proposal]))).toBe('nothing_changed')
  })
})

describe('the program’s form', () => {
  const outcomes = OUTCOMES.map((standing) => [standing, blockOf({ state: 'answered', standing })])

  test('has two columns, and a third block for what nobody could confirm', () => {
    expect(Object.fromEntries(outcomes)).toEqual({
      continued: 'continuing',
      completed: 'continuing',
      stalled: 'not_continued',
      never_started: 'not_continued',
    })
    for (const standing of STANDINGS)
      expect(blockOf({ state: 'waiting', standing })).toBe('not_confirmed')
    expect(blockOf({ state: 'final', standing: 'completed' })).toBe('continuing')
  })

  it('holds every row exactly once, and silence never among what was not begun', () => {
    const rows = fc.array(
      fc.record({ state: fc.constantFrom(...ROW_STATES), standing: fc.constantFrom(...STANDINGS) }),
    )
    fc.assert(
      fc.property(rows, (given) => {
        const table = foldedTable(given)
        expect(new Set(Object.values(table).flat())).toEqual(new Set(given))
        expect(Object.values(table).flat()).toHaveLength(given.length)
        for (const { standing, state } of table.not_continued)
          expect([standing === 'unconfirmed', state === 'waiting']).toEqual([false, false])
      }),
      { numRuns: 50 * TIMES },
    )
  })
})

describe('what changed since last year', () => {
  const said = (
    standing: (typeof STANDINGS)[number],
    manner?: (typeof MANNERS)['stalled'][number],
  ) => ({ state: 'answered', standing, ...(manner && { manner }) }) as const
  test.each([
    [undefined, said('continued'), 'first_looked_at'],
    [{ state: 'waiting', standing: 'continued' } as const, said('continued'), 'first_looked_at'],
    [said('never_started'), said('continued'), 'newly_continued'],
    [said('stalled'), said('continued'), 'resumed'],
    [said('continued'), said('stalled'), 'stalled'],
    [said('continued'), said('completed'), 'completed'],
    [said('stalled', 'paused'), said('stalled', 'ended'), 'changed'],
    [said('stalled'), said('never_started'), 'changed'],
    [said('continued'), said('continued'), 'unchanged'],
    [said('continued'), { state: 'waiting', standing: 'continued' } as const, 'no_longer_known'],
    [undefined, { state: 'waiting', standing: 'unconfirmed' } as const, 'still_unknown'],
  ])('from %j to %j: %s', (before, after, move) => {
    expect(moveOf(before, after)).toBe(move)
  })
})

describe('whatever was lived through', () => {
  it('a closed review answers as the register did at its instant, and stays so', () => {
    fc.assert(
      fc.property(histories, fc.nat(), (history, at) => {
        const { t, moments } = live(history)
        const moment = moments[at % Math.max(1, moments.length)]
        if (!moment) return
        const review = {
          ...reviewOf(opened().t, opened().id),
          fiscalYear: 2023,
          asOf: '2023-12-01',
        }
        const then = rowsAt(moment.register, review, moment.now)
        // What was recorded later doesn't change what was known then.
        const later = rowsAt(t.register, review, moment.now)
        const codes = (rows: typeof then) => rows.map(({ head: _, ...row }) => row)
        expect(codes(later)).toEqual(codes(then))
        const counts = countsOf(then)
        expect(counts.final + counts.answered + counts.waiting).toBe(then.length)
        const moves = comparisonOf({ rows: then }, { rows: then }).map(({ move }) => move)
        for (const move of moves) {
          expect(REVIEW_MOVES).toContain(move)
          expect(['unchanged', 'still_unknown']).toContain(move)
        }
      }),
      { numRuns: 40 * TIMES },
    )
  })
})

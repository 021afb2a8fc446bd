import fc from 'fast-check'
import { describe, expect, it, test } from 'vitest'
import { openContent } from '../../../functions/api/reviews.ts'
import { changeSettings } from '../../../functions/domain/municipalities/settings-changes.ts'
import { eraseMember } from '../../../functions/domain/personal-data/erasure.ts'
import {
  askInReview,
  reopenReview,
  rescheduleReview,
  submitReview,
} from '../../../functions/domain/reviews/review-changes.ts'
import { moveOf, reviewChangesOf } from '../../../functions/domain/reviews/review-comparison.ts'
import {
  editFinding,
  removeFinding,
  writeReflection,
} from '../../../functions/domain/reviews/review-findings.ts'
import { countsOf, rowsAt } from '../../../functions/domain/reviews/review-rows.ts'
import { blockOf, foldedTable } from '../../../functions/domain/reviews/review-table.ts'
import { contentOf } from '../../../functions/domain/reviews/review-view.ts'
import {
  type MANNERS,
  OUTCOMES,
  REVIEW_MOVES,
  ROW_STATES,
  STANDINGS,
} from '../../../functions/domain/words.ts'
import { TIMES } from '../../times.ts'
import { noon, refusal, type Town, town, wrongFields } from '../build.ts'
import { histories, live } from '../histories.ts'
import { close, DATES, FINDING, JANUARY, learn, look, opened, reviewOf } from './rounds.ts'

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

  test('an open one too is without what was erased, instead of with empty words', () => {
    const { t, id, proposal } = answered()
    const alumnus = t.researcher(2021)
    learn(t, id, {
      proposalId: proposal,
      heardFrom: { role: 'alumnus', memberId: alumnus.memberId },
    })
    t.manage((register, deed) =>
      eraseMember(
        register,
        { memberId: alumnus.memberId, input: { texts: true, why: 'request', confirmed: true } },
        deed,
      ),
    )
    const shown = openContent(t.register, reviewOf(t, id), JANUARY)
    expect(shown.rows[0]?.findings.map(({ text }) => text)).toEqual([FINDING.text, undefined])
  })

  describe('is what was looked at, and must be looked at again', () => {
    const ask = (t: Town, id: string, memberId: string, proposal: string) =>
      t.manage(
        (register, deed) =>
          askInReview(register, id, { memberId, via: 'cohort', proposalIds: [proposal] }, deed),
        { now: JANUARY },
      )

    test('after an answer that came in between', () => {
      const { t, id, proposal, by } = answered()
      const edition = look(t, id)
      t.tell(proposal, { asOf: '2023-01-12' }, { by, now: JANUARY })
      expect(refusal(() => close(t, id, { edition }))).toBe('review_moved')
    })

    test('after its dates were moved', () => {
      const { t, id } = answered()
      const edition = look(t, id)
      t.manage(
        (register, deed) =>
          rescheduleReview(register, id, { asOf: '2022-09-01', dueOn: '2023-01-12' }, deed),
        { now: JANUARY },
      )
      expect(refusal(() => close(t, id, { edition }))).toBe('review_moved')
    })

    test('after somebody else was asked about the same proposal', () => {
      const { t, id, proposal, by } = answered()
      const other = t.researcher(2021)
      ask(t, id, by.memberId, proposal)
      const edition = look(t, id)
      ask(t, id, other.memberId, proposal)
      expect(refusal(() => close(t, id, { edition }))).toBe('review_moved')
    })

    test('after findings were taken out and another one was written', () => {
      const { t, id } = answered()
      learn(t, id)
      const edition = look(t, id)
      for (const { id: findingId } of reviewOf(t, id).findings)
        t.manage((register, deed) => removeFinding(register, { reviewId: id, findingId }, deed))
      const findingId = learn(t, id)
      const { sequence = 0 } = reviewOf(t, id).findings[0] ?? {}
      t.manage((register, deed) =>
        editFinding(register, { reviewId: id, findingId, edition: sequence }, FINDING, deed),
      )
      expect(refusal(() => close(t, id, { edition }))).toBe('review_moved')
    })

    test('after somebody left whom the rows had named as within reach', () => {
      const { t, id, by } = answered()
      const edition = look(t, id)
      t.place(by.memberId, { leftOn: '2022-12-31' })
      expect(refusal(() => close(t, id, { edition }))).toBe('review_moved')
    })

    test('after a year without a cohort was told to be one of which nothing is known', () => {
      const { t, id } = answered()
      const edition = look(t, id)
      const cohorts = t.register.municipality.cohorts.filter(
        ({ fiscalYear }) => fiscalYear !== 2020,
      )
      t.manage((register, deed) =>
        changeSettings(register, { edit: { cohorts }, edition: 0 }, deed),
      )
      expect(refusal(() => close(t, id, { edition }))).toBe('review_moved')
    })

    test('not where nothing changed, on the next day either', () => {
      const { t, id } = answered()
      const edition = look(t, id)
      expect(close(t, id, { edition, now: noon('2023-01-13') }).rows).toHaveLength(1)
    })
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
    [{ state: 'waiting', standing: 'continued' } as const, said('continued'), 'looked_at_again'],
    [{ state: 'waiting', standing: 'unconfirmed' } as const, said('continued'), 'first_looked_at'],
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
        const moves = reviewChangesOf({ rows: then }, { rows: then }).map(({ move }) => move)
        for (const move of moves) {
          expect(REVIEW_MOVES).toContain(move)
          expect(['unchanged', 'still_unknown']).toContain(move)
        }
      }),
      { numRuns: 40 * TIMES },
    )
  })
})

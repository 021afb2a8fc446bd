import { describe, expect, it, test } from 'vitest'
import { yearRanges } from '../../../functions/domain/calendar.ts'
import { cohortsOf } from '../../../functions/domain/proposals/proposal.ts'
import { LINEAGE_KINDS } from '../../../functions/domain/words.ts'
import { asOf, idOf, noon, refusal, town, wrongFields } from '../build.ts'

describe('a new proposal', () => {
  it('belongs to its cohort and has its first event', () => {
    const t = town()
    const by = t.researcher(2022)
    const id = t.propose({ cohort: 2022, number: 1 }, { by })
    expect(t.proposal(id)).toMatchObject({
      cohort: 2022,
      number: 1,
      carriedBy: [],
      head: { sequence: 1, recordedAt: noon('2023-01-12') },
      revisions: [{ type: 'created', by: { role: 'member', cohort: 2022 } }],
    })
  })

  it('needs a cohort that is known: neither 派遣なし nor 記録なし will do, nor a year ahead', () => {
    const t = town()
    expect(wrongFields(() => t.propose({ cohort: 2020 }))).toEqual(['/cohort cohort_unknown'])
    expect(wrongFields(() => t.propose({ cohort: 2017 }))).toEqual(['/cohort cohort_unknown'])
    expect(wrongFields(() => t.propose({ cohort: 2023 }))).toEqual(['/cohort in_future'])
  })

  it('names only people of the roster', () => {
    const t = town()
    const steward = { office: '市民課', memberId: idOf(999) }
    expect(wrongFields(() => t.propose({ steward }))).toEqual(['/steward/memberId not_found'])
  })
})

describe('visibility', () => {
  it("is 庁内限り by default, or the municipality's own default", () => {
    const closed = town()
    expect(closed.proposal(closed.propose()).visibility).toBe('own')
    const open = town({ settings: { staleAfterFiscalYears: 1, defaultVisibility: 'program' } })
    expect(open.proposal(open.propose()).visibility).toBe('program')
  })

  it('becomes public by an explicit act only', () => {
    const t = town()
    expect(() => t.propose({ visibility: 'public' })).toThrow()
    const id = t.propose({ visibility: 'public', confirmPublic: true })
    expect(t.proposal(id)).toMatchObject({ visibility: 'public' })
    expect(t.proposal(id)).not.toHaveProperty('confirmPublic')
    const own = t.propose()
    expect(() => t.edit(own, { visibility: 'public', confirmPublic: false })).toThrow()
    t.edit(own, { visibility: 'public', confirmPublic: true })
    expect(t.proposal(own).visibility).toBe('public')
  })

  test.each([
    ['own', 'own', true],
    ['own', 'program', false],
    ['own', 'public', false],
    ['program', 'own', true],
    ['program', 'program', true],
    ['program', 'public', false],
    ['public', 'program', true],
    ['public', 'public', true],
  ] as const)("of a %s proposal lets a reason's text be %s: %s", (visibility, reason, allowed) => {
    const t = town()
    const id = t.propose({ visibility, confirmPublic: true })
    const tell = () => t.tell(id, { reason: '続いている', reasonVisibility: reason })
    if (allowed) expect(tell).not.toThrow()
    else expect(wrongFields(tell)).toEqual(['/reasonVisibility reason_wider_than_proposal'])
  })

  it('takes the reasons with it at once when it is narrowed, and leaves them when it widens', () => {
    const t = town()
    const id = t.propose({ visibility: 'public', confirmPublic: true })
    const wide = t.tell(id, { reason: '続いている', reasonVisibility: 'public' })
    const unset = t.tell(id, { reason: '続いている' })
    t.edit(id, { visibility: 'program' })
    expect(t.report(id, wide).reasonVisibility).toBe('program')
    t.edit(id, { visibility: 'own' })
    expect(t.report(id, wide).reasonVisibility).toBe('own')
    t.edit(id, { visibility: 'public', confirmPublic: true })
    expect(t.report(id, wide).reasonVisibility).toBe('own')
    expect(t.report(id, unset).reasonVisibility).toBeUndefined()
  })
})

describe('an edit', () => {
  it('keeps a changed title among the former ones', () => {
    const t = town()
    const id = t.propose({ title: '対話の場' })
    t.edit(id, { title: '対話の時間' })
    expect(t.proposal(id)).toMatchObject({
      title: '対話の時間',
      formerTitles: [{ title: '対話の場', until: noon('2023-01-12') }],
    })
  })

  it('changes only what it names, and empties a field with null', () => {
    const t = town()
    const id = t.propose({ method: '研修の終わりに話す', aim: '横のつながり', number: 2 })
    t.edit(id, { aim: null, number: null })
    const { method, aim, number } = t.proposal(id)
    expect({ method, aim, number }).toEqual({
      method: '研修の終わりに話す',
      aim: undefined,
      number: undefined,
    })
    expect(t.proposal(id).revisions.at(-1)).toMatchObject({
      type: 'edited',
      fields: ['number', 'aim'],
    })
  })

  it('is refused where somebody edited first, and changes nothing', () => {
    const t = town()
    const id = t.propose()
    const { edition } = t.proposal(id)
    t.edit(id, { title: '一人目の名称' })
    expect(refusal(() => t.edit(id, { title: '二人目の名称' }, { edition }))).toBe('stale_edit')
    expect(t.proposal(id).title).toBe('一人目の名称')
  })

  it('is not disturbed by a report or a comment in between', () => {
    const t = town()
    const id = t.propose()
    const { edition } = t.proposal(id)
    t.tell(id)
    t.comment(id, { text: '助かっている' })
    expect(() => t.edit(id, { title: '対話の時間' }, { edition })).not.toThrow()
  })

  it('that changes nothing is refused', () => {
    const t = town()
    const id = t.propose({ title: '対話の場', themes: ['対話'] })
    expect(refusal(() => t.edit(id, {}))).toBe('nothing_changed')
    expect(refusal(() => t.edit(id, { title: ' 対話の場 ', themes: ['対話'], aim: null }))).toBe(
      'nothing_changed',
    )
  })
})

describe('carrying on', () => {
  it('shows the cohorts as ranges of years', () => {
    const t = town()
    const id = t.propose({ cohort: 2018 })
    t.carryOn(id, 2021)
    t.carryOn(id, 2019)
    expect(t.proposal(id)).toMatchObject({ cohort: 2018, carriedBy: [2019, 2021] })
    expect(yearRanges(cohortsOf(t.proposal(id)))).toEqual([
      [2018, 2019],
      [2021, 2021],
    ])
  })

  it('is for a later, known cohort, once', () => {
    const t = town()
    const id = t.propose({ cohort: 2019 })
    t.carryOn(id, 2021)
    expect(refusal(() => t.carryOn(id, 2021))).toBe('already_carried_on')
    expect(wrongFields(() => t.carryOn(id, 2019))).toEqual(['/fiscalYear carried_on_too_early'])
    expect(wrongFields(() => t.carryOn(id, 2018))).toEqual(['/fiscalYear carried_on_too_early'])
    expect(wrongFields(() => t.carryOn(id, 2020))).toEqual(['/fiscalYear cohort_unknown'])
    expect(wrongFields(() => t.carryOn(id, 2023))).toEqual(['/fiscalYear in_future'])
  })

  it('lets the alumni of a carrying cohort report too', () => {
    const t = town()
    const id = t.propose({ cohort: 2018 })
    const by = t.researcher(2019)
    expect(refusal(() => t.tell(id, {}, { by }))).toBe('not_allowed')
    t.carryOn(id, 2019)
    expect(() => t.tell(id, {}, { by })).not.toThrow()
  })
})

describe('lineage', () => {
  function family() {
    const t = town()
    const [old, middle, young] = [2018, 2019, 2021].map((cohort) => t.propose({ cohort }))
    return { t, old: old ?? '', middle: middle ?? '', young: young ?? '' }
  }

  test.each(LINEAGE_KINDS)('%s leads from the newer proposal to the older one', (kind) => {
    const { t, old, young } = family()
    t.link(young, { kind, to: old, part: 'ア' })
    expect(t.proposal(young).links).toEqual([{ kind, to: old, part: 'ア' }])
    t.unlink(young, { kind, to: old })
    expect(t.proposal(young).links).toEqual([])
    expect(t.proposal(young).revisions.map(({ type }) => type)).toEqual([
      'created',
      'linked',
      'unlinked',
    ])
  })

  it('only a prerequisite may be younger', () => {
    const { t, old, young } = family()
    for (const kind of LINEAGE_KINDS.filter((each) => each !== 'requires'))
      expect(wrongFields(() => t.link(old, { kind, to: young }))).toEqual(['/to link_not_older'])
    expect(() => t.link(old, { kind: 'requires', to: young })).not.toThrow()
  })

  it('refuses a link to itself, to nothing, or twice', () => {
    const { t, old, young } = family()
    expect(wrongFields(() => t.link(young, { kind: 'retries', to: young }))).toEqual([
      '/to link_to_itself',
    ])
    expect(wrongFields(() => t.link(young, { kind: 'retries', to: idOf(999) }))).toEqual([
      '/to not_found',
    ])
    t.link(young, { kind: 'retries', to: old })
    expect(refusal(() => t.link(young, { kind: 'retries', to: old }))).toBe('already_linked')
    expect(refusal(() => t.unlink(young, { kind: 'merges', to: old }))).toBe('not_linked')
  })

  it('refuses a cycle, also a long one and one of several kinds', () => {
    const { t, old, middle, young } = family()
    t.link(young, { kind: 'succeeds', to: middle })
    t.link(middle, { kind: 'requires', to: old })
    expect(wrongFields(() => t.link(old, { kind: 'requires', to: young }))).toEqual([
      '/to link_cycle',
    ])
    expect(wrongFields(() => t.link(middle, { kind: 'requires', to: young }))).toEqual([
      '/to link_cycle',
    ])
  })

  it('two of the same year may be linked in one direction', () => {
    const t = town()
    const [one, two] = [t.propose(), t.propose()]
    t.link(one, { kind: 'splits', to: two })
    expect(wrongFields(() => t.link(two, { kind: 'merges', to: one }))).toEqual(['/to link_cycle'])
  })
})

describe('comments', () => {
  it('keep who spoke apart from who wrote it down', () => {
    const t = town()
    const id = t.propose()
    const speaker = { role: 'executive', note: '副市長' } as const
    const comment = t.comment(id, { text: '全庁に広げたい', speaker, asOf: asOf('2022-12') })
    expect(t.proposal(id).comments).toMatchObject([
      { id: comment, speaker, by: { role: 'hr', memberId: t.hr.memberId } },
    ])
  })

  it('cannot be of a date ahead or of a person who is not on the roster', () => {
    const t = town()
    const id = t.propose()
    const comment = (input: object) => () => t.comment(id, { text: '意見', ...input })
    expect(wrongFields(comment({ asOf: asOf('2023-02') }))).toEqual(['/asOf in_future'])
    expect(wrongFields(comment({ speaker: { role: 'hr', memberId: idOf(999) } }))).toEqual([
      '/speaker/memberId not_found',
    ])
  })
})

import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type EventDraft, separateTexts } from '../../functions/domain/change.ts'
import { asOf, noon, town } from './build.ts'

const NOW = noon('2023-01-12')
const MARK = 'MARK'

/** Texts that can be found again wherever they end up. */
function marker() {
  const texts: string[] = []
  return {
    texts,
    mark: (base = '文') => {
      const text = `${base}${MARK}${texts.length}`
      texts.push(text)
      return text
    },
  }
}

function expectSeparated(event: EventDraft | undefined, written: string[]) {
  expect(JSON.stringify(event?.data)).not.toContain(MARK)
  expect(JSON.stringify(event?.by)).not.toContain(MARK)
  expect(Object.values(event?.texts ?? {}).toSorted()).toEqual(written.toSorted())
}

describe('no text that somebody wrote stands in the data of an event', () => {
  it('not of a proposal, in any of its fields', () => {
    const t = town()
    const { mark, texts } = marker()
    const description = () => ({
      title: mark(),
      parts: [
        { part: mark('ア'), title: mark(), method: mark() },
        { part: mark('イ'), title: mark() },
      ],
      desiredState: mark(),
      method: mark(),
      rationale: mark(),
      aim: mark(),
      expectedResults: mark(),
      phaseGoal: mark(),
      themes: [mark(), mark()],
      steward: { office: mark(), memberId: t.hr.memberId },
    })
    const id = t.propose({ ...description(), number: 1, formality: 'own_work' })
    expectSeparated(t.events.at(-1), texts)
    expect(t.events.at(-1)?.data).toMatchObject({
      proposalId: id,
      cohort: 2021,
      number: 1,
      formality: 'own_work',
      visibility: 'own',
      steward: { memberId: t.hr.memberId },
    })
    const before = texts.length
    t.edit(id, description())
    expect(texts.length).toBe(2 * before)
    // What it was stands beside what it became.
    expectSeparated(t.events.at(-1), texts)
    expect(t.events.at(-1)?.data.fields).toContain('desiredState')
  })

  it('not of a report, a hearing, a correction, a withdrawal or an answer', () => {
    const t = town()
    const by = t.researcher(2021)
    const id = t.propose({ cohort: 2021 })
    const said = (mark: (base?: string) => string) => ({
      reason: mark(),
      evidence: [{ url: mark('https://example.jp/'), label: mark() }, { url: mark('http://a/') }],
      hearing: {
        speaker: { role: 'alumnus', cohort: 2021, memberId: by.memberId, note: mark() } as const,
        heardOn: asOf('2022-10'),
        means: 'phone' as const,
      },
      source: { title: mark(), wording: mark(), inferred: mark(), date: asOf('2022') },
      since: asOf('2022-04'),
      startedOn: asOf('2021'),
    })
    const first = marker()
    const report = t.tell(id, said(first.mark))
    expectSeparated(t.events.at(-1), first.texts)
    expect(t.events.at(-1)?.data).toMatchObject({
      reportId: report,
      outcome: 'continued',
      manner: 'as_proposed',
      factors: ['unknown'],
      side: 'cohort',
      hearing: { speaker: { role: 'alumnus', cohort: 2021, memberId: by.memberId } },
    })
    const second = marker()
    const corrected = t.correct(id, report, said(second.mark))
    expectSeparated(t.events.at(-1), second.texts)
    expect(t.events.at(-1)?.data).toMatchObject({ corrects: report, reportId: corrected })
    const third = marker()
    const input = { comment: third.mark(), documentNumber: third.mark(), decidedOn: '2023-01-10' }
    t.answer(id, corrected, 'disputed', { input })
    expectSeparated(t.events.at(-1), third.texts)
    expect(t.events.at(-1)?.data).toMatchObject({ answer: 'disputed', decidedOn: '2023-01-10' })
    const fourth = marker()
    t.withdraw(id, corrected, { reason: fourth.mark() })
    expectSeparated(t.events.at(-1), fourth.texts)
  })

  it('not of a link, a comment or anything else', () => {
    const t = town()
    const [old, young] = [t.propose({ cohort: 2018 }), t.propose({ cohort: 2021 })]
    const link = marker()
    t.link(young, { kind: 'retries', to: old, part: link.mark('ア') })
    expectSeparated(t.events.at(-1), link.texts)
    t.unlink(young, { kind: 'retries', to: old })
    expectSeparated(t.events.at(-1), [])
    t.carryOn(old, 2019)
    expectSeparated(t.events.at(-1), [])
    const comment = marker()
    const speaker = { role: 'executive', note: comment.mark() } as const
    t.comment(young, { text: comment.mark(), speaker, asOf: asOf('2022') })
    expectSeparated(t.events.at(-1), comment.texts)
  })

  it('nor the name or address of anybody who acts or is named', () => {
    const t = town()
    const by = t.researcher(2021)
    const id = t.propose({ cohort: 2021, steward: { office: '市民課', memberId: by.memberId } })
    const report = t.tell(id, {}, { by })
    t.answer(id, report, 'confirmed')
    const history = JSON.stringify(t.events)
    for (const { name } of t.register.members.values()) expect(history).not.toContain(name)
  })
})

describe('texts taken out of an event', () => {
  it('can be put back where their pointers say, and nothing is lost', () => {
    const written = fc.record({
      title: fc.string(),
      themes: fc.array(fc.string()),
      cohort: fc.integer(),
      parts: fc.array(fc.record({ part: fc.string(), title: fc.string() }), { minLength: 1 }),
      hearing: fc.record({ speaker: fc.record({ role: fc.constant('hr'), note: fc.string() }) }),
      method: fc.constant(null),
    })
    fc.assert(
      fc.property(written, (value) => {
        const { data, texts } = separateTexts(value)
        expect(putBack(data, texts)).toEqual(
          putBack({ ...value, themes: undefined }, textsOf(value)),
        )
        expect(Object.keys(texts)).toHaveLength(2 + value.themes.length + 2 * value.parts.length)
      }),
    )
  })

  it('leave what is given untouched', () => {
    const given = { title: '対話', themes: ['a'], parts: [{ part: 'ア', title: 'b' }] }
    separateTexts(given)
    expect(given).toEqual({ title: '対話', themes: ['a'], parts: [{ part: 'ア', title: 'b' }] })
  })
})

function textsOf({ themes }: { themes: string[] }) {
  return Object.fromEntries(themes.map((theme, at) => [`/themes/${at}`, theme]))
}

function putBack(data: object, texts: Record<string, string>): unknown {
  const whole = structuredClone(data) as Record<string, unknown>
  for (const [pointer, text] of Object.entries(texts)) {
    const path = pointer.split('/').slice(1)
    const last = path.pop() ?? ''
    let node = whole
    for (const key of path) {
      node[key] ??= {}
      node = node[key] as Record<string, unknown>
    }
    node[last] = text
  }
  return whole
}

it('an event is recorded at the instant of the deed, by the server’s clock', () => {
  const t = town()
  const id = t.propose({}, { now: NOW })
  t.tell(id, { source: { title: '論文', date: asOf('2022-04') } }, { now: NOW })
  expect(t.proposal(id).head).toMatchObject({ sequence: 2, recordedAt: NOW })
})

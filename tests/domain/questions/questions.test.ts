import { describe, expect, it } from 'vitest'
import { askableOn } from '../../../functions/domain/questions/question-changes.ts'
import { questionsOf } from '../../../functions/domain/questions/questions.ts'
import { tasksOf } from '../../../functions/domain/tasks.ts'
import { noon, refusal, town, wrongFields } from '../build.ts'

const NOW = noon('2023-01-12')
const LATER = noon('2023-01-20')

/** A proposal of 2021 with two alumni who have an address, and a member of 2022 who asks. */
function asked() {
  const t = town()
  const [one, two] = [t.researcher(2021), t.researcher(2021)]
  const asker = t.researcher(2022)
  for (const { memberId } of [one, two, asker, t.hr])
    t.place(memberId, { email: `${memberId.slice(-4)}@numazu.example` })
  const id = t.propose({ cohort: 2021 })
  const question = (who = {}) =>
    t.ask(id, { via: 'cohort', text: 'なぜ続かなかったのですか' }, { by: asker, now: NOW, ...who })
  const thread = (questionId: string) => {
    const found = t.proposal(id).questions?.find((each) => each.id === questionId)
    if (!found) throw new Error('no such question')
    return found
  }
  return { t, id, one, two, asker, question, thread }
}

describe('whom one may ask', () => {
  it('the steward, the cohort and HR, each as far as they are here and can be reached', () => {
    const { t, id, one, two, asker } = asked()
    const unreachable = t.researcher(2021)
    const steward = t.person()
    t.place(steward.memberId, { office: '市民課', accountId: steward.memberId })
    t.handOver(id, { to: { office: '市民課' } })
    const choices = askableOn(t.register, t.proposal(id), {
      day: '2023-01-12',
      asker: one.memberId,
    })
    expect(choices).toEqual([
      { via: 'steward', memberIds: [steward.memberId], unreachable: 0 },
      { via: 'cohort', memberIds: [two.memberId], unreachable: 1 },
      { via: 'dispatcher', memberIds: [t.hr.memberId], unreachable: 0 },
    ])
    expect(choices.flatMap(({ memberIds }) => memberIds)).not.toContain(unreachable.memberId)
    expect(asker.memberId).toBeTruthy()
  })

  it('nobody is asked where nobody can be reached', () => {
    const { t, id, one, two, asker } = asked()
    for (const { memberId } of [one, two]) t.place(memberId, { leftOn: '2022-04-01' })
    const input = { via: 'cohort', text: '教えてください' } as const
    expect(refusal(() => t.ask(id, input, { by: asker, now: NOW }))).toBe('nobody_reachable')
    expect(refusal(() => t.ask(id, { ...input, via: 'steward' }, { by: asker, now: NOW }))).toBe(
      'nobody_reachable',
    )
  })
})

describe('a thread', () => {
  it('goes to all who are asked by mail, and has a due day of two weeks unless another is set', () => {
    const { t, one, two, question, thread } = asked()
    const questionId = question()
    expect(thread(questionId)).toMatchObject({ via: 'cohort', dueOn: '2023-01-26' })
    expect(t.mails.map(({ kind, to }) => [kind, to])).toEqual([
      ['question_asked', one.memberId],
      ['question_asked', two.memberId],
    ])
  })

  it('a due day lies ahead, within a year', () => {
    const { t, id, asker } = asked()
    const due = (dueOn: string) =>
      wrongFields(() => t.ask(id, { via: 'cohort', text: '質問', dueOn }, { by: asker, now: NOW }))
    expect(due('2023-01-12')).toEqual(['/dueOn not_ahead'])
    expect(due('2024-01-14')).toEqual(['/dueOn too_far_ahead'])
  })

  it('an answer is mailed to the asker; asking on is mailed to who answered', () => {
    const { t, id, two, asker, question } = asked()
    const questionId = question()
    t.mails.length = 0
    t.write(id, questionId, '異動で担い手がいなくなりました', { by: two, now: LATER })
    t.write(id, questionId, 'いつ頃ですか', { by: asker, now: LATER })
    expect(t.mails.map(({ kind, to }) => [kind, to])).toEqual([
      ['question_answered', asker.memberId],
      ['question_asked', two.memberId],
    ])
  })

  it('tells whose turn it is, who is late, and what needs whom', () => {
    const { t, id, one, two, asker, question } = asked()
    const questionId = question()
    const kinds = (who: typeof one, now = NOW) =>
      tasksOf(t.register, who, now)
        .filter(({ questionId: of }) => of === questionId)
        .map(({ kind }) => kind)
    expect(kinds(one)).toEqual(['answer_question'])
    expect(kinds(one, noon('2023-01-26'))).toEqual(['answer_question'])
    expect(kinds(one, noon('2023-01-27'))).toEqual(['answer_late'])
    expect(kinds(asker)).toEqual([])
    expect(questionsOf(t.register, one.memberId, NOW).waiting.map(({ id: of }) => of)).toEqual([
      questionId,
    ])
    t.write(id, questionId, '分かる範囲で答えます', { by: two, now: LATER })
    expect(kinds(one)).toEqual([])
    expect(kinds(asker)).toEqual(['read_answer'])
    expect(questionsOf(t.register, asker.memberId, NOW).asked).toMatchObject([
      { id: questionId, replies: 1, waitsFor: 'asker', overdue: false },
    ])
  })

  it('ended, it keeps who and when but no text, and nothing is written in it any more', () => {
    const { t, id, two, asker, question, thread } = asked()
    const questionId = question()
    expect(refusal(() => t.end(id, questionId, 'answered', { by: asker, now: NOW }))).toBe(
      'question_unanswered',
    )
    t.write(id, questionId, '答えです', { by: two, now: LATER })
    t.end(id, questionId, 'answered', { by: asker, now: LATER })
    expect(thread(questionId)).toMatchObject({ ended: { how: 'answered' } })
    expect(JSON.stringify(thread(questionId))).not.toMatch(/答えです|続かなかった/)
    for (const act of [
      () => t.write(id, questionId, 'もう一つ', { by: two, now: LATER }),
      () => t.end(id, questionId, 'withdrawn', { by: asker, now: LATER }),
    ])
      expect(refusal(act)).toBe('question_ended')
  })

  it('is ended by who asked or by HR', () => {
    const { t, id, two, asker, question } = asked()
    const [first, second] = [question(), question()]
    expect(refusal(() => t.end(id, first, 'withdrawn', { by: two, now: NOW }))).toBe('not_allowed')
    t.end(id, first, 'withdrawn', { by: asker, now: NOW })
    t.end(id, second, 'no_answer', { now: NOW })
  })

  it('no text of it enters the hashed events', () => {
    const { t, id, two, question } = asked()
    const questionId = question()
    t.write(id, questionId, '秘密の答え', { by: two, now: LATER })
    const events = t.events.filter(({ type }) => type.startsWith('question_'))
    expect(events.map(({ type }) => type)).toEqual(['question_asked', 'question_answered'])
    expect(JSON.stringify(events.map(({ data }) => data))).not.toMatch(/秘密|続かなかった/)
    expect(events.map(({ texts }) => texts['/text'])).toEqual([
      'なぜ続かなかったのですか',
      '秘密の答え',
    ])
  })

  it('an answer becomes a note on the proposal with whose words it is and when', () => {
    const { t, id, two, asker, question } = asked()
    const questionId = question()
    const answer = t.write(id, questionId, '担い手が異動しました', { by: two, now: LATER })
    t.note(id, questionId, answer, { by: asker, now: noon('2023-01-22') })
    expect(t.proposal(id).comments).toMatchObject([
      {
        text: '担い手が異動しました',
        asOf: { precision: 'day', date: '2023-01-20' },
        speaker: { role: 'alumnus', cohort: 2021, memberId: two.memberId },
        by: { memberId: asker.memberId },
      },
    ])
    // The question itself is no answer.
    expect(refusal(() => t.note(id, questionId, questionId, { by: asker, now: LATER }))).toBe(
      'not_found',
    )
  })
})

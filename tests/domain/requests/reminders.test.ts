import { describe, expect, it } from 'vitest'
import { mailText } from '../../../functions/domain/messages/mails.ts'
import { remind } from '../../../functions/domain/requests/reminder-changes.ts'
import { dueWorkOn } from '../../../functions/domain/requests/reminders.ts'
import { issueRequest, linkEnded } from '../../../functions/domain/requests/request.ts'
import { answerRequest } from '../../../functions/domain/requests/request-answers.ts'
import type { Review } from '../../../functions/domain/reviews/review.ts'
import { isWorkingDay } from '../../../functions/jobs/holidays.ts'
import { noon, refusal, type Town, town } from '../build.ts'

const workOn = (t: Town, day: string) => dueWorkOn(t.register, { now: noon(day), isWorkingDay })
const remindersOn = (t: Town, day: string) =>
  Object.fromEntries(workOn(t, day).reminders.map((one) => [one.memberId, one]))
const mailed = (t: Town, ...people: { memberId: string }[]) => {
  for (const { memberId } of people) t.place(memberId, { email: `${memberId}@numazu.example` })
}

const links = {
  page: (path: string) => `https://hub.example${path}`,
  invitation: () => '',
  answer: () => 'https://hub.example/r/token',
  question: ({ questionId, asked }: { questionId: string; asked: number }) =>
    `https://hub.example/r/question/${questionId}/${asked}`,
  preferences: () => 'https://hub.example/r/mail/reminder/token',
} as never

/** Two proposals of 2019 that nobody has spoken of since, and one that is fresh. */
function overdue() {
  const t = town()
  const [alumnus, other] = [t.researcher(2019), t.researcher(2019)]
  mailed(t, alumnus, other, t.hr)
  const silent = t.propose({ cohort: 2019, title: '記録なし' })
  const stale = t.propose({ cohort: 2019, title: '要更新' })
  const fresh = t.propose({ cohort: 2021, title: '新しい' })
  t.tell(stale, { asOf: '2019' }, { by: alumnus })
  t.tell(fresh, { asOf: '2022' }, { by: t.researcher(2021) })
  return { t, alumnus, other, silent, stale, fresh }
}

/** The register with a round, due on February 24th, that has asked somebody about a proposal. */
function inRound(t: Town, id: string, { memberId }: { memberId: string }) {
  const at = noon('2023-01-20')
  const review = {
    v: 1 as const,
    id,
    municipality: '222038',
    fiscalYear: 2022,
    asOf: '2023-01-31',
    dueOn: '2023-02-24',
    openedAt: at,
    by: { kind: 'person' as const, channel: 'web' as const },
    isOpen: true,
    asks: { [id]: { via: 'cohort' as const, memberIds: [memberId], at } },
    findings: [],
    versions: [],
  } satisfies Review
  return { ...t.register, reviews: new Map([[review.id, review]]) }
}

/** Somebody says on a day, by the link of a request, that they don't know. */
function passOn(t: Town, id: string, by: Town['hr'] & { memberId: string }, day: string) {
  const asking = {
    memberId: by.memberId,
    proposalIds: [id],
    purpose: 'status' as const,
    dueOn: day,
  }
  t.manage((register, deed) => issueRequest(register, asking, deed), { now: noon(day) })
  const request = t.requests.at(-1)
  if (!request) throw new Error('nobody was asked')
  const answer = { kind: 'unknown' } as const
  const deed = t.deed({ by: { ...by, kind: 'link' }, now: noon(day) })
  t.change(answerRequest(t.register, { request, proposalId: id, answer, use: 1 }, deed))
}

/** Reminds everybody who is due on a day, as the job does. */
function run(t: Town, day: string) {
  for (const reminder of workOn(t, day).reminders)
    t.manage((register, deed) => remind(register, reminder, { due: noon(day) }, deed), {
      now: noon(day),
    })
}

describe('outcomes past their confirmation interval', () => {
  it('ask the cohort’s people, each once for all of theirs', () => {
    const { t, alumnus, other, silent, stale } = overdue()
    const found = remindersOn(t, '2023-02-01')
    expect(Object.keys(found).toSorted()).toEqual([alumnus.memberId, other.memberId].toSorted())
    expect(found[alumnus.memberId]?.proposalIds.toSorted()).toEqual([silent, stale].toSorted())
  })

  it('ask the steward instead where there is one', () => {
    const { t, alumnus, silent, stale } = overdue()
    const steward = t.person()
    mailed(t, steward)
    t.edit(stale, { steward: { office: '市民課', memberId: steward.memberId } })
    const found = remindersOn(t, '2023-02-01')
    expect(found[steward.memberId]?.proposalIds).toEqual([stale])
    expect(found[alumnus.memberId]?.proposalIds).toEqual([silent])
  })

  it('ask HR where nobody else can be asked, and tell HR who can be asked on paper alone', () => {
    const { t, alumnus, other, silent } = overdue()
    t.place(other.memberId, { email: undefined })
    t.place(alumnus.memberId, { leftOn: '2022-04-01' })
    const { [t.hr.memberId]: onPaper } = remindersOn(t, '2023-02-01')
    expect(onPaper).toMatchObject({ unasked: [], onPaper: 1 })
    t.place(other.memberId, { leftOn: '2022-04-01' })
    const { [t.hr.memberId]: alone } = remindersOn(t, '2023-02-01')
    expect(alone?.unasked).toContain(silent)
    expect(alone?.onPaper).toBe(0)
  })

  it('ask on paper whoever has turned reminders off, and HR goes on being told each month', () => {
    const { t, alumnus, other, silent } = overdue()
    t.place(alumnus.memberId, { mailsOff: ['reminder'] })
    t.place(other.memberId, { leftOn: '2022-04-01' })
    expect(remindersOn(t, '2023-02-01')).toEqual({
      [t.hr.memberId]: expect.objectContaining({ proposalIds: [], unasked: [], onPaper: 1 }),
    })
    expect(workOn(t, '2023-02-01').nextDay).toBe('2023-03-01')
    // Who wants no requests still gets reminders, and the link that comes with them.
    t.place(alumnus.memberId, { mailsOff: ['request'] })
    expect(remindersOn(t, '2023-02-01')[alumnus.memberId]?.proposalIds).toContain(silent)
    run(t, '2023-02-01')
    expect(t.requests.at(-1)).toMatchObject({ memberId: alumnus.memberId, byMail: true })
  })

  it('don’t ask about this year’s and last year’s silence, nor about what is final', () => {
    const t = town()
    const by = t.researcher(2019)
    mailed(t, by)
    t.propose({ cohort: 2022 })
    t.propose({ cohort: 2021 })
    const ended = t.propose({ cohort: 2019 })
    t.tell(ended, { outcome: 'stalled', manner: 'ended', asOf: '2019' }, { by })
    expect(workOn(t, '2023-02-01').reminders).toEqual([])
  })

  it('ask nobody twice within a month, and again after it', () => {
    const { t, alumnus } = overdue()
    run(t, '2023-02-01')
    expect(t.mails.filter(({ kind }) => kind === 'reminder')).toHaveLength(2)
    expect(workOn(t, '2023-02-28').reminders).toEqual([])
    expect(workOn(t, '2023-02-28').nextDay).toBe('2023-03-01')
    expect(Object.keys(remindersOn(t, '2023-03-01'))).toContain(alumnus.memberId)
  })

  it('the same reminder decided twice is done once', () => {
    const { t } = overdue()
    const [reminder] = workOn(t, '2023-02-01').reminders
    if (!reminder) throw new Error('nobody is due')
    const act = () =>
      t.manage((register, deed) => remind(register, reminder, { due: noon('2023-02-01') }, deed), {
        now: noon('2023-02-01'),
      })
    act()
    expect(refusal(act)).toBe('nothing_changed')
  })
})

describe('whoever has said that they don’t know, or that it isn’t theirs', () => {
  it('is not reminded of that proposal again in the fiscal year, and is in the next', () => {
    const { t, alumnus, other, silent, stale } = overdue()
    run(t, '2023-02-01')
    passOn(t, silent, alumnus, '2023-02-02')
    const march = remindersOn(t, '2023-03-01')
    expect(march[alumnus.memberId]?.proposalIds).toEqual([stale])
    expect(march[other.memberId]?.proposalIds.toSorted()).toEqual([silent, stale].toSorted())
    expect(remindersOn(t, '2023-04-03')[alumnus.memberId]?.proposalIds).toContain(silent)
  })

  it('leaves it to the next who can be asked, and to HR where all have said so', () => {
    const { t, alumnus, other, silent } = overdue()
    const steward = t.person()
    mailed(t, steward)
    t.edit(silent, { steward: { office: '市民課', memberId: steward.memberId } })
    const whoIsAsked = () =>
      workOn(t, '2023-03-01').reminders.flatMap(({ memberId, proposalIds, unasked }) =>
        [...proposalIds, ...unasked].includes(silent) ? [memberId] : [],
      )
    expect(whoIsAsked()).toEqual([steward.memberId])
    passOn(t, silent, steward, '2023-02-02')
    expect(whoIsAsked().toSorted()).toEqual([alumnus.memberId, other.memberId].toSorted())
    passOn(t, silent, alumnus, '2023-02-02')
    passOn(t, silent, other, '2023-02-02')
    expect(whoIsAsked()).toEqual([t.hr.memberId])
    // Whom it was handed to since then is asked anew.
    t.handOver(
      silent,
      { to: { office: '市民課', memberId: alumnus.memberId }, note: '引継ぎ' },
      { now: noon('2023-02-03') },
    )
    expect(whoIsAsked()).toEqual([alumnus.memberId])
  })

  it('gets none of a round’s reminders about it, and HR is told where all have said so', () => {
    const { t, alumnus, silent } = overdue()
    const round = inRound(t, silent, alumnus)
    const on = (day: string) => {
      const { members, proposals } = t.register
      return dueWorkOn({ ...round, members, proposals }, { now: noon(day), isWorkingDay }).reminders
    }
    const asked = [expect.objectContaining({ memberId: alumnus.memberId, proposalIds: [silent] })]
    // What was said before the round was opened is no answer to it.
    passOn(t, silent, alumnus, '2023-01-19')
    expect(on('2023-02-03')).toEqual(asked)
    passOn(t, silent, alumnus, '2023-02-03')
    const told = [
      { memberId: t.hr.memberId, proposalIds: [], questions: [], unasked: [silent], onPaper: 0 },
    ]
    expect(on('2023-02-16')).toEqual(told)
    expect(on('2023-02-27')).toEqual(told)
    // Handing it over is no reason to ask the same people once more.
    t.handOver(silent, { to: { office: '市民課' } }, { now: noon('2023-02-27') })
    expect(on('2023-02-27')).toEqual(told)
  })
})

describe('the other things that are due', () => {
  it('an open question is reminded of three days before its due day, with everything else in one mail', () => {
    const { t, alumnus, other, silent, stale } = overdue()
    const asker = t.researcher(2022)
    const question = t.ask(
      silent,
      { via: 'cohort', text: '質問', dueOn: '2023-02-10' },
      { by: asker, now: noon('2023-02-01') },
    )
    const found = remindersOn(t, '2023-02-07')
    expect(found[alumnus.memberId]).toMatchObject({
      proposalIds: expect.arrayContaining([silent, stale]),
      questions: [{ proposalId: silent, questionId: question }],
    })
    expect(found[other.memberId]?.questions).toHaveLength(1)
    expect(remindersOn(t, '2023-02-06')[alumnus.memberId]?.questions).toEqual([])
  })

  it('each open question is reminded of with the receiver’s own link, which needs no signing in', () => {
    const { t, alumnus, other, silent, stale } = overdue()
    const by = t.researcher(2022)
    const input = { via: 'cohort' as const, text: '質問', dueOn: '2023-02-10' }
    for (const id of [silent, silent, stale]) t.ask(id, input, { by, now: noon('2023-02-01') })
    const asked = [silent, stale].flatMap((id) => t.proposal(id).questions ?? [])
    expect(asked).toHaveLength(3)
    run(t, '2023-02-07')
    const textTo = ({ memberId }: { memberId: string }) => {
      const mail = t.mails.find(({ kind, to }) => kind === 'reminder' && to === memberId)
      const member = t.register.members.get(memberId)
      if (!mail || !member) throw new Error('nobody was reminded')
      return mailText(mail, { register: t.register, member, links, now: noon('2023-02-07') })?.text
    }
    for (const one of [alumnus, other]) {
      const urls = textTo(one)?.match(/https:\/\/hub\.example\/(r\/question|m)\/\S+/g)
      const own = asked.map(
        ({ id, to }) => `https://hub.example/r/question/${id}/${to.indexOf(one.memberId)}`,
      )
      expect(urls).toEqual(own)
    }
  })

  it('a thread that nobody ends is ended a month after its due day, by what came of it', () => {
    const { t, alumnus, silent } = overdue()
    const by = t.researcher(2022)
    const ask = () =>
      t.ask(
        silent,
        { via: 'cohort', text: '質問', dueOn: '2023-02-10' },
        { by, now: noon('2023-02-01') },
      )
    const [open, answered] = [ask(), ask()]
    t.write(silent, answered, '答え', { by: alumnus, now: noon('2023-02-02') })
    expect(workOn(t, '2023-03-10').forgotten).toEqual([])
    expect(
      workOn(t, '2023-03-13').forgotten.map(({ questionId, how }) => [questionId, how]),
    ).toEqual([
      [open, 'no_answer'],
      [answered, 'answered'],
    ])
  })

  it('HR is asked for the transfers once a fiscal year, in April', () => {
    const { t } = overdue()
    expect(workOn(t, '2023-03-31').transferList).toEqual([])
    expect(workOn(t, '2023-04-03').transferList).toEqual([t.hr.memberId])
    t.place(t.hr.memberId, { reminded: { transfers: 2023 } })
    expect(workOn(t, '2023-04-04').transferList).toEqual([])
    expect(workOn(t, '2024-04-01').transferList).toEqual([t.hr.memberId])
    expect(workOn(t, '2024-06-03').transferList).toEqual([])
  })

  it('an invitation is reminded of in its last three days, once', () => {
    const { t, alumnus } = overdue()
    const invitation = {
      id: alumnus.memberId,
      issuedAt: noon('2023-02-01'),
      expiresAt: noon('2023-02-15'),
    }
    t.place(alumnus.memberId, { invitation })
    expect(workOn(t, '2023-02-10').lapsing).toEqual([])
    expect(workOn(t, '2023-02-10').nextDay).toBe('2023-02-12')
    expect(workOn(t, '2023-02-13').lapsing).toEqual([alumnus.memberId])
    t.place(alumnus.memberId, { reminded: { invitation: invitation.id } })
    expect(workOn(t, '2023-02-14').lapsing).toEqual([])
  })

  it('a round reminds whoever hasn’t answered, 14 and 5 working days before and one after its due day', () => {
    const { t, alumnus, silent } = overdue()
    const register = inRound(t, silent, alumnus)
    const on = (day: string, reminded = {}) => {
      t.place(alumnus.memberId, { reminded })
      return dueWorkOn(
        { ...register, members: t.register.members },
        { now: noon(day), isWorkingDay },
      ).reminders.map(({ proposalIds, round }) => [proposalIds, round?.stage])
    }
    // February 23rd is a holiday.
    expect(on('2023-02-02')).toEqual([])
    expect(on('2023-02-03')).toEqual([[[silent], 14]])
    expect(on('2023-02-06', { on: '2023-02-03', round: `${silent} 14` })).toEqual([])
    expect(on('2023-02-16', { on: '2023-02-03', round: `${silent} 14` })).toEqual([[[silent], 5]])
    expect(on('2023-02-27', { on: '2023-02-16', round: `${silent} 5` })).toEqual([[[silent], -1]])
    expect(on('2023-02-28', { on: '2023-02-27', round: `${silent} -1` })).toEqual([])
  })

  it('the link holds to the end of the day that its mail names, and the mail names the due day of its page', () => {
    const { t, alumnus, silent } = overdue()
    const register = inRound(t, silent, alumnus)
    const on = (day: string) => {
      const now = `${day}T06:00:00+09:00`
      const work = dueWorkOn(register, { now, isWorkingDay })
      const [reminder] = work.reminders
      if (!reminder) throw new Error('nobody is due')
      const deed = { ...t.deed({}), now: new Date(now).toISOString() }
      const { requests: [request] = [], mails: [mail] = [] } = remind(
        register,
        reminder,
        { due: deed.now },
        deed,
      )
      if (!request || !mail) throw new Error('nobody was asked')
      const { members } = register
      const text = mailText(mail, { register, member: members.get(mail.to) as never, links, now })
      return { request, text: text?.text ?? '' }
    }
    const late = on('2023-02-27')
    expect(late.text).toContain('（回答期限：2023年3月13日）')
    expect(late.text).toContain('（2023年3月13日まで）')
    expect(late.request).toMatchObject({ dueOn: '2023-03-13' })
    expect(linkEnded(register, late.request, '2023-03-13T14:59:59.000Z')).toBeUndefined()
    expect(linkEnded(register, late.request, '2023-03-13T15:00:00.000Z')).toBe('expired')
    const early = on('2023-02-03')
    expect(early.text).toContain('（回答期限：2023年2月24日）')
    // It lapses before the due day: how one gets another is said.
    expect(early.text).toContain(
      '（2023年2月17日まで。その後は、同じリンクから新しいリンクを受け取れます）',
    )
  })

  it('whoever has got a round’s reminder is reminded of everything else, a month after the last mail', () => {
    const { t, alumnus, other, silent } = overdue()
    t.place(other.memberId, { email: undefined })
    const register = inRound(t, silent, alumnus)
    const questionId = t.ask(
      silent,
      { via: 'cohort', text: '質問', dueOn: '2023-03-01' },
      { by: t.researcher(2022), now: noon('2023-02-01') },
    )
    const question = { proposalId: silent, questionId }
    const on = (day: string, reminded = {}) => {
      t.place(alumnus.memberId, { reminded })
      const { members, proposals } = t.register
      return dueWorkOn({ ...register, members, proposals }, { now: noon(day), isWorkingDay })
    }
    const round = `${silent} -1`
    // All of it is in the mail of a round, too.
    expect(on('2023-02-27', { on: '2023-02-16', round: `${silent} 5` }).reminders).toMatchObject([
      { proposalIds: [silent], round: { stage: -1 }, questions: [question] },
    ])
    expect(on('2023-03-24', { on: '2023-02-27', round })).toMatchObject({
      reminders: [],
      nextDay: '2023-03-27',
    })
    const left = { proposalIds: [], questions: [question], unasked: [], onPaper: 0 }
    expect(on('2023-03-27', { on: '2023-02-27', round }).reminders).toEqual([
      { memberId: alumnus.memberId, ...left },
    ])
  })
})

import {
  type Day,
  daysAfter,
  fiscalYearOf,
  fiscalYearSpan,
  startOfTokyoDay,
  tokyoDayOf,
} from '../calendar.ts'
import { isMailed } from '../mails/mail-changes.ts'
import { isAdmitted, type Member } from '../people/people.ts'
import { dispatchersHere, fellowsHere, stewardsHere } from '../people/whom-to-ask.ts'
import type { Proposal } from '../proposals/proposal.ts'
import { lapsedOn } from '../questions/inquiry-changes.ts'
import { answersOf, waitsFor } from '../questions/thread.ts'
import { newestFirst, type Register } from '../register.ts'
import { openReviewOf, type Review } from '../reviews/review.ts'
import { hasReferred, rowsAt } from '../reviews/review-rows.ts'
import { type IsWorkingDay, monthAfter, workingDaysBefore } from '../working-days.ts'
import {
  FORGOTTEN_DAYS,
  INVITATION_DAYS_LEFT,
  isPastInterval,
  nextDueOf,
  QUESTION_DAYS,
} from './due.ts'
import { MOST_PROPOSALS } from './request.ts'

/** A round reminds this many working days before its due day, and once after it. */
const ROUND_STAGES = [14, 5, -1] as const

/** Everything that one person is reminded of on a day, in one mail. */
export type Reminder = {
  memberId: string
  /** How they stand is to be said: past the confirmation interval, or asked for by a round. */
  proposalIds: string[]
  /** The open round that asks, and which of its reminders this is. */
  round?: { reviewId: string; stage: number }
  questions: { proposalId: string; questionId: string }[]
  /** For HR: questions of other municipalities that wait. */
  inquiries?: string[]
  /** For HR: proposals that nobody else can be asked about; whoever has said that they don't know can't. */
  unasked: string[]
  /** For HR: how many people no reminder reaches. */
  onPaper: number
}

/** What is due in a municipality on a working day. */
export type DueWork = {
  reminders: Reminder[]
  /** HR people who are asked for the list of transfers. */
  transferList: string[]
  /** People whose invitation is about to lapse. */
  lapsing: string[]
  /** Threads that nobody has ended, long past their due day. */
  forgotten: { proposalId: string; questionId: string; how: 'answered' | 'no_answer' }[]
  /** Questions of other municipalities that lapse. */
  lapsed: string[]
  /** The next day on which something will be due, once all of this is done. */
  nextDay: Day
}

type Draft = Omit<Reminder, 'memberId'>
/** One of a round's reminders, and the day it falls on. */
type Stage = { stage: number; fell: Day }

/**
 * What is due on a working day. A proposal past its confirmation interval asks its steward, else the people of
 * its cohort, else HR; whoever has said this fiscal year that they don't know is passed over. Everybody gets at
 * most one mail a month, but for the three of a round.
 */
export function dueWorkOn(
  register: Register,
  { now, isWorkingDay }: { now: string; isWorkingDay: IsWorkingDay },
): DueWork {
  const day = tokyoDayOf(now)
  const wanted = new Map<string, Draft>()
  const draftOf = (memberId: string): Draft => {
    const known = wanted.get(memberId)
    const draft = known ?? { proposalIds: [], questions: [], unasked: [], onPaper: 0 }
    wanted.set(memberId, draft)
    return draft
  }
  const round = openReviewOf(register.reviews.values())
  const stage = round && stageOn(round, day, isWorkingDay)
  if (round) {
    if (stage !== undefined) askForRound(register, round, { ...stage, now, draftOf })
  } else askForOverdue(register, now, draftOf)
  remindOfQuestions(register, day, draftOf)
  remindOfInquiries(register, day, draftOf)

  const reminders: Reminder[] = []
  const monthly: Day[] = []
  for (const [memberId, whole] of wanted) {
    const member = register.members.get(memberId)
    if (!member || !isAdmitted(member, day) || !isMailed(member, 'reminder')) continue
    const draft = isGiven(member, whole) ? withoutRound(whole) : whole
    if (isEmpty(draft)) continue
    const from = remindableFrom(member, draft)
    if (from <= day) reminders.push({ memberId, ...draft })
    // Answered or not, in a month it is looked at again.
    monthly.push(from <= day ? monthAfter(day) : from)
  }
  return {
    reminders,
    transferList: transferListOn(register, day),
    lapsing: lapsingOn(register, day),
    forgotten: forgottenOn(register, day),
    lapsed: lapsedOn(register, day),
    nextDay: nextDueOf(register, day, monthly),
  }
}

/** From when on a person may get this mail: a month after the last one, but that a round doesn't wait. */
function remindableFrom({ reminded }: Member, { round }: Draft): Day {
  return round || reminded?.on === undefined ? '' : monthAfter(reminded.on)
}

/** Each of a round's reminders is given once; what else is due goes on. */
function isGiven({ reminded }: Member, { round }: Draft): boolean {
  return round !== undefined && reminded?.round === roundKey(round)
}

/** While a round is open it alone asks about proposals. */
function withoutRound({ round: _, ...draft }: Draft): Draft {
  return { ...draft, proposalIds: [] }
}

function isEmpty({ proposalIds, questions, inquiries = [], unasked, onPaper }: Draft): boolean {
  return [proposalIds, questions, inquiries, unasked].every((all) => all.length === 0) && !onPaper
}

/** Names one of a round's reminders: who got it doesn't get it again. */
export function roundKey({ reviewId, stage }: NonNullable<Reminder['round']>): string {
  return `${reviewId} ${stage}`
}

/** The last reminder of a round that has fallen by a day: one that was missed is made up. */
function stageOn({ dueOn }: Review, day: Day, isWorkingDay: IsWorkingDay): Stage | undefined {
  return ROUND_STAGES.map((stage) => ({
    stage,
    fell: workingDaysBefore(dueOn, stage, isWorkingDay),
  })).findLast(({ fell }) => fell <= day)
}

/** Whoever the round had asked by then and who hasn't answered; HR, of what all of them have passed on. */
function askForRound(
  register: Register,
  review: Review,
  { stage, fell, now, draftOf }: Stage & { now: string; draftOf: (memberId: string) => Draft },
): void {
  const unasked: string[] = []
  for (const { proposalId, state, asked } of rowsAt(register, review, now)) {
    if (state !== 'waiting' || !asked || tokyoDayOf(asked.at) >= fell) continue
    const proposal = register.proposals.get(proposalId)
    if (!proposal) continue
    const left = asked.memberIds.filter((id) => !hasReferred(proposal, id, review.openedAt))
    if (left.length === 0) unasked.push(proposalId)
    for (const memberId of left) {
      const draft = draftOf(memberId)
      draft.round = { reviewId: review.id, stage }
      if (draft.proposalIds.length < MOST_PROPOSALS) draft.proposalIds.push(proposalId)
    }
  }
  if (unasked.length === 0) return
  for (const memberId of dispatchersHere(register, tokyoDayOf(now)))
    draftOf(memberId).unasked = unasked
}

/** Whom an overdue proposal asks on a day: nobody twice who has passed it on in the fiscal year. */
function remindable(register: Register, proposal: Proposal, day: Day): string[] {
  const thisYear = startOfTokyoDay(fiscalYearSpan(fiscalYearOf(day)).first)
  // Whoever it was handed to since then may know by now.
  const handedOver = proposal.handovers?.at(-1)?.recordedAt ?? ''
  const carried = handedOver > thisYear ? handedOver : thisYear
  const stewards = stewardsHere(register, proposal, day).filter(
    (id) => !hasReferred(proposal, id, carried),
  )
  if (stewards.length > 0) return stewards
  return fellowsHere(register, proposal, day).filter((id) => !hasReferred(proposal, id, thisYear))
}

function askForOverdue(
  register: Register,
  now: string,
  draftOf: (memberId: string) => Draft,
): void {
  const day = tokyoDayOf(now)
  const { staleAfterFiscalYears } = register.municipality.settings
  const onPaper = new Set<string>()
  const unasked: string[] = []
  const overdue = newestFirst(register).filter((proposal: Proposal) =>
    isPastInterval(proposal, staleAfterFiscalYears, now),
  )
  for (const proposal of overdue) {
    const memberIds = remindable(register, proposal, day)
    if (memberIds.length === 0) {
      unasked.push(proposal.id)
      continue
    }
    for (const memberId of memberIds) {
      const member = register.members.get(memberId)
      if (!member || !isMailed(member, 'reminder')) onPaper.add(memberId)
      else if (draftOf(memberId).proposalIds.length < MOST_PROPOSALS)
        draftOf(memberId).proposalIds.push(proposal.id)
    }
  }
  if (unasked.length === 0 && onPaper.size === 0) return
  for (const memberId of dispatchersHere(register, day)) {
    const draft = draftOf(memberId)
    draft.unasked = unasked
    draft.onPaper = onPaper.size
  }
}

/** Open questions whose due day is near or past, to all who were asked. */
function remindOfQuestions(
  { proposals }: Register,
  day: Day,
  draftOf: (memberId: string) => Draft,
): void {
  for (const proposal of proposals.values())
    for (const question of proposal.questions ?? []) {
      const isDue = daysAfter(question.dueOn, -QUESTION_DAYS) <= day
      if (waitsFor(question) !== 'asked' || !isDue) continue
      const named = { proposalId: proposal.id, questionId: question.id }
      for (const memberId of question.to) draftOf(memberId).questions.push(named)
    }
}

/** Questions of other municipalities whose due day is near or past, to HR. */
function remindOfInquiries(
  register: Register,
  day: Day,
  draftOf: (memberId: string) => Draft,
): void {
  const waiting = register.inquiries.flatMap(({ id, side, dueOn, ended }) =>
    side === 'asked' && !ended && daysAfter(dueOn, -QUESTION_DAYS) <= day ? [id] : [],
  )
  if (waiting.length === 0) return
  for (const memberId of dispatchersHere(register, day)) draftOf(memberId).inquiries = waiting
}

function forgottenOn({ proposals }: Register, day: Day): DueWork['forgotten'] {
  return [...proposals.values()].flatMap(({ id: proposalId, questions = [] }) =>
    questions.flatMap((question) => {
      if (question.ended || daysAfter(question.dueOn, FORGOTTEN_DAYS) > day) return []
      const how = answersOf(question).length > 0 ? ('answered' as const) : ('no_answer' as const)
      return [{ proposalId, questionId: question.id, how }]
    }),
  )
}

/** HR is asked once a fiscal year, on its first working day, which the job's day is. */
function transferListOn(register: Register, day: Day): string[] {
  const fiscalYear = fiscalYearOf(day)
  // Later than in April nobody needs to be told that people have moved.
  if (day > daysAfter(fiscalYearSpan(fiscalYear).first, 29)) return []
  return dispatchersHere(register, day).filter((id) => {
    const member = register.members.get(id)
    return member && isMailed(member, 'transfer_list') && member.reminded?.transfers !== fiscalYear
  })
}

function lapsingOn({ members }: Register, day: Day): string[] {
  return [...members.values()].flatMap((member) => {
    const { id, invitation, accountId, reminded } = member
    if (!invitation || invitation.acceptedAt !== undefined || accountId !== undefined) return []
    const lapses = tokyoDayOf(invitation.expiresAt)
    const isNear = daysAfter(lapses, -INVITATION_DAYS_LEFT) <= day && day <= lapses
    const isTold = reminded?.invitation === invitation.id
    return isNear && !isTold && isAdmitted(member, day) && isMailed(member, 'invitation_lapsing')
      ? [id]
      : []
  })
}

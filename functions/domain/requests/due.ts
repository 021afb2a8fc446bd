import { type Day, daysAfter, fiscalYearOf, fiscalYearSpan, tokyoDayOf } from '../calendar.ts'
import type { Municipality } from '../municipalities/municipality.ts'
import { standingAt, viewpointAt } from '../outcomes/standing.ts'
import type { Member } from '../people/people.ts'
import type { Proposal } from '../proposals/proposal.ts'
import type { Inquiry } from '../questions/inquiry.ts'
import { waitsFor } from '../questions/thread.ts'
import type { Register } from '../register.ts'
import type { Review } from '../reviews/review.ts'

/** How many days before its due day a question is reminded of. */
export const QUESTION_DAYS = 3
/** A thread that nobody ends is ended so many days after its due day. */
export const FORGOTTEN_DAYS = 30
/** How many days before it lapses an invitation is reminded of. */
export const INVITATION_DAYS_LEFT = 3
/** Around a round's due day the daily job looks every day: 14 working days are rarely more than a month. */
const ROUND_DAYS = { before: 35, after: 12 }

/**
 * Whether somebody has to be asked about a proposal: its last word lies past the confirmation interval, or
 * there never was one and the interval has passed since its cohort's year. What is final rests.
 */
export function isPastInterval(
  proposal: Pick<Proposal, 'cohort' | 'reports'>,
  staleAfter: number,
  now: string,
): boolean {
  const standing = standingAt(proposal, viewpointAt(now), staleAfter)
  if (standing.code !== 'unconfirmed') return standing.stale
  return fiscalYearOf(tokyoDayOf(now)) - proposal.cohort > staleAfter
}

type Changed =
  | { kind: 'municipality'; value: Municipality }
  | { kind: 'member'; value: Member }
  | { kind: 'proposal'; value: Proposal }
  | { kind: 'review'; value: Review }
  | { kind: 'inquiries'; value: { list: readonly Inquiry[] } }

/**
 * The next day on which the daily job has to look at a municipality, after a change. A change only ever brings
 * it nearer, from what it touched alone; the job itself, which knows everything, puts it off.
 * @param known the day until now; undefined before the first change
 * @param staleAfter the confirmation interval until now
 */
export function nextDueAfter(
  known: Day | undefined,
  changed: readonly Changed[],
  { staleAfter, now }: { staleAfter: number; now: string },
): Day {
  const today = tokyoDayOf(now)
  const nearer = changed.flatMap((state) => {
    if (state.kind === 'proposal')
      return [
        ...questionDays(state.value),
        ...(isPastInterval(state.value, staleAfter, now) ? [today] : []),
      ]
    // What a shorter interval is past of, only the job knows.
    if (state.kind === 'municipality')
      return state.value.settings.staleAfterFiscalYears < staleAfter ? [today] : []
    if (state.kind === 'member') return invitationDays(state.value)
    if (state.kind === 'inquiries') return state.value.list.flatMap(inquiryDays)
    // While it was open it alone asked about proposals.
    return state.value.isOpen ? roundDays(state.value, today) : [today]
  })
  return [known ?? today, ...nearer.map((day) => (day < today ? today : day))].reduce(earlier)
}

/** The same from the whole register, when everything due by `today` is done: a later day in any case. */
export function nextDueOf(register: Register, today: Day, monthly: readonly Day[]): Day {
  const { members, proposals, reviews, inquiries } = register
  const days = [
    ...[...proposals.values()].flatMap(questionDays),
    ...[...members.values()].flatMap(invitationDays),
    ...[...reviews.values()].flatMap((review) => roundDays(review, daysAfter(today, 1))),
    ...inquiries.flatMap(inquiryDays),
    ...monthly,
    // What goes stale does so on April 1st, when the list of transfers is asked for, too.
    fiscalYearSpan(fiscalYearOf(today) + 1).first,
  ]
  return days.filter((day) => day > today).reduce(earlier)
}

/** From when on an open question is reminded of while it waits, and when it is ended as forgotten. */
function questionDays({ questions = [] }: Proposal): Day[] {
  return questions.flatMap((question) => {
    const side = waitsFor(question)
    if (side === undefined) return []
    const forgotten = daysAfter(question.dueOn, FORGOTTEN_DAYS)
    return side === 'asked' ? [daysAfter(question.dueOn, -QUESTION_DAYS), forgotten] : [forgotten]
  })
}

/** The same of another municipality's question, which HR here is reminded of. */
function inquiryDays({ side, dueOn, ended }: Inquiry): Day[] {
  if (side !== 'asked' || ended) return []
  return [daysAfter(dueOn, -QUESTION_DAYS), daysAfter(dueOn, FORGOTTEN_DAYS)]
}

function invitationDays({ invitation, accountId }: Member): Day[] {
  if (!invitation || invitation.acceptedAt !== undefined || accountId !== undefined) return []
  return [daysAfter(tokyoDayOf(invitation.expiresAt), -INVITATION_DAYS_LEFT)]
}

function roundDays({ isOpen, dueOn }: Review, from: Day): Day[] {
  if (!isOpen || daysAfter(dueOn, ROUND_DAYS.after) < from) return []
  const first = daysAfter(dueOn, -ROUND_DAYS.before)
  return [first > from ? first : from]
}

function earlier(a: Day, b: Day): Day {
  return a < b ? a : b
}

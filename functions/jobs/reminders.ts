import { type Day, tokyoDayOf } from '../domain/calendar.ts'
import type { Deed, MunicipalityChange } from '../domain/change.ts'
import { DomainError, ignoring } from '../domain/errors.ts'
import { systemDeeds } from '../domain/operation.ts'
import { lapseInquiry } from '../domain/questions/inquiry-changes.ts'
import { endQuestion } from '../domain/questions/question-changes.ts'
import type { Register } from '../domain/register.ts'
import { askForTransfers, remind, remindOfInvitation } from '../domain/requests/reminder-changes.ts'
import { dueWorkOn } from '../domain/requests/reminders.ts'
import { type IsWorkingDay, sendingTime } from '../domain/working-days.ts'
import { Attempts } from './attempts.ts'
import type { Counts, DailyStep } from './daily.ts'
import type { Registers } from './registers.ts'

type Due = { code: string; day: Day }
type DueDays = {
  through(day: Day): Promise<Due[]>
  putOff(due: Due, to: Day, seen: number): Promise<boolean>
}

/** How many municipalities are looked at at once. */
const AT_ONCE = 4

/**
 * Asks whoever is due to be asked. Only municipalities with something due are read. Each person's mail is written
 * with the note that they were reminded, in one transaction; the municipality's day is put off when all is done.
 * Killed anywhere, the next run finds the rest. On days on which offices are closed nothing is done.
 */
export function remindersStep({
  dueDays,
  registers,
  clock,
  newId,
  isWorkingDay,
}: {
  dueDays: DueDays
  registers: Registers & {
    numbered(code: string): Promise<{ register: Register; number: number } | undefined>
  }
  clock: () => Date
  newId: () => string
  isWorkingDay: IsWorkingDay
}): DailyStep {
  const named = systemDeeds('daily job', newId)

  async function look(due: Due, counts: Counts): Promise<void> {
    const { code } = due
    const now = clock().toISOString()
    const register = await registers.read(code)
    if (!register) return
    const { reminders, transferList, lapsing, forgotten, lapsed } = dueWorkOn(register, {
      now,
      isWorkingDay,
    })
    const sending = { due: sendingTime(now, isWorkingDay) }
    const day = tokyoDayOf(now)
    const once = async (
      what: string,
      key: string,
      decide: (register: Register, deed: Deed) => MunicipalityChange,
    ) => {
      const { operation, deedAt } = named(code, key)
      await registers
        .changeMunicipality(code, operation, (current, at) => decide(current, deedAt(at)))
        .then(() => count(counts, what), ignoring('nothing_changed', 'question_ended'))
    }
    for (const reminder of reminders)
      await once('reminders', `reminders ${day} ${reminder.memberId}`, (current, deed) =>
        remind(current, reminder, sending, deed),
      )
    for (const memberId of transferList)
      await once('transferLists', `transferLists ${day} ${memberId}`, (current, deed) =>
        askForTransfers(current, memberId, sending, deed),
      )
    for (const memberId of lapsing)
      await once('invitations', `invitations ${day} ${memberId}`, (current, deed) =>
        remindOfInvitation(current, memberId, sending, deed),
      )
    for (const inquiryId of lapsed)
      await once('lapsed', `lapsed ${inquiryId}`, (current, deed) =>
        lapseInquiry(current, inquiryId, deed),
      )
    for (const { proposalId, questionId, how } of forgotten) {
      const { operation, deedAt } = named(code, `forgotten ${questionId}`)
      await registers
        .change(code, operation, (current, at) => {
          const before = current.proposals.get(proposalId)
          if (!before) throw new DomainError('not_found')
          return endQuestion(before, { questionId, how }, deedAt(at))
        })
        .then(() => count(counts, 'forgotten'), ignoring('question_ended'))
    }
    await putOff(due, now)
    count(counts, 'municipalities')
  }

  /** What a change has made due meanwhile is not put off: the day stays for the next run. */
  async function putOff(due: Due, now: string): Promise<void> {
    const last = await registers.numbered(due.code)
    if (!last) return
    const { nextDay, ...left } = dueWorkOn(last.register, { now, isWorkingDay })
    if (Object.values(left).some(({ length }) => length > 0)) return
    await dueDays.putOff(due, nextDay, last.number)
  }

  return {
    name: 'reminders',
    async run({ day }) {
      const counts: Counts = { municipalities: 0, reminders: 0, transferLists: 0, invitations: 0 }
      if (!isWorkingDay(day)) return counts
      const waiting = await dueDays.through(day)
      const attempts = new Attempts('municipality_not_reminded')
      const attempt = (due: Due) => attempts.at({ municipality: due.code }, () => look(due, counts))
      const worker = async () => {
        for (let due = waiting.shift(); due; due = waiting.shift()) await attempt(due)
      }
      await Promise.all(Array.from({ length: AT_ONCE }, worker))
      attempts.end()
      return counts
    },
  }
}

function count(counts: Counts, what: string): void {
  counts[what] = (counts[what] ?? 0) + 1
}

import type { Deed, MunicipalityChange } from '../domain/change.ts'
import { ignoring } from '../domain/errors.ts'
import { LEASE_MS, type MailEnd, type MailFailure, type PendingMail } from '../domain/mails/mail.ts'
import { noteMailFailed, noteMailSent, receiverOf } from '../domain/mails/mail-changes.ts'
import { type MailLinks, mailText } from '../domain/messages/mails.ts'
import { systemDeeds } from '../domain/operation.ts'
import type { Register } from '../domain/register.ts'
import { logger } from '../log/logger.ts'
import { MailError, type Mailer } from '../mail/mail.ts'
import { Attempts } from './attempts.ts'
import { createLetterJob, type Letters } from './letters.ts'
import type { Registers } from './registers.ts'

/** What the job needs of the store. */
type Waiting = {
  due(now: string, limit: number): Promise<PendingMail[]>
  nextDue(): Promise<string | undefined>
  lease(mail: PendingMail, until: string): Promise<PendingMail | undefined>
  begin(mail: PendingMail): Promise<boolean>
  handedOver(mail: PendingMail, sentAt: string): Promise<boolean>
  putOff(mail: PendingMail, now: string): Promise<boolean>
  end(mail: PendingMail, end: MailEnd): Promise<void>
}

/** How many mails are under way at once. */
const AT_ONCE = 4

/** What one run did; `waiting` are those that will be tried again. */
export type Tally = { sent: number; moot: number; givenUp: number; waiting: number }

/**
 * Sends the mails that are due. A mail is leased, its words are made from the register as it is now, it is
 * handed over, and what became of it is written. Killed in between, the next run finds it: the local mailbox
 * knows it already, elsewhere a try without a known end is made once more and then given up, for HR to see. One that
 * fails keeps none of the others back.
 * What goes to another municipality is brought there first, so that its mails go out in the same run.
 */
export function createOutbox({
  outbox,
  inquiries,
  registers,
  mailer,
  links,
  clock,
  newId,
  onErased,
  until,
}: {
  outbox: Waiting
  inquiries: Letters
  registers: Pick<Registers, 'read' | 'changeMunicipality'>
  mailer: Mailer
  /** The links of a mail, by the address it goes to. */
  links: (address: string) => MailLinks
  clock: () => Date
  newId: () => string
  onErased?: (() => void) | undefined
  /** When a run begins no further mail, where it would be cut off; the next run finds what is left. */
  until?: Date
}) {
  const now = () => clock().toISOString()
  const named = systemDeeds('outbox', newId)
  const letters = createLetterJob({ inquiries, registers, clock, newId, onErased })

  async function run(): Promise<Tally> {
    const tally: Tally = { sent: 0, moot: 0, givenUp: 0, waiting: 0 }
    await letters.run()
    const attempts = new Attempts('mail_not_settled')
    const tried = new Set<string>()
    let isMore = true
    while (isMore && (!until || clock() < until)) {
      const due = await outbox.due(now(), AT_ONCE)
      const send = async (mail: PendingMail) => {
        const end = await sendOne(mail)
        if (end) tally[end] += 1
      }
      await Promise.all(
        due.map((mail) => {
          const { code: municipality, id } = mail
          return attempts.at({ municipality, id }, () => send(mail))
        }),
      )
      // Whatever was tried has left its place or is leased, unless the database is away: the same stand in front then.
      isMore = due.length === AT_ONCE && due.some(({ id }) => !tried.has(id))
      for (const { id } of due) tried.add(id)
    }
    if (isMore) logger.info('outbox_goes_on_later', tally)
    attempts.end()
    return tally
  }

  async function sendOne(found: PendingMail): Promise<keyof Tally | undefined> {
    const until = new Date(clock().getTime() + LEASE_MS).toISOString()
    const mail = await outbox.lease(found, until)
    if (!mail) return undefined
    if (mail.sentAt !== undefined) return sent(mail, mail.sentAt)
    const register = await registers.read(mail.code)
    const receiver = register && receiverOf(register, mail, now())
    if (!register || !receiver || receiver === 'moot') return moot(mail)
    if (receiver.failure !== undefined) return givenUp(mail, receiver.failure)
    if (mail.unknown > 1 && !mailer.exactlyOnce) return givenUp(mail, 'unknown_result')
    const { id, code } = mail
    let text: ReturnType<typeof mailText>
    try {
      const { member, email } = receiver
      text = mailText(mail, { register, member, links: links(email), now: now() })
    } catch (error) {
      return refused(mail, 'later', error)
    }
    if (!text) return moot(mail)
    if (!(await outbox.begin(mail))) return undefined
    try {
      await mailer.send({ id, code, to: receiver.email, ...text, sentAt: now() })
    } catch (error) {
      return refused(mail, error instanceof MailError ? error.result : 'unknown', error)
    }
    return sent(mail, now())
  }

  /** Tells the history that a mail was handed over, and ends it; what can't be told now, the next run tells. */
  async function sent(mail: PendingMail, at: string): Promise<keyof Tally> {
    try {
      await note(mail, 'sent', (current, deed) => noteMailSent(current, mail, deed))
    } catch (error) {
      const { code: municipality, id } = mail
      logger.error('sent_mail_not_noted', { municipality, id, error: error as Error })
      await outbox.handedOver(mail, at)
      return 'waiting'
    }
    await outbox.end(mail, { state: 'sent', at })
    return 'sent'
  }

  async function refused(
    mail: PendingMail,
    result: MailError['result'],
    error: unknown,
  ): Promise<keyof Tally> {
    // No more of the error than its name: what a mail server says has the address in it.
    const { code: municipality, id } = mail
    logger.warn('mail_not_handed_over', { municipality, id, result, why: (error as Error).name })
    if (result === 'never') return givenUp(mail, 'refused')
    // It stays leased; the next one to find it tries it once more.
    if (result === 'unknown') return 'waiting'
    return (await outbox.putOff(mail, now())) ? 'waiting' : givenUp(mail, 'tried_often')
  }

  async function moot(mail: PendingMail): Promise<keyof Tally> {
    await outbox.end(mail, { state: 'moot', at: now() })
    return 'moot'
  }

  async function givenUp(mail: PendingMail, failure: MailFailure): Promise<keyof Tally> {
    await note(mail, 'failed', (current, deed) => noteMailFailed(current, mail, failure, deed))
    await outbox.end(mail, { state: 'given_up', at: now(), failure })
    return 'givenUp'
  }

  /** Tells the municipality's history what happened to a mail, once, where it has to know. */
  async function note(
    { id, code }: PendingMail,
    what: string,
    decide: (register: Register, deed: Deed) => MunicipalityChange,
  ): Promise<void> {
    const { operation, deedAt } = named(code, `${what} ${id}`)
    await registers
      .changeMunicipality(code, operation, (register, at) => decide(register, deedAt(at)))
      .catch(ignoring('nothing_changed'))
  }

  return { run, nextDue: () => outbox.nextDue() }
}
export type OutboxJob = ReturnType<typeof createOutbox>

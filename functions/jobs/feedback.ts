import * as z from 'zod'
import { DomainError } from '../domain/errors.ts'
import { ScopeCode } from '../domain/fields.ts'
import type { MailFailure, MailKind } from '../domain/mails/mail.ts'
import { noteMailFailed } from '../domain/mails/mail-changes.ts'
import { systemDeeds } from '../domain/operation.ts'
import type { Registers } from './registers.ts'

/** Word of a mail that by our own book has not gone out yet. */
export class TooEarly extends Error {
  constructor() {
    super('word of a mail that is not known to be sent yet')
    this.name = 'TooEarly'
  }
}

/** As much of an SES event as the hub reads; the address in it is compared, and not kept. */
const SesEvent = z.object({
  eventType: z.string(),
  bounce: z.object({ bounceType: z.string() }).optional(),
  mail: z.object({
    destination: z.array(z.string()).optional(),
    tags: z.record(z.string(), z.array(z.string())),
  }),
})

type Needed = {
  outbox: {
    endOf(code: string, id: string): Promise<{ kind: MailKind; to: string } | undefined>
    isWaiting(id: string): Promise<boolean>
  }
  registers: Pick<Registers, 'changeMunicipality'>
  newId: () => string
}

/**
 * Takes word of a mail that came back or was complained of: the address is marked, nothing more is sent
 * there, and HR sees it at the person. A bounce for now (a full mailbox) marks nothing, nor does word of an address
 * that is not theirs any more.
 * @param message the event as SES wrote it
 * @returns what was made of it
 * @throws TooEarly where it came before the sending was written down: whoever brings it is to come again
 */
export async function takeFeedback(
  message: unknown,
  { outbox, registers, newId }: Needed,
): Promise<'marked' | 'known' | 'ignored'> {
  const parsed = SesEvent.safeParse(message)
  if (!parsed.success) return 'ignored'
  const { data: event } = parsed
  const failure = failureOf(event)
  const [code = ''] = event.mail.tags.municipality ?? []
  const mailId = event.mail.tags.mail?.[0]?.replace('_', '.')
  if (!failure || !mailId || !ScopeCode.safeParse(code).success) return 'ignored'
  const mail = await outbox.endOf(code, mailId)
  // A receiving server may be quicker than our own note that the mail was handed over.
  if (!mail && (await outbox.isWaiting(mailId))) throw new TooEarly()
  if (!mail) return 'ignored'
  const went = { ...mail, address: event.mail.destination?.[0] }
  const { operation, deedAt } = systemDeeds('feedback', newId)(code, `${failure} ${mailId}`)
  try {
    await registers.changeMunicipality(code, operation, (register, now) =>
      noteMailFailed(register, went, failure, deedAt(now)),
    )
    return 'marked'
  } catch (error) {
    if (error instanceof DomainError && error.code === 'nothing_changed') return 'known'
    throw error
  }
}

function failureOf({ eventType, bounce }: z.infer<typeof SesEvent>): MailFailure | undefined {
  if (eventType === 'Complaint') return 'complained'
  if (eventType === 'Reject') return 'refused'
  return eventType === 'Bounce' && bounce?.bounceType === 'Permanent' ? 'bounced' : undefined
}

/** One message to one person. `id` names it for good, `sentAt` an ISO instant in UTC, `text` is plain. */
export type Mail = {
  id: string
  to: string
  subject: string
  text: string
  sentAt: string
  /** Whose mail it is, where it is a municipality's: word of a bounce comes back with it. */
  code?: string
}

/** The port to the outside: SES, a municipality's own relay (SMTP), or a mailbox page in the local start. */
export interface Mailer {
  /** Sending the same id twice leaves one mail, so that an unknown result may be tried again for ever. */
  readonly exactlyOnce: boolean
  /**
   * Hands the mail over.
   * @throws MailError
   */
  send(mail: Mail): Promise<void>
}

/**
 * Why a mail was not handed over: refused for now, refused for good (its address takes none), or nobody
 * knows whether it was.
 */
export class MailError extends Error {
  readonly result: 'later' | 'never' | 'unknown'

  constructor(result: MailError['result'], cause: unknown) {
    super(`the mail was refused: ${result}`, { cause })
    this.name = 'MailError'
    this.result = result
  }
}

/** One message to one person. `id` is a UUIDv7, `sentAt` an ISO instant in UTC, `text` is plain. */
export type Mail = { id: string; to: string; subject: string; text: string; sentAt: string }

/** The port to the outside: SES in the cloud, a mailbox page in the local start. */
export interface Mailer {
  /** Hands the mail over; sending the same id twice leaves one mail. */
  send(mail: Mail): Promise<void>
}

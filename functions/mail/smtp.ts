import { createTransport } from 'nodemailer'
import { MailError, type Mailer } from './mail.ts'

const TIMES = { connectionTimeout: 5_000, greetingTimeout: 5_000, socketTimeout: 15_000 }

/** Where a municipality's own relay is, and who the mails come from. */
export type SmtpSettings = { url: string; from: string }

/**
 * Mails by SMTP, over a municipality's own relay. It keeps no memory of what it took: a connection that is
 * lost after the text was sent leaves an unknown result.
 */
export function createSmtpMailer({ url, from }: SmtpSettings): Mailer {
  const domain = from.slice(from.lastIndexOf('@') + 1).replace(/>$/, '')
  return {
    exactlyOnce: false,
    async send({ id, to, subject, text, sentAt }) {
      // The only way to learn how far a lost connection had come; nothing of it is kept or printed.
      let textBegun = false
      const quiet = () => undefined
      const note = (_entry: unknown, message: unknown) => {
        if (message === 'DATA') textBegun = true
      }
      const transport = createTransport({
        url,
        ...TIMES,
        transactionLog: true,
        logger: {
          ...{ level: quiet, trace: quiet, info: quiet },
          ...{ warn: quiet, error: quiet, fatal: quiet },
          debug: note,
        },
        // What stands in a mail is text; nothing is ever fetched for it.
        disableFileAccess: true,
        disableUrlAccess: true,
      })
      try {
        await transport.sendMail({
          from,
          // As an object, so that no address can be read as several.
          to: { name: '', address: to },
          subject,
          text,
          date: new Date(sentAt),
          // The same for every try: a mail program that gets two shows one.
          messageId: `<${id}@${domain}>`,
          headers: { 'Auto-Submitted': 'auto-generated' },
        })
      } catch (error) {
        throw new MailError(resultOf(error as SmtpError, textBegun), error)
      }
    },
  }
}

type SmtpError = { code?: string; command?: string; responseCode?: number }

/** Refused for good is only what the relay says of this receiver or this text; the rest may pass. */
function resultOf(
  { code, command = '', responseCode }: SmtpError,
  textBegun: boolean,
): MailError['result'] {
  if (responseCode === undefined) return textBegun ? 'unknown' : 'later'
  const isOfThisMail = command === 'RCPT TO' || command === 'DATA' || code === 'EMESSAGE'
  return responseCode >= 500 && isOfThisMail ? 'never' : 'later'
}

import { SESv2Client, SendEmailCommand } from '@aws-sdk/client-sesv2'
import { MailError, type Mailer } from './mail.ts'

/**
 * Mails by Amazon SES. It has no way to be told the same mail twice, so a lost answer is told as such and never
 * tried again in here. The mail's id comes back as a tag with word of a bounce.
 */
export function createSesMailer({
  from,
  configurationSet,
  client = new SESv2Client({
    maxAttempts: 1,
    requestHandler: {
      connectionTimeout: 1_000,
      requestTimeout: 10_000,
      throwOnRequestTimeout: true,
    },
  }),
}: {
  from: string
  configurationSet: string
  client?: SESv2Client
}): Mailer {
  return {
    exactlyOnce: false,
    async send({ id, to, subject, text, code }) {
      const utf8 = (Data: string) => ({ Data, Charset: 'UTF-8' })
      const command = new SendEmailCommand({
        FromEmailAddress: from,
        ConfigurationSetName: configurationSet,
        Destination: { ToAddresses: [to] },
        Content: { Simple: { Subject: utf8(subject), Body: { Text: utf8(text) } } },
        EmailTags: [
          { Name: 'mail', Value: id.replaceAll('.', '_') },
          ...(code === undefined ? [] : [{ Name: 'municipality', Value: code }]),
        ],
      })
      try {
        await client.send(command)
      } catch (error) {
        throw new MailError(resultOf(error), error)
      }
    },
  }
}

function resultOf(error: unknown): MailError['result'] {
  const { name, message, $metadata } = error as Error & { $metadata?: { httpStatusCode?: number } }
  const status = $metadata?.httpStatusCode
  if (status === undefined || status >= 500) return 'unknown'
  // While the account is in SES's sandbox every other address counts as rejected: that is no fault of theirs.
  const isForGood = name === 'MessageRejected' || name === 'BadRequestException'
  return isForGood && !/not verified/i.test(message) ? 'never' : 'later'
}

import type { CustomMessageTriggerEvent } from 'aws-lambda'
import { codeMail } from '../domain/messages/mail-code.ts'

// The Lambda entry that Cognito asks for the words of a mail before it sends one. It is the only way to word the
// codes that people sign in with: a template of theirs is refused by a user pool without second factors.

/** Words the mails that carry a code; all others stay Cognito's. */
export async function handler(
  event: CustomMessageTriggerEvent,
): Promise<CustomMessageTriggerEvent> {
  if (event.triggerSource === 'CustomMessage_AdminCreateUser') return event
  const { subject, html } = codeMail(event.request.codeParameter)
  return { ...event, response: { ...event.response, emailSubject: subject, emailMessage: html } }
}

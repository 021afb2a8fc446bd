import { rulesEn } from '../../functions/domain/messages/rules-en.ts'
import type { AccessTexts } from './access-ja.ts'

export const accessEn: AccessTexts = {
  permissions: {
    sentences: rulesEn,
    title: 'Who may do what',
    lead: 'What each role is allowed to do. The hub decides with these very rules, at every request.',
    contents: 'Contents',
    always: 'True of every role',
    principles: [
      'Whatever none of the following rules allows is refused.',
      'Nothing of another municipality can be seen or changed, except what it shares of its proposals. The hub answers “not found”, as if it didn’t exist.',
      'Somebody who is suspended or has left can do nothing from their very next request on, whatever their roles.',
      'Roles hold from a date to a date. Cohort members become alumni when their fiscal year ends. Who is a steward is decided proposal by proposal.',
      'Somebody with several roles may do what any of them allows.',
    ],
    table: 'The rules by role',
    columns: { role: 'Role', rule: 'Rule', actions: 'Allowed actions' },
    nothing: "Nothing is allowed concerning this municipality's proposals and roster.",
    yours: 'Your role',
  },
  sessions: {
    title: 'Where you are signed in',
    lead: 'These browsers are signed in with your address. Sign out here what you do not recognize, or have left open on a shared machine.',
    note: 'The hub records neither the kind of device nor its place. “Last used” is exact to about ten minutes.',
    this: 'This browser',
    other: 'Another browser',
    createdAt: 'Signed in',
    lastSeenAt: 'Last used',
    endsAt: 'Ends if not used',
    end: 'Sign it out',
    endNamed: (when) => `Sign it out (signed in on ${when})`,
    endOthers: 'Sign out all others',
    endAll: 'Sign out everywhere, here too',
    endAllLead: 'Every browser will have to sign in again. Drafts stay on the devices they lie on.',
    endAllSubmit: 'Sign out everywhere',
    ended: (n) => `${n} ${n === 1 ? 'browser was' : 'browsers were'} signed out`,
    alone: 'You are signed in nowhere else.',
    passkeys: 'Passkeys',
    passkeysLead:
      'Register a passkey to sign in by your device’s fingerprint, face or PIN. Open the page within an hour after signing in, and never on a shared machine.',
    passkeysOpen: 'Register a passkey',
  },
}

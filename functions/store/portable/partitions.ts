/** The form's name and version. The version moves on when an older hub could misread a line. */
export const FORMAT = 'mane-tomo-hub'
export const FORMAT_VERSION = 1

/**
 * What becomes of each kind of partition (`table.ts`) in a file: which line carries it, from which one it is made
 * again, or why it stays behind. A kind that is missing here is one that a backup would lose: a test compares.
 * @internal
 */
export const PARTITIONS: Record<
  string,
  { line: string } | { madeFrom: string } | { left: string }
> = {
  M: { line: 'municipality, member, review, proposal, inquiries' },
  REVISION: { line: 'municipality' },
  EVENT: { line: 'event' },
  TEXT: { line: 'texts' },
  TRAIL: { madeFrom: 'event' },
  REVIEW: { line: 'closed_review' },
  INQUIRY: { line: 'inquiry' },
  REQUEST: { line: 'request' },
  ASKED: { madeFrom: 'request' },
  OUTBOX: { line: 'mail_waiting' },
  MAILED: { line: 'mail_ended' },
  ERASURES: { line: 'erasure, erased_text' },
  ACCOUNT: { line: 'account; memberships are made from member, sessions stay behind' },
  IDENTITY: { madeFrom: 'account' },
  MUNICIPALITIES: { madeFrom: 'municipality, member' },
  SHARED: { madeFrom: 'municipality, proposal' },
  AGREED: { madeFrom: 'municipality' },
  SUBMISSION: { madeFrom: 'review' },
  DUE: { madeFrom: 'municipality' },
  ROLLUP: { line: 'rollup, in a whole hub' },
  META: { line: 'sample, in a whole hub; version and set-up link are made anew' },
  IDEMPOTENCY: { left: 'answers repetitions of a request for five weeks' },
  EXPORT: {
    left: 'long exports that were asked for, whose files lie apart for a week',
  },
  DELIVERY: { madeFrom: 'inquiries, inquiry, event, texts' },
  CODE: { left: 'a sign-in under way' },
  SENT_CODES: { left: 'limits sign-ins for an hour' },
  JOB: { left: 'the first daily job does all of its steps, each by what it finds in the data' },
  MAILBOX: { left: 'mails with their words, of the machine that showed them' },
}

const EVENT = '{"kind":"event","event":'

/** A line around an event's canonical JSON, whose very bytes the hash covers. */
export function eventLine(json: string): string {
  return `${EVENT}${json}}`
}

/** The event's bytes as they stood in the history. */
export function eventIn(text: string): string {
  return text.slice(EVENT.length, -1)
}

/**
 * The one table and every key in it. Partition key `pk`, sort key `sk`, both strings; `expiresAt`
 * (epoch seconds) is the TTL attribute, and is checked in code because TTL deletes late.
 *
 * | access pattern                                       | how                                                | cost (units)            |
 * | ---------------------------------------------------- | -------------------------------------------------- | ----------------------- |
 * | who asks, and is my copy of the register current     | BatchGet SESSION, MEMBERSHIP, REVISION, consistent | 3 read                  |
 * | list, filter, search, overview, detail, as-of answer | the copy in the process                            | 0 read                  |
 * | the register, when this process has no copy          | Query `M#code`, consistent                         | ~ 100 at 200 proposals  |
 * | a municipality's settings, when nobody has signed in | BatchGet REVISION, MUNICIPALITY, consistent         | 2 read                  |
 * | what changed since my copy                           | BatchGet of the states that REVISION names         | ≤ 60 for the last 40    |
 * | the provable history of a proposal                   | Query its stream in `EVENT#code`, consistent       | ~ 9 per 50 events       |
 * | texts of an ended question                           | BatchGet of its messages in `TEXT#code`            | by their number         |
 * | all histories with texts and salts (verification)    | Query `EVENT#code` and `TEXT#code`, side by side   | by their length         |
 * | requests, closed reviews (verification)              | Query `REQUEST#code`, `REVIEW#code`, consistent    | by their number         |
 * | what accounts may do there (verification)            | BatchGet MEMBERSHIP of the roster's accounts       | ~ 1 per account         |
 * | what happened lately, in a period, by a person       | Query `TRAIL#code` newest first, then BatchGet     | ≤ 60 for a page of 20   |
 * | a change: state, event, texts, revision, idempotency | TransactWrite                                      | ≤ 24 write for a report |
 * | an operation's outcome after a lost response         | Get `IDEMPOTENCY#…`, consistent                    | 1 read                  |
 * | sign-in: account of (issuer, subject), memberships   | Get IDENTITY, Query `ACCOUNT#id`                   | 2 read                  |
 * | a sign-in by code: the code, what its address got     | Get `CODE#…`, `SENT_CODES#…`, consistent           | 1 read, 2 write         |
 * | my sessions                                          | Query `ACCOUNT#id` SESSION…, consistent             | 1 read                  |
 * | mails that are due                                   | Query `OUTBOX` up to now, limited                   | ≤ 0.5 per mail          |
 * | how a municipality's mails ended, newest first       | Query `MAILED#code`, limited                       | the page                |
 * | municipalities with something due by a day           | Query `DUE` up to the day                          | 0.5 per 60 of them      |
 * | was a step of the daily job done for a day, and when | Get, Query `JOB#step` newest first, 1               | 1 read                  |
 * | the rows of a closed review                          | Get `REVIEW#code`                                  | ≤ 5 at 200 proposals    |
 * | the words of a closed review                         | BatchGet of `TEXT#code`, consistent                | by their length         |
 * | a request by its link                                | Get `REQUEST#code`, consistent                     | 1 read                  |
 * | the requests of a person, a proposal or a review     | Query `ASKED#code#id`, BatchGet of the requests    | ~ 1 per request         |
 * | a page of what other municipalities share           | Query `SHARED`, limited                            | ≤ 25 for 50 looked at   |
 * | the municipalities, for the office                   | Query `MUNICIPALITIES`, BatchGet their REVISIONs     | ≤ 1 per municipality    |
 * | the office's statistics                              | Query `AGREED`, `SUBMISSION#year`, `ROLLUP`        | ≤ 60 at 500 of them     |
 * | who was erased, to do it again after a restore       | Query `ERASURES`, of one municipality by prefix    | by their number         |
 * | a municipality as a file, and from one              | `portable/`: Queries of its partitions; transactions | what it weighs          |
 * | what is on its way between municipalities           | Query `DELIVERY`, oldest first                     | 0.5 per letter          |
 * | an old question to or from another municipality      | Get `INQUIRY#code`                                 | 1 read                  |
 * | long exports that were asked for, newest first       | Query `EXPORT#code`, limited                        | the page                |
 * | the local mailbox                                    | Query `MAILBOX`, newest first, limited             | the page                |
 *
 * Events and personal texts have partition prefixes of their own, so that permissions can tell them
 * from states: nothing ever updates or deletes an event, and only erasure deletes texts.
 */

export type Key = { pk: string; sk: string }

export const META: Key = { pk: 'META', sk: 'SCHEMA' }
/** Whether the sample was loaded, or a loading of it was begun. */
export const SAMPLE: Key = { pk: 'META', sk: 'SAMPLE' }
/** The hash of the link with which the office's first person begins, until it is used. */
export const SET_UP: Key = { pk: 'META', sk: 'SET_UP' }

/** Stands while a restore is under way: what lies around it is not whole yet. */
export const RESTORE: Key = { pk: 'META', sk: 'RESTORE' }

/** The states of a municipality: itself, its members, its proposals, its reviews. One Query reads its register. */
export const registerPartition = (code: string) => `M#${code}`
export const MUNICIPALITY_SK = 'MUNICIPALITY'
export const memberSk = (memberId: string) => `MEMBER#${memberId}`
export const proposalSk = (proposalId: string) => `PROPOSAL#${proposalId}`
export const reviewSk = (reviewId: string) => `REVIEW#${reviewId}`

/** Questions to and from other municipalities: the open ones, and those that ended last. */
export const INQUIRIES_SK = 'INQUIRIES'
/** Older ones, outside the register: they grow for ever. */
export const inquiryKey = (code: string, inquiryId: string): Key => ({
  pk: `INQUIRY#${code}`,
  sk: inquiryId,
})

/** What goes from one municipality to another and is not there yet, in the order in which it was sent. */
export const DELIVERY = 'DELIVERY'
export const deliveryKey = (at: string, operationId: string): Key => ({
  pk: DELIVERY,
  sk: `${at}#${operationId}`,
})

/** The rows of a closed version of a review: outside the register, as nobody's lists need them. */
export const frozenReviewPartition = (code: string) => `REVIEW#${code}`
export const frozenReviewKey = (code: string, reviewId: string, version: number): Key => ({
  pk: frozenReviewPartition(code),
  sk: `${reviewId}#${String(version).padStart(4, '0')}`,
})

/** What is shared with other municipalities, newest cohorts first: one item a proposal, none of one that is not. */
export const SHARED = 'SHARED'
export const sharedKey = ({
  municipality,
  cohort,
  id,
}: {
  municipality: string
  cohort: number
  id: string
}): Key => ({ pk: SHARED, sk: `${9999 - cohort}/${municipality}/${id}` })

/** The municipalities that have agreed to be shown side by side, those that have handed in, and each day's figures. */
export const AGREED = 'AGREED'
export const agreedKey = (code: string): Key => ({ pk: AGREED, sk: code })
export const SUBMISSION = (fiscalYear: number) => `SUBMISSION#${fiscalYear}`
export const submissionKey = (fiscalYear: number, code: string): Key => ({
  pk: SUBMISSION(fiscalYear),
  sk: code,
})
export const ROLLUP = 'ROLLUP'
export const rollupKey = (day: string): Key => ({ pk: ROLLUP, sk: day })

/** Counts the changes of a municipality's register and names the latest ones. */
export const revisionKey = (code: string): Key => ({ pk: `REVISION#${code}`, sk: 'REVISION' })

/** The ledger of erased persons, and of what they wrote to other municipalities, of all of them: ids alone. */
export const ERASURES = 'ERASURES'
export const erasureKey = (code: string, memberId: string): Key => ({
  pk: ERASURES,
  sk: `${code}#${memberId}`,
})
export const textErasureKey = (code: string, inquiryId: string, text: string): Key => ({
  pk: ERASURES,
  sk: `${code}#${inquiryId}#${text}`,
})

/** Every municipality of the hub, for those who set them up. */
export const MUNICIPALITIES = 'MUNICIPALITIES'
export const municipalityEntry = (code: string): Key => ({ pk: MUNICIPALITIES, sk: code })

/**
 * Every event of a municipality, stream by stream, and beside them in the same order the texts and salts of each:
 * one stream is a range, and all of them are read at the price of their bytes.
 */
export const eventPartition = (code: string) => `EVENT#${code}`
export const textPartition = (code: string) => `TEXT#${code}`
/** Sequences are padded so that they sort as numbers. */
export const sequenceSk = (stream: string, sequence: number) =>
  `${streamPrefix(stream)}${String(sequence).padStart(10, '0')}`
/** What the sort keys of a stream begin with. */
export const streamPrefix = (stream: string) => `${stream}#`
/** What a sort key of events or texts says. */
export function placeOf(sk: string): { stream: string; sequence: number } {
  const end = sk.lastIndexOf('#')
  return { stream: sk.slice(0, end), sequence: Number(sk.slice(end + 1)) }
}

/**
 * One entry per event over all streams of a municipality, by the instant it was recorded, of which no two
 * changes of one municipality have the same. It is written with the event, so that it can't lack; merging
 * the streams instead would read all of them for one page, and counting on the register's copy would leave
 * out what the copy doesn't hold. It proves nothing: verification compares it with the chains.
 */
export const trailPartition = (code: string) => `TRAIL#${code}`

/** One record per actor and `Idempotency-Key`; it holds ids and a keyed fingerprint, no texts. */
export const idempotencyKey = (code: string, actor: string, key: string): Key => ({
  pk: `IDEMPOTENCY#${code}#${actor}`,
  sk: key,
})

export const accountPartition = (accountId: string) => `ACCOUNT#${accountId}`
export const accountKey = (accountId: string): Key => ({
  pk: accountPartition(accountId),
  sk: 'ACCOUNT',
})
export const SESSION_PREFIX = 'SESSION#'
export const sessionKey = (accountId: string, secretHash: string): Key => ({
  pk: accountPartition(accountId),
  sk: `${SESSION_PREFIX}${secretHash}`,
})
export const MEMBERSHIP_PREFIX = 'MEMBERSHIP#'
export const membershipKey = (accountId: string, code: string): Key => ({
  pk: accountPartition(accountId),
  sk: `${MEMBERSHIP_PREFIX}${code}`,
})
export const identityKey = (identityHash: string): Key => ({
  pk: `IDENTITY#${identityHash}`,
  sk: 'IDENTITY',
})

/** The code of a sign-in under way, and when an address got codes; both are named by keyed hashes. */
export const signInCodeKey = (signInHash: string): Key => ({
  pk: `CODE#${signInHash}`,
  sk: 'CODE',
})
export const sentCodesKey = (addressHash: string): Key => ({
  pk: `SENT_CODES#${addressHash}`,
  sk: 'SENT',
})

/** Mails that wait, by the instant they are due: what is due is found without looking at the rest. */
export const OUTBOX = 'OUTBOX'
export const outboxKey = (due: string, mailId: string): Key => ({
  pk: OUTBOX,
  sk: `${due}#${mailId}`,
})
/** How mails ended, without their texts and addresses. */
export const mailedPartition = (code: string) => `MAILED#${code}`
export const mailedKey = (code: string, mailId: string): Key => ({
  pk: mailedPartition(code),
  sk: mailId,
})
/** By day: which municipalities the daily job has to look at. The day also stands in the revision. */
export const DUE = 'DUE'
export const dueKey = (day: string, code: string): Key => ({ pk: DUE, sk: `${day}#${code}` })

/** The days that a step of the daily job was done for. */
export const jobPartition = (step: string) => `JOB#${step}`
export const jobDayKey = (step: string, day: string): Key => ({ pk: jobPartition(step), sk: day })

/** 回答依頼; they grow for ever, so they lie outside the register. */
export const requestPartition = (code: string) => `REQUEST#${code}`
export const requestKey = (code: string, requestId: string): Key => ({
  pk: requestPartition(code),
  sk: requestId,
})
/** What was asked of a person, of a proposal or in a review: `about` is the id of any of them. */
export const askedPartition = (code: string, about: string) => `ASKED#${code}#${about}`
export const askedKey = (code: string, about: string, requestId: string): Key => ({
  pk: askedPartition(code, about),
  sk: requestId,
})

/** Long exports that were asked for, by time-ordered id; they expire. */
export const exportPartition = (code: string) => `EXPORT#${code}`
export const exportKey = (code: string, exportId: string): Key => ({
  pk: exportPartition(code),
  sk: exportId,
})

/** Mails of the local mailbox, by time-ordered id. */
export const MAILBOX = 'MAILBOX'
export const mailKey = (mailId: string): Key => ({ pk: MAILBOX, sk: mailId })

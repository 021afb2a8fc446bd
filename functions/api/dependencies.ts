import type { EventDraft, MunicipalityChange, ProposalChange } from '../domain/change.ts'
import type { Rollup } from '../domain/continuity/statistics.ts'
import type { ExportTask } from '../domain/exports/export-task.ts'
import type { Municipality } from '../domain/municipalities/municipality.ts'
import type { Founding, MunicipalityEntry, OfficeOpening } from '../domain/municipalities/office.ts'
import type { Operation } from '../domain/operation.ts'
import type { RoleGrant } from '../domain/people/people.ts'
import type { SharedRecord } from '../domain/proposals/shared.ts'
import type { Inquiry } from '../domain/questions/inquiry.ts'
import type { Register } from '../domain/register.ts'
import type { Request } from '../domain/requests/request.ts'
import type { FrozenReview } from '../domain/reviews/review.ts'
import type { HistoryEvent } from '../history/chain.ts'
import type { HistoryCheck } from '../history/check.ts'
import type { Log } from './log.ts'
import type { RateLimits } from './rate-limits.ts'

/** What the API needs of the store. The store's own classes fit; routes know only these. */
export type Registers<Revision> = {
  /** The register at least as new as the revision; undefined where there is no such municipality. */
  read(code: string, revision?: Revision): Promise<Register | undefined>
  change(
    code: string,
    operation: Operation,
    decide: (register: Register, now: string) => ProposalChange,
    revision?: Revision,
  ): Promise<Receipt>
  changeMunicipality(
    code: string,
    operation: Operation,
    decide: (register: Register, now: string) => MunicipalityChange,
    revision?: Revision,
  ): Promise<Receipt>
  /** Binds a client's key to one request of several operations: another one under it is refused. */
  bind(code: string, operation: Operation): Promise<void>
}

/** The provable history of a proposal, or of a municipality itself. */
export type Streams = {
  /** Canonical JSON of events behind a sequence, oldest first. */
  events(code: string, stream: string, page: { after?: number; limit: number }): Promise<string[]>
  /** The texts of some events, by sequence and JSON pointer; an erased one is missing. */
  texts(
    code: string,
    stream: string,
    sequences: readonly number[],
  ): Promise<ReadonlyMap<number, Record<string, string>>>
}

/** The closed versions of reviews, each written once. */
export type FrozenReviews = {
  read(code: string, reviewId: string, version: number): Promise<FrozenReview | undefined>
  /** Whether it still is what its closing, the event of that sequence, says of it. */
  isAsClosed(code: string, frozen: FrozenReview, sequence: number): Promise<boolean>
}

/** Municipalities without their registers. */
export type Municipalities<Revision> = {
  /** A municipality by itself, and the revision to read the rest by; without it where there is none. */
  glance(code: string): Promise<{ municipality?: Municipality; revision: Revision }>
}

/** What happened in a municipality, over all its streams, the latest first. */
export type Trail = {
  page(
    code: string,
    query: TrailQuery,
    page: { after?: string | undefined; limit: number },
  ): Promise<{ events: TrailEvent[]; next?: string }>
  /** All that is wanted, the latest first, some at a time. */
  all(code: string, query: TrailQuery): AsyncIterable<TrailEvent[]>
}

type TrailQuery = {
  stream?: string
  /** Instants, both included. */
  from?: string
  to?: string
  isWanted?: (entry: Pick<HistoryEvent, 'type' | 'by'>) => boolean
}
type TrailEvent = { event: HistoryEvent; texts: Record<string, { text: string }> }

/** 部会事務局: how it begins, and the municipalities it sets up. */
export type Office = {
  open(
    code: string,
    operation: Operation,
    decide: (register: Register | undefined, isGenuine: boolean, now: string) => OfficeOpening,
  ): Promise<Receipt>
  setUp(
    code: string,
    operation: Operation,
    decide: (
      register: Register,
      isThere: boolean,
      now: string,
    ) => { founding: Founding; event: EventDraft },
  ): Promise<Receipt>
  list(): Promise<MunicipalityEntry[]>
}

/** Everything of a municipality, as one file that can be taken elsewhere. */
export type Portable = {
  pieces(asked: { municipality: string }): AsyncIterable<string>
}

/** Checks whole histories against their anchors. */
export type Auditor = {
  check(code: string): Promise<
    Omit<HistoryCheck, 'told'> & {
      publicKey: string
      lastAnchor?: { at: string; events: number; fingerprint: string }
    }
  >
  /** The names of a municipality's anchors, oldest first. */
  names(code: string): Promise<string[]>
  file(code: string, name: string): Promise<string | undefined>
}

export type Accounts<Revision> = {
  authenticate(
    session: { accountId: string; secret: string },
    code: string,
  ): Promise<{
    session: { createdAt: string } | undefined
    membership: Membership | undefined
    revision: Revision
  }>
  session(
    accountId: string,
    secret: string,
  ): Promise<{ createdAt: string; email?: string | undefined } | undefined>
  memberships(accountId: string): Promise<Membership[]>
  /** Account → the instant of its last sign-in. */
  lastSignIns(accountIds: readonly string[]): Promise<ReadonlyMap<string, string>>
  endSession(accountId: string, secret: string): Promise<void>
  /** The sessions of the account that hold, the last used first. */
  sessions(accountId: string, secret: string): Promise<OwnSession[]>
  /** Ends those that are chosen, at once; tells how many there were. */
  endSessions(
    session: { accountId: string; secret: string },
    chosen: (session: { id: string; current: boolean }) => boolean,
  ): Promise<number>
}

/** 回答依頼. */
export type Requests = {
  get(code: string, id: string): Promise<Request | undefined>
  /** Those about a person, a proposal or a review, newest first; all of them without a limit. */
  about(code: string, about: string, page?: { limit?: number }): Promise<Request[]>
  /** Counts a use of a link; false where another was first. */
  use(code: string, id: string, use: number): Promise<boolean>
}

export type OwnSession = {
  id: string
  createdAt: string
  lastSeenAt: string
  endsAt: string
  current: boolean
}

export type Membership = {
  code: string
  memberId: string
  roles: RoleGrant[]
  suspended?: boolean | undefined
  leftOn?: string | undefined
}

export type Receipt = {
  operationId: string
  id: string
  proposalId?: string
  sequence: number
  recordedAt: string
}

/** What the municipalities share with each other. */
export type SharedStore = {
  page(asked: {
    after?: string | undefined
    limit: number
  }): Promise<{ at: string; shared: SharedRecord }[]>
  /** One as it is shared at this moment; undefined where it isn't. */
  one(place: {
    municipality: string
    cohort: number
    id: string
  }): Promise<SharedRecord | undefined>
}

/** Questions between municipalities that ended long ago. */
export type Inquiries = {
  past(code: string, id: string): Promise<Inquiry | undefined>
}

/** What the office reads across municipalities. */
export type OfficeStatisticsStore = {
  municipalities(): Promise<{ code: string; name: string; nameEn: string; prefecture: string }[]>
  submissions(fiscalYear: number): Promise<ReadonlyMap<string, string>>
  agreed(): Promise<ReadonlySet<string>>
  rollup(): Promise<Rollup | undefined>
}

/** Long exports: made by a job beside the requests, and kept for some days. */
export type ExportTasks = {
  get(code: string, id: string): Promise<ExportTask | undefined>
  /** The newest first. */
  list(code: string): Promise<ExportTask[]>
}

/** The ledger of what was erased in a municipality; an entry without its end is under way. */
type Erasures = {
  ledger(code: string): Promise<{ doneAt?: string }[]>
}

/** Where their files lie: one leaves in pieces, or by an address that gives it for some minutes. */
export type ExportFiles = {
  /** @returns undefined where there is none of that name */
  handOut(
    code: string,
    id: string,
    as: { type: string; disposition: string },
  ): Promise<{ pieces: AsyncIterable<Uint8Array> } | { address: string } | undefined>
}

export type Dependencies<Revision = unknown> = {
  statistics: OfficeStatisticsStore
  shared: SharedStore
  inquiries: Inquiries
  registers: Registers<Revision>
  streams: Streams
  frozenReviews: FrozenReviews
  municipalities: Municipalities<Revision>
  accounts: Accounts<Revision>
  trail: Trail
  requests: Requests
  portable: Portable
  office: Office
  exports: ExportTasks
  erasures: Erasures
  exportFiles: ExportFiles
  auditor: Auditor
  /** Resolves when the database answers. */
  ping(): Promise<void>
  clock: () => Date
  /** A new UUIDv7. */
  newId: () => string
  /** At least 32 random bytes: signs cursors, keys fingerprints, seals sign-ins under way. */
  secret: Uint8Array
  /** Where browsers reach the hub, without a trailing slash. */
  publicOrigin: string
  /** Where whoever has signed in registers a passkey; the identity provider may have no such page. */
  passkeyPage?: string
  /** Somebody was erased: the job that takes the rest away has work. */
  onErasure?: () => void
  /** A long export was asked for: the job that makes them has work, where it doesn't hear of it by itself. */
  onExport?: (code: string) => void
  /** Is told of sign-ins, refusals and faults. */
  log: Log
  /** How much one client may ask; nothing is limited without it. */
  limits?: RateLimits
}

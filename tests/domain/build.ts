import type { Day, Instant } from '../../functions/domain/calendar.ts'
import type {
  Deed,
  EventDraft,
  MunicipalityChange,
  ProposalChange,
} from '../../functions/domain/change.ts'
import { DomainError, type ErrorCode, type FieldError } from '../../functions/domain/errors.ts'
import type { MailDraft } from '../../functions/domain/mails/mail.ts'
import {
  DEFAULT_SETTINGS,
  type Municipality,
} from '../../functions/domain/municipalities/municipality.ts'
import {
  ConfirmationInput,
  type Report,
  ReportInput,
} from '../../functions/domain/outcomes/report.ts'
import {
  confirmReport,
  correctReport,
  recordReport,
  withdrawReport,
} from '../../functions/domain/outcomes/report-changes.ts'
import { type Standing, standingAt } from '../../functions/domain/outcomes/standing.ts'
import type { Actor, Member, RoleGrant } from '../../functions/domain/people/people.ts'
import {
  CommentInput,
  editionOf,
  Link,
  ProposalEdit,
  ProposalInput,
} from '../../functions/domain/proposals/proposal.ts'
import {
  carryOnProposal,
  createProposal,
  editProposal,
  linkProposal,
  recordComment,
  unlinkProposal,
} from '../../functions/domain/proposals/proposal-changes.ts'
import {
  HandoverInput,
  handOver,
  TakeOverInput,
  takeOver,
} from '../../functions/domain/proposals/stewardship.ts'
import { QuestionInput } from '../../functions/domain/questions/question.ts'
import {
  askQuestion,
  endQuestion,
  noteAnswer,
  writeMessage,
} from '../../functions/domain/questions/question-changes.ts'
import type { Register } from '../../functions/domain/register.ts'
import type { Request } from '../../functions/domain/requests/request.ts'
import type { FrozenReview } from '../../functions/domain/reviews/review.ts'
import type { Answer, QuestionEnding } from '../../functions/domain/words.ts'

/** Noon of a day in Tokyo. */
export function noon(day: Day): Instant {
  return `${day}T03:00:00.000Z`
}

/** The n-th id; they sort in order, as UUIDv7 do. */
export function idOf(n: number): string {
  return `01900000-0000-7000-8000-${n.toString(16).padStart(12, '0')}`
}

type Input<Schema extends { _zod: { input: unknown } }> = Schema['_zod']['input']
/** A text stands for the precision its length tells: `2023-01-12`, `2023-01`, `2022`. */
type Statement = Partial<Omit<Input<typeof ReportInput>, 'asOf'>> & { asOf?: string }
type Who = { by?: Actor; now?: Instant }

/** 時点 from a text: `2023-01-12` day, `2023-01` month, `2022` fiscal year. */
export function asOf(date: string) {
  const precision = date.length === 10 ? 'day' : date.length === 7 ? 'month' : 'fiscal_year'
  return { precision, date } as const
}

/** A statement that is complete, with what the test says of it. */
export function statement({ asOf: date = '2022', ...rest }: Statement = {}): ReportInput {
  return ReportInput.parse({
    kind: rest.hearing ? 'hearing' : 'report',
    outcome: 'continued',
    ...((rest.outcome ?? 'continued') === 'continued' && { manner: 'as_proposed' }),
    asOf: asOf(date),
    factors: ['unknown'],
    ...rest,
  })
}

/** One municipality in memory, changed only through the domain's own functions. */
export function town(given: Partial<Municipality> = {}) {
  let made = 0
  const newId = () => {
    made += 1
    return idOf(made)
  }
  const members = new Map<string, Member>()
  const events: EventDraft[] = []
  const mails: MailDraft[] = []
  const requests: Request[] = []
  const closed: FrozenReview[] = []
  const texts = new Map<number, Record<string, string>>()
  const municipality: Municipality = {
    v: 1,
    code: '222038',
    name: '沼津市',
    nameEn: 'Numazu',
    prefecture: '静岡県',
    dispatcher: '人事課',
    cohorts: [
      ...[2018, 2019, 2021, 2022, 2023].map((fiscalYear) => ({
        fiscalYear,
        record: 'cohort' as const,
      })),
      { fiscalYear: 2020, record: 'not_dispatched' },
    ],
    settings: DEFAULT_SETTINGS,
    head: { sequence: 1, hash: '', recordedAt: noon('2018-04-01') },
    ...given,
  }
  // A register never changes: each change makes a new one, as in the store.
  let register: Register = {
    municipality,
    members,
    proposals: new Map(),
    reviews: new Map(),
    inquiries: [],
    recordedAt: municipality.head.recordedAt,
  }

  const person = (...grants: RoleGrant[]): Actor & { memberId: string } => {
    const id = newId()
    members.set(id, { v: 1, id, name: `担当 ${id.slice(-4)}`, roles: grants })
    return { kind: 'person', municipality: municipality.code, memberId: id, grants }
  }
  const hr = person({ role: 'hr', from: '2018-04-01' })

  const done = ({ after, event, entityId, mails: asked = [] }: ProposalChange) => {
    mails.push(...asked)
    const proposals = new Map(register.proposals).set(after.id, after)
    register = { ...register, proposals, recordedAt: after.head.recordedAt }
    events.push(event)
    return entityId
  }
  /** Puts what the roster says of somebody in place, without an event. */
  const place = (memberId: string, said: Partial<Member>) => {
    const before = members.get(memberId)
    if (before) members.set(memberId, { ...before, ...said })
    register = { ...register, members }
  }
  const managed = (change: MunicipalityChange, now: Instant) => {
    const { after, members: changed, reviews: kept = [], frozen, event, entityId } = change
    mails.push(...(change.mails ?? []))
    requests.push(...(change.requests ?? []))
    for (const member of changed) members.set(member.id, member)
    const reviews = new Map(register.reviews)
    for (const review of kept) reviews.set(review.id, review)
    const sequence = after.head.sequence + 1
    const head = { ...after.head, sequence, recordedAt: now }
    const recordedAt = now > register.recordedAt ? now : register.recordedAt
    const { inquiries = register.inquiries } = change
    register = {
      ...{ ...register, municipality: { ...after, head }, members, reviews, recordedAt },
      inquiries,
    }
    texts.set(sequence, event.texts)
    if (frozen) closed.push(frozen)
    events.push(event)
    return entityId
  }
  const deed = ({ by = hr, now = noon('2023-01-12') }: Who): Deed => ({
    actor: by,
    now,
    id: newId(),
    channel: 'web',
  })
  const proposal = (id: string) => {
    const found = register.proposals.get(id)
    if (!found) throw new Error(`no proposal ${id}`)
    return found
  }

  return {
    get register() {
      return register
    },
    events,
    /** What was to be mailed because of it. */
    mails,
    /** Everything that was asked of people, as it was asked. */
    requests,
    /** The closed versions of reviews. */
    closed,
    /** The texts of the municipality's events, by their number. */
    texts,
    hr,
    person,
    proposal,
    deed,
    /** Somebody of a cohort: a member until March 31, an alumnus from April 1 on. */
    researcher: (cohort: number) => person({ role: 'member', cohort, from: `${cohort}-04-01` }),
    report: (id: string, reportId: string): Report => {
      const found = proposal(id).reports.find((each) => each.id === reportId)
      if (!found) throw new Error(`no report ${reportId}`)
      return found
    },
    place,
    /** A change of the municipality or of its people. */
    manage: (decide: (register: Register, deed: Deed) => MunicipalityChange, who: Who = {}) =>
      managed(decide(register, deed(who)), who.now ?? noon('2023-01-12')),
    /** A change of a proposal that was decided otherwise. */
    change: done,
    handOver: (id: string, input: Input<typeof HandoverInput>, who: Who = {}) =>
      done(handOver(register, proposal(id), HandoverInput.parse(input), deed(who))),
    takeOver: (id: string, input: Input<typeof TakeOverInput>, who: Who = {}) =>
      done(takeOver(register, proposal(id), TakeOverInput.parse(input), deed(who))),
    propose: (input: Partial<Input<typeof ProposalInput>> = {}, who: Who = {}) =>
      done(
        createProposal(
          register,
          ProposalInput.parse({ cohort: 2021, title: '対話の場づくり', ...input }),
          deed(who),
        ),
      ),
    edit: (id: string, edit: Input<typeof ProposalEdit>, who: Who & { edition?: number } = {}) => {
      const before = proposal(id)
      const { edition = editionOf(before) } = who
      done(editProposal(register, before, { edit: ProposalEdit.parse(edit), edition }, deed(who)))
    },
    carryOn: (id: string, fiscalYear: number, who: Who = {}) =>
      done(carryOnProposal(register, proposal(id), { fiscalYear }, deed(who))),
    link: (id: string, link: Input<typeof Link>, who: Who = {}) =>
      done(linkProposal(register, proposal(id), Link.parse(link), deed(who))),
    unlink: (id: string, link: Pick<Link, 'kind' | 'to'>, who: Who = {}) =>
      done(unlinkProposal(proposal(id), link, deed(who))),
    comment: (id: string, input: Input<typeof CommentInput>, who: Who = {}) =>
      done(recordComment(register, proposal(id), CommentInput.parse(input), deed(who))),
    ask: (id: string, input: Input<typeof QuestionInput>, who: Who = {}) =>
      done(askQuestion(register, proposal(id), QuestionInput.parse(input), deed(who))),
    write: (id: string, questionId: string, text: string, who: Who = {}) =>
      done(writeMessage(register, proposal(id), { questionId, text }, deed(who))),
    end: (id: string, questionId: string, how: QuestionEnding, who: Who = {}) =>
      done(endQuestion(proposal(id), { questionId, how }, deed(who))),
    note: (id: string, questionId: string, messageId: string, who: Who = {}) =>
      done(noteAnswer(register, proposal(id), { questionId, messageId }, deed(who))),
    tell: (id: string, said: Statement = {}, who: Who = {}) =>
      done(recordReport(register, proposal(id), statement(said), deed(who))),
    correct: (id: string, reportId: string, said: Statement = {}, who: Who = {}) =>
      done(correctReport(register, proposal(id), { reportId, input: statement(said) }, deed(who))),
    withdraw: (id: string, reportId: string, who: Who & { reason?: string } = {}) =>
      done(withdrawReport(proposal(id), { reportId, reason: who.reason }, deed(who))),
    answer: (
      id: string,
      reportId: string,
      answer: Answer,
      who: Who & { input?: Omit<Input<typeof ConfirmationInput>, 'answer'> } = {},
    ) => {
      const comment = answer === 'disputed' ? { comment: '時期が異なります' } : {}
      const input = ConfirmationInput.parse({ answer, ...comment, ...who.input })
      return done(confirmReport(proposal(id), { reportId, input }, deed(who)))
    },
    standing: (id: string, day: Day, knownAt: Instant = noon('2030-01-01')): Standing =>
      standingAt(proposal(id), { day, knownAt }, municipality.settings.staleAfterFiscalYears),
  }
}
export type Town = ReturnType<typeof town>

/** The code with which something is refused. */
export function refusal(act: () => unknown): ErrorCode {
  return refused(act).code
}

/** The wrong fields something is refused for, as `pointer code`. */
export function wrongFields(act: () => unknown): string[] {
  return refused(act).fields.map(({ pointer, code }: FieldError) => `${pointer} ${code}`)
}

/** What something is refused with. */
export function refused(act: () => unknown): DomainError {
  try {
    act()
  } catch (error) {
    if (error instanceof DomainError) return error
    throw error
  }
  throw new Error('it was not refused')
}

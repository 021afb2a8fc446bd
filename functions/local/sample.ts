import * as z from 'zod'
import { fiscalYearOf, tokyoDayOf } from '../domain/calendar.ts'
import type { Deed, ProposalChange } from '../domain/change.ts'
import { Cohort, DEFAULT_SETTINGS } from '../domain/municipalities/municipality.ts'
import { OFFICE } from '../domain/municipalities/municipality-code.ts'
import { openOffice } from '../domain/municipalities/office.ts'
import type { Operation } from '../domain/operation.ts'
import { ConfirmationInput, ReportInput } from '../domain/outcomes/report.ts'
import { confirmReport, recordReport } from '../domain/outcomes/report-changes.ts'
import { CommentInput, Link, type Proposal, ProposalInput } from '../domain/proposals/proposal.ts'
import {
  carryOnProposal,
  createProposal,
  linkProposal,
  recordComment,
} from '../domain/proposals/proposal-changes.ts'
import type { Register } from '../domain/register.ts'
import { membershipOf } from '../store/accounts.ts'
import type { Store } from '../store/store.ts'
import { MUNICIPALITIES, SAMPLE } from '../store/table.ts'
import { sampleId } from './sample/ids.ts'
import numazu from './sample/numazu.json' with { type: 'json' }
import { SAMPLE_PEOPLE } from './sample/people.ts'

/** What became of a loading: done now, done before, or not begun because the hub holds other data. */
export type Loading = 'loaded' | 'loaded_before' | 'not_empty'

const NOTE = '見本のための研究生であり、公表された事実ではない'

type SampleProposal = (typeof numazu.proposals)[number]
type Step = {
  name: string
  /** The proposal's place, where the step enters one: ids sort by it. */
  at?: number
  isDone: (register: Register) => boolean
  decide: (register: Register, deed: Deed) => ProposalChange
}

/**
 * Loads the sample into an empty hub. Everything goes through the domain's own changes, so it is
 * validated, sealed and recorded like anything people enter. A loading that was broken off goes on
 * where it stopped: every thing's id is the same each time, and what is there is left alone.
 * @param identityOf what the identity provider says of an address: who may act as whom
 */
export async function loadSample({
  store,
  clock,
  identityOf,
}: {
  store: Store
  clock: () => Date
  identityOf: (email: string) => { issuer: string; subject: string }
}): Promise<Loading> {
  const { database } = store
  const [mark] = await database.get([SAMPLE])
  if (mark?.state === 'loaded') {
    await beginOffice({ store, identityOf })
    return 'loaded_before'
  }
  if (!mark) {
    const others = await database.query(MUNICIPALITIES, { limit: 1 })
    if (others.length > 0 || (await store.office.isOpen())) return 'not_empty'
    await database.put({ ...SAMPLE, v: 1, state: 'begun' })
  }
  const thisYear = fiscalYearOf(tokyoDayOf(clock().toISOString()))
  for (const { cohorts, ...municipality } of numazu.municipalities) {
    const { code } = municipality
    const known = z.array(Cohort).parse(cohorts)
    const last = known.at(-1)?.fiscalYear
    if (last !== undefined && last < thisYear)
      known.push({ fiscalYear: thisYear, record: 'cohort', note: NOTE })
    if (!(await store.registers.read(code))) {
      const { operation, deed } = named({ name: `municipality/${code}` }, code)
      const created = { ...municipality, cohorts: known, settings: DEFAULT_SETTINGS }
      await store.municipalities.create(created, operation, deed)
    }
    await addPeople({ store, code, identityOf })
  }
  await beginOffice({ store, identityOf })
  await loadProposals(store)
  await database.set(SAMPLE, { state: 'loaded' })
  return 'loaded'
}

/** The office with its one person; a sample of before it had one gets it too. */
async function beginOffice({
  store,
  identityOf,
}: {
  store: Store
  identityOf: (email: string) => { issuer: string; subject: string }
}): Promise<void> {
  const person = SAMPLE_PEOPLE.find(({ municipality }) => municipality === OFFICE)
  if (!person || (await store.office.isOpen())) return
  const { email, name } = person
  const account = { v: 1 as const, id: sampleId(`account/${email}`), ...identityOf(email) }
  const { operation, deed } = named({ name: `member/${email}` }, OFFICE)
  const actor = { kind: 'import' as const, municipality: OFFICE, grants: [] }
  await store.office.openForSample(
    operation,
    (register, now) =>
      openOffice(
        register,
        { name, accountId: account.id, isGenuine: true },
        { ...deed, actor, now, id: person.memberId },
      ),
    (member) => store.accounts.binding(account, membershipOf(OFFICE, member)),
  )
}

async function addPeople({
  store,
  code,
  identityOf,
}: {
  store: Store
  code: string
  identityOf: (email: string) => { issuer: string; subject: string }
}): Promise<void> {
  const register = await store.registers.read(code)
  const years = register?.municipality.cohorts.map(({ fiscalYear }) => fiscalYear) ?? []
  for (const person of SAMPLE_PEOPLE.filter(({ municipality }) => municipality === code)) {
    if (register?.members.has(person.memberId)) continue
    const { memberId: id, name, office, email } = person
    const { operation, deed } = named({ name: `member/${email}` }, code)
    const roles = person.rolesIn(Math.max(...years))
    const member = { v: 1 as const, id, name, email, roles, ...(office && { office }) }
    const account = {
      v: 1 as const,
      id: sampleId(`account/${email}`),
      ...identityOf(email),
    }
    await store.municipalities.addMember(code, { member, account }, operation, deed)
  }
}

async function loadProposals({ registers }: Store): Promise<void> {
  const code = numazu.municipalities[0]?.code ?? ''
  const before = await registers.read(code)
  for (const step of numazu.proposals.flatMap(stepsOf)) {
    if (before && step.isDone(before)) continue
    const { operation, deed } = named(step, code)
    await registers.change(code, operation, (register, now) =>
      step.decide(register, { ...deed, now }),
    )
  }
}

/** The changes that enter one proposal with all that was said of it. Links point to earlier ones. */
function stepsOf(entry: SampleProposal, at: number): Step[] {
  const { key, carriedBy, links, reports, comments, ...said } = entry
  const name = proposalName(key)
  const id = sampleId(name, at)
  const then = (
    suffix: string,
    isDone: (proposal: Proposal) => boolean,
    decide: (register: Register, before: Proposal, deed: Deed) => ProposalChange,
  ): Step => ({
    name: `${name}/${suffix}`,
    isDone: ({ proposals }) => isDone(proposals.get(id) ?? NOTHING),
    decide: (register, deed) => decide(register, found(register, id), deed),
  })
  return [
    {
      name,
      at,
      isDone: ({ proposals }) => proposals.has(id),
      decide: (register, deed) => createProposal(register, ProposalInput.parse(said), deed),
    },
    ...carriedBy.map((fiscalYear) =>
      then(
        `carried-by/${fiscalYear}`,
        (proposal) => proposal.carriedBy.includes(fiscalYear),
        (register, before, deed) => carryOnProposal(register, before, { fiscalYear }, deed),
      ),
    ),
    ...links.map((link) => {
      const target = numazu.proposals.findIndex((other) => other.key === link.to)
      const input = Link.parse({ ...link, to: sampleId(proposalName(link.to), target) })
      return then(
        `${link.kind}/${link.to}`,
        (proposal) => proposal.links.some(({ kind, to }) => kind === link.kind && to === input.to),
        (register, before, deed) => linkProposal(register, before, input, deed),
      )
    }),
    ...reports.flatMap(({ statement, answers }, number) => {
      const suffix = `report/${number}`
      const reportId = sampleId(`${name}/${suffix}`)
      const source = { ...numazu.source, ...statement.source }
      return [
        then(
          suffix,
          (proposal) => proposal.reports.some((report) => report.id === reportId),
          (register, before, deed) =>
            recordReport(register, before, ReportInput.parse({ ...statement, source }), deed),
        ),
        ...answers.map((answer) =>
          then(
            `${suffix}/answer`,
            (proposal) =>
              proposal.reports.some(
                (report) => report.id === reportId && report.confirmations.length > 0,
              ),
            (_, before, deed) =>
              confirmReport(before, { reportId, input: ConfirmationInput.parse(answer) }, deed),
          ),
        ),
      ]
    }),
    ...comments.map((comment, number) => {
      const suffix = `comment/${number}`
      const commentId = sampleId(`${name}/${suffix}`)
      return then(
        suffix,
        (proposal) => proposal.comments.some((other) => other.id === commentId),
        (register, before, deed) =>
          recordComment(register, before, CommentInput.parse(comment), deed),
      )
    }),
  ]
}

const proposalName = (key: string) => `proposal/${key}`

/** Stands for a proposal that isn't there yet: nothing of it is done. */
const NOTHING = { carriedBy: [], links: [], reports: [], comments: [] } as unknown as Proposal

function found({ proposals }: Register, id: string): Proposal {
  const proposal = proposals.get(id)
  if (!proposal) throw new Error('the sample names a proposal that it has not entered')
  return proposal
}

/** The operation and the deed of one step: an import that acts for the municipality's HR. */
function named(
  { name, at }: Pick<Step, 'name' | 'at'>,
  code: string,
): { operation: Operation; deed: Omit<Deed, 'now'> } {
  const id = sampleId(name, at)
  return {
    operation: { id, actor: 'sample', key: name, fingerprint: name },
    deed: {
      actor: { kind: 'import', municipality: code, grants: [{ role: 'hr', from: '2018-04-01' }] },
      id,
      channel: 'import',
    },
  }
}

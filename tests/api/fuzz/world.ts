import type { OpenApi } from '../../../functions/api/open-api.ts'
import { type Answer, type Client, type Hub, made, NUMAZU, SAKATA, serve } from '../serve.ts'
import { type Ids, KINDS, type Kind } from './values.ts'

/** Stand in everything that never leaves a municipality; no request sends them. */
export const SECRETS = { [NUMAZU]: 'ヌマヅノヒミツ', [SAKATA]: 'サカタノヒミツ' } as const
export type Code = keyof typeof SECRETS
export type Caller = { name: string; client: Client; code: Code }
export type World = Awaited<ReturnType<typeof openWorld>>

type Known = Record<Code, Ids>

/** A hub with two furnished municipalities, and everybody who may ask something of it. */
export async function openWorld() {
  const hub = await serve({ start: '2026-06-01T03:00:00.000Z' })
  const document: OpenApi = (await hub.people.nobody.get('/api/openapi.json')).body
  const known: Known = { [NUMAZU]: nothingKnown(), [SAKATA]: nothingKnown() }
  return { hub, document, known, callers: await furnish(hub, known) }
}

/** Both municipalities with people of every role, proposals, reports, answers and comments. */
async function furnish(hub: Hub, known: Known): Promise<Caller[]> {
  const all: Caller[] = [{ name: 'nobody', client: hub.people.nobody, code: NUMAZU }]
  const sharing: { code: Code; shared: string; asker: Client }[] = []
  for (const code of [NUMAZU, SAKATA] as const) {
    const secret = SECRETS[code]
    const join = (
      role: 'hr' | 'member' | 'alumnus' | 'executive',
      held: Parameters<Hub['person']>[1],
    ) =>
      hub.person(`${secret} ${role}`, held, code, {
        office: secret,
        email: `${role}@${code}.example`,
        staffNumber: secret,
      })
    const since = { from: '2018-04-01' }
    const people = {
      hr: await join('hr', [{ role: 'hr', ...since }]),
      member: await join('member', [{ role: 'member', cohort: 2026, from: '2026-04-01' }]),
      alumnus: await join('alumnus', [{ role: 'member', cohort: 2021, from: '2021-04-01' }]),
      executive: await join('executive', [{ role: 'executive', ...since }]),
    }
    for (const [name, client] of Object.entries(people))
      all.push({ name: `${name} of ${code}`, client, code })
    // On the roster, and no caller: what becomes of them ends no caller's requests.
    for (const email of [undefined, `one@${code}.example`, `two@${code}.example`]) {
      const input = { name: secret, office: secret, roles: [], ...(email && { email }) }
      known[code].member.push(made(await people.hr.post('/people', input)))
    }
    await register(people, { secret, ids: known[code] })
    await converse(people, { secret, ids: known[code] })
    sharing.push({ code, shared: await open(people), asker: people.member })
  }
  for (const { code, asker } of sharing)
    for (const asked of sharing.filter((one) => one.code !== code))
      await inquire(asker, { asked, both: [known[code], known[asked.code]] })
  const office = await hub.account()
  const begun = await hub.store.office.issueSetUpCode()
  made(await office.post('/api/office/first-account', { name: '事務局', code: begun?.code }))
  // The office's own paths name no municipality; what it draws in one, it is not let into.
  all.push({ name: 'office', client: office, code: NUMAZU })
  return all
}

/** Publishes open data, and shares a proposal that says nothing private. */
async function open({ hr }: Record<'hr', Client>): Promise<string> {
  const etag = (await hr.get('')).headers.get('etag') ?? ''
  made(await hr.patch('/settings', { openData: { licence: 'cc_by_4' } }, { 'if-match': etag }))
  return made(await hr.post('/proposals', { cohort: 2021, title: '対話', visibility: 'program' }))
}

/** A few questions to the other municipality, each of which may be ended once. */
async function inquire(
  asker: Client,
  { asked, both }: { asked: { code: Code; shared: string }; both: Ids[] },
): Promise<void> {
  const proposal = { municipality: asked.code, cohort: 2021, id: asked.shared }
  for (let n = 0; n < 4; n += 1) {
    const inquiry = made(await asker.post('/inquiries', { proposal, text: 'なぜですか' }))
    for (const ids of both) ids.inquiry.push(inquiry)
  }
}

/** A review that is under way with a finding, a question, and somebody who was asked for an answer. */
async function converse(
  { hr, member }: Record<'hr' | 'member', Client>,
  { secret, ids }: { secret: string; ids: Ids },
): Promise<void> {
  const dates = { fiscalYear: 2026, asOf: '2027-01-12', dueOn: '2027-01-12' }
  const review = made(await member.post('/reviews', dates))
  const heard = {
    heardOn: { precision: 'day', date: '2026-05-20' },
    heardFrom: { role: 'alumnus' },
  }
  const finding = await member.post(`/reviews/${review}/findings`, { ...heard, text: secret })
  const [, proposal = ''] = ids.proposal
  const asked = { via: 'cohort', text: secret }
  const question = made(await member.post(`/proposals/${proposal}/questions`, asked))
  const requests = await hr.post('/requests', { proposalIds: [proposal], dueOn: '2026-06-30' })
  ids.review.push(review)
  ids.finding.push(made(finding))
  ids.question.push(question)
  ids.message.push(question)
  ids.request.push(
    ...(requests.body.requests ?? []).map(
      ({ id, requestId }: Record<string, string>) => id ?? requestId,
    ),
  )
}

async function register(
  { hr, alumnus, member }: Record<'hr' | 'alumnus' | 'member', Client>,
  { secret, ids }: { secret: string; ids: Ids },
): Promise<void> {
  for (const cohort of [2018, 2021, 2026]) {
    const proposal = made(
      await hr.post('/proposals', {
        cohort,
        title: `${cohort}年度の取組`,
        method: secret,
        rationale: secret,
        steward: { office: secret },
      }),
    )
    const at = `/proposals/${proposal}`
    const reporter = cohort === 2021 ? alumnus : hr
    const said = {
      kind: 'report',
      outcome: 'stalled',
      manner: 'paused',
      asOf: { precision: 'day', date: '2026-05-20' },
      factors: ['no_owner'],
      reason: secret,
      source: { title: secret },
    }
    const report = made(await reporter.post(`${at}/reports`, said))
    if (cohort === 2021)
      await hr.post(`${at}/reports/${report}/confirmations`, {
        answer: 'disputed',
        comment: secret,
      })
    made(await member.post(`${at}/comments`, { text: secret }))
    ids.proposal.push(proposal)
    ids.report.push(report)
  }
}

function nothingKnown(): Ids {
  return Object.fromEntries(KINDS.map((kind): [Kind, string[]] => [kind, []])) as Ids
}

/** What a request has made, by the last part of its path: later ones may name it. */
const MADE: Record<string, Kind> = {
  proposals: 'proposal',
  reports: 'report',
  people: 'member',
  questions: 'question',
  messages: 'message',
  reviews: 'review',
  findings: 'finding',
  claims: 'claim',
  requests: 'request',
}

/** Notes what an answered request has made. */
export function learn(ids: Ids, operation: string, { status, body }: Answer): void {
  const kind = MADE[operation.split('/').at(-1) ?? '']
  if (kind && status === 201 && typeof body.id === 'string') ids[kind].push(body.id)
  // A question is its own first message.
  if (kind === 'question' && status === 201) ids.message.push(body.id)
}

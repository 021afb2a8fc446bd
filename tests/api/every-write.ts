import type { EventType } from '../../functions/domain/change.ts'
import { type Client, type Hub, made, NUMAZU, proposed, reported, stalled } from './serve.ts'

/** Stands in every text that a write sends; no event may hold it. */
export const MARKER = 'ここだけの言葉'

export type Ready = {
  method: 'POST' | 'PATCH' | 'DELETE'
  /** Behind `/api/m/:municipality`. */
  path: string
  /** What a second request may say under the same key, to be refused. */
  body?: Record<string, unknown>
  headers?: Record<string, string>
  /** The proposal whose history it joins; a created one is its own. */
  proposal?: string
}

type Write = {
  name: string
  event: EventType
  status: 200 | 201
  by: (people: Hub['people']) => Client
  /** Reads here, and may not do this. */
  refused: (people: Hub['people']) => Client
  ready: (hub: Hub) => Promise<Ready>
}

const hearing = {
  ...stalled,
  kind: 'hearing',
  reason: MARKER,
  hearing: {
    speaker: { role: 'alumnus', cohort: 2021, note: MARKER },
    heardOn: { precision: 'day', date: '2026-05-20' },
    means: 'in_person',
  },
}

/** A proposal that somebody was asked about. */
async function askedOf(hub: Hub): Promise<{ proposal: string; requestId: string }> {
  const proposal = await proposed(hub)
  const asking = { proposalIds: [proposal], dueOn: '2026-06-30' }
  const { body } = await hub.people.hr.post('/requests', asking)
  return { proposal, requestId: body.requests[0].requestId }
}

/** Every way of writing, each with somebody who may and somebody who may not. */
export const WRITES: Write[] = [
  {
    name: 'entering a proposal',
    event: 'proposal_created',
    status: 201,
    by: ({ member }) => member,
    refused: ({ alumnus2021 }) => alumnus2021,
    ready: async () => ({
      method: 'POST',
      path: '/proposals',
      body: { cohort: 2026, title: MARKER, method: MARKER, themes: [MARKER] },
    }),
  },
  {
    name: 'typing an answer from a sheet',
    event: 'report_recorded',
    status: 201,
    by: ({ hr }) => hr,
    refused: ({ executive }) => executive,
    ready: async (hub) => {
      const { proposal, requestId } = await askedOf(hub)
      const said = { outcome: 'stalled', manner: 'paused', factors: ['no_budget'], reason: MARKER }
      const body = { proposalId: proposal, ...said, heardOn: '2026-05-30' }
      return { method: 'POST', path: `/requests/${requestId}/answers`, body, proposal }
    },
  },
  {
    name: 'typing from a sheet that somebody doesn’t know',
    event: 'passed_on',
    status: 201,
    by: ({ hr }) => hr,
    refused: ({ executive }) => executive,
    ready: async (hub) => {
      const { proposal, requestId } = await askedOf(hub)
      const body = { proposalId: proposal, whoKnows: MARKER }
      return { method: 'POST', path: `/requests/${requestId}/referrals`, body, proposal }
    },
  },
  {
    name: 'editing a proposal',
    event: 'proposal_edited',
    status: 200,
    by: ({ hr }) => hr,
    refused: ({ member }) => member,
    ready: async (hub) => {
      const proposal = await proposed(hub)
      return {
        method: 'PATCH',
        path: `/proposals/${proposal}`,
        body: { title: MARKER, steward: { office: MARKER } },
        headers: { 'if-match': '"1"' },
        proposal,
      }
    },
  },
  {
    name: 'linking proposals',
    event: 'proposal_linked',
    status: 201,
    by: ({ hr }) => hr,
    refused: ({ alumnus2021 }) => alumnus2021,
    ready: async (hub) => {
      const proposal = await proposed(hub)
      const to = await proposed(hub, { cohort: 2018 })
      const body = { kind: 'succeeds', to, part: MARKER }
      return { method: 'POST', path: `/proposals/${proposal}/links`, body, proposal }
    },
  },
  {
    name: 'taking a link back',
    event: 'proposal_unlinked',
    status: 200,
    by: ({ hr }) => hr,
    refused: ({ executive }) => executive,
    ready: async (hub) => {
      const proposal = await proposed(hub)
      const to = await proposed(hub, { cohort: 2018 })
      const links = `/proposals/${proposal}/links`
      made(await hub.people.hr.post(links, { kind: 'retries', to }))
      return { method: 'DELETE', path: `${links}/retries/${to}`, proposal }
    },
  },
  {
    name: 'carrying a proposal on',
    event: 'proposal_carried_on',
    status: 201,
    by: ({ member }) => member,
    refused: ({ alumnus2018 }) => alumnus2018,
    ready: async (hub) => {
      const proposal = await proposed(hub)
      const body = { fiscalYear: 2026 }
      return { method: 'POST', path: `/proposals/${proposal}/carried-by`, body, proposal }
    },
  },
  {
    name: 'reporting an outcome',
    event: 'report_recorded',
    status: 201,
    by: ({ alumnus2021 }) => alumnus2021,
    refused: ({ alumnus2018 }) => alumnus2018,
    ready: async (hub) => {
      const proposal = await proposed(hub)
      const body = {
        ...stalled,
        reason: MARKER,
        evidence: [{ url: `https://example.jp/${MARKER}`, label: MARKER }],
        source: { title: MARKER, wording: MARKER, inferred: MARKER },
      }
      return { method: 'POST', path: `/proposals/${proposal}/reports`, body, proposal }
    },
  },
  {
    name: 'recording a hearing',
    event: 'report_recorded',
    status: 201,
    by: ({ member }) => member,
    refused: ({ alumnus2021 }) => alumnus2021,
    ready: async (hub) => {
      const proposal = await proposed(hub)
      return { method: 'POST', path: `/proposals/${proposal}/reports`, body: hearing, proposal }
    },
  },
  {
    name: 'correcting a report',
    event: 'report_corrected',
    status: 201,
    by: ({ alumnus2021 }) => alumnus2021,
    refused: ({ member }) => member,
    ready: async (hub) => {
      const proposal = await proposed(hub)
      const report = await reported(hub, proposal)
      return {
        method: 'POST',
        path: `/proposals/${proposal}/reports/${report}/corrections`,
        body: { ...stalled, manner: 'ended', reason: MARKER },
        proposal,
      }
    },
  },
  {
    name: 'withdrawing a report',
    event: 'report_withdrawn',
    status: 200,
    by: ({ alumnus2021 }) => alumnus2021,
    refused: ({ executive }) => executive,
    ready: async (hub) => {
      const proposal = await proposed(hub)
      const report = await reported(hub, proposal)
      const path = `/proposals/${proposal}/reports/${report}/withdrawal`
      return { method: 'POST', path, body: { reason: MARKER }, proposal }
    },
  },
  {
    name: 'confirming a report',
    event: 'report_confirmed',
    status: 201,
    by: ({ hr }) => hr,
    refused: ({ executive }) => executive,
    ready: async (hub) =>
      answering(hub, {
        answer: 'confirmed',
        decidedOn: '2026-05-29',
        documentNumber: MARKER,
        comment: MARKER,
      }),
  },
  {
    name: 'disputing a report',
    event: 'report_disputed',
    status: 201,
    by: ({ hr }) => hr,
    refused: ({ member }) => member,
    ready: async (hub) => answering(hub, { answer: 'disputed', comment: MARKER }),
  },
  {
    name: 'taking an answer back',
    event: 'confirmation_withdrawn',
    status: 201,
    by: ({ hr }) => hr,
    refused: ({ member }) => member,
    ready: async (hub) => {
      const ready = await answering(hub, { answer: 'withdrawn', comment: MARKER })
      made(await hub.people.hr.post(ready.path, { answer: 'confirmed' }))
      return ready
    },
  },
  {
    name: 'attesting HR’s word',
    event: 'report_confirmed',
    status: 201,
    by: ({ alumnus2021 }) => alumnus2021,
    refused: ({ alumnus2018 }) => alumnus2018,
    ready: async (hub) => {
      const proposal = await proposed(hub)
      const report = made(await hub.people.hr.post(`/proposals/${proposal}/reports`, stalled))
      const path = `/proposals/${proposal}/reports/${report}/confirmations`
      return { method: 'POST', path, body: { answer: 'confirmed', comment: MARKER }, proposal }
    },
  },
  {
    name: 'handing a proposal over',
    event: 'steward_changed',
    status: 201,
    by: ({ hr }) => hr,
    refused: ({ member }) => member,
    ready: async (hub) => {
      const proposal = await proposed(hub)
      const body = { to: { office: MARKER, memberId: hub.people.member.memberId }, note: MARKER }
      return { method: 'POST', path: `/proposals/${proposal}/stewardship`, body, proposal }
    },
  },
  {
    name: 'taking a proposal over',
    event: 'steward_changed',
    status: 201,
    by: ({ hr }) => hr,
    refused: ({ alumnus2018 }) => alumnus2018,
    ready: async (hub) => {
      const proposal = await proposed(hub)
      const path = `/proposals/${proposal}/stewardship/mine`
      return { method: 'POST', path, body: { note: MARKER }, proposal }
    },
  },
  {
    name: 'commenting',
    event: 'comment_recorded',
    status: 201,
    by: ({ member }) => member,
    refused: ({ executive }) => executive,
    ready: async (hub) => {
      const proposal = await proposed(hub)
      const body = { text: MARKER, speaker: { role: 'executive', note: MARKER } }
      return { method: 'POST', path: `/proposals/${proposal}/comments`, body, proposal }
    },
  },
  {
    name: 'asking a question',
    event: 'question_asked',
    status: 201,
    by: ({ member }) => member,
    refused: ({ executive }) => executive,
    ready: async (hub) => {
      const proposal = await proposed(hub)
      const body = { via: 'cohort', text: MARKER, dueOn: '2026-06-30' }
      return { method: 'POST', path: `/proposals/${proposal}/questions`, body, proposal }
    },
  },
  {
    name: 'answering a question',
    event: 'question_answered',
    status: 201,
    by: ({ alumnus2021 }) => alumnus2021,
    refused: ({ alumnus2018 }) => alumnus2018,
    ready: async (hub) => {
      const { proposal, path } = await asked(hub)
      return { method: 'POST', path: `${path}/messages`, body: { text: MARKER }, proposal }
    },
  },
  {
    name: 'ending a question',
    event: 'question_ended',
    status: 200,
    by: ({ member }) => member,
    refused: ({ alumnus2021 }) => alumnus2021,
    ready: async (hub) => {
      const { proposal, path } = await asked(hub)
      return { method: 'POST', path: `${path}/end`, body: { how: 'withdrawn' }, proposal }
    },
  },
  {
    name: 'keeping an answer as a note',
    event: 'comment_recorded',
    status: 201,
    by: ({ member }) => member,
    refused: ({ executive }) => executive,
    ready: async (hub) => {
      const { proposal, path } = await asked(hub)
      const answer = await hub.people.alumnus2021.post(`${path}/messages`, { text: MARKER })
      return { method: 'POST', path: `${path}/messages/${made(answer)}/note`, proposal }
    },
  },
  {
    name: 'forwarding a question of another municipality',
    event: 'question_asked',
    status: 201,
    by: ({ hr }) => hr,
    refused: ({ member }) => member,
    ready: async (hub) => {
      const id = await proposed(hub, { visibility: 'program' })
      const proposal = { municipality: NUMAZU, cohort: 2021, id }
      const inquiry = made(await hub.people.stranger.post('/inquiries', { proposal, text: MARKER }))
      // Where mails are held, letters are.
      await hub.outbox.run()
      const body = { via: 'cohort', text: MARKER }
      return { method: 'POST', path: `/inquiries/${inquiry}/forward`, body, proposal: id }
    },
  },
]

async function asked(hub: Hub): Promise<{ proposal: string; path: string }> {
  const proposal = await proposed(hub)
  const path = `/proposals/${proposal}/questions`
  const question = made(await hub.people.member.post(path, { via: 'cohort', text: MARKER }))
  return { proposal, path: `${path}/${question}` }
}

async function answering(hub: Hub, body: Record<string, unknown>): Promise<Ready> {
  const proposal = await proposed(hub)
  const report = await reported(hub, proposal)
  const path = `/proposals/${proposal}/reports/${report}/confirmations`
  return { method: 'POST', path, body, proposal }
}

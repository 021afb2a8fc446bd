import { type Hub, NUMAZU, ORIGIN, proposed } from './serve.ts'

export const DUE = '2026-06-10'
export const KNOWN = 'わたしの言葉'

/** An alumnus of 2021 with an address, asked about some proposals. */
export async function askedAlumnus(hub: Hub, count = 1, more: Record<string, unknown> = {}) {
  const alumnus = await hub.person(
    '令和3年度の人',
    [{ role: 'member', cohort: 2021, from: '2021-04-01', to: '2022-03-31' }],
    NUMAZU,
    { email: 'alumnus@example.jp', ...more },
  )
  const proposals: string[] = []
  for (let at = 0; at < count; at += 1) proposals.push(await proposed(hub))
  return { ...alumnus, proposals, ...(await ask(hub, proposals, alumnus.memberId)) }
}

export async function ask(hub: Hub, proposalIds: string[], memberId: string) {
  const input = { proposalIds, memberIds: [memberId], dueOn: DUE }
  const { body } = await hub.people.hr.post('/requests', input)
  return { link: lastLink(hub), requestId: body.requests[0].requestId as string }
}

export function lastLink(hub: Hub): string {
  const lines = hub.mails.at(-1)?.text.split('\n') ?? []
  return lines.find((line) => line.startsWith(`${ORIGIN}/r/`) && !line.includes('/r/mail/')) ?? ''
}

export const detail = async (hub: Hub, id: string) =>
  (await hub.people.hr.get(`/proposals/${id}`)).body
export const reports = async (hub: Hub, id: string) => (await detail(hub, id)).proposal.reports
export const typesOf = async (hub: Hub, id: string): Promise<string[]> =>
  (await hub.people.hr.get(`/proposals/${id}/events`)).body.events.map(
    ({ type }: { type: string }) => type,
  )

/** An answer to the first proposal that is asked about. */
export const answer = {
  a0: 'stalled.paused',
  f0: ['no_budget', 'lack_of_time_or_staff'],
  t0: KNOWN,
}

/** Everything that a link could have changed. */
export async function changeable(hub: Hub, proposals: string[], requestId: string) {
  const request = await hub.store.requests.get(NUMAZU, requestId)
  const types = await Promise.all(proposals.map((id) => typesOf(hub, id)))
  return { revision: await hub.revision(), request, types, mails: hub.mails.length }
}

import type { ClientResponse, hc } from 'hono/client'
import type { App } from '../functions/api/app.ts'
import { Busy, NoAnswer, Refusal } from './features/forms/failure.ts'
import type { ProposalFilters, ViewpointSearch } from './features/register/search-params.ts'
import { typedClient } from './typed-client.ts'

/** The API as the pages use it: typed by the server's own routes, errors as two classes. */
export const { api } = typedClient<ReturnType<typeof hc<App>>>(() => ({
  // Refusals come in the language of the page, whatever the browser prefers.
  'accept-language': document.documentElement.lang,
}))
export const inMunicipality = api.m[':municipality']
export const ofProposal = inMunicipality.proposals[':id']

/** What a route answers when it does not refuse. */
type Success<Response> =
  Response extends ClientResponse<infer Body, infer Status, 'json'>
    ? Status extends 200 | 201
      ? Body
      : never
    : never

/**
 * Waits for a response.
 * @throws Refusal for a Problem, NoAnswer where no answer of the hub arrived, Busy where it was not even asked
 */
async function received<Response extends ClientResponse<unknown>>(
  request: Promise<Response>,
): Promise<Response> {
  const response = await request.catch((cause: unknown) => {
    throw new NoAnswer('no connection', { cause })
  })
  if (response.ok) return response
  const problem: unknown = await response.json().catch(() => undefined)
  // A proxy's error page is not the hub's word: what was sent may or may not be recorded.
  if (typeof problem !== 'object' || problem === null || !('code' in problem))
    throw new (response.status === 429 ? Busy : NoAnswer)(`status ${response.status}`)
  throw new Refusal(problem as unknown as ConstructorParameters<typeof Refusal>[0])
}

/** Waits for what a route answers when it does not refuse; otherwise as `received`. */
export async function answer<Response extends ClientResponse<unknown>>(
  request: Promise<Response>,
): Promise<Success<Response>> {
  const response = await received(request)
  return (await response.json()) as Success<Response>
}

/** One write, under the key that makes its repetitions harmless. */
export const under = (key: string) => ({ 'idempotency-key': key })
export type At = { municipality: string; proposalId: string; key: string }

export const getSession = () => answer(api.session.$get())
export type Session = Awaited<ReturnType<typeof getSession>>

export const signOut = () => answer(api['sign-out'].$post())

export const getOwnSessions = () => answer(api.sessions.$get())
export type OwnSession = Awaited<ReturnType<typeof getOwnSessions>>['sessions'][number]

export const endSession = (sessionId: string) =>
  answer(api.sessions[':sessionId'].$delete({ param: { sessionId } }))

export const endOtherSessions = () => answer(api.sessions['end-others'].$post())

export const endAllSessions = () => answer(api.sessions['end-all'].$post())

export const getPlace = (municipality: string) =>
  answer(inMunicipality.$get({ param: { municipality } }))
export type Place = Awaited<ReturnType<typeof getPlace>>

export const getOverview = (municipality: string, query: ViewpointSearch) =>
  answer(inMunicipality.overview.$get({ param: { municipality }, query }))

export const getTasks = (municipality: string) =>
  answer(inMunicipality.tasks.$get({ param: { municipality } }))

export const listProposals = (municipality: string, filters: ProposalFilters, cursor?: string) =>
  answer(
    inMunicipality.proposals.$get({
      param: { municipality },
      query: { ...filters, ...(cursor !== undefined && { cursor }) },
    }),
  )

/** One proposal with the tag of its edition, for `If-Match`. */
export async function getProposal(
  municipality: string,
  proposalId: string,
  query: ViewpointSearch,
) {
  const response = await received(
    ofProposal.$get({ param: { municipality, id: proposalId }, query }),
  )
  const detail = (await response.json()) as Success<typeof response>
  return { ...detail, etag: response.headers.get('etag') ?? '' }
}
export type ProposalAnswer = Awaited<ReturnType<typeof getProposal>>

import type { Municipality } from '../functions/domain/municipality.ts'
import type { Overview } from '../functions/domain/overview.ts'
import type {
  CommentInput,
  Link,
  ProposalEdit,
  ProposalInput,
} from '../functions/domain/proposal.ts'
import type { ConfirmationInput, ReportInput } from '../functions/domain/report.ts'
import type { Task } from '../functions/domain/tasks.ts'
import type { ProposalDetail, ProposalRow } from '../functions/domain/views.ts'
import { NoAnswer, Refusal } from './features/forms/failure.ts'
import type { ProposalFilters, ViewpointSearch } from './features/register/search-params.ts'

// PROVISIONAL until functions/api/app.ts exists
export type RoleHeld = { role: string; cohort?: number | undefined }
export type Session = {
  account: { email?: string }
  memberships: {
    municipality: string
    name: string
    nameEn: string
    memberId: string
    memberName: string
    roles: RoleHeld[]
  }[]
}
export type Place = {
  municipality: Omit<Municipality, 'v' | 'head'>
  me: { memberId: string; name: string; roles: RoleHeld[]; permitted: string[] }
  people: { id: string; name: string; office?: string; roles: RoleHeld[] }[]
}
export type Receipt = {
  operationId: string
  id: string
  proposalId: string
  sequence: number
  recordedAt: string
}
export type ProposalAnswer = ProposalDetail & { etag: string }
export type ProposalPage = { rows: ProposalRow[]; total: number; nextCursor?: string | undefined }

async function request<T>(
  method: string,
  path: string,
  { body, headers }: { body?: unknown; headers?: Record<string, string> } = {},
): Promise<{ data: T; etag: string }> {
  let response: Response
  try {
    response = await fetch(path, {
      method,
      headers: {
        accept: 'application/json',
        ...(body !== undefined && { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    })
  } catch (cause) {
    throw new NoAnswer('no answer', { cause })
  }
  if (!response.ok) {
    const problem = await response.json().catch(() => undefined)
    if (!problem || typeof problem !== 'object' || !('code' in problem))
      throw new NoAnswer(String(response.status))
    throw new Refusal(problem)
  }
  return { data: (await response.json()) as T, etag: response.headers.get('etag') ?? '' }
}
const get = async <T>(path: string) => (await request<T>('GET', path)).data
const post = async (path: string, key: string, body: unknown) =>
  (await request<Receipt>('POST', path, { body, headers: { 'idempotency-key': key } })).data
const query = (values: object) => {
  const text = new URLSearchParams(
    Object.entries(values)
      .filter(([, v]) => v !== undefined)
      .map(([k, v]) => [k, String(v)]),
  ).toString()
  return text ? `?${text}` : ''
}

export const getSession = () => get<Session>('/api/session')
export const signOut = () =>
  request('POST', '/api/sign-out', { headers: { 'idempotency-key': crypto.randomUUID() } })
export const getPlace = (m: string) => get<Place>(`/api/m/${m}`)
export const getOverview = (m: string, v: ViewpointSearch) =>
  get<Overview>(`/api/m/${m}/overview${query(v)}`)
export const getTasks = (m: string) => get<{ tasks: Task[] }>(`/api/m/${m}/tasks`)
export const listProposals = (m: string, filters: ProposalFilters, cursor?: string) =>
  get<ProposalPage>(`/api/m/${m}/proposals${query({ ...filters, cursor, limit: 20 })}`)
export async function getProposal(
  m: string,
  id: string,
  v: ViewpointSearch,
): Promise<ProposalAnswer> {
  const { data, etag } = await request<ProposalDetail>(
    'GET',
    `/api/m/${m}/proposals/${id}${query(v)}`,
  )
  return { ...data, etag }
}
type At = { municipality: string; proposalId: string; key: string }
const base = ({ municipality, proposalId }: At) => `/api/m/${municipality}/proposals/${proposalId}`
export const createProposal = (m: string, key: string, input: ProposalInput) =>
  post(`/api/m/${m}/proposals`, key, input)
export const editProposal = async (at: At, etag: string, edit: ProposalEdit) =>
  (
    await request<Receipt>('PATCH', base(at), {
      body: edit,
      headers: { 'idempotency-key': at.key, 'if-match': etag },
    })
  ).data
export const carryOn = (at: At, fiscalYear: number) =>
  post(`${base(at)}/carried-by`, at.key, { fiscalYear })
export const link = (at: At, input: Link) => post(`${base(at)}/links`, at.key, input)
export const unlink = async (at: At, kind: string, to: string) =>
  (
    await request<Receipt>('DELETE', `${base(at)}/links/${kind}/${to}`, {
      headers: { 'idempotency-key': at.key },
    })
  ).data
export const recordReport = (at: At, input: ReportInput) =>
  post(`${base(at)}/reports`, at.key, input)
export const correctReport = (at: At, reportId: string, input: ReportInput) =>
  post(`${base(at)}/reports/${reportId}/corrections`, at.key, input)
export const withdrawReport = (at: At, reportId: string, input: { reason?: string }) =>
  post(`${base(at)}/reports/${reportId}/withdrawal`, at.key, input)
export const answerReport = (at: At, reportId: string, input: ConfirmationInput) =>
  post(`${base(at)}/reports/${reportId}/answers`, at.key, input)
export const comment = (at: At, input: CommentInput) => post(`${base(at)}/comments`, at.key, input)

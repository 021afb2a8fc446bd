import { type At, answer, inMunicipality, under } from './api-client.ts'

/** 確認: HR's work list, and confirming a set of it. */

export const getConfirmations = (municipality: string, earlier: boolean) =>
  answer(
    inMunicipality.confirmations.$get({
      param: { municipality },
      query: earlier ? { earlier: 'true' as const } : {},
    }),
  )
export type ConfirmationRow = Awaited<ReturnType<typeof getConfirmations>>['rows'][number]

type Reports = { proposalId: string; reportId: string }[]
export type Decision = { decidedOn?: string; documentNumber?: string; comment?: string }

const confirmReports = (
  { municipality, key }: Pick<At, 'municipality' | 'key'>,
  json: Decision & { reports: Reports },
) =>
  answer(inMunicipality.confirmations.$post({ param: { municipality }, header: under(key), json }))
export type ConfirmedRow = Awaited<ReturnType<typeof confirmReports>>['rows'][number]

/** Answers come soon enough to show how far it is, and a set of 200 needs few of them. */
const AT_ONCE = 25

/**
 * Confirms a set, some at a time. Sent again after it broke off, it goes on: each part has a key of its own,
 * made of what it says, so that another set under the same draft is another request.
 * @param onProgress is told how many have been answered
 */
export async function confirmSet(
  { municipality, key }: Pick<At, 'municipality' | 'key'>,
  { reports, ...decision }: Decision & { reports: Reports },
  onProgress: (answered: number) => void,
): Promise<ConfirmedRow[]> {
  const rows: ConfirmedRow[] = []
  for (let at = 0; at < reports.length; at += AT_ONCE) {
    const part = { ...decision, reports: reports.slice(at, at + AT_ONCE) }
    const done = await confirmReports({ municipality, key: await partKey(key, part) }, part)
    rows.push(...done.rows)
    onProgress(rows.length)
  }
  return rows
}

async function partKey(key: string, part: unknown): Promise<string> {
  const bytes = new TextEncoder().encode(JSON.stringify(part))
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes))
  const name = [...digest.slice(0, 12)].map((byte) => byte.toString(16).padStart(2, '0')).join('')
  return `${key}-${name}`
}

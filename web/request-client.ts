import { type At, answer, inMunicipality, ofProposal, under } from './api-client.ts'

/** 回答依頼: whom one would ask, asking, and whom one has asked. */

export const getRequestPlan = (municipality: string, proposalIds: readonly string[]) =>
  answer(
    inMunicipality.requests.plan.$get({
      param: { municipality },
      query: { proposals: proposalIds.join(',') },
    }),
  )

export const getNeededAnswers = (municipality: string) =>
  answer(inMunicipality.requests.needed.$get({ param: { municipality } }))
export type NeededAnswer = Awaited<ReturnType<typeof getNeededAnswers>>['needed'][number]

export const getAsked = (municipality: string, proposalId: string) =>
  answer(ofProposal.requests.$get({ param: { municipality, id: proposalId } }))

export const issueRequests = (
  { municipality, key }: Pick<At, 'municipality' | 'key'>,
  json: { proposalIds: string[]; dueOn: string },
) => answer(inMunicipality.requests.$post({ param: { municipality }, header: under(key), json }))
export type Issued = Awaited<ReturnType<typeof issueRequests>>

const sheets = inMunicipality.requests
export const previewSheet = (
  municipality: string,
  json: { fileName: string; contentBase64: string },
) => answer(sheets.sheets.preview.$post({ param: { municipality }, json }))
export type SheetPreview = Awaited<ReturnType<typeof previewSheet>>

export const recordSheetAnswer = (
  { municipality, requestId, key }: Pick<At, 'municipality' | 'key'> & { requestId: string },
  json: { proposalId: string; heardOn: string } & NonNullable<SheetPreview['rows'][number]['said']>,
) =>
  answer(
    sheets[':requestId'].answers.$post({
      param: { municipality, requestId },
      header: under(key),
      json,
    }),
  )

export const recordSheetReferral = (
  { municipality, requestId, key }: Pick<At, 'municipality' | 'key'> & { requestId: string },
  json: { proposalId: string; whoKnows?: string },
) =>
  answer(
    sheets[':requestId'].referrals.$post({
      param: { municipality, requestId },
      header: under(key),
      json,
    }),
  )

export const getRequest = (municipality: string, requestId: string) =>
  answer(sheets[':requestId'].$get({ param: { municipality, requestId } }))
export type RequestDetail = Awaited<ReturnType<typeof getRequest>>

/** Where a 回答票 is made when it is asked for. */
export const sheetAddress = (municipality: string, requestId: string, format: 'xlsx' | 'pdf') =>
  `/api/m/${municipality}/requests/${requestId}/sheet?format=${format}`

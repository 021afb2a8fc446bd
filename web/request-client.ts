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

import type { ConfirmationInput, ReportInput } from '../functions/domain/outcomes/report.ts'
import type {
  CommentInput,
  Link,
  ProposalEdit,
  ProposalInput,
} from '../functions/domain/proposals/proposal.ts'
import type { LineageKind } from '../functions/domain/words.ts'
import { type At, answer, inMunicipality, ofProposal, under } from './api-client.ts'

/** The writes on proposals: loaded with the forms that send them, not with the first page. */

const of = ({ municipality, proposalId, key }: At) => ({
  param: { municipality, id: proposalId },
  header: under(key),
})

export const createProposal = (municipality: string, key: string, json: ProposalInput) =>
  answer(inMunicipality.proposals.$post({ param: { municipality }, header: under(key), json }))

export const editProposal = (at: At, etag: string, json: ProposalEdit) =>
  answer(
    ofProposal.$patch({
      param: of(at).param,
      header: { ...under(at.key), 'if-match': etag },
      json,
    }),
  )

export const carryOn = (at: At, fiscalYear: number) =>
  answer(ofProposal['carried-by'].$post({ ...of(at), json: { fiscalYear } }))

export const link = (at: At, json: Link) => answer(ofProposal.links.$post({ ...of(at), json }))

export const unlink = (at: At, kind: LineageKind, to: string) =>
  answer(
    ofProposal.links[':kind'][':to'].$delete({
      ...of(at),
      param: { ...of(at).param, kind, to },
    }),
  )

export const recordReport = (at: At, json: ReportInput) =>
  answer(ofProposal.reports.$post({ ...of(at), json }))

const ofReport = (at: At, reportId: string) => ({
  ...of(at),
  param: { ...of(at).param, reportId },
})
const report = ofProposal.reports[':reportId']

export const correctReport = (at: At, reportId: string, json: ReportInput) =>
  answer(report.corrections.$post({ ...ofReport(at, reportId), json }))

export const withdrawReport = (at: At, reportId: string, json: { reason?: string }) =>
  answer(report.withdrawal.$post({ ...ofReport(at, reportId), json }))

export const answerReport = (at: At, reportId: string, json: ConfirmationInput) =>
  answer(report.confirmations.$post({ ...ofReport(at, reportId), json }))

export const comment = (at: At, json: CommentInput) =>
  answer(ofProposal.comments.$post({ ...of(at), json }))

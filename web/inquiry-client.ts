import type { InquiryForward, InquiryInput } from '../functions/domain/questions/inquiry.ts'
import { answer, inMunicipality, under } from './api-client.ts'

/** Asking and answering across municipalities. */

type About = { municipality: string; inquiryId: string; key: string }
const of = ({ municipality, inquiryId, key }: About) => ({
  param: { municipality, inquiryId },
  header: under(key),
})
const inquiry = inMunicipality.inquiries[':inquiryId']

export const getInquiries = (municipality: string) =>
  answer(inMunicipality.inquiries.$get({ param: { municipality } }))

export const getInquiry = (municipality: string, inquiryId: string) =>
  answer(inquiry.$get({ param: { municipality, inquiryId } }))
export type InquiryAnswered = Awaited<ReturnType<typeof getInquiry>>

export const getForwardable = (municipality: string, inquiryId: string) =>
  answer(inquiry.forwardable.$get({ param: { municipality, inquiryId } }))

export const askInquiry = (
  { municipality, key }: { municipality: string; key: string },
  json: InquiryInput,
) => answer(inMunicipality.inquiries.$post({ param: { municipality }, header: under(key), json }))

export const answerInquiry = (about: About, text: string) =>
  answer(inquiry.answer.$post({ ...of(about), json: { text } }))

export const declineInquiry = (about: About, reason: string) =>
  answer(inquiry.decline.$post({ ...of(about), json: { reason } }))

export const forwardInquiry = (about: About, json: InquiryForward) =>
  answer(inquiry.forward.$post({ ...of(about), json }))

export const withdrawInquiry = (about: About) => answer(inquiry.withdraw.$post(of(about)))

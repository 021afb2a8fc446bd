import type { QuestionEnd, QuestionInput } from '../functions/domain/questions/question.ts'
import { type At, answer, inMunicipality, ofProposal, under } from './api-client.ts'

/** Asking and answering about a proposal. */

type AboutQuestion = At & { questionId: string }
const of = ({ municipality, proposalId, key }: At) => ({
  param: { municipality, id: proposalId },
  header: under(key),
})
const ofQuestion = ({ questionId, ...at }: AboutQuestion) => {
  const { param, header } = of(at)
  return { param: { ...param, questionId }, header }
}
const question = ofProposal.questions[':questionId']

export const getAskable = (municipality: string, proposalId: string) =>
  answer(ofProposal.askable.$get({ param: { municipality, id: proposalId } }))

export const getThread = (municipality: string, proposalId: string, questionId: string) =>
  answer(question.$get({ param: { municipality, id: proposalId, questionId } }))
export type Thread = Awaited<ReturnType<typeof getThread>>

export const getOwnQuestions = (municipality: string) =>
  answer(inMunicipality.questions.$get({ param: { municipality } }))

export const askQuestion = (at: At, json: QuestionInput) =>
  answer(ofProposal.questions.$post({ ...of(at), json }))

export const writeMessage = (about: AboutQuestion, text: string) =>
  answer(question.messages.$post({ ...ofQuestion(about), json: { text } }))

export const endQuestion = (about: AboutQuestion, how: QuestionEnd['how']) =>
  answer(question.end.$post({ ...ofQuestion(about), json: { how } }))

export const noteAnswer = ({ messageId, ...about }: AboutQuestion & { messageId: string }) => {
  const { param, header } = ofQuestion(about)
  return answer(
    question.messages[':messageId'].note.$post({ param: { ...param, messageId }, header }),
  )
}

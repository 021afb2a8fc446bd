/** What the schemas about questions between municipalities are, and their properties; part of `glossary.ts`. */
export const INQUIRY_SCHEMAS: Record<string, string> = {
  InquiryAnswer: 'What HR releases to the asking municipality',
  InquiryForward: 'How HR forwards another municipality’s question inside',
  InquiryInput: 'A question to another municipality as it is sent',
  InquiryRefusal: 'Why HR declines to answer',
  InquiryRow: 'A question between municipalities in a list',
  InquiryThread: 'A question between municipalities, as the own municipality has it',
}

const ofRow = (schema: string): Record<string, string> => ({
  [`${schema}.askedAt`]: 'When it was asked, or on the asked side when it arrived, UTC',
  [`${schema}.byMemberId`]: 'Who asked; the asking side alone knows',
  [`${schema}.cohort`]: 'The fiscal year of the cohort',
  [`${schema}.dueOn`]: 'Until when an answer is hoped for',
  [`${schema}.endedAt`]: 'When it ended, UTC',
  [`${schema}.forwarded`]: 'How many questions inside it was forwarded by; asked side only',
  [`${schema}.from`]: 'As what the asker asks: role and cohort, never who',
  [`${schema}.how`]: 'How it ended; not set while it is open',
  [`${schema}.other`]: 'The other municipality',
  [`${schema}.overdue`]: 'It is open and its due day has passed',
  [`${schema}.proposal`]: 'The proposal of the asked municipality, as it was shared then',
  [`${schema}.replied`]: 'How many of those were answered inside; asked side only',
  [`${schema}.side`]: 'Whether this municipality asks or is asked',
})

export const INQUIRY_PROPERTIES: Record<string, string> = {
  ...ofRow('InquiryRow'),
  ...ofRow('InquiryThread'),
  'InquiryThread.answer':
    'What was answered, or why it was declined; in the name of HR there. Not set where it was erased',
  'InquiryThread.permitted': 'What the reader may do with it',
  'InquiryThread.questions': 'The questions inside by which HR forwarded it; asked side only',
  'InquiryThread.replies': 'What was answered inside; nothing of it leaves the municipality',
  'InquiryThread.text':
    'The question; not set where it was erased, here or by the other municipality',
  'InquiryThread.today': 'The day in Asia/Tokyo',
  'InquiryThread.via': 'As what somebody was asked inside',
  'InquiryThread.waitsFor': 'Whose turn it is inside',
  'InquiryInput.proposal': 'The place of the proposal among what is shared',
  'InquiryInput.text': 'The question: no names, no 庁内限り matters',
  'InquiryInput.dueOn': 'Until when an answer is hoped for; 14 days without it',
  'InquiryAnswer.text': 'The answer: exactly this goes to the asking municipality',
  'InquiryRefusal.reason': 'Goes to the asking municipality',
  'InquiryForward.text': 'The question in HR’s words',
  'InquiryForward.via': 'Whom to ask inside',
  'Question.inquiryId': 'The question of another municipality that HR forwards by it',
  'Task.inquiryId': 'The question of another municipality that waits',
}

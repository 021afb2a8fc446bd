/** The part of the glossary that is about questions inside a municipality. */

export const QUESTION_SCHEMAS: Record<string, string> = {
  Askable: 'Whom one may ask about a proposal today',
  Message: 'One message of a thread',
  MessageInput: 'An answer, or a further question, as it is sent',
  Question: '質問 about a proposal, with its answers; ended, it keeps no texts in the register',
  QuestionEnd: 'How a question ends',
  QuestionInput: 'A question as it is sent',
  QuestionRow: 'A question in a list',
}

export const QUESTION_PROPERTIES: Record<string, string> = {
  askedAt: 'When it was asked, UTC',
  ended: 'When, by whom and how it ended',
  how: 'How the question ended; without it, it is open',
  lastAt: 'When something last happened in it, UTC',
  messages: 'The question first, then what was written in the thread',
  overdue: 'It is past its due day and nobody has answered',
  questions: '質問 about this proposal',
  'ProposalDetail.questions':
    'Per question: whose turn it is, whether the answer is late, and what the reader may do with it',
  replies: 'How many messages followed the question',
  unreachable: 'How many of them have neither an address nor an account here',
  waitsFor: 'Whose turn it is: those who were asked, or the asker; nobody’s once it has ended',
}

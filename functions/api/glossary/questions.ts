import { alike, type Words } from './words.ts'

/** Questions inside a municipality, and between two. */
export const QUESTIONS: readonly Words[] = [
  {
    Askable: 'Whom one may ask about a proposal today',
    'Askable.dueOn': 'The due day where the asker names none',

    Forwardable: 'To whom HR may forward another municipality’s question today',
    'Forwardable.dueOn': 'The due day where HR names none',

    InquiryAnswer: 'What HR releases to the asking municipality',
    'InquiryAnswer.text': 'The answer: exactly this goes to the asking municipality',

    InquiryForward: 'How HR forwards another municipality’s question inside',
    'InquiryForward.dueOn': 'Until when an answer is asked for; 14 days without it',
    'InquiryForward.text': 'The question in HR’s words',
    'InquiryForward.via': 'Whom to ask inside: those who carry it, or its cohort',

    InquiryInput: 'A question to another municipality as it is sent',
    'InquiryInput.dueOn': 'Until when an answer is hoped for; 14 days without it',
    'InquiryInput.proposal': 'The place of the proposal among what is shared',
    'InquiryInput.text': 'The question: no names, no 庁内限り matters',

    InquiryList: 'The questions between this municipality and others',
    'InquiryList.asked':
      'What other municipalities ask, open ones first; empty for those who do not answer for HR',
    'InquiryList.asking': 'What this municipality asks others, open ones first',

    InquiryRefusal: 'Why HR declines to answer',
    'InquiryRefusal.reason': 'Why; it goes to the asking municipality',

    InquiryRow: 'A question between municipalities in a list',

    InquiryThread: 'A question between municipalities, as the own municipality has it',
    'InquiryThread.answer':
      'What was answered, or why it was declined; in the name of HR there. Missing where it was erased',
    'InquiryThread.permitted': 'What the reader may do with it',
    'InquiryThread.questions': 'The questions inside by which HR forwarded it; asked side only',
    'InquiryThread.questions.how': 'How the question inside ended; missing while it is open',
    'InquiryThread.questions.replies':
      'What was answered inside; nothing of it leaves the municipality',
    'InquiryThread.questions.replies.byMemberId': 'Who answered',
    'InquiryThread.questions.replies.text':
      'The words themselves, as long as the question inside is open',
    'InquiryThread.text':
      'The question; missing where it was erased, here or by the other municipality',
    'InquiryThread.today': 'The present day',

    Message: 'One message of a thread',
    'Message.text':
      'The words themselves; of a question that has ended, only where its thread is asked for',

    MessageInput: 'An answer, or a further question, as it is sent',

    OwnQuestions: 'The questions that are somebody’s own',
    'OwnQuestions.asked':
      'What they asked: open ones by due day, then the last fifty that have ended',
    'OwnQuestions.waiting': 'What waits for them to answer, by due day',

    Question: 'A question (質問) about a proposal, with its answers',
    'Question.ended': 'When, by whom and how it ended; missing while it is open',
    'Question.ended.at': 'When it ended, UTC',
    'Question.ended.by': 'Who ended it',
    'Question.inquiryId': 'The question of another municipality that HR forwards by it',
    'Question.messages': 'The question first, then what was written in the thread',
    'Question.to': 'Who was asked',

    QuestionEnd: 'Ending a question',
    'QuestionEnd.how': 'How it ends: answered, without an answer, or withdrawn',

    QuestionInput: 'A question as it is sent',
    'QuestionInput.dueOn': 'Until when an answer is asked for; 14 days without it',

    QuestionRow: 'A question in a list',
    'QuestionRow.askedAt': 'When it was asked, UTC',
    'QuestionRow.byMemberId': 'Who asked',
    'QuestionRow.lastAt': 'When something last happened in it, UTC',
    'QuestionRow.replies': 'How many messages followed the question',
  },
  alike(['Askable', 'Forwardable'], {
    choices: 'As what one may ask somebody, whom that reaches, and how many it can’t',
    'choices.memberIds': 'Whom a question reaches, thirty people at most',
  }),
  alike(['InquiryRow', 'InquiryThread'], {
    askedAt: 'When it was asked, or on the asked side when it arrived, UTC',
    byMemberId: 'Who asked; the asking side alone knows',
    dueOn: 'Until when an answer is hoped for',
    endedAt: 'When it ended, UTC',
    forwarded: 'How many questions inside it was forwarded by; asked side only',
    from: 'As what the asker asks: role and cohort, never who',
    how: 'How it ended; missing while it is open',
    other: 'The other municipality',
    'other.name': 'The municipality’s name',
    overdue: 'Whether it is open and its due day has passed',
    proposal: 'The proposal of the asked municipality, as it was shared then',
    replied: 'How many of those were answered inside; asked side only',
    side: 'Whether this municipality asks or is asked',
  }),
  alike(['Question.ended', 'QuestionRow'], {
    how: 'How it ended: answered, without an answer, or withdrawn',
  }),
]

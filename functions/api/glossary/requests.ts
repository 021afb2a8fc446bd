import { alike, type Words } from './words.ts'

/** 回答依頼: asking those who can say how it stands, by mail or by paper. */
export const REQUESTS: readonly Words[] = [
  {
    AnswerSheet: 'What a filled sheet (回答票) would record; nothing is written',
    'AnswerSheet.memberId': 'Who was asked',
    'AnswerSheet.requestId': 'The request that the sheet was made for',
    'AnswerSheet.rows': 'One for each line of the sheet that has a number',
    'AnswerSheet.rows.fate':
      'What the line would do: `record` an answer, `pass_on` to whoever knows, `skip` as it is empty, nothing as it is `answered` already, or be refused as `wrong`',
    'AnswerSheet.rows.said': 'The answer, where the fate is `record`',
    'AnswerSheet.rows.title': 'What the line calls the proposal, else what that is called',

    Asked: 'Whom a request asked about a proposal, when, and what they said',
    'Asked.memberId': 'Who was asked',

    AskedList: 'Everybody who was asked about a proposal',
    'AskedList.asked': 'One for each request, the last hundred, newest first',

    Asking: 'One person to ask, and everything they are asked',

    NeededAnswer: 'A proposal that somebody should be asked about',
    'NeededAnswer.askedAt': 'When somebody was last asked about it, UTC',
    'NeededAnswer.people': 'Whom one would ask today',
    'NeededAnswer.proposal': 'The proposal, as the register lists it',

    NeededAnswers: 'The proposals that somebody should be asked about',
    'NeededAnswers.needed':
      'The past proposals of which nothing is known, or nothing fresh, the newest first',

    PaperAnswer: 'What somebody wrote on their sheet about one proposal',
    'PaperAnswer.heardOn': 'The day on which the sheet was filled in',
    'PaperAnswer.reason': 'The reason in words; required where a factor is `other`',

    PaperReferral: 'Somebody wrote on their sheet that they don’t know, and who might',

    RequestAnswer: 'What somebody answered',
    'RequestAnswer.answer':
      'That they reported how it stands, that they do not know, or that it is not theirs',
    'RequestAnswer.at': 'When they answered, UTC',
    'RequestAnswer.reportId': 'The report that was recorded by it, where one was',
    'RequestAnswer.use': 'The use of the link that it came by: the first is 1',

    RequestDetail: 'A request with what it asks about, in the order of its sheet',
    'RequestDetail.asked': 'The proposals it asks about, in the order of its sheet',
    'RequestDetail.asked.cohorts':
      'The cohorts that made it or carried it on, by their fiscal years',
    'RequestDetail.asked.last':
      'How it stands as far as is known today; missing where no report holds',
    'RequestDetail.asked.number': 'Its number on the sheet',
    'RequestDetail.memberId': 'Who was asked',

    RequestPlan: 'Whom one would ask',
    'RequestPlan.people': 'One for each person, with all they would be asked about',

    RequestsInput: 'Asking about some proposals',
    'RequestsInput.memberIds':
      'Only these of the people who would be asked; all of them without it',
    'RequestsInput.purpose': '`status` to know how it stands, as without it; `review` for a review',
    'Asked.purpose': '`status` to know how it stands; `review` for a review',

    RequestsIssued: 'Who was asked',
    'RequestsIssued.requests':
      'One for each person; several for somebody with more than forty proposals',
  },
  alike(['Asked', 'RequestDetail.asked'], {
    answer: 'What the person said to it; missing until they have',
  }),
]

import type { questionsJa } from './questions-ja.ts'

export const questionsEn: typeof questionsJa = {
  questions: {
    section: 'Questions',
    sectionLead:
      'Ask the cohort of then or whoever is in charge about this proposal. Everybody of the municipality who can see the proposal can read along.',
    none: 'Nobody has asked about this proposal yet.',
    ask: 'Ask a question',
    askTitle: 'Ask about this proposal',
    askLead: 'They get an e-mail; so do you when the answer is there.',
    to: 'Whom to ask',
    toMissing: 'Choose whom to ask.',
    reachable: (names) => `It reaches ${names}.`,
    noneReachable: 'Nobody can be reached at the moment.',
    unreachable: (count) =>
      count === 1
        ? 'One more person has no e-mail address and won’t get it.'
        : `${count} more people have no e-mail address and won’t get it.`,
    nobody:
      'Nobody on the roster can be asked about this proposal. Ask HR, and record what you learn as a hearing.',
    text: 'What you would like to know',
    textHint:
      'For example: until when it went on, what ended it, what to mind if one began it today.',
    textMissing: 'Write what you would like to know.',
    dueOn: 'Answer by',
    dueOnMissing: 'Enter the day to answer by.',
    dueOnHint: 'Answers are possible after this day, too.',
    send: 'Send the question',
    by: (who) => `Question from ${who}`,
    toWhom: 'To',
    asked: 'Asked on',
    due: 'Answer by',
    ends: 'Ended',
    waitsForAsked: 'Waiting for an answer',
    waitsForAsker: 'Answered (not ended yet)',
    overdue: 'Overdue',
    replies: (count) =>
      count === 0 ? 'No reply yet' : count === 1 ? '1 reply' : `${count} replies`,
    threadTitle: 'Question and answers',
    backToProposal: 'Back to the proposal',
    question: 'Question',
    further: 'The asker adds',
    answer: 'Answer',
    erased: '(erased)',
    answerField: 'Your answer',
    answerHint: 'As far as you know. If you don’t know, say so, and name somebody who might.',
    answerMissing: 'Write your answer.',
    answerSend: 'Send the answer',
    furtherField: 'Ask on',
    furtherMissing: 'Write what you would like to know.',
    furtherSend: 'Send',
    sent: 'It is sent. The other side is told by mail.',
    keepAsHearing: 'Record the outcome as a hearing',
    keepAsNote: 'Keep as a comment',
    noted: 'It is kept as a comment.',
    noteConfirm: 'The answer becomes a comment on the proposal, with whose words it is.',
    endTitle: 'End the question',
    endLead: 'Nothing can be written in it any more. It can still be read.',
    end: {
      answered: 'End it: I have my answer',
      no_answer: 'End it without an answer',
      withdrawn: 'Take the question back',
    },
    ended: (how, day) => `This question ended on ${day} (${how}).`,
    mine: 'Questions',
    mineLead: 'Questions to you, and those that you asked.',
    waiting: 'Waiting for your answer',
    waitingNone: 'No question waits for your answer.',
    askedByMe: 'Asked by you',
    askedByMeNone:
      'You have not asked anything yet. “Ask a question” on a proposal’s page reaches its cohort or whoever is in charge.',
  },
}

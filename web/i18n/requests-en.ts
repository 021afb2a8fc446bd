import type { requestsJa } from './requests-ja.ts'

export const requestsEn: typeof requestsJa = {
  requests: {
    section: 'Requests for an answer',
    sectionLead:
      'Asks the steward or the cohort by mail how it stands now. They answer without signing in.',
    ask: 'Ask for an answer',
    askTitle: 'Ask for an answer',
    none: 'Nobody was asked yet.',
    askedOn: (day, name) => `${name} was asked on ${day}`,
    someone: 'Somebody who is not on the roster',
    due: (day) => `Due ${day}`,
    byMail: 'By mail',
    onPaper: 'On paper',
    nameOnPaper: (name) => `${name} (on paper)`,
    waiting: 'No answer yet',
    overdue: 'Overdue',
    whoKnows: (who) => `Who might know: ${who}`,
    referral: (day, name, answer) => `${day}, ${name}: ${answer}`,
    to: 'Who is asked',
    mailed: 'A mail reaches them.',
    paper: 'They have no address: please ask them with an answer sheet.',
    nobody: (titles) => `Nobody on the roster can be asked about: ${titles}`,
    dueOn: 'Answer by',
    dueOnMissing: 'Please say until when.',
    submit: 'Ask',
    nobodyAtAll: 'Nobody on the roster can be asked now. Please record a hearing.',
    bulkTitle: 'Ask for several answers',
    bulkLead:
      'Past proposals of which nothing is known, or nothing fresh. Each person gets one mail about all that you choose.',
    bulkNone: 'Nobody has to be asked: all past proposals have recent records.',
    choose: (title) => `Ask about “${title}”`,
    chooseAll: 'Choose all',
    chooseNone: 'Choose none',
    chosen: (count) => `${count} chosen`,
    chosenMissing: 'Please choose what to ask about.',
    last: (day) => `Last asked ${day}`,
    neverAsked: 'Never asked',
    done: (mails, papers) =>
      papers === 0
        ? `Asked: ${mails}.`
        : `Asked by mail: ${mails}. To be asked with an answer sheet: ${papers}.`,
    doneNobody: 'There was nobody to ask.',
    link: 'Ask for several answers',
    open: 'Open the proposal',
  },
}

import type { mailsJa } from './mails-ja.ts'

export const mailsEn: typeof mailsJa = {
  unreached: {
    title: 'People our e-mails don’t reach',
    lead: 'The last e-mail to these people did not get through. Until it is seen to, notices and requests may not reach them either.',
    waiting: (n) => `Our e-mails don’t reach ${n} ${n === 1 ? 'person' : 'people'}`,
    look: 'See who, and what to do',
    none: 'Our e-mails reach everybody',
    mail: 'E-mail that failed',
    when: 'Date',
    why: 'Why',
    toDo: 'What to do',
    whatToDo: {
      no_address:
        'Ask the person for an address and put it on the roster. Who has none can be asked with an answer sheet on paper.',
      bounced:
        'Ask the person or their office whether the address is mistyped or no longer in use, and correct it on the roster.',
      complained:
        'It was treated as unwanted. Please ask the person directly whether e-mails may still be sent, and to which address.',
      refused:
        'Ask the person whether the address is right. If it is, ask those who run its mail server to accept e-mails from this hub.',
      tried_often:
        'The mail server did not accept it for some two days. Check the address; if it is right, the next e-mail is sent there again.',
      unknown_result:
        'It may have arrived. Please ask the person directly. The next e-mail is sent as usual.',
    },
    open: (name) => `Open ${name}’s page`,
    settle: 'Mark as seen to',
    settleTitle: (name) => `Mark ${name} as seen to?`,
    settleLead:
      'For when the address is right after all, or the person is asked without e-mails. The e-mail that failed is not sent again; the next ones are, where there is an address.',
    settleSubmit: 'Mark as seen to',
    settled: 'Recorded as seen to.',
  },
  mailWishes: {
    title: 'E-mails you get',
    lead: (municipality) =>
      `Choose which e-mails from the hub of ${municipality} you want. What you turn off is still on the pages.`,
    open: 'Choose your e-mails and their language',
    kinds: 'Kinds of e-mail',
    kindsHint: 'Untick those you don’t want.',
    what: {
      question_asked: 'When somebody asks you about a proposal.',
      question_answered: 'When your question was answered.',
      inquiry_received: 'When another municipality asks about what yours shares (HR).',
      inquiry_ended: 'When a question to another municipality is answered or ends.',
      request: 'When you are asked what became of proposals. You can answer without signing in.',
      answer_recorded:
        'A copy of what you answered by an e-mail’s link, with the way to correct it.',
      passed_on: 'When somebody you had asked doesn’t know, or isn’t in charge.',
      reminder:
        'Proposals without word for long, and questions that are due. About once a month at most.',
      transfer_list: 'Once a year, in April: recording who has moved or left.',
      idea_lives_on: 'When a later cohort takes a proposal of yours on.',
      claim_made: 'When somebody asks for a correction or a stop of use of their data.',
      anchor_report: 'Once a month: the history was checked, with its proof (HR).',
      history_broken: 'When a check of the history has failed (HR).',
      history_restored: 'When the data were restored and records are gone (HR).',
      claim_answered: 'When HR has answered your request about your data.',
    },
    invitations: 'Invitations are sent by somebody of HR; they are not chosen here.',
    language: 'Language of e-mails',
    languages: { usual: 'As the municipality has it', ja: '日本語', en: 'English' },
    submit: 'Save',
    saved: 'Saved. The next e-mails follow it.',
  },
}

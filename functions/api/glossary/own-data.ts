/** What the schemas about one's own data are, and their properties; part of `glossary.ts`. */
export const OWN_DATA_SCHEMAS: Record<string, string> = {
  Claim: '訂正・利用停止の請求: what somebody asks HR to do about the data held of them',
  ClaimAnswer: 'How HR ends a claim',
  ClaimInput: 'A claim as it is made',
  ClaimTask: 'A claim that waits for HR',
  MailPreferences: 'Which automatic mails one wants, and in which language',
  Unreached: 'Somebody whom mails do not reach, with the last one that failed',
  Mine: 'What is held about whoever asks',
  OwnData: 'What one municipality holds about a person',
  OwnRecord: 'Something they recorded, or that holds their words',
}

export const OWN_DATA_PROPERTIES: Record<string, string> = {
  'ClaimAnswer.reason': 'Why; a refusal needs one',
  claims: 'What they asked HR to correct or to use no more, and the answers',
  'Mine.sessions': 'Where they are signed in',
  'OwnData.inquiries':
    'What they asked other municipalities: open ones, and the last that have ended',
  'OwnData.texts':
    'Every text they wrote or that holds their words, the newest first: with earlier wordings, ended questions, closed reviews, and what went to other municipalities',
  'OwnData.requests': 'When they were asked for answers',
  'OwnData.dueOn': 'Until when an answer was asked for',
  entry: 'What the roster says of them',
  madeAt: 'When it was made, UTC',
  'MailPreferences.language': 'The language of mails; the municipality’s where it is null',
  'MailPreferences.off': 'The kinds one gets no more',
  'Unreached.at': 'When the last one failed, UTC',
  'Unreached.failure': 'Why it failed',
  'Unreached.kind': 'What kind of mail it was',
  own: 'The claimant answered themselves, as nobody else of HR was here',
  mailsOff: 'The automatic mails they do not want',
  municipalityName: 'The municipality’s name',
  records: 'What they recorded, and what holds their words, the newest first',
  result: 'Done, or refused',
  rosterReadOn: 'The day on which they last read the roster',
}

import { alike, type Words } from './words.ts'

/** What is held about somebody, what they may ask about it, and its end. */
export const PERSONAL_DATA: readonly Words[] = [
  {
    Claim: 'What somebody asks HR to do about the data held of them (訂正・利用停止の請求)',
    'Claim.answer': 'How HR has ended it; missing while it is open',
    'Claim.answer.at': 'When it was answered, UTC',
    'Claim.answer.own': 'The claimant answered themselves, as nobody else of HR was here',
    'Claim.answer.reason': 'Why it was answered so',

    ClaimAnswer: 'How HR ends a claim',
    'ClaimAnswer.reason':
      'Why; a refusal needs one, and so does the answer to a claim of one’s own',

    ClaimInput: 'A claim as it is made',

    ClaimTask: 'A claim that waits for HR',
    'ClaimTask.memberId': 'Whose claim it is',

    ErasureInput: 'An erasure as it is asked for',
    'ErasureInput.confirmed': 'Must be true: nothing brings back what is erased',

    ErasurePreview: 'What an erasure would take away',
    'ErasurePreview.identity': 'What the roster holds that tells who the person is',
    'ErasurePreview.memberId': 'Who would be erased',
    'ErasurePreview.mentions':
      'Texts of others in which the name stands; whether this person is meant, people must tell',
    'ErasurePreview.texts':
      'What the person wrote, or what holds their words; it goes only where texts are erased, too',

    MailPreferences: 'Which automatic e-mails one wants, and in which language',
    'MailPreferences.language': 'The language of e-mails; the municipality’s where it is null',
    'MailPreferences.off': 'Every kind of e-mail that one wants no more',

    Mine: 'What is held about whoever asks',
    'Mine.account': 'The account that has signed in',
    'Mine.memberships': 'What each municipality holds that the account is somebody in',

    OwnData: 'What one municipality holds about a person',
    'OwnData.entry': 'What the roster says of them',
    'OwnData.entry.language': 'The language of e-mails to them; the municipality’s without it',
    'OwnData.entry.mailsOff': 'The automatic e-mails they do not want',
    'OwnData.entry.roles': 'The roles as they were granted, from a day to a day',
    'OwnData.entry.rosterReadOn': 'The day on which they last read the roster',
    'OwnData.inquiries':
      'What they asked other municipalities: open ones, and the last that have ended',
    'OwnData.inquiries.askedAt': 'When they asked, UTC',
    'OwnData.inquiries.municipalityName': 'The name of the municipality that was asked',
    'OwnData.records': 'What they recorded, and what holds their words, the newest first',
    'OwnData.requests': 'When they were asked for answers',
    'OwnData.requests.proposals': 'How many proposals they were asked about',
    'OwnData.texts':
      'Every text they wrote or that holds their words, the newest first: with earlier wordings, ended questions, closed reviews, and what went to other municipalities',

    OwnRecord: 'Something they recorded, or that holds their words',
    'OwnRecord.kind': 'What was recorded',
    'OwnRecord.text': 'The words that stand there, where any do',

    Retention: 'Whose data is past its period, and the record of what was erased',
    'Retention.disposed': 'Who was erased, the newest first; by id alone',
    'Retention.disposed.at': 'When they were erased, UTC',
    'Retention.disposed.doneAt': 'When nothing of theirs was left, UTC',
    'Retention.disposed.texts': 'Whether what they wrote or said was erased, too',
    'Retention.due': 'Whose data is past its period',
    'Retention.due.lastYear':
      'The last fiscal year in which they were anything here, as the number of its April',
    'Retention.due.since':
      'The fiscal year from which on their data is past its period, as the number of its April',
    'Retention.years':
      'The period, in fiscal years (保存年限); nothing is ever past it where it is missing',
  },
  alike(['Claim', 'ClaimInput'], { text: 'What the person asks for, in their words' }),
  alike(['Claim', 'ClaimInput', 'ClaimTask'], {
    kind: 'Whether data are to be corrected (訂正), or used no more (利用停止)',
  }),
  alike(['ErasurePreview.mentions', 'ErasurePreview.texts', 'OwnData.texts'], {
    kind: 'What kind of text it is',
    proposalId: 'The proposal it is about, where it is about one',
  }),
]

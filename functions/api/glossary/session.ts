import { alike, type Words } from './words.ts'

/** Who is signed in; what a write answers, and a refusal. */
export const SESSION: readonly Words[] = [
  {
    Health: 'That the hub answers',
    'Health.status': 'Always `ok`: where the database does not answer, the answer is a Problem',

    OwnSession: 'One of the sessions of the account that asks',
    'OwnSession.createdAt': 'When one signed in, UTC',
    'OwnSession.current': 'Whether it is the one that asks',
    'OwnSession.endsAt': 'When it ends unless it is used again, UTC',
    'OwnSession.id': 'Names the session to its owner; it is no credential',
    'OwnSession.lastSeenAt': 'The last request, to within ten minutes, UTC',

    OwnSessions: 'The sessions of the account that asks',
    'OwnSessions.passkeyPage':
      'Where the account registers a passkey; missing where the identity provider has no such page',

    Problem: 'Problem Details (RFC 9457): a refusal',
    'Problem.code': 'Why it was refused, by a code that stays the same',
    'Problem.errors': 'One for each wrong field',
    'Problem.errors.code': 'What is wrong with it, by a code that stays the same',
    'Problem.errors.pointer': 'JSON pointer into the body, or the name of a parameter behind `/`',
    'Problem.status': 'The HTTP status',
    'Problem.title': 'The refusal in a few words, in the language asked for',
    'Problem.type': 'A URN made of `code`',

    Receipt: 'What a write has done: ids and times, no texts. A repetition is answered the same',
    'Receipt.id': 'What was made or changed',
    'Receipt.proposalId': 'The proposal whose history it joined',

    Session: 'Who is signed in, and what they are where',
    'Session.account': 'The account that has signed in',
    'Session.account.draftKey':
      'Seals what one has half written in the browser: 32 bytes, base64url, always the same',
    'Session.memberships': 'Who the account is in which municipality',
    'Session.memberships.name': 'The municipality’s name',
    'Session.office': 'Who the account is in the program’s office',
    'Session.office.memberId': 'The person, by an id of the office alone',

    SessionsEnded: 'What became of some sessions',
    'SessionsEnded.ended': 'How many sessions have ended',
  },
  alike(['Mine.account', 'Session.account'], {
    email: 'The e-mail address that the sign-in vouched for, where it did',
  }),
]

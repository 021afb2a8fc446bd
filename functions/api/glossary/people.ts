import { alike, type Words } from './words.ts'

/** The roster, invitations, and the files it is filled from. */
export const PEOPLE: readonly Words[] = [
  {
    Acceptance: 'The parts of an invitation’s link',
    'Acceptance.memberId': 'Who was invited',
    'Acceptance.municipality':
      'Where to: a municipality’s code, or `000000` for the program’s office',
    'Acceptance.token': 'The last part of the link',

    InvitationView: 'Where an invitation stands',
    'InvitationView.acceptedAt': 'When it was accepted, UTC',
    'InvitationView.expiresAt': 'Until when it holds, UTC',
    'InvitationView.failedAt': 'When its e-mail was given up, UTC',
    'InvitationView.issuedAt': 'When it was issued, UTC',
    'InvitationView.sentAt': 'When its e-mail was handed over, UTC',
    'InvitationView.state': 'Where it stands; `not_sent` where its e-mail was given up',

    MailTrouble: 'An e-mail to somebody that was given up',
    Unreached: 'Somebody whom e-mails do not reach, with the last one that failed',

    MemberEdit: 'An edit of a person: it names only what changes, and `null` empties a field',
    'MemberEdit.leftOn': 'Null takes back that the person has left',
    'MemberEdit.moves':
      'The moves to other offices (異動), by day: they replace all that were there',
    'MemberEdit.office': 'The office the person was in before any move',
    'MemberEdit.roles': 'The roles granted, from a day to a day: they replace all that were there',

    MemberInput: 'A person as HR puts them on the roster',
    'MemberInput.roles': 'The roles granted, from a day to a day',

    RoleGrant:
      'A role from a day to a day; a cohort’s `member` becomes its `alumnus` by the calendar',
    'RoleGrant.from': 'The first day of the role',
    'RoleGrant.role': 'The role that is granted',
    'RoleGrant.to': 'The last day of the role; it has no end without it',

    Roster: 'Everybody of the roster',
    'Roster.people': 'One for each person, also for those who have left or were erased',

    RosterEntry: 'A person as HR sees them',
    'RosterEntry.bound': 'Whether an account acts as this person',
    'RosterEntry.edition':
      'Which edition of the entry this is: what `If-Match` names, in quotation marks',
    'RosterEntry.erased': 'Whether the person was erased (削除済み): nothing tells who it was',
    'RosterEntry.grants': 'The roles as they were granted, from a day to a day',
    'RosterEntry.hrElsewhere':
      'Whether the person holds HR’s role, but is in another office than the dispatcher’s today',
    'RosterEntry.lastSignInAt': 'When the person last signed in, UTC',
    'RosterEntry.officeToday': 'The office the person is in today, after all moves',
    'RosterEntry.presence': 'Whether the person can be asked today',

    RosterPlan: 'What a file would do to the roster; nothing is written',
    'RosterPlan.rows.edit': 'What to send as the change, where the fate is `change`',
    'RosterPlan.rows.edition': 'What to send as `If-Match` with the change, in quotation marks',
    'RosterPlan.rows.fate':
      'What the row would do: `add` a person, `change` one, nothing as all is the `same`, or be refused as an `error`',
    'RosterPlan.rows.input': 'What to send as the new person, where the fate is `add`',
    'RosterPlan.rows.memberId': 'Whom of the roster the row is about',

    RowError: 'What is wrong in a row',
    'RowError.code': 'What is wrong, by a code that stays the same',
    'RowError.column': 'The column, as the file names it',

    Suspension: 'Taking access away, or giving it back',

    TableFile: 'A table as a file',
    'TableFile.contentBase64':
      'The file, base64: an .xlsx workbook or CSV in UTF-8, UTF-16 or Shift_JIS; up to 2,000 rows',
    'TableFile.fileName': 'What the file is called',

    Transfer: 'A transfer (人事異動): to another office from a day on, or out of the service',
    'Transfer.leaves': 'True where the person leaves the service (退職)',
    'Transfer.office': 'The office that the person moves to',

    TransferPlan: 'What a list of transfers would record; nothing is written',
    'TransferPlan.rows.fate':
      'What the row would do: `move` a person, have one `leave`, nothing as all is the `same`, or be refused as an `error`',
    'TransferPlan.rows.keepsHr':
      'True where the person leaves the dispatcher’s office and HR’s role stays with them',
    'TransferPlan.rows.memberId': 'Whom of the roster the row is about',
    'TransferPlan.rows.office': 'The office the person is in today',
    'TransferPlan.rows.transfer': 'What to send as the transfer, where one is to be recorded',
  },
  alike(['MailTrouble', 'Unreached'], {
    at: 'When the e-mail was given up, UTC',
    kind: 'What kind of e-mail it was',
  }),
  alike(['OwnData.entry', 'RosterEntry'], {
    office: 'The office the person was in before any move',
  }),
  alike(['MemberEdit.moves', 'OwnData.entry.moves', 'RosterEntry.moves'], {
    office: 'The office that the person moved to',
  }),
  alike(['MemberEdit.away', 'OwnData.entry.away', 'RosterEntry.away'], {
    kind: 'Parental leave, other leave, or a secondment (育休・休職・出向)',
  }),
  alike(['Place.people', 'Retention.disposed', 'Retention.due', 'RosterEntry'], {
    id: 'The person, by an id of this municipality alone',
  }),
  alike(['RosterPlan', 'TransferPlan'], { rows: 'One for each row that isn’t empty' }),
  alike(['RosterPlan.rows', 'TransferPlan.rows'], {
    name: 'The person’s name, on the roster or else as the row has it',
  }),
]

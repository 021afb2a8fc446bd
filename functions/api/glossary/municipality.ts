import { alike, type Words } from './words.ts'

/** The municipality, its settings, and what needs somebody. */
export const MUNICIPALITY: readonly Words[] = [
  {
    Cohort: 'A fiscal year’s cohort (研究生), or the fact that none was sent',
    'Cohort.note': 'What else is known of it',
    'Cohort.offices': 'The offices in which its members worked',
    'Cohort.ordinal': 'Which of the municipality’s cohorts it is (第n期), where these are counted',

    Office: 'An office, and what became of it',
    'Office.endedOn': 'The day from which on it no longer exists',
    'Office.name': 'What the office is called',
    'Office.successors': 'The offices that took over its work',

    Place: 'A municipality as its own people see it',
    'Place.me': 'Who the reader is here',
    'Place.me.permitted':
      'What those roles allow: for the proposals of one’s own cohort, or for any',
    'Place.me.toConfirm':
      'How many reports wait for HR to confirm them, without discrepancies; only for those who answer for HR',
    'Place.municipality': 'The municipality itself',
    'Place.municipality.edition': 'Which edition of the settings this is: what `If-Match` names',
    'Place.municipality.name': 'The municipality’s name',
    'Place.municipality.settings': 'What the municipality has set',
    'Place.municipality.synthetic': 'Whether the data are made up, for tests and benchmarks',
    'Place.people':
      'The roster as the municipality’s own people see it, without addresses; empty for those who may read nothing',
    'Place.people.left': 'Whether the person has left the municipality’s service',
    'Place.people.office': 'The office the person is in today',

    Settings: 'What a municipality has set',
    SettingsEdit:
      'An edit names only what changes, and `null` empties a field; cohorts and offices are replaced as a whole',
    'SettingsEdit.openData': 'Under which licence to publish what is public; `null` ends it',

    Task: 'Something that somebody is waited for',
    'Task.inquiryId': 'The question of another municipality that waits',
    'Task.kind': 'What one is waited for',
    'Task.proposal': 'The proposal it is about, as the register lists it',
    'Task.questionId': 'The question that waits',
    'Task.reportId': 'The report that tells the outcome today, where there is one',

    Tasks: 'Everything that somebody is waited for',
    'Tasks.claims':
      'What people ask about their own data, the oldest first; empty for those who do not answer it',
    'Tasks.historyBroken':
      'What a check has found wrong with the history; missing where it is whole, and for those who may not check it',
    'Tasks.historyBroken.chains': 'In how many histories, at the last check',
    'Tasks.historyBroken.since': 'Since when, UTC',
    'Tasks.lateReview':
      'The open review whose due day or fiscal year is over; for those who may close it',
    'Tasks.tasks': 'What waits, the most urgent first',
    'Tasks.unreached':
      'Whom e-mails do not reach, the latest first; empty for those who do not keep the roster',
  },
  alike(['Settings', 'SettingsEdit'], {
    language: 'The language of e-mails to people who have chosen none',
  }),
]

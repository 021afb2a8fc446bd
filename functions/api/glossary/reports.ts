import { alike, type Words } from './words.ts'

/** Reports and hearings, and the other side's answers. */
export const REPORTS: readonly Words[] = [
  {
    Attribution: 'Who did or said something, as the history keeps it: never a name',
    'Attribution.kind': 'A person in the hub, somebody by a mailed link, the system, or an import',

    Confirmation: 'One side’s answer to one report of the other side (派遣元確認)',
    ConfirmationInput: 'An answer as it is sent',
    'ConfirmationInput.comment': 'What the answering side says; required with a dispute',

    ConfirmationList:
      'What HR has yet to confirm, or has disputed, with what one must read to answer it',
    'ConfirmationList.rows': 'The reports, the one recorded last first',

    ConfirmationRow: 'A report that waits for HR',
    'ConfirmationRow.holding':
      'Whether it tells today’s outcome; an earlier one is history that was never answered',
    'ConfirmationRow.lastAnswer': 'HR’s last answer to it',
    'ConfirmationRow.need':
      '`awaiting` was never answered, `again` was confirmed longer ago than the interval, `disputed` waits for a correction',
    'ConfirmationRow.report': 'What was said, by whom, and on what grounds',

    ConfirmationsDone: 'What became of each report of a set',
    'ConfirmationsDone.rows': 'One for each report, in the order asked',
    'ConfirmationsDone.rows.problem':
      'Where it was not confirmed, why: nothing was written for this report',
    'ConfirmationsDone.rows.receipt': 'Where it was confirmed, what the write has done',

    ConfirmationsInput: 'Reports that are confirmed with one decision',
    'ConfirmationsInput.comment': 'What HR says to all of them',
    'ConfirmationsInput.reports': 'The reports to confirm',

    Hearing: 'Whose words they are, when they were said, and how (聞き取り)',
    'Hearing.means':
      'How the words were said: in person, by phone or by e-mail (面談・電話・メール)',
    'Hearing.speaker': 'Whose words they are (発言者)',

    Report: 'A statement of the outcome (報告・聞き取り) as the register keeps it',
    'Report.confirmations':
      'The other side’s answers to it (派遣元確認), in their order; the last one counts',
    'Report.corrected': 'When and by whom it was replaced by another report, where it was',
    'Report.corrected.at': 'When it was replaced, UTC',
    'Report.corrected.by': 'Who replaced it',
    'Report.corrected.byReport': 'The report that replaces this one',
    'Report.corrects': 'The report that this one replaces',
    'Report.withdrawn': 'When and by whom it was taken back, where it was',
    'Report.withdrawn.at': 'When it was taken back, UTC',
    'Report.withdrawn.by': 'Who took it back',
    'Report.withdrawn.reason': 'Why it was taken back',

    ReportInput: 'A statement of the outcome (報告・聞き取り) as it is sent',
    'ReportInput.reason': 'The reason in words; required where a factor is `other`',

    Source: 'Where a statement was taken from',
    'Source.date': 'When the source was written; for display only',
    'Source.title': 'What the source is called',

    Speaker:
      'Whose words they are (発言者): by role and cohort, a person of the roster, or somebody the source does not tell',
    'Speaker.note': 'What else is known of the speaker',
    'Speaker.role': 'In which role; `unattributed` where the source does not tell',

    Withdrawal: 'Taking a report back',
    'Withdrawal.reason': 'Why it is taken back',
  },
  alike(['Confirmation', 'ConfirmationInput'], {
    answer: 'What the other side says to the report; `withdrawn` takes its last answer back',
    asOf: 'The date the answer is about: the day it is recorded, unless a source tells an earlier one',
  }),
  alike(['ConfirmationRow.report', 'Report', 'ReportInput'], {
    kind: 'Own knowledge (報告), or somebody’s words, recorded (聞き取り)',
  }),
]

/** The part of the glossary that is about HR's work list. */

export const CONFIRMATION_SCHEMAS: Record<string, string> = {
  ConfirmationList:
    'What HR has yet to confirm, or has disputed, with what one must read to answer it',
  ConfirmationRow: 'A report that waits for HR',
  ConfirmationsDone: 'What became of each report of a set',
  ConfirmationsInput: 'Reports that are confirmed with one decision',
}

export const CONFIRMATION_PROPERTIES: Record<string, string> = {
  toConfirm:
    'How many reports wait for an answer, without discrepancies; only for those who answer for the dispatcher',
  'ConfirmationRow.need':
    '`awaiting` was never answered, `again` was confirmed longer ago than the interval, `disputed` waits for a correction',
  'ConfirmationRow.report': 'What was said, by whom, and on what grounds',
  'ConfirmationRow.lastAnswer': "HR's last answer to it",
  receipt: 'Where it was confirmed',
  problem: 'Where it was not: nothing was written for this report',
}

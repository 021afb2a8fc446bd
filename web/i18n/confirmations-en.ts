import type { confirmationsJa } from './confirmations-ja.ts'

const reports = (n: number) => (n === 1 ? '1 report' : `${n} reports`)

export const confirmationsEn: typeof confirmationsJa = {
  confirmations: {
    title: 'Reports to confirm',
    lead: 'Reports of cohorts, alumni and others that HR has yet to confirm, is due to confirm again, or has marked as a discrepancy. Confirm what is right; where something differs, mark the discrepancy to ask for a correction.',
    needs: {
      awaiting: 'Awaiting confirmation',
      again: 'Due to be confirmed again',
      disputed: 'Discrepancy (awaiting correction)',
    },
    filters: 'Filter',
    need: 'State',
    anyNeed: (n) => `All (${n})`,
    needCount: (label, n) => `${label} (${n})`,
    cohort: 'Cohort',
    outcome: 'Outcome',
    order: 'Order',
    newest: 'Newest first',
    oldest: 'Oldest first',
    any: 'All',
    earlier: 'Also show earlier reports that a later one has replaced',
    clear: 'Clear the filter',
    shown: (shown, all) => (shown === all ? reports(all) : `${shown} of ${reports(all)} shown`),
    none: 'No report is waiting to be confirmed',
    noneHint: 'New reports will be listed here.',
    nothingFound: 'No report matches',
    list: 'Reports waiting to be confirmed',
    chooseAll: (n) => `Select all that can be confirmed (${n})`,
    chosen: (n) => `${n} selected`,
    confirmChosen: (n) => `Confirm ${n} selected`,
    unchoose: 'Clear selection',
    earlierTag: 'Earlier report',
    said: (kind, who) => `${kind}: ${who}`,
    recorded: (when, channel) => `recorded ${when} (${channel})`,
    answered: (on, answer) => `Last answer: ${answer}, ${on}`,
    againWhy: 'due to be confirmed again',
    oneByOne:
      'Reports with a discrepancy can’t be selected with others. Press “Confirm” once it is settled.',
    confirm: 'Confirm',
    dispute: 'Mark a discrepancy',
    ask: 'Ask a question',
    open: 'Open the proposal',
    of: (action, title) => `${action}: ${title}`,
    dialogTitle: (n) => `Confirm ${reports(n)}`,
    dialogLead: (n) =>
      n === 1
        ? 'Records for the dispatching HR section that this report is right.'
        : `Records for the dispatching HR section that these ${n} reports are right. The decision, document number and comment are recorded with each of them.`,
    dialogList: (n) => `Reports to confirm (${n})`,
    sharedHint:
      'Only where there was a formal decision. Kept in the history and in review documents.',
    submit: 'Confirm',
    progress: (done, all) => `${done} of ${all} done`,
    decidedAhead: 'The date of decision can’t lie ahead.',
    confirmed: (n) => `${reports(n)} confirmed`,
    nothingConfirmed: 'Nothing was confirmed',
    notDone: (n) => `Nothing was recorded for ${n === 1 ? 'this one' : `these ${n}`}:`,
    because: (title, why) => `${title}: ${why}`,
    disputed: (title) =>
      `A discrepancy is marked on the report about “${title}”. It waits for whoever recorded it.`,
    asked: (title) => `A question about “${title}” was sent.`,
    seeQuestion: 'See the question',
    keys: 'Keyboard',
    keysTitle: 'Keys of this list',
    keysLead:
      'They work inside the list (Tab leads into it). Everything can also be done with the mouse or Tab alone.',
    keyNames: [
      ['j or ↓', 'next report'],
      ['k or ↑', 'previous report'],
      ['Space or x', 'select, or clear the selection'],
      ['a', 'select all that can be confirmed'],
      ['c', 'confirm those selected (or this report)'],
      ['d', 'mark a discrepancy on this report'],
      ['q', 'ask about this report'],
      ['o', 'open this report’s proposal'],
      ['?', 'show this list'],
    ],
  },
}

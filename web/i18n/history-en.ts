import type { historyJa } from './history-ja.ts'

const counted = (n: number, one: string, many: string) =>
  `${n.toLocaleString('en')} ${n === 1 ? one : many}`

export const historyEn: typeof historyJa = {
  history: {
    title: 'Audit trail',
    lead: 'Who recorded, changed or read what, and when; the latest first. Nothing that is recorded can be rewritten.',
    filter: 'Narrow down',
    reversed: 'Choose the same day as “From this day”, or a later one.',
    person: 'Done by',
    anyone: 'Everybody',
    group: 'Kind',
    anything: 'All',
    from: 'From this day',
    to: 'Until this day',
    show: 'Narrow down',
    clear: 'Clear the filter',
    onlyProposal: 'Only the history of one proposal is shown.',
    csv: 'Download as a file for Excel (CSV)',
    chain: 'Download every record (for verification)',
    exportNote: 'A download joins the history, too.',
    nothing: 'Nothing happened that fits',
    more: 'Show what happened before',
    details: 'Details',
    before: 'Before',
    after: 'After',
    municipality: 'Municipality and roster',
    verify: {
      title: 'Proof that the history was not rewritten',
      lead: 'Every record is held against its predecessor, the seals of its texts, what the pages show, and the signed anchors that are kept outside of the hub every day.',
      run: 'Verify now',
      again: 'Verify again',
      running: 'Verifying…',
      intact: 'Every record is as it was made',
      broken: (n) =>
        counted(n, 'record is not as it was made', 'records are not as they were made'),
      counts: (chains, events) =>
        `${counted(events, 'record', 'records')} in ${counted(chains, 'chain', 'chains')} verified.`,
      erased: (n) => `${counted(n, 'text was', 'texts were')} erased with personal data.`,
      anchors: (n) =>
        n === 0
          ? 'There is no anchor yet; the daily job makes them.'
          : `They agree with ${counted(n, 'anchor', 'anchors')} outside of the hub.`,
      restored: 'Records are gone by a restore',
      restore: (at, asOf, n) =>
        `On ${at} the data were restored to how they stood on ${asOf}. ${counted(n, 'anchor was', 'anchors were')} laid in between: what they told of is gone.`,
      restoredWhat: 'If you were not told of a restore, ask whoever runs the hub.',
      last: (when) => `Last anchor: ${when}`,
      fingerprint: 'Fingerprint of the last anchor',
      key: 'Public key that its signature is checked with',
      at: (where, sequence) => `${where}, record ${sequence}`,
      what: 'Please keep this page and tell whoever runs the hub. Do not try to mend the records.',
      anchorFiles: 'Anchor files',
    },
  },
}

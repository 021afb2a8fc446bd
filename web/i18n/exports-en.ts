import type { exportsJa } from './exports-ja.ts'

export const exportsEn: typeof exportsJa = {
  exports: {
    title: 'Exports',
    lead: 'Files for audits and for papers of your own. The trail records who exported what, and when.',
    internal:
      'The files hold what is internal to the municipality. Treat them as public records, and look at what they say before you hand one on.',
    asOf: (day) => `They tell how things stood on ${day}.`,
    formats: { xlsx: 'Excel', csv: 'CSV', json: 'JSON', pdf: 'PDF', docx: 'Word' },
    register: 'Proposals with all reports and hearings',
    registerLead:
      'One row a proposal: outcome, reasons, source, confirmation (with its date of decision and document number), links and the office in charge. Excel has a second sheet with every report and hearing.',
    proposalsOnly: 'Proposals',
    reportsOnly: 'Reports and hearings',
    continuity: 'How proposals live on',
    continuityLead: 'The figures of that page, table by table.',
    tables: {
      outcomes: 'Outcomes',
      confirmations: 'Confirmations',
      factors: 'Reasons',
      ladder: 'Standing in the organization',
      silences: 'Last word',
    },
    mayor: 'Report to the mayor (one A4 page)',
    mayorLead:
      'Counts, what changed since last year, what it foundered on, and what is asked of the management.',
    reviews: 'Yearly reviews',
    reviewsLead:
      'The reviews and their versions, with counts and when each was closed and handed in.',
    reviewsOwn:
      "The review's table itself, in the program's form or in full, is exported from the page of each review.",
    toReviews: 'To the reviews',
    history: 'Audit trail',
    historyLead: 'Who recorded, changed or read what and when, before and after.',
    historyNarrow:
      'The whole trail comes proposal by proposal, the oldest first. To export only a period or a person, use the page of the trail.',
    toHistory: 'To the trail',
    chain: 'originals to verify',
    roster: 'Roster',
    rosterLead:
      'Names, offices, addresses and roles. It holds personal data, so that only HR may export it.',
    municipality: 'Everything of the municipality',
    municipalityLead:
      'Proposals, roster, reviews, requests and the whole audit trail as one file: to move to another hub, or to keep when you leave. It holds names and addresses, so HR alone can export it.',
    lines: 'to move',
    csvHint: 'Excel opens the CSV as it is (UTF-8). The JSON holds the codes of all words, too.',
    download: (what, format) => `Export ${what} as ${format}`,
    long: 'Exports that take a while',
    longLead:
      'Ask for a large one and fetch it when it is made. Files are kept for seven days and then deleted.',
    longAsOf: (day) =>
      `Proposals and reports are made as of ${day}, from all that is recorded today. The history is always whole.`,
    at: (day) => `as of ${day}`,
    longFormats: {
      history_csv: 'The whole trail (CSV)',
      history_json: 'The whole trail (JSON)',
      register_xlsx: 'Proposals and reports (Excel)',
      register_json: 'Proposals and reports (JSON)',
    },
    ask: (what) => `Ask for ${what}`,
    asked: 'What was asked for',
    noneAsked: 'Nothing was asked for.',
    askedBy: (who, when) => `${who}, ${when}`,
    states: {
      waiting: 'Waiting',
      running: 'Being made',
      done: 'Ready',
      failed: 'Could not be made',
      expired: 'Gone',
    },
    again: 'It was interrupted and is being made anew.',
    failedHint:
      'It was tried three times. Ask for it once more; if that fails, too, tell whoever runs the hub.',
    expiredHint: (day) => `The file was kept until ${day}. If you need it, ask for it once more.`,
    rowsDone: (done, of) => `${done.toLocaleString('en')} of ${of.toLocaleString('en')} rows`,
    rows: (n) => `${n.toLocaleString('en')} ${n === 1 ? 'row' : 'rows'}`,
    until: (day) => `Kept until ${day}`,
    fetch: 'Fetch',
    notYours: 'You may not fetch this file, or personal data was erased since it was made.',
    openData: 'Open data',
    openDataLead:
      'Publishes the proposals that were made public as data for everybody, without signing in. It is off at first.',
    toOpenData: 'Set up and look at open data',
    notAllowed:
      'Exports are for HR, for executives and for the members of the current cohort. The report to the mayor, the continuation curves and the tables of reviews are exported from their own pages.',
  },
  openData: {
    title: 'Open data',
    lead: 'Publishes the title, years, themes, standing in the organization, outcome with its date, and reasons of proposals whose visibility is public, as data that everybody may use.',
    on: (day) => `Published since ${day}`,
    off: 'Not published',
    offLead:
      'Until you begin, nothing is at the addresses below: they answer like pages that do not exist.',
    never:
      'Names, offices, comments, confirmations, disputes and sources are never in it, nor is a reason in words unless it was made public itself.',
    licence: 'Licence',
    licenceHint: 'In doubt choose CC BY 4.0, as most municipalities do.',
    turnOn: 'Publish',
    turnOff: 'Stop publishing',
    change: 'Change the licence',
    turnOnTitle: 'Publish open data?',
    turnOnLead: (n) =>
      `Everybody will be able to read and use ${n} public ${n === 1 ? 'proposal' : 'proposals'} without signing in. What was copied once can’t be taken back, even if you stop later.`,
    turnOffTitle: 'Stop publishing open data?',
    turnOffLead:
      'The addresses stop answering at once. The visibility of proposals stays as it is.',
    addresses: 'Addresses',
    addressesLead: 'They never change: put them on your website or into a catalogue.',
    files: { csv: 'CSV (Excel opens it)', json: 'JSON', dataset: 'About the data (JSON)' },
    preview: 'What is published',
    previewOff: 'What would be published',
    counts: (shown, inside) => `${shown} published, ${inside} kept inside`,
    none: 'No proposal is public',
    noneHint: 'Set the visibility of a proposal to public, and it is listed here.',
    reasonInside: '(the reason in words is not published)',
    back: 'Back to the exports',
  },
}

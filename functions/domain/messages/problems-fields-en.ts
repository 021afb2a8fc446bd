import type { Problems } from './problems.ts'

/** The fiscal year that a refusal is about, where it names one. */
export const year = ({ fiscalYear }: { fiscalYear?: number }, otherwise: string) =>
  fiscalYear === undefined ? otherwise : `FY${fiscalYear}`

/** What is wrong with one field, in English. */
export const fieldProblemsEn = {
  required: { title: 'Required', detail: 'This field is required. Please fill it in.' },
  invalid: {
    title: 'Not valid',
    detail: 'This value cannot be taken. Please check its form and enter it again.',
  },
  blank: {
    title: 'Only blanks',
    detail: 'Blanks alone cannot be recorded. Enter some text, or leave an optional field empty.',
  },
  too_long: {
    title: 'Too long',
    detail: ({ max }) =>
      max === undefined
        ? 'This text is longer than allowed. Please shorten it.'
        : `Please use at most ${max} characters.`,
  },
  too_many: {
    title: 'Too many',
    detail: ({ max }) =>
      max === undefined
        ? 'There are more entries than allowed. Please remove some.'
        : `Please give at most ${max} entries.`,
  },
  control_characters: {
    title: 'Characters that cannot be used',
    detail:
      'Invisible control characters, and line breaks in a one-line field, are not taken. Please type that part again.',
  },
  unknown_value: {
    title: 'Not one of the choices',
    detail: 'This value is not among the choices of the field. Please choose one of them.',
  },
  unknown_field: {
    title: 'Unknown field',
    detail: 'The request has a field that is not taken here. Remove it and send again.',
  },
  no_such_date: {
    title: 'No such date',
    detail:
      'The calendar has no such date, or it is written differently. Examples: 2023-01-12 (day), 2023-01 (month), 2022 (fiscal year).',
  },
  in_future: {
    title: 'In the future',
    detail: 'What is still to come cannot be recorded. Please give a date up to today.',
  },
  not_before_the_other_day: {
    title: 'The days are in the wrong order',
    detail: 'The day to compare with must lie before the day that is looked at.',
  },
  not_ahead: {
    title: 'Not a day ahead',
    detail: 'Choose a due day from tomorrow on.',
  },
  too_far_ahead: {
    title: 'Too far ahead',
    detail: 'Choose a due day within a year.',
  },
  no_such_municipality_code: {
    title: 'Not a municipality code',
    detail:
      'This is not a six-digit code of a Japanese local government, or its check digit is wrong. Please check it. Example: 222038',
  },
  not_a_web_address: {
    title: 'Not a web address',
    detail: 'Please enter an address that begins with http:// or https://.',
  },
  manner_required: {
    title: 'The manner is missing',
    detail: 'Please choose in what manner: done only once, paused, and so on.',
  },
  manner_not_of_outcome: {
    title: 'Outcome and manner do not fit',
    detail: 'This manner does not belong to the chosen outcome. Please change one of the two.',
  },
  reason_required: {
    title: 'An explanation is needed',
    detail: 'Please say in words what it is. "Other" and a discrepancy need an explanation.',
  },
  factor_required: {
    title: 'No reason chosen',
    detail: 'Please choose at least one reason. If nobody knows, choose "Unknown".',
  },
  hearing_required: {
    title: 'The hearing is missing',
    detail: 'Please say whose words these are and when you heard them.',
  },
  hearing_not_expected: {
    title: 'A report has no speaker',
    detail:
      'A report tells what you know yourself. If somebody told you, please record it as a hearing.',
  },
  before_proposal: {
    title: 'Earlier than the proposal',
    detail: (params) =>
      `It was proposed in ${year(params, 'a later fiscal year')}. Please give a date on or after April 1 of that year.`,
  },
  reason_wider_than_proposal: {
    title: 'The reason would be seen too widely',
    detail:
      'A reason cannot be shown more widely than its proposal. Narrow the reason, or widen the proposal first.',
  },
  public_not_confirmed: {
    title: 'Publishing must be confirmed',
    detail: 'Everybody can see what is public. Please make sure that it may be, and tick the box.',
  },
  duplicate: {
    title: 'Given more than once',
    detail: 'The same entry is there more than once. Please keep one.',
  },
  staff_number_taken: {
    title: 'Staff number in use',
    detail:
      'Somebody else on the roster has this staff number. Check it, or search the roster for it and correct that person first.',
  },
  ends_before_start: {
    title: 'Ends before it starts',
    detail: 'The end must be the same day as the start, or later.',
  },
  cohort_in_use: {
    title: 'This cohort can’t be taken away',
    detail: (params) =>
      `Proposals or people belong to the cohort of ${year(params, 'that fiscal year')}. Please keep its year as one with a cohort.`,
  },
  successor_cycle: {
    title: 'The successors form a circle',
    detail: 'The successors lead back to the same office. Please check which one is newer.',
  },
  file_unreadable: {
    title: 'The file can’t be read',
    detail:
      'It can’t be read as CSV (UTF-8 or Shift_JIS) or as Excel (.xlsx). Please save it in another format.',
  },
  file_too_large: {
    title: 'The file is too large',
    detail: 'The table is too large to be read. Please keep only the rows and columns you need.',
  },
  column_missing: {
    title: 'A column is missing',
    detail:
      'There is no column for names (in a list of transfers: for names or staff numbers). Please name the columns in the first row.',
  },
  ambiguous_row: {
    title: 'Several people fit',
    detail:
      'Two or more people of the roster fit this row. Add a column with staff numbers, or change them one by one on the roster’s page.',
  },
  duplicate_row: {
    title: 'The same person twice',
    detail: ({ row }) =>
      row === undefined
        ? 'Another row is about the same person. Please make them one.'
        : `Row ${row} is about the same person. Please make them one.`,
  },
  person_left: {
    title: 'This person has left',
    detail: 'Somebody who has left can’t be in charge. Choose another person, or an office.',
  },
  outside_fiscal_year: {
    title: 'Outside the fiscal year',
    detail: ({ fiscalYear }) =>
      fiscalYear
        ? `Please choose a day of the reviewed fiscal year, April 1, ${fiscalYear} to March 31, ${fiscalYear + 1}.`
        : 'Please choose a day of the reviewed fiscal year, April 1 to March 31.',
  },
  in_past: { title: 'In the past', detail: 'Please choose today or a later day.' },
} satisfies Partial<Problems>

import type { MayorWords } from './mayor-ja.ts'

/** The report to the mayor, on the page and in the document. */
export const mayorEn: MayorWords = {
  title: 'How the cohorts’ proposals live on',
  addressed: 'Report to the mayor',
  line: (...parts) => parts.join(' · '),
  asOf: (day, known) =>
    known ? `As of ${day}, by what was recorded until ${known}` : `As of ${day}`,
  footer: (place, asOf, maker) => `${place} · ${asOf} · made by ${maker}`,
  summary: 'How things stand',
  sum: (total, alive, share) =>
    `Of the ${total} ${total === 1 ? 'proposal' : 'proposals'} of the cohorts, ${alive} ${alive === 1 ? 'continues or is completed' : 'continue or are completed'} (${share}).`,
  confirmed: (count, share) =>
    `For ${count} of them (${share}) HR and the cohort’s side agree on how they stand.`,
  chart: 'Proposals by cohort year and outcome',
  olderLeftOut: (n) => ` (last ${n} years; total of all)`,
  year: 'Cohort year',
  total: 'Total',
  changes: (day, known) =>
    `Changes since ${day} (that day, too, by what was recorded until ${known ?? 'now'})`,
  noChange: 'No change of outcome is recorded.',
  neverLookedAt: (n) =>
    `Nobody has reported on or confirmed ${n} ${n === 1 ? 'proposal' : 'proposals'} since.`,
  foundered: 'What held back (most frequent)',
  carrying: 'What carried (most frequent)',
  none: 'Nothing recorded',
  asks: 'What is asked of the management',
  noAsks: 'Nothing is asked at present.',
  count: (n) => `${n}`,
  example: (titles, more) => `${titles.join(', ')}${more ? ', …' : ''}`,
  ask: {
    name_owners: 'Decide which section and who is in charge (transfers or no owner stopped them)',
    find_stewards: 'Name a successor where the steward is gone',
    secure_budget: 'Consider a budget (they stopped for want of one)',
    secure_time: 'Consider working time and staff',
    give_backing: 'Share the purpose and back it',
    coordinate: 'Settle matters between sections and with existing schemes',
    unblock: 'Decide whether to go on: the prerequisite has stalled or was not started',
    settle_disputes: 'There is a discrepancy about how these stand (HR is settling it)',
    look_again:
      'No word of these since before last fiscal year, or none at all; have the sections look',
  },
}

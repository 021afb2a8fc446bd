import { curvesEn } from '../../functions/domain/messages/curves-en.ts'
import type { ContinuityTexts } from './continuity-ja.ts'

export const continuityEn: ContinuityTexts = {
  continuity: {
    ...curvesEn,
    title: 'Continuity',
    lead: (day) => `As of ${day}. Every figure opens the list of the proposals it counts.`,
    mayor: 'Report to the mayor (one A4 page)',
    back: 'Back to continuity',
    download: { pdf: 'Save as PDF', docx: 'Save as Word' },
    glance: 'At a glance',
    total: 'Proposals',
    alive: 'Continued or completed',
    confirmed: 'Confirmed by the dispatcher',
    confirmedHint: (years) =>
      years === 0
        ? 'Since this fiscal year began (final ones at any time)'
        : years === 1
          ? 'Since the previous fiscal year began (final ones at any time)'
          : `Since ${years} fiscal years before this one (final ones at any time)`,
    notConfirmed: 'Not confirmed',
    notConfirmedHint: 'Also those confirmed earlier, and those without a record',
    stale: 'To be updated',
    disputed: 'Discrepancies',
    orphaned: 'Without a steward',
    broken: 'Prerequisite stalled or not started',
    overdueQuestion: 'With an overdue question',
    ofAll: (share) => `${share} of all`,
    byYear: 'By cohort year',
    confirmations: 'Confirmation by the dispatcher',
    confirmationsLead:
      'Whether HR and the cohort’s side agree on the latest report of each proposal.',
    state: 'State',
    proposals: 'Proposals',
    share: 'Share',
    reasons: 'What holds back and what carries',
    reasonsLead:
      'Reasons named by the latest report. A proposal may have several, so they do not add up to the number of proposals.',
    reason: 'Reason',
    noReasons: 'No reason is recorded yet',
    reasonsChart: (group) => `${group}: proposals by outcome`,
    ladder: 'Where proposals stand in the organization',
    ladderLead: 'From volunteers up to rules and the budget, as it is entered today.',
    ladderChart: 'Proposals by their standing in the organization and outcome',
    rung: 'Standing in the organization',
    silence: 'Time since the last word',
    silenceLead: 'When somebody last reported or confirmed how a proposal stands.',
    silenceChart: 'Proposals by the time since the last word',
    lastWord: 'Last word',
    changes: 'Since the last audit',
    changesLead:
      'Choose a day to compare with, and see what has changed since. Each proposal counts once.',
    since: 'Day to compare with (last audit or report)',
    basis: 'That day is taken',
    basisHint:
      '“As known on that day” gives the figures of the paper of that day. “As known now” counts what was learned later as well.',
    compare: 'Compare',
    change: 'Change',
    compared: (from, to) => `${from} compared with ${to}`,
    noChange: 'None',
    nothingThen: (day) =>
      `Nothing had been entered by ${day}. Taken “as known now”, what was entered later about that time is compared.`,
    curvesLead:
      'The share of begun proposals still going after n years (Kaplan–Meier). Those still going and those completed are followed up to the last word.',
    curvesBy: 'Groups',
    filterNote: 'Narrowed down by the continuity page',
    sinceChange: (change, day, basis) => `${change} since ${day} (${basis})`,
    removeFilter: (text) => `Remove “${text}”`,
    openOnly: 'Without those ended, dropped or completed',
    begunOnly: 'Begun',
    confirmedOnly: 'Confirmed within the interval',
    notConfirmedOnly: 'Not confirmed within the interval',
  },
  shared: {
    title: 'Proposals of other municipalities',
    lead: 'What municipalities of the program have set to “program” or “public”. Names, comments and discrepancies are never shared.',
    words: 'Words (title, reason, municipality)',
    reason: 'Reason',
    none: 'Nothing is shared yet',
    noneHint:
      'A proposal appears here as soon as its municipality makes it visible within the program or public.',
    nothing: 'Nothing found',
    nothingHint: 'Ask for less, or for other words.',
    notYet: 'Nothing found so far',
    searchOn: 'Search on',
  },
}

import { alike, type Words } from './words.ts'

/** 継続状況: the figures, what changed, and for how long proposals go on. */
export const CONTINUITY: readonly Words[] = [
  {
    Comparison: 'What became of the proposals between two days',
    'Comparison.changes': 'How many proposals each change is true of; they add up to all of them',
    'Comparison.from': 'The earlier viewpoint',
    'Comparison.from.basis':
      'Whether the earlier day is taken as known by its end, or as known at the later viewpoint',
    'Comparison.from.day': 'The earlier day',
    'Comparison.moves': 'How the proposals that both days can see stood then and stand now',
    'Comparison.moves.from': 'How they stood on the earlier day',
    'Comparison.moves.to': 'How they stand on the later day',
    'Comparison.to': 'The later viewpoint',
    'Comparison.to.day': 'The later day',
    'Comparison.totals': 'How many proposals the two days can see',
    'Comparison.totals.from': 'How many of the later day’s the earlier one could see, too',
    'Comparison.totals.to': 'How many the later day can see',

    Continuity: 'How the proposals live on (継続状況): each figure is a filter of their list',
    'Continuity.brokenPrerequisite':
      'How many have a prerequisite that stalls or was never started',
    'Continuity.confirmations': 'How many reports that hold stand how with the other side',
    'Continuity.confirmations.state': 'Where they stand with the other side',
    'Continuity.factors': 'How many reports that hold name each reason code, by outcome',
    'Continuity.ladder':
      'How many stand how, by their standing in the organization as entered today',
    'Continuity.ladder.formality':
      'Their standing in the organization (取組の位置づけ); `unset` where nobody has said it',
    'Continuity.orphaned': 'How many have a steward who is gone; told of today alone',
    'Continuity.overdueQuestion': 'How many have a question whose answer is late',
    'Continuity.overview': 'The counts by cohort year and outcome',
    'Continuity.silences': 'How many have been silent how long',
    'Continuity.silences.silence': 'How long nobody has said anything, in fiscal years',

    Curve: 'The share of a group of begun proposals still going after n years (Kaplan–Meier)',
    'Curve.atRisk': 'How many were still followed after each whole year, from none on',
    'Curve.begun': 'How many proposals of the group were ever begun, as far as is known',
    'Curve.ended': 'How many of them are known to have stalled',
    'Curve.figures': 'The shares after one, three and five years, as far as any was followed',
    'Curve.figures.years': 'After how many years',
    'Curve.followed': 'For how many years the longest was followed: the curve ends there',
    'Curve.group':
      'Which group it is: `all`, the first of five fiscal years, a standing in the organization, or a reason code',
    'Curve.steps': 'Where the curve falls; left out for fewer than five begun proposals',
    'Curve.steps.years': 'How many years since the beginning',

    Curves: 'The continuation curves of one kind of group',
    'Curves.by': 'Into which groups the begun proposals are put',

    MayorReport: 'What fits on one page for the management (首長報告)',
    'MayorReport.asks': 'What is asked of the management; each opens the list of its proposals',
    'MayorReport.asks.ask': 'What is asked',
    'MayorReport.carrying':
      'What carries those that go on or are completed: three reason codes at most, the most frequent first',
    'MayorReport.changes': 'What changed since; without those that stayed as they were',
    'MayorReport.foundered':
      'What the others foundered on: three reason codes at most, the most frequent first',
    'MayorReport.neverLookedAt':
      'How many that are not final nobody has reported on or answered since',
    'MayorReport.since':
      'The day since which changes are told: the last one of the fiscal year before',

    Overview: 'The counts by cohort year and outcome',
    'Overview.factors': 'What proposals foundered on or live by, the most frequent first',
    'Overview.factors.newest': 'The newest of them, five at most',
    'Overview.factors.outcome': 'What became of those that name it',
  },
  alike(['Curve.figures', 'Curve.steps'], {
    atRisk: 'How many were still followed until then',
  }),
  alike(['MayorReport.asks', 'MayorReport.changes'], {
    newest: 'The newest of them, one at most',
  }),
  alike(['MayorReport', 'Overview'], {
    totals: 'The sums over all years',
    years: 'One for each year, the newest first, without gaps',
  }),
]

/** The part of the glossary that is about 継続状況 and what is compared across municipalities. */

export const CONTINUITY_PROPERTIES: Record<string, string> = {
  basis: 'Whether the earlier day is taken as known by its end, or as known now',
  begun: 'How many proposals were ever begun, as far as is known',
  'Continuity.brokenPrerequisite': 'How many have a prerequisite that stalls or was never started',
  'Continuity.confirmations': 'How many holding reports stand how with the other side',
  change: 'What became of a proposal; each has exactly one',
  changes: 'Of how many proposals each change is true; they add up to all of them',
  confirmed: 'How many are 確認済み within the interval, of all',
  'Curve.atRisk': 'How many were still followed after each whole year, from none on',
  'Curve.followed': 'For how many years the longest was followed',
  'Curve.years': 'Years since the beginning',
  curves: 'One for each group',
  ended: 'How many of them are known to have stalled',
  'Continuity.factors': 'How many holding reports name each factor, by outcome',
  figures: 'After one, three and five years, as far as any was followed',
  'Comparison.from': 'The earlier viewpoint',
  'Comparison.to': 'The later viewpoint',
  'Comparison.totals':
    'How many proposals either day can see; the earlier one as far as it saw them',
  'Curve.group': 'The first fiscal year of five, a standing, a factor, or `all`',
  high: 'Upper end of the 95 % interval (Greenwood)',
  interval: 'For how many fiscal years before the running one a confirmation counts',
  ladder: 'How many stand how, by 取組の位置づけ as it is entered today',
  low: 'Lower end of the 95 % interval (Greenwood)',
  moves: 'How the proposals that both days see stood then and stand now',
  overview: 'The counts by cohort year and outcome',
  share: 'The share still going, from 0 to 1',
  silence: 'How long nobody has said anything, in fiscal years',
  silences: 'How many have been silent how long',
  steps: 'Where the curve falls; left out for fewer than five begun proposals',
}

export const CONTINUITY_PARAMETERS: Record<string, string> = {
  basis: 'Whether `since` is taken as known by its end (`known_then`), or as known now',
  begun: 'Only those that were ever begun, or only the others',
  by: 'Into which groups the begun proposals fall',
  change: 'What became of them since the day in `since`, which is needed too',
  confirmedWithin: 'Only those that are 確認済み within the interval, or only the others',
  period: 'Made by the cohorts of the five fiscal years that begin with this one',
  silence: 'How long nobody has said anything of them',
  since: 'The earlier day, with which is compared',
}

export const CONTINUITY_SCHEMAS: Record<string, string> = {
  Comparison: 'What became of the proposals between two days',
  Continuity: '継続状況: how the proposals live on, each figure a filter of their list',
  Curve: 'The share of a group of begun proposals still going after n years (Kaplan–Meier)',
  Curves: 'The continuation curves of one kind of group',
}

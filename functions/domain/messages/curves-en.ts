import type { CurvesTexts } from './curves-ja.ts'

export const curvesEn: CurvesTexts = {
  curves: 'Continuation curves',
  curvesAxis: 'Years since the beginning',
  curvesAtRisk: 'Still followed',
  curvesTitle: (by) => `Continuation curves (${by})`,
  tooFew: (n) =>
    `Fewer than five proposals were begun (${n}), so neither curves nor shares are shown.`,
  group: 'Group',
  begun: 'Begun',
  ended: 'Stalled at least once',
  after: (years) => `After ${years} ${years === 1 ? 'year' : 'years'}`,
  figure: (share, n) => `${share} (n=${n})`,
  interval: (low, high) => `95% interval ${low}–${high}`,
  notDrawn: 'fewer than five',
  notFollowed: '—',
  onlyFirst: (n) => `The curves are of the ${n} groups with the most begun proposals.`,
  period: (from, to) => `${from}–${to}`,
  definition: 'How this is counted',
  definitionText:
    'A proposal starts when a report says it was begun, else on April 1 after its cohort’s year. It ends with the first report that it stalled: since when that report says, else as of its date; what resumes later does not come back. Intervals by Greenwood’s formula (Kaplan and Meier, 1958).',
  report: 'Continuation curves',
  asOf: (day, known) =>
    known ? `As of ${day}, by what was recorded until ${known}` : `As of ${day}`,
  counted: (day) => `Counted on ${day}, of proposals shown in the program or to the public alone`,
  pooled: (proposals, municipalities) =>
    `${proposals} proposals of ${municipalities} municipalities together.`,
  handedIn: (year, all, done) =>
    `Municipalities that handed in the review of ${year}: ${done} of ${all}`,
  office: 'the program’s office',
  footer: (place, asOf) => `${place} · ${asOf}`,
}

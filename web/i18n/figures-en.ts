import type { FiguresTexts } from './figures-ja.ts'

export const figuresEn: FiguresTexts = {
  figures: {
    title: 'Figures',
    shared: 'Shared proposals',
    lead: 'Only proposals that municipalities show within the program or to the public are counted: no names, no texts, and nothing that stays inside a municipality.',
    counted: (day) => `The proposals were counted on ${day}; they are counted once a day.`,
    notCounted: 'The proposals have not been counted yet; they are counted once a day.',
    handedIn: (year) => `Reviews handed in, ${year}`,
    handedInOf: (all, done) => `${done} of ${all} municipalities`,
    handedInLead: 'Those that have closed this year’s review and handed it in to the office.',
    waiting: (n) => `Not handed in yet (${n})`,
    done: (n) => `Handed in (${n})`,
    on: (day) => `on ${day}`,
    submission: (name, year) => `${name}: review of past proposals, ${year}`,
    submissionLead:
      'What the municipality handed in: titles, outcomes, kinds of reasons, and the reasons in words that it chose to hand in. Nothing else of it can be seen here.',
    submissionOf: (day, version, on) => `As of ${day}, version ${version}, handed in on ${on}`,
    toStatistics: 'Back to the figures',
    side: 'Municipalities side by side',
    sideLead:
      'Those that have agreed to it in their settings and share at least five proposals. One that takes its agreement back is gone at once.',
    sideChart: 'Shared proposals by municipality and outcome',
    sideNone: 'No municipality can be shown side by side yet',
    sideNoneHint:
      'Its HR agrees in the settings, and at least five of its proposals are shared; it appears with the next morning’s count.',
    pooled: 'All together',
    pooledLead: (proposals, municipalities) =>
      `${proposals} proposals shared by ${municipalities} municipalities.`,
    pooledNone: 'Figures over all cannot be shown yet',
    pooledNoneHint:
      'So that nobody can tell whose they are, they are shown from five proposals of three municipalities on, with the next morning’s count.',
    hidden:
      'A dash stands for fewer than five proposals or three municipalities, or for what could be had by subtraction.',
    outcome: 'Outcome',
    ladder: 'Continued or completed, by standing in the organization',
    alive: 'Continued or completed',
    notAlive: 'Rest',
    aliveShare: 'Share',
    reasons: 'What keeps proposals alive, and what holds them back',
    reasonsLead:
      'What carries is named by proposals that go on or are completed, what holds back by those that stalled or were never started. A proposal may name several.',
    reasonsNone: 'No reason is named often enough to be shown yet',
    curvesNone: 'Continuation curves cannot be shown yet',
    curvesNoneHint:
      'Only groups of at least five begun proposals of three municipalities are drawn.',
  },
}

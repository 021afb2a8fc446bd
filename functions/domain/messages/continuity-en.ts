import type { continuityJa } from './continuity-ja.ts'

/** The words of the continuity dashboard. */
export const continuityEn: typeof continuityJa = {
  silences: {
    this_year: 'Heard of this fiscal year',
    last_year: 'Last heard of in the previous fiscal year',
    two_years: 'Last heard of two fiscal years ago',
    longer: 'Last heard of three or more fiscal years ago',
    never: 'No record',
  },
  changes: {
    newly_entered: 'Newly entered',
    newly_continued: 'Newly continued',
    resumed: 'Resumed',
    newly_completed: 'Newly completed',
    newly_stalled: 'Newly stalled',
    newly_never_started: 'Newly found not started',
    newly_unconfirmed: 'Without a record again',
    unchanged: 'Unchanged (reported or confirmed, or final)',
    never_looked_at: 'Neither reported nor confirmed meanwhile',
  },
  bases: { known_then: 'As known on that day', known_now: 'As known now' },
  curveGroups: {
    all: 'All',
    period: 'Cohort years',
    formality: 'Standing in the organization',
    factor: 'Reason',
  },
}

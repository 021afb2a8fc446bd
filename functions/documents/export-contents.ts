import type { Instant } from '../domain/calendar.ts'
import { continuityOf } from '../domain/continuity/continuity.ts'
import { exportedProposals, exportedReports } from '../domain/exports/register-export.ts'
import type { ExportSpeaking } from '../domain/messages/export.ts'
import { type Viewpoint, viewpointAt } from '../domain/outcomes/standing.ts'
import type { RosterEntry } from '../domain/people/roster.ts'
import type { Register } from '../domain/register.ts'
import { countsOf, rowsAt } from '../domain/reviews/review-rows.ts'
import { continuityTables } from './continuity-tables.ts'
import type { ExportContent } from './export-file.ts'
import { registerTables } from './register-tables.ts'
import { type ReviewLine, reviewsTable } from './reviews-table.ts'
import { rosterTable } from './roster-table.ts'

/** Who takes a file, and when. */
export type Taking = { speaking: ExportSpeaking; madeAt: Instant; madeBy: string }

/** The register at a viewpoint, with everything that had been said by then. */
export function registerContent(
  register: Register,
  viewpoint: Viewpoint,
  taking: Taking,
): ExportContent {
  const { words, texts } = taking.speaking
  const { proposals, reports } = registerTables(register, viewpoint, taking.speaking)
  const { standings, manners, factors, formalities, roles, confirmations, visibilities } = words
  const { reportKinds, hearingMeans, sides, lineageKinds, channels, orphaned } = words
  return {
    ...common(register, viewpoint, taking),
    kind: 'register',
    title: texts.register,
    tables: [proposals, reports],
    records: {
      proposals: { [Symbol.iterator]: () => exportedProposals(register, viewpoint) },
      reports: { [Symbol.iterator]: () => exportedReports(register, viewpoint) },
    },
    labels: {
      ...{ standings, manners, factors, formalities, roles, confirmations, visibilities },
      ...{ reportKinds, hearingMeans, sides, lineageKinds, channels, orphaned },
    },
  }
}

/** The figures of the dashboard at a viewpoint. */
export function continuityContent(
  register: Register,
  viewpoint: Viewpoint,
  taking: Taking,
): ExportContent {
  const { words, texts } = taking.speaking
  const continuity = continuityOf(register, viewpoint)
  const { standings, factors, rungs, confirmations, silences, cohortRecords } = words
  return {
    ...common(register, viewpoint, taking),
    kind: 'continuity',
    title: texts.continuity,
    tables: continuityTables(continuity, taking.speaking),
    records: { continuity },
    labels: { standings, factors, rungs, confirmations, silences, cohortRecords },
  }
}

/** The roster as it is today. */
export function rosterContent(
  register: Register,
  people: readonly RosterEntry[],
  taking: Taking,
): ExportContent {
  const { words, texts } = taking.speaking
  const { roles, presences, absences, invitationStates } = words
  return {
    ...common(register, viewpointAt(taking.madeAt), taking),
    kind: 'roster',
    title: texts.tables.roster,
    tables: [rosterTable(people, taking.speaking)],
    records: { people: people.map(({ claims: _, edition: __, ...person }) => person) },
    labels: { roles, presences, absences, invitationStates },
  }
}

/** The rounds and their closed versions, the newest first. */
export function reviewsContent(register: Register, taking: Taking): ExportContent {
  const lines = reviewLines(register, taking.madeAt)
  return {
    ...common(register, viewpointAt(taking.madeAt), taking),
    kind: 'reviews',
    title: taking.speaking.texts.tables.reviews,
    tables: [reviewsTable(lines, taking.speaking)],
    records: {
      reviews: lines.map(({ review, version, counts }) => ({
        reviewId: review.id,
        fiscalYear: review.fiscalYear,
        state: version ? 'closed' : 'open',
        day: version?.day ?? review.asOf,
        dueOn: review.dueOn,
        counts,
        ...(version && {
          version: version.number,
          closedAt: version.knownAt,
          submittedAt: version.submitted?.at,
          reason: version.reason,
        }),
      })),
    },
    labels: {},
  }
}

function reviewLines(register: Register, now: Instant): ReviewLine[] {
  return [...register.reviews.values()]
    .sort((a, b) => b.fiscalYear - a.fiscalYear)
    .flatMap((review): ReviewLine[] => [
      ...(review.isOpen ? [{ review, counts: countsOf(rowsAt(register, review, now)) }] : []),
      ...review.versions
        .toReversed()
        .map((version) => ({ review, version, counts: version.counts })),
    ])
}

function common({ municipality }: Register, viewpoint: Viewpoint, taking: Taking) {
  const { code, name, nameEn } = municipality
  return {
    viewpoint,
    municipality: { code, name, nameEn },
    madeAt: taking.madeAt,
    madeBy: taking.madeBy,
  }
}

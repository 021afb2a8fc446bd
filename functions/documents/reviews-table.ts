import { type ExportSpeaking, timeInFile } from '../domain/messages/export.ts'
import type { Review, ReviewCounts, ReviewVersion } from '../domain/reviews/review.ts'
import { type ExportTable, exportTable } from './export-table.ts'

/** A round as it is being made, or one of its closed versions. */
export type ReviewLine = {
  review: Review
  version?: ReviewVersion
  counts: ReviewCounts
}

/** 過年度取組検証: one row a closed version, and one for the round that is open. */
export function reviewsTable(lines: readonly ReviewLine[], speaking: ExportSpeaking): ExportTable {
  const { words, texts } = speaking
  return exportTable<ReviewLine>(
    texts.tables.reviews,
    [
      { label: texts.fiscalYear, of: ({ review }) => words.fiscalYear(review.fiscalYear) },
      {
        label: texts.reviewState,
        width: 10,
        of: ({ version }) => (version ? texts.reviewClosed : texts.reviewOpen),
      },
      { label: texts.version, width: 6, of: ({ version }) => version?.number },
      { label: texts.reviewDay, of: ({ review, version }) => version?.day ?? review.asOf },
      { label: texts.dueOn, of: ({ review }) => review.dueOn },
      { label: texts.total, width: 6, of: ({ counts }) => sum(counts) },
      { label: texts.final, width: 10, of: ({ counts }) => counts.final },
      { label: texts.answered, width: 10, of: ({ counts }) => counts.answered },
      { label: texts.waiting, width: 10, of: ({ counts }) => counts.waiting },
      { label: texts.closedAt, width: 18, of: ({ version }) => timeInFile(version?.knownAt) },
      {
        label: texts.submittedAt,
        width: 18,
        of: ({ version }) => timeInFile(version?.submitted?.at),
      },
      { label: texts.amendReason, width: 30, of: ({ version }) => version?.reason },
      { label: texts.id, width: 38, of: ({ review }) => review.id },
    ],
    lines,
  )
}

function sum({ final, answered, waiting }: ReviewCounts): number {
  return final + answered + waiting
}

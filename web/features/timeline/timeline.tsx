import type { ReactNode } from 'react'
import type { ProposalDetail } from '../../../functions/domain/views.ts'
import { useTexts } from '../../i18n/language.tsx'
import { classes } from '../../ui/classes.ts'
import { EmptyState } from '../../ui/states.tsx'
import { Tag } from '../../ui/tag.tsx'
import { AnswerEntry } from './answer-entry.tsx'
import { HandoverEntry } from './handover-entry.tsx'
import { ReportEntry } from './report-entry.tsx'
import { useWho } from './who.ts'

type Entry = { sequence: number; recordedAt: string; key: string; node: ReactNode; minor?: boolean }

/** Everything that was said of a proposal, newest first. What was corrected or withdrawn stays. */
export function Timeline({
  detail,
  readOnly,
}: {
  detail: ProposalDetail
  /** Looking at the past: nothing can be done from here. */
  readOnly: boolean
}) {
  const { t } = useTexts()
  const entries = useEntries(detail, readOnly).sort(
    (a, b) => b.sequence - a.sequence || (a.recordedAt < b.recordedAt ? 1 : -1),
  )
  if (entries.length === 0) return <EmptyState title={t.timeline.nothing} />
  return (
    <ol className="border-l-4 border-solid-gray-200 pl-4" aria-label={t.timeline.title}>
      {entries.map(({ key, node, minor }) => (
        <li key={key} className={classes('relative', minor ? 'py-1.5' : 'py-4')}>
          <span
            aria-hidden="true"
            className={classes(
              'absolute -left-[1.45rem] rounded-full border-2 border-white',
              minor ? 'top-3 size-3 bg-solid-gray-420' : 'top-5.5 size-4 bg-blue-900',
            )}
          />
          {node}
        </li>
      ))}
    </ol>
  )
}

function useEntries(
  { proposal, reports: views, viewpoint }: ProposalDetail,
  readOnly: boolean,
): Entry[] {
  const { t, words, dates } = useTexts()
  const who = useWho()
  const known = ({ recordedAt }: { recordedAt: string }) => recordedAt <= viewpoint.knownAt
  const reports = proposal.reports.filter(known).map((report) => ({
    sequence: report.sequence,
    recordedAt: report.recordedAt,
    key: report.id,
    node: (
      <ReportEntry
        report={report}
        view={views[report.id]}
        proposalId={proposal.id}
        readOnly={readOnly}
      />
    ),
  }))
  const answers = proposal.reports.flatMap((report) =>
    report.confirmations.filter(known).map((answer) => ({
      sequence: answer.sequence,
      recordedAt: answer.recordedAt,
      key: answer.id,
      node: <AnswerEntry answer={answer} report={report} />,
    })),
  )
  const withdrawals = proposal.reports.flatMap((report) =>
    report.withdrawn && report.withdrawn.at <= viewpoint.knownAt
      ? [
          {
            // It carries no number of its own; it came after everything recorded until then.
            sequence: Number.POSITIVE_INFINITY,
            recordedAt: report.withdrawn.at,
            key: `${report.id} withdrawn`,
            minor: true,
            node: (
              <>
                <Tag>{t.timeline.withdrawn}</Tag>{' '}
                <span className="text-[0.875rem]">
                  {words.outcomes[report.outcome]}
                  {t.common.dot}
                  {t.report.asOfIs(dates.asOf(report.asOf))} / {dates.instant(report.withdrawn.at)}{' '}
                  {who.recorder(report.withdrawn.by)}
                </span>
                {report.withdrawn.reason && (
                  <p className="whitespace-pre-line">{report.withdrawn.reason}</p>
                )}
              </>
            ),
          },
        ]
      : [],
  )
  const comments = proposal.comments.filter(known).map((comment) => ({
    sequence: comment.sequence,
    recordedAt: comment.recordedAt,
    key: comment.id,
    node: (
      <div className="keep-together">
        <p className="flex flex-wrap items-center gap-2">
          <Tag kind="info">{t.timeline.comment}</Tag>
          {comment.asOf && <span className="font-700">{dates.asOf(comment.asOf)}</span>}
          <span>{comment.speaker ? who.speaker(comment.speaker) : who.recorder(comment.by)}</span>
        </p>
        <p className="mt-1 whitespace-pre-line">{comment.text || t.privacy.textsErased}</p>
        <p className="mt-1 text-[0.8125rem] text-solid-gray-700">
          {t.timeline.recorded(dates.instant(comment.recordedAt), who.recorder(comment.by))}
        </p>
      </div>
    ),
  }))
  const revisions = proposal.revisions.filter(known).map((revision) => ({
    sequence: revision.sequence,
    recordedAt: revision.recordedAt,
    key: `revision ${revision.sequence}`,
    minor: true,
    node: (
      <p className="text-[0.875rem] text-solid-gray-700">
        {t.timeline.revisions[revision.type]}
        {revision.fiscalYear !== undefined &&
          t.common.colon + dates.fiscalYear(revision.fiscalYear)}
        {revision.link && t.common.colon + words.lineageKinds[revision.link.kind]}
        {revision.fields &&
          `${t.common.colon}${t.common.list(
            revision.fields.map(
              (field) => words.proposalFields[field as keyof typeof words.proposalFields] ?? field,
            ),
          )}`}
        {' / '}
        {dates.instant(revision.recordedAt)} {who.recorder(revision.by)}
      </p>
    ),
  }))
  const handovers = (proposal.handovers ?? []).filter(known).map((handover) => ({
    sequence: handover.sequence,
    recordedAt: handover.recordedAt,
    key: `handover ${handover.sequence}`,
    node: <HandoverEntry handover={handover} />,
  }))
  const entries: Entry[] = [...reports, ...answers, ...comments, ...handovers, ...revisions]
  // A withdrawal takes its place by time among the numbered entries.
  for (const { sequence: _, ...entry } of withdrawals) {
    const before = entries.filter(({ recordedAt }) => recordedAt <= entry.recordedAt)
    entries.push({
      ...entry,
      sequence: Math.max(0, ...before.map((other) => other.sequence)) + 0.5,
    })
  }
  return entries
}

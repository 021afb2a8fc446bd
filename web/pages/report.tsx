import { useQuery } from '@tanstack/react-query'
import { Link, useNavigate, useParams, useSearch } from '@tanstack/react-router'
import type { ReportInput } from '../../functions/domain/outcomes/report.ts'
import type { ReportKind } from '../../functions/domain/words.ts'
import type { ProposalAnswer } from '../api-client.ts'
import { useDraft } from '../features/drafts/draft.ts'
import { WriteForm } from '../features/forms/write-form.tsx'
import { useRecorded } from '../features/proposal/use-recorded.ts'
import {
  correctionOf,
  EMPTY_REPORT,
  hearingOf,
  missing,
  reportInput,
} from '../features/reporting/report-draft.ts'
import { NothingToRecord, ReportFields } from '../features/reporting/report-form.tsx'
import { usePlace } from '../features/session/place.tsx'
import { FailedPage } from '../features/session/query-states.tsx'
import { useTexts } from '../i18n/language.tsx'
import { correctReport, recordReport } from '../proposal-client.ts'
import { proposalQuery } from '../queries.ts'
import { getThread, type Thread } from '../question-client.ts'
import { Button } from '../ui/button.tsx'
import { Notice } from '../ui/notice.tsx'
import { PageTitle } from '../ui/page-title.tsx'
import { Skeleton } from '../ui/states.tsx'

/** Reports an outcome, records a hearing, or corrects either; made for a phone. */
export function ReportPage() {
  const { code } = usePlace()
  const { proposalId } = useParams({ from: '/m/$municipality/proposals/$proposalId/report' })
  const { kind, corrects, question, answer } = useSearch({
    from: '/m/$municipality/proposals/$proposalId/report',
  })
  // The present viewpoint: one reports on what holds now.
  const query = useQuery(proposalQuery(code, proposalId, {}))
  const thread = useQuery({
    queryKey: [code, 'question', proposalId, question],
    queryFn: () => getThread(code, proposalId, question ?? ''),
    enabled: question !== undefined,
  })
  const error = query.error ?? thread.error
  if (!query.data || (question !== undefined && !thread.data))
    return error ? (
      <FailedPage
        error={error}
        onRetry={() => {
          void query.refetch()
          if (question !== undefined) void thread.refetch()
        }}
      />
    ) : (
      <Skeleton lines={8} />
    )
  return (
    <ReportForm
      // Another proposal, kind or report is another draft.
      key={`${proposalId} ${kind} ${corrects} ${answer}`}
      detail={query.data}
      kind={kind}
      corrects={corrects}
      answered={thread.data?.messages.find(({ id }) => id === answer)}
    />
  )
}

function ReportForm({
  detail,
  kind,
  corrects,
  answered,
}: {
  detail: ProposalAnswer
  kind: ReportKind | undefined
  corrects: string | undefined
  /** The answer to a question that is recorded as a hearing. */
  answered: Thread['messages'][number] | undefined
}) {
  const { code, owner, roster, today } = usePlace()
  const { t, dates } = useTexts()
  const navigate = useNavigate()
  const recorded = useRecorded(code)
  const { proposal, permitted, reports } = detail
  const old = proposal.reports.find(({ id }) => id === corrects)
  const kinds = (['report', 'hearing'] as const).filter((each) =>
    old
      ? reports[old.id]?.permitted.includes('report.correct')
      : permitted.includes(`${each}.record`),
  )
  const only = kinds.length === 1 ? kinds[0] : undefined
  const initial = old
    ? correctionOf(old)
    : answered
      ? hearingOf(answered)
      : { ...EMPTY_REPORT, kind: (kind && kinds.includes(kind) ? kind : only) ?? ('' as const) }
  const about = old
    ? `correction/${old.id}`
    : answered
      ? `hearing/${answered.id}`
      : `report/${proposal.id}${kind ? `/${kind}` : ''}`
  const draft = useDraft(owner, about, initial)
  const capacitiesOf = (memberId: string) => roster.capacitiesOf(memberId, proposal)
  const last = old ? undefined : proposal.reports.find(({ id }) => reports[id]?.holding)
  const toProposal = { municipality: code, proposalId: proposal.id }
  const heading = old
    ? t.report.correctTitle
    : draft.values.kind === 'hearing'
      ? t.report.hearingTitle
      : t.report.title
  return (
    <div className="max-w-[45rem]">
      <p className="mb-2">
        <Link
          to="/m/$municipality/proposals/$proposalId"
          params={toProposal}
          className="text-[0.875rem] text-blue-900 underline"
        >
          {t.report.back}
        </Link>
      </p>
      <PageTitle
        title={heading}
        lead={
          <>
            <span className="font-700">{proposal.title}</span>
            <br />
            {t.proposal.by(dates.fiscalYears([proposal.cohort, ...proposal.carriedBy]))}
          </>
        }
      >
        {heading}
      </PageTitle>
      {kinds.length === 0 || (corrects && !old) ? (
        <NothingToRecord />
      ) : (
        <WriteForm
          draft={draft}
          check={(values) =>
            missing(values, capacitiesOf).map(({ pointer, code: error }) => ({
              pointer,
              code: error,
              detail: t.report.missing[pointer as keyof typeof t.report.missing],
            }))
          }
          send={(values, key) => {
            const at = { ...toProposal, key }
            const input = reportInput(values, capacitiesOf) as ReportInput
            return old ? correctReport(at, old.id, input) : recordReport(at, input)
          }}
          onDone={() => {
            void recorded()
            void navigate({
              to: '/m/$municipality/proposals/$proposalId',
              params: toProposal,
              state: {
                done: old ? 'correction' : draft.values.kind === 'hearing' ? 'hearing' : 'report',
              },
            })
          }}
          onRefused={(refusal) =>
            refusal.code === 'unchanged_differs' && (
              <Notice kind="warning" title={t.report.changedMeanwhile}>
                <p>{t.report.changedMeanwhileDetail}</p>
                <Button
                  variant="outline"
                  size="small"
                  className="mt-2"
                  onClick={() => {
                    draft.set({ unchangedFrom: '' })
                    void recorded()
                  }}
                >
                  {t.report.showLatest}
                </Button>
              </Notice>
            )
          }
          submitLabel={old ? t.report.submitCorrection : t.report.submit}
          recordedLink={
            <Link
              to="/m/$municipality/proposals/$proposalId"
              params={toProposal}
              className="text-blue-900 underline"
            >
              {t.form.seeRecorded}
            </Link>
          }
        >
          {(errorOf) => (
            <ReportFields
              values={draft.values}
              set={draft.set}
              errorOf={errorOf}
              kinds={[...kinds]}
              last={last}
              proposal={proposal}
              roster={roster}
              today={today}
            />
          )}
        </WriteForm>
      )}
    </div>
  )
}

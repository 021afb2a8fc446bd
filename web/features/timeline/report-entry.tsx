import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import type { Report } from '../../../functions/domain/outcomes/report.ts'
import type { ProposalDetail } from '../../../functions/domain/views.ts'
import { useTexts } from '../../i18n/language.tsx'
import { Button, buttonClass } from '../../ui/button.tsx'
import { classes } from '../../ui/classes.ts'
import { Tag } from '../../ui/tag.tsx'
import { ConfirmationTag } from '../outcomes/marks.tsx'
import { OutcomeTag } from '../outcomes/outcome-tag.tsx'
import { AnswerDialog } from '../proposal/answer-dialog.tsx'
import { WithdrawDialog } from '../proposal/withdraw-dialog.tsx'
import { usePlace } from '../session/place.tsx'
import { ReportText } from './report-text.tsx'
import { useWho } from './who.ts'

type View = ProposalDetail['reports'][string]

/** One report or hearing with its reasons, its sources, and what one may do with it. */
export function ReportEntry({
  report,
  view,
  proposalId,
  readOnly,
}: {
  report: Report
  view: View | undefined
  proposalId: string
  readOnly: boolean
}) {
  const { t, words, dates } = useTexts()
  const who = useWho()
  const over = view && !view.valid
  return (
    <article className="keep-together" id={`report-${report.id}`}>
      <p className="flex flex-wrap items-center gap-2">
        <Tag kind="info">{words.reportKinds[report.kind]}</Tag>
        <span className="font-700">{t.report.asOfIs(dates.asOf(report.asOf))}</span>
        {report.corrects && <Tag>{t.timeline.correction}</Tag>}
        {view?.holding && <Tag kind="good">{t.timeline.holding}</Tag>}
        {report.corrected && over && <Tag kind="warning">{t.timeline.corrected}</Tag>}
        {report.withdrawn && over && <Tag kind="warning">{t.timeline.withdrawnTag}</Tag>}
      </p>
      <div className={classes('mt-2', over && 'text-solid-gray-700 line-through')}>
        <OutcomeTag code={report.outcome} manner={report.manner} />
      </div>
      <ReportText report={report} />
      <p className="mt-2 text-[0.8125rem] text-solid-gray-700">
        {report.hearing && (
          <>
            {t.timeline.heard(
              who.speaker(report.hearing.speaker),
              dates.asOf(report.hearing.heardOn),
              report.hearing.means && words.hearingMeans[report.hearing.means],
            )}
            <br />
          </>
        )}
        {t.timeline.recorded(dates.instant(report.recordedAt), who.recorder(report.by))}
      </p>
      {view && !over && (
        <p className="mt-2">
          <ConfirmationTag state={view.confirmation} />
        </p>
      )}
      {view && !readOnly && <Actions report={report} view={view} proposalId={proposalId} />}
    </article>
  )
}

function Actions({ report, view, proposalId }: { report: Report; view: View; proposalId: string }) {
  const { t } = useTexts()
  const { code } = usePlace()
  const [open, setOpen] = useState<'confirmed' | 'disputed' | 'withdrawn' | 'withdraw'>()
  const may = (action: string) => view.permitted.includes(action)
  if (view.permitted.length === 0) return null
  const answered = view.confirmation === 'confirmed' || view.confirmation === 'disputed'
  const button = (action: NonNullable<typeof open>, label: string) => (
    <Button variant="outline" size="small" className="min-h-11" onClick={() => setOpen(action)}>
      {label}
    </Button>
  )
  return (
    <div className="mt-3 flex flex-wrap gap-2 print:hidden">
      {may('report.confirm') && (
        <>
          {view.confirmation !== 'confirmed' && button('confirmed', t.answer.actions.confirmed)}
          {!view.disputeOpen && button('disputed', t.answer.actions.disputed)}
          {answered && button('withdrawn', t.answer.actions.withdrawn)}
        </>
      )}
      {may('report.correct') && (
        <Link
          to="/m/$municipality/proposals/$proposalId/report"
          params={{ municipality: code, proposalId }}
          search={{ corrects: report.id }}
          className={`${buttonClass('outline', 'small')} min-h-11`}
        >
          {t.timeline.correct}
        </Link>
      )}
      {may('report.withdraw') && button('withdraw', t.timeline.withdraw)}
      {open === 'withdraw' && (
        <WithdrawDialog
          report={report}
          proposalId={proposalId}
          onClose={() => setOpen(undefined)}
        />
      )}
      {open !== undefined && open !== 'withdraw' && (
        <AnswerDialog
          answer={open}
          report={report}
          proposalId={proposalId}
          onClose={() => setOpen(undefined)}
        />
      )}
    </div>
  )
}

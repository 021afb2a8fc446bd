import { Link } from '@tanstack/react-router'
import { memo } from 'react'
import type { ConfirmationRow } from '../../confirmation-client.ts'
import { useTexts } from '../../i18n/language.tsx'
import { Button } from '../../ui/button.tsx'
import { classes } from '../../ui/classes.ts'
import { Tag } from '../../ui/tag.tsx'
import { OutcomeTag } from '../outcomes/outcome-tag.tsx'
import { circled } from '../register/proposal-list.tsx'
import { usePlace } from '../session/place.tsx'
import { ReportText } from '../timeline/report-text.tsx'
import { useWho } from '../timeline/who.ts'
import type { RowAction } from './row-keys.ts'

const KIND = { awaiting: 'info', again: 'warning', disputed: 'error' } as const

/** A discrepancy is settled by itself, never as one of many. */
export const isChoosable = ({ need }: ConfirmationRow) => need !== 'disputed'

/** One report that waits, with all one must read to answer it, and the ways to do so. */
export const ConfirmationItem = memo(function ConfirmationItem({
  row,
  chosen,
  onChoose,
  onAction,
}: {
  row: ConfirmationRow
  chosen: boolean
  onChoose: (reportId: string) => void
  onAction: (action: RowAction, reportId: string) => void
}) {
  const { code, me } = usePlace()
  const { t, words, dates } = useTexts()
  const who = useWho()
  const { report, proposal, need, lastAnswer } = row
  const title = `${circled(proposal.number)} ${proposal.title}`.trim()
  const id = `confirm-${report.id}`
  const speaker = report.hearing
    ? [who.speaker(report.hearing.speaker), dates.asOf(report.hearing.heardOn)].join(t.common.dot)
    : // The channel stands beside it.
      who.person(report.by)
  const action = (name: RowAction, label: string) => (
    <Button
      variant="outline"
      size="small"
      className="min-h-11"
      aria-label={t.confirmations.of(label, proposal.title)}
      onClick={() => onAction(name, report.id)}
    >
      {label}
    </Button>
  )
  return (
    <li
      data-row={report.id}
      className={classes(
        'grid scroll-my-28 grid-cols-[2.75rem_1fr] py-4 focus-within:bg-solid-gray-50',
        chosen && 'bg-blue-50',
      )}
    >
      <span className="flex justify-center">
        {isChoosable(row) && (
          <label className="flex size-11 cursor-pointer items-center justify-center">
            <span className="sr-only">
              {t.common.list([title, dates.fiscalYears([proposal.cohort, ...proposal.carriedBy])])}
            </span>
            <input
              type="checkbox"
              data-focus
              checked={chosen}
              aria-describedby={`${id}-said`}
              onChange={() => onChoose(report.id)}
              className="size-6 scroll-my-28 accent-blue-900"
            />
          </label>
        )}
      </span>
      <div className="grid min-w-0 gap-x-6 pr-2 desktop:grid-cols-2 desktop:grid-rows-[auto_1fr]">
        <div className="min-w-0">
          <h2 className="font-700">
            <Link
              to="/m/$municipality/proposals/$proposalId"
              params={{ municipality: code, proposalId: proposal.id }}
              hash={`report-${report.id}`}
              data-open
              data-focus={isChoosable(row) ? undefined : true}
              className="inline-block scroll-my-28 py-2 text-blue-900 underline"
            >
              {title}
            </Link>
          </h2>
          <p id={`${id}-said`} className="flex flex-wrap items-center gap-x-3 gap-y-1">
            <span className="text-[0.875rem]">
              {dates.fiscalYears([proposal.cohort, ...proposal.carriedBy])}
            </span>
            <OutcomeTag code={report.outcome} manner={report.manner} />
            <span className="text-[0.875rem] font-700">
              {t.report.asOfIs(dates.asOf(report.asOf))}
            </span>
            <Tag kind={KIND[need]}>{t.confirmations.needs[need]}</Tag>
            {!row.holding && <Tag>{t.confirmations.earlierTag}</Tag>}
          </p>
          <p className="mt-1 text-[0.875rem]">
            {t.confirmations.said(words.reportKinds[report.kind], speaker)}
          </p>
        </div>
        <div className="min-w-0 desktop:row-span-2">
          <ReportText report={report} />
        </div>
        <div className="min-w-0">
          <p className="mt-1 text-[0.8125rem] text-solid-gray-700">
            {t.confirmations.recorded(
              dates.instant(report.recordedAt),
              words.channels[report.by.channel],
            )}
          </p>
          {lastAnswer && (
            <p className="mt-1 text-[0.875rem]">
              {t.confirmations.answered(
                dates.asOf(lastAnswer.asOf),
                words.answers[lastAnswer.answer],
              )}
              {need === 'again' && t.common.aside(t.confirmations.againWhy)}
              {lastAnswer.comment && (
                <span className="block whitespace-pre-line">{lastAnswer.comment}</span>
              )}
            </p>
          )}
          {need === 'disputed' && (
            <p className="mt-1 text-[0.875rem] text-solid-gray-700">{t.confirmations.oneByOne}</p>
          )}
          <p className="mt-3 flex flex-wrap gap-2 print:hidden">
            {action('confirm', t.confirmations.confirm)}
            {need !== 'disputed' && action('dispute', t.confirmations.dispute)}
            {me.permitted.includes('question.ask') && action('ask', t.confirmations.ask)}
          </p>
        </div>
      </div>
    </li>
  )
})

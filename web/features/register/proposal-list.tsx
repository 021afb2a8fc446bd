import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import type { ProposalRow } from '../../../functions/domain/views.ts'
import { useTexts } from '../../i18n/language.tsx'
import { ConfirmationTag, Marks, useFreshness } from '../outcomes/marks.tsx'
import { OutcomeTag } from '../outcomes/outcome-tag.tsx'
import type { ViewpointSearch } from './search-params.ts'

/** ①②③ as the papers write it. */
export function circled(number: number | undefined): string {
  if (number === undefined) return ''
  return number <= 20 ? String.fromCodePoint(0x2460 + number - 1) : `(${number})`
}

function firstLine(text: string | undefined): string {
  return text?.split('\n')[0] ?? ''
}

/** A table on the desktop, cards on a phone; both say the same. */
export function ProposalList({
  code,
  rows,
  viewpoint,
}: {
  code: string
  rows: ProposalRow[]
  viewpoint: ViewpointSearch
}) {
  const { t, words, dates } = useTexts()
  const freshness = useFreshness()
  const title = (row: ProposalRow): ReactNode => (
    <Link
      to="/m/$municipality/proposals/$proposalId"
      params={{ municipality: code, proposalId: row.id }}
      search={viewpoint}
      className="font-700 text-blue-900 underline"
    >
      {circled(row.number)} {row.title}
    </Link>
  )
  const reason = ({ standing }: ProposalRow) => (
    <>
      {(standing.factors ?? []).length > 0 && (
        <span className="block text-[0.875rem] font-700">
          {t.common.phrases((standing.factors ?? []).map((factor) => words.factors[factor]))}
        </span>
      )}
      <span className="line-clamp-2 print:line-clamp-none">{firstLine(standing.reason)}</span>
    </>
  )
  const head = 'border-b-2 border-solid-gray-700 px-2 py-2 text-left align-bottom'
  const cell = 'px-2 py-3 align-top'
  return (
    <>
      <table className="hidden w-full table-fixed border-collapse desktop:table print:table">
        <caption className="sr-only">{t.frame.proposals}</caption>
        <thead>
          <tr>
            <th scope="col" className={`${head} w-[12%]`}>
              {t.proposals.columns.year}
            </th>
            <th scope="col" className={`${head} w-[27%]`}>
              {t.proposals.columns.title}
            </th>
            <th scope="col" className={`${head} w-[22%]`}>
              {t.proposals.columns.outcome}
            </th>
            <th scope="col" className={`${head} w-[17%]`}>
              {t.proposals.columns.fresh}
            </th>
            <th scope="col" className={head}>
              {t.proposals.columns.reason}
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.id} className="border-b border-solid-gray-300 hover:bg-solid-gray-50">
              <td className={cell}>{dates.fiscalYears([row.cohort, ...row.carriedBy])}</td>
              <th scope="row" className={`${cell} text-left font-400`}>
                {title(row)}
              </th>
              <td className={cell}>
                <OutcomeTag code={row.standing.code} manner={row.standing.manner} />
                <span className="mt-1 flex flex-wrap gap-1">
                  <Marks {...row} />
                </span>
              </td>
              <td className={`${cell} text-[0.875rem]`}>
                {freshness(row.standing)}
                {row.standing.confirmation && (
                  <span className="mt-1 block">
                    <ConfirmationTag state={row.standing.confirmation} />
                  </span>
                )}
              </td>
              <td className={`${cell} text-[0.875rem]`}>{reason(row)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <ul className="space-y-4 desktop:hidden print:hidden">
        {rows.map((row) => (
          <li key={row.id} className="rounded-8 border border-solid-gray-300 p-4">
            <p className="text-[0.875rem]">{dates.fiscalYears([row.cohort, ...row.carriedBy])}</p>
            <p>{title(row)}</p>
            <p className="mt-2 flex flex-wrap items-center gap-2">
              <OutcomeTag code={row.standing.code} manner={row.standing.manner} />
              <Marks {...row} />
            </p>
            <p className="mt-2 flex flex-wrap items-center gap-2 text-[0.875rem]">
              {freshness(row.standing)}
              {row.standing.confirmation && <ConfirmationTag state={row.standing.confirmation} />}
            </p>
            <p className="mt-2">{reason(row)}</p>
          </li>
        ))}
      </ul>
    </>
  )
}

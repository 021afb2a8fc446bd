import { useQuery } from '@tanstack/react-query'
import { Link, useParams } from '@tanstack/react-router'
import { FORM_BLOCKS, foldedTable } from '../../functions/domain/reviews/review-table.ts'
import { FileLinks } from '../features/exports/file-links.tsx'
import { useMunicipalityName } from '../features/office/use-municipality-name.ts'
import { WhatBecame } from '../features/outcomes/what-became.tsx'
import { UnloadedPage } from '../features/session/query-states.tsx'
import { useTexts } from '../i18n/language.tsx'
import {
  type SubmittedReview,
  statisticsQuery,
  submissionDocument,
  submissionQuery,
} from '../office-client.ts'
import { Button } from '../ui/button.tsx'
import { PageTitle } from '../ui/page-title.tsx'
import { Section } from '../ui/section.tsx'

/** 提出された検証: what one municipality handed in, in the blocks of the program's form. */
export function SubmissionPage() {
  const { fiscalYear, code } = useParams({ from: '/office/submissions/$fiscalYear/$code' })
  const { t, dates, language } = useTexts()
  const nameOf = useMunicipalityName()
  const submission = useQuery(submissionQuery(fiscalYear, code))
  const statistics = useQuery(statisticsQuery)
  const { data } = submission
  if (!data) return <UnloadedPage query={submission} lines={10} />
  const municipality = statistics.data?.municipalities.find((one) => one.code === code)
  const table = foldedTable(data.rows)
  const title = t.figures.submission(
    municipality ? nameOf(municipality) : code,
    dates.fiscalYear(data.fiscalYear),
  )
  return (
    <>
      <p className="mb-2 print:hidden">
        <Link to="/office/statistics" className="text-blue-900 underline">
          {t.figures.toStatistics}
        </Link>
      </p>
      <PageTitle title={title} lead={t.figures.submissionLead}>
        {title}
      </PageTitle>
      <p className="text-[0.875rem] text-solid-gray-700">
        {t.figures.submissionOf(
          dates.day(data.day),
          data.version,
          dates.instantDay(data.handedInAt),
        )}
      </p>
      <div className="flex flex-wrap items-end gap-x-2 print:hidden">
        <FileLinks
          what={title}
          files={(['docx', 'xlsx', 'pdf'] as const).map((format) => ({
            format,
            href: submissionDocument(fiscalYear, code, { format, lang: language }),
          }))}
        />
        <Button variant="text" onClick={() => window.print()}>
          {t.reviews.print}
        </Button>
      </div>
      {FORM_BLOCKS.map((block) => (
        <Section
          key={block}
          id={block}
          title={`${t.review.blocks[block]}${t.common.aside(t.common.count(table[block].length))}`}
        >
          {table[block].length === 0 ? <p>{t.review.none}</p> : <Rows rows={table[block]} />}
        </Section>
      ))}
    </>
  )
}

function Rows({ rows }: Pick<SubmittedReview, 'rows'>) {
  const { dates } = useTexts()
  return (
    <ul className="divide-y divide-solid-gray-300 border-y border-solid-gray-300">
      {rows.map((row) => (
        <li key={row.proposalId} className="py-4">
          <p className="text-[0.875rem] text-solid-gray-700">
            {dates.fiscalYears([row.cohort, ...row.carriedBy])}
          </p>
          <h3 className="font-700">{row.title}</h3>
          <WhatBecame {...row} code={row.standing} />
        </li>
      ))}
    </ul>
  )
}

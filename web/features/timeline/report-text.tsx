import type { Report } from '../../../functions/domain/outcomes/report.ts'
import { useTexts } from '../../i18n/language.tsx'
import { LinkIcon } from '../../ui/icons.tsx'
import { Tag } from '../../ui/tag.tsx'

/** Factors, words, evidence and source of a report. */
export function ReportText({
  report,
}: {
  report: Pick<
    Report,
    'factors' | 'reason' | 'textsErased' | 'since' | 'startedOn' | 'evidence' | 'source'
  >
}) {
  const { t, words, dates } = useTexts()
  const { source } = report
  return (
    <>
      <ul className="mt-2 flex flex-wrap gap-1.5">
        {report.factors.map((factor) => (
          <li key={factor}>
            <Tag>{words.factors[factor]}</Tag>
          </li>
        ))}
      </ul>
      {report.reason && <p className="mt-2 whitespace-pre-line">{report.reason}</p>}
      {report.textsErased && <p className="mt-2 text-solid-gray-700">{t.privacy.textsErased}</p>}
      {(report.since || report.startedOn) && (
        <p className="mt-1 text-[0.875rem]">
          {report.startedOn &&
            `${words.reportFields.startedOn}${t.common.colon}${dates.asOf(report.startedOn)} `}
          {report.since &&
            `${words.reportFields.since}${t.common.colon}${dates.asOf(report.since)}`}
        </p>
      )}
      {report.evidence && report.evidence.length > 0 && (
        <ul className="mt-2">
          {report.evidence.map(({ url, label }) => (
            <li key={url}>
              <a
                href={url}
                target="_blank"
                rel="noreferrer noopener"
                className="text-blue-900 underline"
              >
                <LinkIcon size={16} /> {label ?? url}
                <span className="sr-only">{t.common.newTab}</span>
              </a>
            </li>
          ))}
        </ul>
      )}
      {source && (
        <div className="mt-2 border-l-4 border-solid-gray-300 pl-3 text-[0.875rem] text-solid-gray-700">
          <p>
            {words.reportFields.source}
            {t.common.colon}
            {source.title}
            {source.date && t.common.aside(dates.asOf(source.date))}
          </p>
          {source.wording && <p>{t.timeline.wording(source.wording)}</p>}
          {source.inferred && (
            <p>
              {t.timeline.inferred}
              {t.common.colon}
              {source.inferred}
            </p>
          )}
        </div>
      )}
    </>
  )
}

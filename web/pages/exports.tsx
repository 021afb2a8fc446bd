import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { mayorDocumentAddress } from '../continuity-client.ts'
import { exportAddress } from '../exports-client.ts'
import { ViewpointBar } from '../features/dates/viewpoint-bar.tsx'
import { type FileLink, FileLinks } from '../features/exports/file-links.tsx'
import { LongExports } from '../features/exports/long-exports.tsx'
import { dayOf, viewpointSearch } from '../features/register/search-params.ts'
import { usePlace } from '../features/session/place.tsx'
import { useTexts } from '../i18n/language.tsx'
import { Notice } from '../ui/notice.tsx'
import { PageTitle } from '../ui/page-title.tsx'
import { Section } from '../ui/section.tsx'
import { EmptyState } from '../ui/states.tsx'

const TABLES = ['outcomes', 'confirmations', 'factors', 'ladder', 'silences'] as const

/** 書き出し: everything that one may take out of the hub as a file. */
export function ExportsPage() {
  const { code, today, me } = usePlace()
  const { t, dates, language: lang } = useTexts()
  const viewpoint = viewpointSearch(useSearch({ strict: false }))
  const navigate = useNavigate()
  const may = (action: string) => (me.permitted as readonly string[]).includes(action)
  if (!may('register.export'))
    return (
      <>
        <PageTitle>{t.exports.title}</PageTitle>
        <EmptyState title={t.exports.notAllowed} />
      </>
    )
  const of = (
    what: 'register' | 'continuity' | 'reviews' | 'roster',
    format: FileLink['format'],
    more: { table?: string; part?: string } = {},
  ): FileLink => {
    const { table, part } = more
    const at = what === 'register' || what === 'continuity' ? viewpoint : {}
    const href = exportAddress(code, what, { ...at, format, lang, ...(table && { table }) })
    return { format, href, ...(part && { part }) }
  }
  const mayor = (format: 'pdf' | 'docx'): FileLink => ({
    format,
    href: mayorDocumentAddress(code, { ...viewpoint, format, lang }),
  })
  const simple = (what: 'reviews' | 'roster') =>
    (['xlsx', 'csv', 'json'] as const).map((format) => of(what, format))
  return (
    <div className="max-w-[52rem]">
      <PageTitle lead={t.exports.lead}>{t.exports.title}</PageTitle>
      <Notice title={t.exports.internal} quiet>
        <p>{t.exports.csvHint}</p>
      </Notice>
      <ViewpointBar
        search={viewpoint}
        today={today}
        onChange={(changed) =>
          void navigate({
            to: '/m/$municipality/exports',
            params: { municipality: code },
            search: changed,
            replace: true,
            resetScroll: false,
          })
        }
      />
      <p>{t.exports.asOf(dates.day(dayOf(viewpoint, today)))}</p>
      <Part id="register" title={t.exports.register} lead={t.exports.registerLead}>
        <FileLinks
          what={t.exports.register}
          files={[
            of('register', 'xlsx'),
            of('register', 'csv', { table: 'proposals', part: t.exports.proposalsOnly }),
            of('register', 'csv', { table: 'reports', part: t.exports.reportsOnly }),
            of('register', 'pdf'),
            of('register', 'json'),
          ]}
        />
      </Part>
      <Part id="mayor" title={t.exports.mayor} lead={t.exports.mayorLead}>
        <FileLinks what={t.exports.mayor} files={[mayor('pdf'), mayor('docx')]} />
      </Part>
      <Part id="continuity" title={t.exports.continuity} lead={t.exports.continuityLead}>
        <FileLinks
          what={t.exports.continuity}
          files={[
            of('continuity', 'xlsx'),
            ...TABLES.map((table) =>
              of('continuity', 'csv', { table, part: t.exports.tables[table] }),
            ),
            of('continuity', 'json'),
          ]}
        />
      </Part>
      <Part id="reviews" title={t.exports.reviews} lead={t.exports.reviewsLead}>
        <FileLinks what={t.exports.reviews} files={simple('reviews')} />
        <p className="mt-3">
          {t.exports.reviewsOwn}{' '}
          <Link
            to="/m/$municipality/reviews"
            params={{ municipality: code }}
            className="text-blue-900 underline"
          >
            {t.exports.toReviews}
          </Link>
        </p>
      </Part>
      {may('history.read') && (
        <Part id="history" title={t.exports.history} lead={t.exports.historyLead}>
          <FileLinks
            what={t.exports.history}
            files={[
              { format: 'csv', href: `/api/m/${code}/history/export?format=csv` },
              { format: 'json', href: `/api/m/${code}/history/export?format=json` },
              { format: 'json', href: `/api/m/${code}/history/chain`, part: t.exports.chain },
            ]}
          />
          <p className="mt-3">
            {t.exports.historyNarrow}{' '}
            <Link
              to="/m/$municipality/history"
              params={{ municipality: code }}
              className="text-blue-900 underline"
            >
              {t.exports.toHistory}
            </Link>
          </p>
        </Part>
      )}
      <LongExports
        asOf={viewpoint.asOf ?? viewpoint.knownAt}
        mayReadHistory={may('history.read')}
      />
      {may('settings.edit') && (
        <Part id="open-data" title={t.exports.openData} lead={t.exports.openDataLead}>
          <p className="mt-3">
            <Link
              to="/m/$municipality/exports/open-data"
              params={{ municipality: code }}
              className="text-blue-900 underline"
            >
              {t.exports.toOpenData}
            </Link>
          </p>
        </Part>
      )}
      {may('roster.export') && (
        <Part id="roster" title={t.exports.roster} lead={t.exports.rosterLead}>
          <FileLinks what={t.exports.roster} files={simple('roster')} />
        </Part>
      )}
      {may('municipality.export') && (
        <Part id="municipality" title={t.exports.municipality} lead={t.exports.municipalityLead}>
          <FileLinks
            what={t.exports.municipality}
            files={[
              {
                format: 'json',
                href: `/api/m/${code}/exports/municipality`,
                part: t.exports.lines,
              },
            ]}
          />
        </Part>
      )}
    </div>
  )
}

function Part({
  id,
  title,
  lead,
  children,
}: {
  id: string
  title: string
  lead: string
  children: ReactNode
}) {
  return (
    <Section id={id} title={title}>
      <p className="text-solid-gray-700">{lead}</p>
      {children}
    </Section>
  )
}

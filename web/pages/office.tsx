import { useQuery } from '@tanstack/react-query'
import { Link, Outlet, useLocation } from '@tanstack/react-router'
import { useState } from 'react'
import { isSignedOut } from '../features/forms/failure.ts'
import { Frame, Leaving } from '../features/frame/header.tsx'
import { ReinviteDialog } from '../features/office/reinvite-dialog.tsx'
import { Landing } from '../features/session/landing.tsx'
import { UnloadedPage } from '../features/session/query-states.tsx'
import { usePageTexts, useTexts } from '../i18n/language.tsx'
import { type MunicipalityRow, municipalitiesQuery } from '../office-client.ts'
import { sessionQuery } from '../queries.ts'
import { Button, buttonClass } from '../ui/button.tsx'
import { Notice } from '../ui/notice.tsx'
import { PageTitle } from '../ui/page-title.tsx'
import { EmptyState, Skeleton } from '../ui/states.tsx'
import { Tag } from '../ui/tag.tsx'

declare module '@tanstack/react-router' {
  interface HistoryState {
    /** What the office has just done, to be said on the page one arrives at. */
    officeDone?: string
  }
}

/** Everything of the program's office: who one is there, and the ways between its pages. */
export function OfficeLayout() {
  const session = useQuery(sessionQuery)
  const hasTexts = usePageTexts()
  return (
    <Frame>
      {session.data && hasTexts ? (
        // What one colleague has begun to write is nobody else's.
        <Inside key={session.data.office?.memberId} name={session.data.office?.memberName} />
      ) : session.data ? (
        <Skeleton lines={8} />
      ) : isSignedOut(session.error) ? (
        <Landing returnTo={location.pathname} />
      ) : (
        <UnloadedPage query={session} />
      )}
    </Frame>
  )
}

const navLink =
  'inline-flex min-h-11 items-center border-b-4 border-transparent px-1 font-700 text-solid-gray-800 hover:underline aria-[current=page]:border-blue-900 aria-[current=page]:text-blue-900'

function Inside({ name }: { name: string | undefined }) {
  const { t } = useTexts()
  const [leaving, setLeaving] = useState(false)
  return (
    <>
      <div className="mb-6 flex flex-wrap items-center justify-between gap-x-6 gap-y-1 border-b border-solid-gray-300 print:hidden">
        {name && (
          <nav aria-label={t.office.navigation} className="flex flex-wrap gap-x-4">
            <Link to="/office" activeOptions={{ exact: true }} className={navLink}>
              {t.office.municipalities}
            </Link>
            <Link to="/office/statistics" className={navLink}>
              {t.figures.title}
            </Link>
            <Link to="/office/shared" className={navLink}>
              {t.figures.shared}
            </Link>
            <Link to="/office/staff" className={navLink}>
              {t.office.staff}
            </Link>
          </nav>
        )}
        <p className="flex flex-wrap items-center gap-x-3 text-[0.875rem]">
          {name}
          <Button variant="text" size="small" className="min-h-11" onClick={() => setLeaving(true)}>
            {t.office.signOut}
          </Button>
        </p>
      </div>
      <Outlet />
      <Leaving leaving={leaving} onClose={() => setLeaving(false)} />
    </>
  )
}

/** The municipalities that are set up: how far they have come, nothing that is their own. */
export function MunicipalitiesPage() {
  const { t } = useTexts()
  const { officeDone } = useLocation().state
  const [reinvited, setReinvited] = useState(false)
  const list = useQuery(municipalitiesQuery)
  if (!list.data) return <UnloadedPage query={list} lines={6} />
  const { municipalities } = list.data
  const done = reinvited ? t.office.reinvited : officeDone
  return (
    <>
      {done && (
        <div className="mb-4">
          <Notice kind="success" title={done} />
        </div>
      )}
      <PageTitle title={t.office.municipalities} lead={t.office.lead}>
        {t.office.municipalities}
      </PageTitle>
      <p className="mb-4">
        <Link to="/office/new" className={buttonClass()}>
          {t.office.add}
        </Link>
      </p>
      {municipalities.length === 0 ? (
        <EmptyState title={t.office.empty}>{t.office.emptyDetail}</EmptyState>
      ) : (
        <MunicipalityTable rows={municipalities} onReinvited={() => setReinvited(true)} />
      )}
    </>
  )
}

function MunicipalityTable({
  rows,
  onReinvited,
}: {
  rows: MunicipalityRow[]
  onReinvited: () => void
}) {
  const { t, language, dates } = useTexts()
  const [chosen, setChosen] = useState<MunicipalityRow>()
  const nameOf = (row: MunicipalityRow) => (language === 'ja' ? row.name : row.nameEn)
  return (
    <>
      <ul className="space-y-3">
        {rows.map((row) => (
          <li
            key={row.code}
            className="grid gap-x-6 gap-y-1 rounded-8 border border-solid-gray-300 p-4 desktop:grid-cols-[14rem_1fr_14rem]"
          >
            <div>
              <h2 className="font-700">{nameOf(row)}</h2>
              <p className="text-[0.875rem] text-solid-gray-700">
                {row.prefecture} {row.code}
              </p>
            </div>
            <div className="flex flex-wrap items-center gap-2">
              <span className="text-[0.875rem]">{t.office.columns.state}</span>
              <HrState row={row} />
              <Button
                variant={row.hr === 'accepted' ? 'text' : 'outline'}
                size="small"
                className="min-h-11"
                aria-label={t.office.reinviteTitle(nameOf(row))}
                onClick={() => setChosen(row)}
              >
                {t.office.reinvite}
              </Button>
            </div>
            <p className="text-[0.875rem]">
              {t.office.columns.last}
              <br />
              {row.lastActivityOn ? dates.day(row.lastActivityOn) : '—'}
            </p>
          </li>
        ))}
      </ul>
      {chosen && (
        <ReinviteDialog
          code={chosen.code}
          name={nameOf(chosen)}
          onDone={() => {
            setChosen(undefined)
            onReinvited()
          }}
          onClose={() => setChosen(undefined)}
        />
      )}
    </>
  )
}

function HrState({ row: { hr, invitedUntil } }: { row: MunicipalityRow }) {
  const { t, dates } = useTexts()
  if (hr === 'accepted') return <Tag kind="good">{t.office.states.accepted}</Tag>
  if (hr === 'undelivered')
    return (
      <>
        <Tag kind="error">{t.office.states.undelivered}</Tag>
        <span className="text-[0.875rem]">{t.office.undeliveredHint}</span>
      </>
    )
  const expired = invitedUntil !== undefined && invitedUntil <= new Date().toISOString()
  return (
    <>
      <Tag kind={hr === 'none' || expired ? 'warning' : 'info'}>
        {t.office.states[expired ? 'expired' : hr]}
      </Tag>
      {invitedUntil && !expired && (
        <span className="text-[0.875rem]">{t.office.until(dates.instant(invitedUntil))}</span>
      )}
    </>
  )
}

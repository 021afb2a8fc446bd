import { useQuery } from '@tanstack/react-query'
import { Link, Navigate } from '@tanstack/react-router'
import { useState } from 'react'
import type { Session } from '../api-client.ts'
import { isSignedOut } from '../features/forms/failure.ts'
import { Frame, Leaving } from '../features/frame/header.tsx'
import { Landing } from '../features/session/landing.tsx'
import { UnloadedPage } from '../features/session/query-states.tsx'
import { useFrameTexts } from '../i18n/language.tsx'
import { sessionQuery } from '../queries.ts'
import { Button } from '../ui/button.tsx'
import { PageTitle } from '../ui/page-title.tsx'

/** Where everybody arrives: signed out the landing, signed in the own municipality. */
export function StartPage({ choosing = false }: { choosing?: boolean }) {
  const session = useQuery(sessionQuery)
  if (session.data) {
    const [only, ...others] = session.data.memberships
    if (session.data.office && !only) return <Navigate to="/office" replace />
    if (!session.data.office && only && others.length === 0 && !choosing)
      return <Navigate to="/m/$municipality" params={{ municipality: only.municipality }} replace />
    return (
      <Frame>
        <Picker session={session.data} />
      </Frame>
    )
  }
  return (
    <Frame>
      {isSignedOut(session.error) ? <Landing returnTo="/" /> : <UnloadedPage query={session} />}
    </Frame>
  )
}

function Picker({ session }: { session: Session }) {
  const { t, language } = useFrameTexts()
  const [leaving, setLeaving] = useState(false)
  if (session.memberships.length === 0)
    return (
      <>
        <PageTitle lead={t.picker.noneDetail(session.account.email ?? '')}>
          {t.picker.none}
        </PageTitle>
        <Button variant="outline" onClick={() => setLeaving(true)}>
          {t.picker.other}
        </Button>
        <Leaving leaving={leaving} onClose={() => setLeaving(false)} />
      </>
    )
  return (
    <>
      <PageTitle>{t.picker.title}</PageTitle>
      <ul className="space-y-3">
        {session.office && (
          <li>
            <Link
              to="/office"
              className="block rounded-8 border border-solid-gray-420 p-4 font-700 text-blue-900 underline hover:bg-blue-50"
            >
              {t.picker.office}
            </Link>
          </li>
        )}
        {session.memberships.map((membership) => (
          <li key={membership.municipality}>
            <Link
              to="/m/$municipality"
              params={{ municipality: membership.municipality }}
              className="block rounded-8 border border-solid-gray-420 p-4 font-700 text-blue-900 underline hover:bg-blue-50"
            >
              {language === 'ja' ? membership.name : membership.nameEn}
            </Link>
          </li>
        ))}
      </ul>
    </>
  )
}

import { useQuery } from '@tanstack/react-query'
import { Outlet, useParams } from '@tanstack/react-router'
import type { Place } from '../api-client.ts'
import { isSignedOut } from '../features/forms/failure.ts'
import { Frame, type HeaderPlace } from '../features/frame/header.tsx'
import { Landing } from '../features/session/landing.tsx'
import { PlaceProvider } from '../features/session/place.tsx'
import { UnloadedPage } from '../features/session/query-states.tsx'
import { usePageTexts, useTexts } from '../i18n/language.tsx'
import { placeQuery, sessionQuery } from '../queries.ts'
import { Remark } from '../ui/notice.tsx'
import { Skeleton } from '../ui/states.tsx'

/** Everything inside one municipality: knows where one is and who one is before a page is shown. */
export function MunicipalityLayout() {
  const { municipality: code } = useParams({ from: '/m/$municipality' })
  const place = useQuery(placeQuery(code))
  const session = useQuery(sessionQuery)
  const hasTexts = usePageTexts()
  // With the session one's drafts are opened, which every form looks for.
  if (place.data && hasTexts && !session.isPending)
    return (
      <Inside
        // What one person has begun to write is nobody else's.
        key={place.data.municipality.code + place.data.me.memberId}
        place={place.data}
        several={(session.data?.memberships.length ?? 1) > 1 || session.data?.office !== undefined}
      />
    )
  return (
    <Frame>
      {isSignedOut(place.error) ? (
        <Landing returnTo={location.pathname + location.search} />
      ) : place.data ? (
        <Skeleton lines={8} />
      ) : (
        <UnloadedPage query={place} />
      )}
    </Frame>
  )
}

function Inside({ place, several }: { place: Place; several: boolean }) {
  const { t, words, dates, language } = useTexts()
  const { municipality, me } = place
  const header: HeaderPlace = {
    code: municipality.code,
    name: language === 'ja' ? municipality.name : municipality.nameEn,
    who: {
      name: me.name,
      roles: me.roles.map(({ role, cohort }) =>
        cohort === undefined
          ? words.roles[role]
          : t.speaker.of(words.roles[role], dates.fiscalYear(cohort)),
      ),
    },
    several,
    permitted: me.permitted,
    toConfirm: me.toConfirm,
  }
  return (
    <PlaceProvider value={place}>
      <Frame place={header}>
        {municipality.synthetic && <Remark>{t.app.synthetic}</Remark>}
        <Outlet />
      </Frame>
    </PlaceProvider>
  )
}

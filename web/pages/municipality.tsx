import { useQuery } from '@tanstack/react-query'
import { Outlet, useParams } from '@tanstack/react-router'
import { Refusal } from '../features/forms/failure.ts'
import { Frame, type HeaderPlace } from '../features/frame/header.tsx'
import { Landing } from '../features/session/landing.tsx'
import { PlaceProvider } from '../features/session/place.tsx'
import { LoadFailure } from '../features/session/query-states.tsx'
import { useTexts } from '../i18n/language.tsx'
import { placeQuery, sessionQuery } from '../queries.ts'
import { Remark } from '../ui/notice.tsx'
import { Skeleton } from '../ui/states.tsx'

/** Everything inside one municipality: knows where one is and who one is before a page is shown. */
export function MunicipalityLayout() {
  const { municipality: code } = useParams({ from: '/m/$municipality' })
  const { t, words, dates, language } = useTexts()
  const place = useQuery(placeQuery(code))
  const session = useQuery(sessionQuery)
  if (!place.data)
    return (
      <Frame>
        {place.isPending ? (
          <Skeleton lines={8} />
        ) : place.error instanceof Refusal && place.error.code === 'not_signed_in' ? (
          <Landing returnTo={location.pathname + location.search} />
        ) : (
          place.error && <LoadFailure error={place.error} onRetry={() => void place.refetch()} />
        )}
      </Frame>
    )
  const { municipality, me } = place.data
  const header: HeaderPlace = {
    code,
    name: language === 'ja' ? municipality.name : municipality.nameEn,
    who: {
      name: me.name,
      roles: me.roles.map(({ role, cohort }) => {
        const name = words.roles[role as keyof typeof words.roles] ?? role
        return cohort === undefined ? name : t.speaker.of(name, dates.fiscalYear(cohort))
      }),
    },
    several: (session.data?.memberships.length ?? 1) > 1,
  }
  return (
    <PlaceProvider value={place.data}>
      <Frame place={header}>
        {municipality.synthetic && <Remark>{t.app.synthetic}</Remark>}
        <Outlet />
      </Frame>
    </PlaceProvider>
  )
}

import { Link } from '@tanstack/react-router'
import { lazy, type ReactNode, Suspense, useEffect, useRef, useState } from 'react'
import { useFrameTexts } from '../../i18n/language.tsx'
import { Button } from '../../ui/button.tsx'

const SignOutDialog = lazy(() =>
  import('./sign-out.tsx').then((module) => ({ default: module.SignOutDialog })),
)

export type HeaderPlace = {
  code: string
  name: string
  /** Who is signed in: name or address, and the roles' labels. */
  who: { name: string; roles: string[] }
  several: boolean
  /** What they may do here: pages they have no use for are not offered. */
  permitted: readonly string[]
  /** How many reports wait for HR's answer; only for HR. */
  toConfirm?: number | undefined
}

/** The pages of a municipality after its overview, and what one must be permitted to find them here. */
const PAGES = [
  { page: 'proposals' },
  { page: 'others', permission: 'shared.read' },
  { page: 'reviews' },
  { page: 'continuity' },
  { page: 'confirmations' },
  { page: 'requests', permission: 'request.issue' },
  { page: 'history', permission: 'history.read' },
  { page: 'exports', permission: 'register.export' },
  { page: 'people', permission: 'roster.read' },
  { page: 'settings', permission: 'settings.edit' },
] as const

const navLink =
  'inline-flex min-h-11 items-center border-b-4 border-transparent px-1 text-[0.875rem] font-700 desktop:px-2 desktop:text-[1rem] text-solid-gray-800 hover:underline aria-[current=page]:border-blue-900 aria-[current=page]:text-blue-900'

/** Where one is, who one is, and the ways elsewhere. */
export function Header({ place }: { place?: HeaderPlace | undefined }) {
  const { t, language, switchTo } = useFrameTexts()
  return (
    <header className="border-b border-solid-gray-300 print:border-0">
      <a
        href="#main"
        className="sr-only focus:not-sr-only focus:absolute focus:z-10 focus:bg-white focus:p-3 focus:text-blue-900 focus:underline"
      >
        {t.frame.skip}
      </a>
      <div className="mx-auto flex max-w-[75rem] flex-wrap items-center gap-x-2 gap-y-1 px-4 pt-2 desktop:gap-x-6 desktop:px-6">
        <p className="grow text-[0.875rem] desktop:text-[1rem]">
          <Link to="/" className="font-700 text-blue-900 no-underline hover:underline">
            {t.app.name}
          </Link>
          {place && <span className="ml-3 font-700">{place.name}</span>}
        </p>
        <Button
          variant="text"
          size="small"
          className="min-h-11"
          lang={language === 'ja' ? 'en' : 'ja'}
          onClick={() => void switchTo(language === 'ja' ? 'en' : 'ja')}
        >
          {t.frame.language}
        </Button>
        {place && <Account place={place} />}
      </div>
      {place && (
        <nav
          aria-label={t.frame.navigation}
          className="mx-auto flex max-w-[75rem] flex-wrap gap-x-1 px-4 print:hidden desktop:gap-x-4 desktop:px-6"
        >
          <Link
            to="/m/$municipality"
            params={{ municipality: place.code }}
            activeOptions={{ exact: true, includeSearch: false }}
            className={navLink}
          >
            {t.frame.home}
          </Link>
          {PAGES.map(
            (each) =>
              (each.page === 'confirmations'
                ? place.toConfirm !== undefined
                : !('permission' in each) || place.permitted.includes(each.permission)) && (
                <Link
                  key={each.page}
                  to={`/m/$municipality/${each.page}`}
                  params={{ municipality: place.code }}
                  activeOptions={{ includeSearch: false }}
                  className={navLink}
                >
                  {t.frame[each.page]}
                  {each.page === 'confirmations' &&
                    place.toConfirm !== 0 &&
                    t.common.aside(`${place.toConfirm}`)}
                </Link>
              ),
          )}
        </nav>
      )}
    </header>
  )
}

function Account({ place }: { place: HeaderPlace }) {
  const { t } = useFrameTexts()
  const [leaving, setLeaving] = useState(false)
  const menu = useCloseOutside()
  return (
    <details ref={menu} className="relative ml-auto print:hidden">
      <summary className="flex min-h-11 items-center text-[0.875rem] text-blue-900 underline">
        <span className="sr-only">{t.frame.signedInAs + t.common.colon}</span>
        {place.who.name}
      </summary>
      <div className="absolute right-0 z-10 w-64 space-y-3 rounded-8 border border-solid-gray-300 bg-white p-4 shadow-2">
        <p className="text-[0.875rem]">
          {t.frame.signedInAs}
          <br />
          <span className="font-700">{place.who.name}</span>
          <br />
          {t.common.list(place.who.roles)}
        </p>
        {place.several && (
          <p>
            <Link to="/choose" className="text-blue-900 underline">
              {t.frame.switchMunicipality}
            </Link>
          </p>
        )}
        {(['questions', 'sessions', 'me', 'permissions'] as const).map((page) => (
          <p key={page}>
            <Link
              to={`/m/$municipality/${page}`}
              params={{ municipality: place.code }}
              className="text-blue-900 underline"
              onClick={() => menu.current?.removeAttribute('open')}
            >
              {t.frame[page]}
            </Link>
          </p>
        ))}
        <Button variant="outline" size="small" className="w-full" onClick={() => setLeaving(true)}>
          {t.frame.signOut}
        </Button>
      </div>
      <Leaving leaving={leaving} onClose={() => setLeaving(false)} />
    </details>
  )
}

/** Closes a menu when one presses somewhere else, or Escape. */
function useCloseOutside() {
  const menu = useRef<HTMLDetailsElement>(null)
  useEffect(() => {
    const close = (event: Event) => {
      const outside = event.target instanceof Node && !menu.current?.contains(event.target)
      const escaped = event instanceof KeyboardEvent && event.key === 'Escape'
      if (!menu.current || !(escaped || (event.type === 'pointerdown' && outside))) return
      menu.current.open = false
    }
    document.addEventListener('pointerdown', close)
    document.addEventListener('keydown', close)
    return () => {
      document.removeEventListener('pointerdown', close)
      document.removeEventListener('keydown', close)
    }
  }, [])
  return menu
}

/** The sign-out dialog, downloaded when somebody leaves. */
export function Leaving({ leaving, onClose }: { leaving: boolean; onClose: () => void }) {
  return <Suspense>{leaving && <SignOutDialog onClose={onClose} />}</Suspense>
}

/** The page around its content. */
export function Frame({
  place,
  children,
}: {
  place?: HeaderPlace | undefined
  children: ReactNode
}) {
  return (
    <>
      <Header place={place} />
      <main
        id="main"
        tabIndex={-1}
        className="mx-auto max-w-[75rem] px-4 py-6 desktop:px-6 desktop:py-10"
      >
        {children}
      </main>
    </>
  )
}

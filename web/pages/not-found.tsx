import { Link } from '@tanstack/react-router'
import { Frame } from '../features/frame/header.tsx'
import { useFrameTexts } from '../i18n/language.tsx'
import { PageTitle } from '../ui/page-title.tsx'

/** For an address that is none of ours, inside a frame that is already there. */
export function NotFound() {
  const { t } = useFrameTexts()
  return (
    <>
      <PageTitle lead={t.states.notFoundDetail}>{t.states.notFound}</PageTitle>
      <Link to="/" className="text-blue-900 underline">
        {t.states.backToOverview}
      </Link>
    </>
  )
}

export function NotFoundPage() {
  return (
    <Frame>
      <NotFound />
    </Frame>
  )
}

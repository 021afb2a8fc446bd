import { Link } from '@tanstack/react-router'
import { Frame } from '../features/frame/header.tsx'
import { useFrameTexts } from '../i18n/language.tsx'
import { PageTitle } from '../ui/page-title.tsx'

export function NotFoundPage() {
  const { t } = useFrameTexts()
  return (
    <Frame>
      <PageTitle lead={t.states.notFoundDetail}>{t.states.notFound}</PageTitle>
      <Link to="/" className="text-blue-900 underline">
        {t.states.backToOverview}
      </Link>
    </Frame>
  )
}

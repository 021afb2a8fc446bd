import { useNavigate, useSearch } from '@tanstack/react-router'
import { SharedSearch } from '../features/shared/shared-search.tsx'
import { useTexts } from '../i18n/language.tsx'
import { PageTitle } from '../ui/page-title.tsx'

/** 共有された取組: what the municipalities share with the program, for its office. */
export function OfficeSharedPage() {
  const { t } = useTexts()
  const search: Record<string, unknown> = useSearch({ strict: false })
  const navigate = useNavigate()
  return (
    <>
      <PageTitle lead={t.shared.lead}>{t.figures.shared}</PageTitle>
      <SharedSearch
        search={search}
        onSearch={(filters) =>
          void navigate({
            to: '/office/shared',
            search: filters as never,
            replace: true,
            resetScroll: false,
          })
        }
      />
    </>
  )
}

import { useNavigate, useSearch } from '@tanstack/react-router'
import { usePlace } from '../features/session/place.tsx'
import { SharedSearch } from '../features/shared/shared-search.tsx'
import { useTexts } from '../i18n/language.tsx'
import { PageTitle } from '../ui/page-title.tsx'

/** 他の自治体の取組: what others share. */
export function OthersPage() {
  const { code } = usePlace()
  const { t } = useTexts()
  const search: Record<string, unknown> = useSearch({ strict: false })
  const navigate = useNavigate()
  return (
    <>
      <PageTitle lead={t.shared.lead}>{t.shared.title}</PageTitle>
      <SharedSearch
        municipality={code}
        search={search}
        onSearch={(filters) =>
          void navigate({
            to: '/m/$municipality/others',
            params: { municipality: code },
            search: filters as never,
            replace: true,
            resetScroll: false,
          })
        }
      />
    </>
  )
}

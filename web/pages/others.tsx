import { useNavigate, useSearch } from '@tanstack/react-router'
import { useState } from 'react'
import { AskInquiryDialog } from '../features/inquiries/ask-inquiry-dialog.tsx'
import { usePlace } from '../features/session/place.tsx'
import { SharedSearch } from '../features/shared/shared-search.tsx'
import { useTexts } from '../i18n/language.tsx'
import type { SharedRow } from '../shared-client.ts'
import { PageTitle } from '../ui/page-title.tsx'

/** 他の自治体の取組: what others share. */
export function OthersPage() {
  const { code, me } = usePlace()
  const { t } = useTexts()
  const search: Record<string, unknown> = useSearch({ strict: false })
  const navigate = useNavigate()
  const [asking, setAsking] = useState<SharedRow>()
  return (
    <>
      <PageTitle lead={t.shared.lead}>{t.shared.title}</PageTitle>
      <SharedSearch
        municipality={code}
        search={search}
        onAsk={me.permitted.includes('inquiry.ask') ? setAsking : undefined}
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
      {asking && <AskInquiryDialog row={asking} onClose={() => setAsking(undefined)} />}
    </>
  )
}

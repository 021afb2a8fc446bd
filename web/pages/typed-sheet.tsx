import { useQuery } from '@tanstack/react-query'
import { Link, useParams } from '@tanstack/react-router'
import { useState } from 'react'
import { SheetLinks } from '../features/requests/sheet-links.tsx'
import { TypedSheetForm } from '../features/requests/typed-sheet-form.tsx'
import { usePlace } from '../features/session/place.tsx'
import { UnloadedPage } from '../features/session/query-states.tsx'
import { useTexts } from '../i18n/language.tsx'
import { getRequest } from '../request-client.ts'
import { Notice } from '../ui/notice.tsx'
import { PageTitle } from '../ui/page-title.tsx'

/** 回答票の入力: what somebody wrote on their sheet, typed in by HR or a cohort. */
export function TypedSheetPage() {
  const { requestId } = useParams({ from: '/m/$municipality/requests/$requestId' })
  // What is typed from one sheet is never of the next one.
  return <TypedSheet key={requestId} requestId={requestId} />
}

function TypedSheet({ requestId }: { requestId: string }) {
  const { code } = usePlace()
  const { t, dates } = useTexts()
  const [recorded, setRecorded] = useState({ count: 0, times: 0 })
  const query = useQuery({
    queryKey: [code, 'request', requestId],
    queryFn: () => getRequest(code, requestId),
  })
  if (!query.data) return <UnloadedPage query={query} />
  const request = query.data
  const isOpen = request.asked.some(({ answer }) => !answer)
  return (
    <div className="max-w-[45rem]">
      <PageTitle lead={t.requests.typeLead(request.name, dates.day(request.dueOn))}>
        {t.requests.typeTitle}
      </PageTitle>
      <p className="mb-4 flex flex-wrap gap-x-4 gap-y-1">
        <SheetLinks requestId={requestId} typing={false} />
        <Link
          to="/m/$municipality/requests/sheets"
          params={{ municipality: code }}
          className="text-[0.875rem] text-blue-900 underline"
        >
          {t.requests.fileInstead}
        </Link>
      </p>
      {recorded.count > 0 && (
        <div className="mb-4">
          <Notice kind="success" title={t.requests.sheetDone(recorded.count)} />
        </div>
      )}
      {!isOpen && <Notice quiet title={t.requests.typeAllDone} />}
      <TypedSheetForm
        // What is left is another form, with keys of its own.
        key={recorded.times}
        request={request}
        onDone={(count) => {
          setRecorded(({ times }) => ({ count, times: times + 1 }))
          window.scrollTo(0, 0)
        }}
      />
    </div>
  )
}

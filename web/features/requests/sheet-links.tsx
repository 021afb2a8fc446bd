import { Link } from '@tanstack/react-router'
import { useTexts } from '../../i18n/language.tsx'
import { sheetAddress } from '../../request-client.ts'
import { usePlace } from '../session/place.tsx'

const look = 'text-[0.875rem] text-blue-900 underline'

/** A request's 回答票: as a workbook, to print, and to type in what came back. */
export function SheetLinks({ requestId, typing = true }: { requestId: string; typing?: boolean }) {
  const { code } = usePlace()
  const { t } = useTexts()
  return (
    <>
      <a href={sheetAddress(code, requestId, 'xlsx')} download className={look}>
        {t.requests.sheetXlsx}
      </a>
      <a href={sheetAddress(code, requestId, 'pdf')} download className={look}>
        {t.requests.sheetPdf}
      </a>
      {typing && (
        <Link
          to="/m/$municipality/requests/$requestId"
          params={{ municipality: code, requestId }}
          className={look}
        >
          {t.requests.type}
        </Link>
      )}
    </>
  )
}

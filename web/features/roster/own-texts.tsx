import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import type { OwnText } from '../../../functions/domain/personal-data/own-texts.ts'
import { useTexts } from '../../i18n/language.tsx'

/** Texts with the way to where they stand; folded, as there may be many. */
export function OwnTexts({
  code,
  title,
  texts,
  children,
}: {
  code: string
  title: string
  texts: readonly OwnText[]
  children?: ReactNode
}) {
  const { t, dates } = useTexts()
  return (
    <details className="mt-4 rounded-8 border border-solid-gray-300 p-3">
      <summary className="min-h-11 font-700">{title}</summary>
      {children}
      <ul className="space-y-3">
        {texts.map(({ proposalId, proposalTitle, kind, recordedAt, text }) => (
          <li key={`${kind} ${proposalId} ${recordedAt} ${text}`}>
            <p className="text-[0.875rem]">
              {proposalId !== undefined && (
                <>
                  <Link
                    to="/m/$municipality/proposals/$proposalId"
                    params={{ municipality: code, proposalId }}
                    className="text-blue-900 underline"
                  >
                    {proposalTitle}
                  </Link>
                  {t.common.dot}
                </>
              )}
              {t.privacy.kinds[kind]}
              {t.common.dot}
              {dates.instantDay(recordedAt)}
            </p>
            <p className="break-words whitespace-pre-line">{text}</p>
          </li>
        ))}
      </ul>
    </details>
  )
}

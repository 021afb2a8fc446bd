import { useTexts } from '../../i18n/language.tsx'
import type { SharedRow } from '../../shared-client.ts'
import { Button } from '../../ui/button.tsx'
import { WhatBecame } from '../outcomes/what-became.tsx'

/**
 * Proposals of other municipalities: what became of them, and why.
 * @param onAsk where the reader may ask their municipality
 */
export function SharedList({
  rows,
  onAsk,
}: {
  rows: readonly SharedRow[]
  onAsk?: ((row: SharedRow) => void) | undefined
}) {
  const { t, words, dates, language } = useTexts()
  return (
    <ul className="divide-y divide-solid-gray-300 border-y border-solid-gray-300">
      {rows.map((row) => (
        <li key={`${row.municipality} ${row.id}`} className="py-4">
          <p className="text-[0.875rem] text-solid-gray-700">
            {language === 'ja'
              ? `${row.prefecture} ${row.municipalityName}`
              : row.municipalityNameEn}
            {t.common.dot}
            {dates.fiscalYears([row.cohort, ...row.carriedBy])}
          </p>
          <h2 className="font-700">{row.title}</h2>
          <WhatBecame {...row} />
          {row.themes && row.themes.length > 0 && (
            <p className="mt-1 text-[0.875rem] text-solid-gray-700">
              {words.proposalFields.themes}
              {t.common.colon}
              {t.common.list(row.themes)}
            </p>
          )}
          {onAsk && (
            <Button
              variant="outline"
              size="small"
              className="mt-3 print:hidden"
              aria-label={`${t.inquiries.ask}${t.common.aside(row.title)}`}
              onClick={() => onAsk(row)}
            >
              {t.inquiries.ask}
            </Button>
          )}
        </li>
      ))}
    </ul>
  )
}

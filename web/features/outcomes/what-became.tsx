import type { AsOf } from '../../../functions/domain/calendar.ts'
import type { Factor, Formality, Manner, StandingCode } from '../../../functions/domain/words.ts'
import { useTexts } from '../../i18n/language.tsx'
import { OutcomeTag } from './outcome-tag.tsx'

/** What became of a proposal that is another municipality's, and why: as much of it as was told. */
export function WhatBecame({
  code,
  manner,
  asOf,
  formality,
  factors = [],
  reason,
}: {
  code: StandingCode
  manner?: Manner | undefined
  asOf?: AsOf | undefined
  formality?: Formality | undefined
  factors?: readonly Factor[] | undefined
  reason?: string | undefined
}) {
  const { t, words, dates } = useTexts()
  return (
    <>
      <p className="mt-1 flex flex-wrap items-center gap-x-3 gap-y-1 text-[0.875rem]">
        <OutcomeTag code={code} manner={manner} />
        {asOf && <span>{t.report.asOfIs(dates.asOf(asOf))}</span>}
        {formality && <span>{words.formalities[formality]}</span>}
      </p>
      {factors.length > 0 && (
        <p className="mt-1">
          {t.shared.reason}
          {t.common.colon}
          {t.common.phrases(factors.map((factor) => words.factors[factor]))}
        </p>
      )}
      {reason && <p className="mt-1 whitespace-pre-line">{reason}</p>}
    </>
  )
}

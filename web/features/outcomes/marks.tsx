import type { ProposalRow, StandingView } from '../../../functions/domain/views.ts'
import type { ConfirmationState } from '../../../functions/domain/words.ts'
import { useTexts } from '../../i18n/language.tsx'
import { AlertIcon, CheckIcon, ClockIcon } from '../../ui/icons.tsx'
import { Tag } from '../../ui/tag.tsx'

const KIND = {
  awaiting: 'plain',
  confirmed: 'good',
  disputed: 'error',
  one_sided: 'warning',
} as const

/** HR's answer to the report that holds. */
export function ConfirmationTag({ state }: { state: ConfirmationState }) {
  const { words } = useTexts()
  return (
    <Tag kind={KIND[state]}>
      {state === 'confirmed' && <CheckIcon size={14} />}
      {state === 'disputed' && <AlertIcon size={14} />}
      {words.confirmations[state]}
    </Tag>
  )
}

/** The marks beside an outcome: 要更新, a prerequisite that does not stand, a steward who is gone. */
export function Marks({
  standing,
  brokenPrerequisites,
  orphaned,
}: {
  standing: Pick<StandingView, 'stale'>
  brokenPrerequisites?: ProposalRow['brokenPrerequisites']
  orphaned?: ProposalRow['orphaned']
}) {
  const { t, words } = useTexts()
  return (
    <>
      {standing.stale && (
        <Tag kind="warning" title={t.proposals.staleHint}>
          <ClockIcon size={14} />
          {words.stale}
        </Tag>
      )}
      {brokenPrerequisites && brokenPrerequisites.length > 0 && (
        <Tag kind="warning" title={brokenPrerequisites.map(({ title }) => title).join(' / ')}>
          <AlertIcon size={14} />
          {words.brokenPrerequisite}
        </Tag>
      )}
      {orphaned && (
        <Tag kind="warning">
          <AlertIcon size={14} />
          {words.orphaned[orphaned]}
        </Tag>
      )}
    </>
  )
}

/** 「令和4年10月時点・マネ友（令和3年度）」: how fresh a standing is, and whose word. */
export function useFreshness() {
  const { t, words, dates } = useTexts()
  return (standing: StandingView): string => {
    if (!standing.asOf) return t.proposals.nothingKnown
    const role = standing.by?.role
    const name = standing.by?.name === '' ? words.erasedPerson : standing.by?.name
    const who = name ?? (role && words.speakers[role as keyof typeof words.speakers])
    const year = standing.by?.cohort
    return [
      t.report.asOfIs(dates.asOf(standing.asOf)),
      who && (year === undefined ? who : t.speaker.of(who, dates.fiscalYear(year))),
      standing.kind === 'hearing' && words.reportKinds.hearing,
    ]
      .filter(Boolean)
      .join(t.common.dot)
  }
}

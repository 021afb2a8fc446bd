import type { InquiryRow } from '../../../functions/domain/questions/inquiries.ts'
import { useTexts } from '../../i18n/language.tsx'
import { Tag } from '../../ui/tag.tsx'

/** Where a question between municipalities stands. */
export function InquiryState({ how, overdue, side }: Pick<InquiryRow, 'how' | 'overdue' | 'side'>) {
  const { t, words } = useTexts()
  if (how) return <Tag kind={how === 'answered' ? 'good' : 'plain'}>{words.inquiryEnds[how]}</Tag>
  if (overdue) return <Tag kind="warning">{t.inquiries.overdue}</Tag>
  return <Tag kind="info">{side === 'asking' ? t.inquiries.open : t.inquiries.openHere}</Tag>
}

/** 「沼津市」, and 「沼津市 令和8年度研究生」: as what the other side asks. */
export function useOtherSide() {
  const { words, language } = useTexts()
  const nameOf = ({ other }: Pick<InquiryRow, 'other'>) =>
    language === 'ja' ? other.name : other.nameEn
  const roleOf = ({ from }: Pick<InquiryRow, 'from'>) =>
    from.cohort === undefined ? words.roles[from.role] : words.cohort(from.cohort)
  return { nameOf, roleOf }
}

import type { Steward } from '../../../functions/domain/proposals/proposal.ts'
import { useTexts } from '../../i18n/language.tsx'
import { usePlace } from '../session/place.tsx'

/** Names whoever carries a proposal: the office, and the person there if one is named. */
export function useStewardName() {
  const { nameOf } = usePlace()
  const { t } = useTexts()
  return ({ office, memberId }: Steward): string =>
    memberId === undefined
      ? office
      : [office, nameOf(memberId) ?? t.common.unknownPerson].join(t.common.dot)
}

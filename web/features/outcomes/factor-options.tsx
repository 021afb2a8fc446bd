import { CARRYING, type Factor, HOLDING_BACK } from '../../../functions/domain/words.ts'
import { useTexts } from '../../i18n/language.tsx'
import { Options } from '../../ui/filter-select.tsx'

/** The reasons to choose from in a select, what holds back before what carries; on demand those that are either. */
export function FactorOptions({ either = false }: { either?: boolean }) {
  const { words } = useTexts()
  const group = (label: string, factors: readonly Factor[]) => (
    <optgroup label={label}>
      <Options values={factors} wordsOf={(factor) => words.factors[factor]} />
    </optgroup>
  )
  return (
    <>
      {group(words.factorGroups.holdingBack, HOLDING_BACK)}
      {group(words.factorGroups.carrying, CARRYING)}
      {either && group(words.factorGroups.either, ['other', 'unknown'])}
    </>
  )
}

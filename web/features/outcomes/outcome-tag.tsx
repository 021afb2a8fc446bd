import type { Manner, StandingCode } from '../../../functions/domain/words.ts'
import { useTexts } from '../../i18n/language.tsx'
import { classes } from '../../ui/classes.ts'
import { LOOK } from './look.tsx'

/** An outcome as a tag: icon and text, the colour only underlines them. */
export function OutcomeTag({
  code,
  manner,
  large = false,
}: {
  code: StandingCode
  manner?: Manner | undefined
  large?: boolean
}) {
  const { words } = useTexts()
  const { tag, icon: Icon } = LOOK[code]
  return (
    <span className="inline-flex flex-wrap items-center gap-x-2 gap-y-1">
      <span
        className={classes(
          'inline-flex items-center gap-1 rounded-4 border font-700 wrap-normal',
          large
            ? 'px-3 py-1 text-[1.25rem] leading-140'
            : 'px-2 py-0.5 text-[0.875rem] leading-150',
          tag,
        )}
      >
        <Icon size={large ? 24 : 16} />
        {words.standings[code]}
      </span>
      {manner && (
        <span className={large ? 'text-[1.125rem] font-700' : 'text-[0.875rem]'}>
          {words.manners[manner]}
        </span>
      )}
    </span>
  )
}

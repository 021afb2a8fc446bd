import type { StandingCode } from '../../../functions/domain/words.ts'
import { CheckIcon, DashIcon, FlagIcon, PauseIcon, QuestionIcon } from '../../ui/icons.tsx'

/** How an outcome looks as text: always an icon beside the colour. Charts have their hatches. */
export const LOOK: Record<StandingCode, { tag: string; icon: typeof CheckIcon }> = {
  continued: {
    tag: 'border-blue-900 bg-blue-900 text-white',
    icon: CheckIcon,
  },
  completed: {
    tag: 'border-green-900 bg-green-50 text-green-1000',
    icon: FlagIcon,
  },
  stalled: {
    tag: 'border-orange-1000 bg-orange-50 text-orange-1100',
    icon: PauseIcon,
  },
  never_started: {
    tag: 'border-solid-gray-700 bg-solid-gray-100 text-solid-gray-900',
    icon: DashIcon,
  },
  unconfirmed: {
    tag: 'border-dashed border-solid-gray-600 bg-white text-solid-gray-800',
    icon: QuestionIcon,
  },
}

export { STANDING_ORDER } from '../../../functions/charts/hatches.ts'

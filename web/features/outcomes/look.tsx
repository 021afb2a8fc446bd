import type { StandingCode } from '../../../functions/domain/words.ts'
import { CheckIcon, DashIcon, FlagIcon, PauseIcon, QuestionIcon } from '../../ui/icons.tsx'

/** How an outcome looks: always an icon and a hatch beside the colour. */
export const LOOK: Record<
  StandingCode,
  { tag: string; fill: string; hatch: Hatch; icon: typeof CheckIcon }
> = {
  continued: {
    tag: 'border-blue-900 bg-blue-900 text-white',
    fill: '#0017c1',
    hatch: 'solid',
    icon: CheckIcon,
  },
  completed: {
    tag: 'border-green-900 bg-green-50 text-green-1000',
    fill: '#197a4b',
    hatch: 'dots',
    icon: FlagIcon,
  },
  stalled: {
    tag: 'border-orange-1000 bg-orange-50 text-orange-1100',
    fill: '#c74700',
    hatch: 'diagonal',
    icon: PauseIcon,
  },
  never_started: {
    tag: 'border-solid-gray-700 bg-solid-gray-100 text-solid-gray-900',
    fill: '#4d4d4d',
    hatch: 'horizontal',
    icon: DashIcon,
  },
  unconfirmed: {
    tag: 'border-dashed border-solid-gray-600 bg-white text-solid-gray-800',
    fill: '#767676',
    hatch: 'empty',
    icon: QuestionIcon,
  },
}

export type Hatch = 'solid' | 'dots' | 'diagonal' | 'horizontal' | 'empty'

/** The order in which outcomes stand everywhere: what lives first, what nobody knows last. */
export const STANDING_ORDER: StandingCode[] = [
  'continued',
  'completed',
  'stalled',
  'never_started',
  'unconfirmed',
]

/** SVG patterns for the hatches, to be put into a chart's <defs>. */
export function HatchPatterns({ prefix }: { prefix: string }) {
  return STANDING_ORDER.map((code) => {
    const { fill, hatch } = LOOK[code]
    return (
      <pattern
        key={code}
        id={`${prefix}-${code}`}
        width="8"
        height="8"
        patternUnits="userSpaceOnUse"
        patternTransform={hatch === 'diagonal' ? 'rotate(45)' : undefined}
      >
        <rect width="8" height="8" fill={hatch === 'solid' ? fill : '#fff'} />
        {hatch === 'dots' && (
          <>
            <rect width="8" height="8" fill={fill} />
            <circle cx="4" cy="4" r="1.6" fill="#fff" />
          </>
        )}
        {hatch === 'diagonal' && <rect width="5" height="8" fill={fill} />}
        {hatch === 'horizontal' && <rect width="8" height="4" fill={fill} />}
        {hatch === 'empty' && <circle cx="4" cy="4" r="0.8" fill={fill} />}
      </pattern>
    )
  })
}

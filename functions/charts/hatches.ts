import type { StandingCode } from '../domain/words.ts'
import { type Shape, shape } from './drawing.ts'

export type Hatch = 'solid' | 'dots' | 'diagonal' | 'horizontal' | 'empty'

/** How an outcome is filled: a hatch beside the colour, so that it reads in grey and on paper. */
export const FILLS: Record<StandingCode, { fill: string; hatch: Hatch }> = {
  continued: { fill: '#0017c1', hatch: 'solid' },
  completed: { fill: '#197a4b', hatch: 'dots' },
  stalled: { fill: '#c74700', hatch: 'diagonal' },
  never_started: { fill: '#4d4d4d', hatch: 'horizontal' },
  unconfirmed: { fill: '#767676', hatch: 'empty' },
}

/** The order in which outcomes stand everywhere: what lives first, what nobody knows last. */
export const STANDING_ORDER: readonly StandingCode[] = [
  'continued',
  'completed',
  'stalled',
  'never_started',
  'unconfirmed',
]

/** The patterns of some outcomes, which `fillOf` names. */
export function hatchPatterns(prefix: string, codes: readonly StandingCode[]): Shape {
  const hatched = codes.filter((code) => FILLS[code].hatch !== 'solid')
  return shape('defs', {}, ...hatched.map((code) => patternOf(prefix, code)))
}

/** How an outcome's shape is filled: a solid one plainly, as tiles of one colour show seams in a PDF. */
export function fillOf(prefix: string, code: StandingCode): string {
  const { fill, hatch } = FILLS[code]
  return hatch === 'solid' ? fill : `url(#${prefix}-${code})`
}

function patternOf(prefix: string, code: StandingCode): Shape {
  const { fill, hatch } = FILLS[code]
  return shape(
    'pattern',
    {
      id: `${prefix}-${code}`,
      width: 8,
      height: 8,
      patternUnits: 'userSpaceOnUse',
      ...(hatch === 'diagonal' && { patternTransform: 'rotate(45)' }),
    },
    shape('rect', { width: 8, height: 8, fill: hatch === 'dots' ? fill : '#fff' }),
    ...(hatch === 'dots' ? [shape('circle', { cx: 4, cy: 4, r: 1.6, fill: '#fff' })] : []),
    ...(hatch === 'diagonal' ? [shape('rect', { width: 5, height: 8, fill })] : []),
    ...(hatch === 'horizontal' ? [shape('rect', { width: 8, height: 4, fill })] : []),
    ...(hatch === 'empty' ? [shape('circle', { cx: 4, cy: 4, r: 0.8, fill })] : []),
  )
}

import { scaleLinear } from 'd3-scale'
import type { StandingCode } from '../domain/words.ts'
import { type Drawing, type Shape, shape } from './drawing.ts'
import { FILLS, fillOf, hatchPatterns, STANDING_ORDER } from './hatches.ts'

const BAR = 22
const INK = '#1a1a1a'

/** One bar: how many proposals stand how. */
export type Bar = {
  label: string
  counts: Partial<Record<StandingCode, number>>
  /** Says why the bar is empty. */
  note?: string
}

/**
 * One bar a row, stacked by outcome, each part hatched and numbered.
 * @param prefix unlike any other drawing's on the page: the hatches are named by it
 * @param labels beside the bars where they are short, above them where they are sentences
 * @param compact rows close to one another, for a page of paper
 * @param legend the outcomes' names, drawn above; left out where the page has them already
 */
export function stackedBars({
  title,
  bars,
  width,
  prefix,
  labels = 'beside',
  legend,
  compact = false,
}: {
  title: string
  bars: readonly Bar[]
  width: number
  prefix: string
  labels?: 'beside' | 'above'
  legend?: Partial<Record<StandingCode, string>>
  compact?: boolean
}): Drawing {
  const totals = bars.map(({ counts }) => sumOf(counts))
  // At least five, so that one proposal doesn't look like many.
  const most = Math.max(5, ...totals)
  const left = labels === 'beside' ? 108 : 2
  const above = labels === 'beside' ? 0 : 22
  const row = BAR + (compact ? 4 : 12) + above
  const x = scaleLinear([0, most], [0, Math.max(60, width - left - 36)])
  const used = STANDING_ORDER.filter((code) => bars.some(({ counts }) => (counts[code] ?? 0) > 0))
  const key = legend ? legendOf(legend, { codes: used, width, prefix }) : { shapes: [], height: 0 }
  const rows = bars.map((bar, at) => {
    const top = key.height + at * row + 4
    const name =
      labels === 'beside'
        ? shape('text', { x: left - 10, y: BAR - 6, textAnchor: 'end', fill: '#333' }, bar.label)
        : shape('text', { x: 0, y: 14, fill: '#333' }, bar.label)
    return shape(
      'g',
      { transform: `translate(0 ${top})` },
      name,
      shape(
        'g',
        { transform: `translate(${left} ${above})` },
        shape('line', { x1: 0, x2: 0, y1: -2, y2: BAR + 2, stroke: '#767676' }),
        ...partsOf(bar, x, prefix),
        ...(bar.note ? [shape('text', { x: 8, y: BAR - 6, fill: '#4d4d4d' }, bar.note)] : []),
      ),
    )
  })
  return {
    title,
    width,
    height: key.height + bars.length * row + 4,
    shapes: [hatchPatterns(prefix, used), ...key.shapes, ...rows],
  }
}

function partsOf({ counts }: Bar, x: (n: number) => number, prefix: string): Shape[] {
  let start = 0
  const parts = STANDING_ORDER.flatMap((code): Shape[] => {
    const count = counts[code] ?? 0
    if (count === 0) return []
    const [at, wide] = [x(start), x(count)]
    start += count
    const fill = { fill: fillOf(prefix, code), stroke: FILLS[code].fill }
    return [
      shape('rect', { x: at, y: 0, width: wide, height: BAR, ...fill }),
      ...(wide > 22 ? numberOn(count, at + wide / 2) : []),
    ]
  })
  if (start === 0) return parts
  const total = shape('text', { x: x(start) + 8, y: BAR - 6, fill: '#333' }, String(start))
  return [...parts, total]
}

/** A number on a white plate: no hatch shows through it. */
function numberOn(count: number, middle: number): Shape[] {
  const wide = 8 * String(count).length + 12
  return [
    shape('rect', {
      x: middle - wide / 2,
      y: 3,
      width: wide,
      height: BAR - 6,
      rx: 2,
      fill: '#fff',
    }),
    shape('text', { x: middle, y: BAR - 6, textAnchor: 'middle', fill: INK }, String(count)),
  ]
}

function legendOf(
  names: Partial<Record<StandingCode, string>>,
  { codes, width, prefix }: { codes: readonly StandingCode[]; width: number; prefix: string },
): { shapes: Shape[]; height: number } {
  let [x, y] = [0, 0]
  const shapes = codes.flatMap((code) => {
    const name = names[code] ?? code
    const wide = 28 + widthOf(name) + 16
    if (x > 0 && x + wide > width) [x, y] = [0, y + 22]
    const at = x
    x += wide
    const fill = { fill: fillOf(prefix, code), stroke: FILLS[code].fill }
    return [
      shape('rect', { x: at + 1, y: y + 1, width: 20, height: 14, ...fill }),
      shape('text', { x: at + 28, y: y + 13, fill: '#333' }, name),
    ]
  })
  return { shapes, height: codes.length === 0 ? 0 : y + 30 }
}

/**
 * Roughly how wide a text is at 14 px, at least: kana and ideographs are square, letters a little more than half as
 * wide in the documents' font (BIZ UDPGothic), which is one of the pages', too.
 */
export function widthOf(text: string): number {
  return [...text].reduce((sum, letter) => sum + (letter.charCodeAt(0) > 0xff ? 14 : 8.7), 0)
}

function sumOf(counts: Bar['counts']): number {
  return STANDING_ORDER.reduce((sum, code) => sum + (counts[code] ?? 0), 0)
}

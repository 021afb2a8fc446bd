import { scaleLinear } from 'd3-scale'
import { area, curveStepAfter, line } from 'd3-shape'
import type { Curve } from '../domain/continuity/continuation.ts'
import { type Drawing, type Shape, shape } from './drawing.ts'

const HEIGHT = 220
const TOP = 10
const LEFT = 48
const RIGHT = 30
const LEGEND = 22
/** Each curve by its letter and its dashes too, so that it is told apart in grey and on paper. */
const LINES = [
  { stroke: '#0017c1', dash: '' },
  { stroke: '#c74700', dash: '9 4' },
  { stroke: '#197a4b', dash: '2 4' },
  { stroke: '#1a1a1a', dash: '12 3 3 3' },
  { stroke: '#5c10be', dash: '5 2' },
] as const
/** As many curves as can be told apart. */
export const MOST_CURVES = LINES.length

type Point = { years: number; share: number; low?: number | undefined; high?: number | undefined }

/**
 * Continuation curves as steps, with the number still followed under the axis. A single curve has its 95 %
 * interval as a band.
 * @param curves with names; those without steps are left out, and of more than `MOST_CURVES` the smallest
 */
export function continuationCurves({
  title,
  curves,
  width,
  texts,
}: {
  title: string
  curves: readonly { name: string; curve: Curve }[]
  width: number
  texts: { years: string; atRisk: string }
}): Drawing {
  const drawn = largest(curves.filter(({ curve }) => curve.steps))
  const longest = Math.max(1, ...drawn.map(({ curve }) => curve.followed ?? 0))
  const x = scaleLinear([0, Math.ceil(longest)], [0, Math.max(80, width - LEFT - RIGHT)])
  const y = scaleLinear([0, 1], [HEIGHT, 0])
  const ticks = yearTicks(Math.ceil(longest), x)
  const plot = TOP + drawn.length * LEGEND + 14
  const axis = plot + HEIGHT
  const rows = axis + 66
  return {
    title,
    width,
    height: rows + drawn.length * LEGEND + 4,
    shapes: [
      ...drawn.flatMap(({ name }, at) => legendOf(`${letterOf(at)}  ${name}`, at)),
      shape(
        'g',
        { transform: `translate(${LEFT} ${plot})` },
        ...gridOf(y, Math.max(80, width - LEFT - RIGHT)),
        ...(drawn.length === 1 && drawn[0] ? bandOf(drawn[0].curve, x, y) : []),
        ...drawn.flatMap(({ curve }, at) => lineOf(curve, at, x, y)),
      ),
      shape(
        'g',
        { transform: `translate(${LEFT} ${axis})`, fill: '#333' },
        ...ticks.map((year) =>
          shape('text', { x: x(year), y: 20, textAnchor: 'middle' }, String(year)),
        ),
        shape('text', { x: x.range()[1] ?? 0, y: 40, textAnchor: 'end' }, texts.years),
        shape('text', { x: -LEFT, y: 58 }, texts.atRisk),
      ),
      ...drawn.flatMap(({ curve }, at) => riskRow(curve, at, { ticks, x, top: rows })),
    ],
  }
}

/** Those with the most begun proposals, in the order they are given in. */
function largest<One extends { curve: Curve }>(curves: readonly One[]): One[] {
  const most = [...curves].sort((a, b) => b.curve.begun - a.curve.begun).slice(0, MOST_CURVES)
  return curves.filter((one) => most.includes(one))
}

const letterOf = (at: number) => String.fromCharCode(65 + at)

function strokeOf(at: number): Record<string, string | number> {
  const { stroke, dash } = LINES[at % LINES.length] ?? LINES[0]
  return { stroke, strokeWidth: 2.5, fill: 'none', ...(dash && { strokeDasharray: dash }) }
}

function legendOf(name: string, at: number): Shape[] {
  const middle = TOP + at * LEGEND + 6
  return [
    shape('line', { x1: 0, x2: 36, y1: middle, y2: middle, ...strokeOf(at) }),
    shape('text', { x: 44, y: middle + 5, fill: '#1a1a1a' }, name),
  ]
}

function gridOf(y: (share: number) => number, width: number): Shape[] {
  return [0, 0.25, 0.5, 0.75, 1].flatMap((share) => [
    shape('line', {
      x1: 0,
      x2: width,
      y1: y(share),
      y2: y(share),
      stroke: share === 0 ? '#333' : '#d8d8d8',
    }),
    shape(
      'text',
      { x: -8, y: y(share) + 5, textAnchor: 'end', fill: '#333' },
      `${Math.round(share * 100)}%`,
    ),
  ])
}

function pointsOf({ steps = [], followed = 0 }: Curve): Point[] {
  const last = steps.at(-1)
  return [
    { years: 0, share: 1, low: 1, high: 1 },
    ...steps,
    { ...(last ?? { share: 1, low: 1, high: 1 }), years: followed },
  ]
}

function lineOf(
  curve: Curve,
  at: number,
  x: (years: number) => number,
  y: (share: number) => number,
): Shape[] {
  const points = pointsOf(curve)
  const path = line<Point>(
    ({ years }) => x(years),
    ({ share }) => y(share),
  ).curve(curveStepAfter)(points)
  const end = points.at(-1)
  return [
    shape('path', { d: path ?? '', ...strokeOf(at) }),
    ...(end
      ? [
          shape(
            'text',
            { x: x(end.years) + 6, y: y(end.share) + 5, fill: '#1a1a1a', fontWeight: 700 },
            letterOf(at),
          ),
        ]
      : []),
  ]
}

/** The interval ends where nothing is left: there is none at the last step then. */
function bandOf(curve: Curve, x: (years: number) => number, y: (share: number) => number): Shape[] {
  const points = pointsOf(curve)
  const lost = points.findIndex(({ low }) => low === undefined)
  const known = lost < 0 ? points : [...points.slice(0, lost), endedAt(points, lost)]
  const path = area<Point>()
    .x(({ years }) => x(years))
    .y0(({ low = 0 }) => y(low))
    .y1(({ high = 1 }) => y(high))
    .curve(curveStepAfter)(known)
  return [shape('path', { d: path ?? '', fill: '#c5d7fb', stroke: '#7096f8', strokeWidth: 0.5 })]
}

function endedAt(points: readonly Point[], at: number): Point {
  const before = points[at - 1]
  return { share: 0, low: 0, high: 1, ...before, years: points[at]?.years ?? 0 }
}

/** Whole years, so many as have room. */
function yearTicks(longest: number, x: (years: number) => number): number[] {
  const step = [1, 2, 5, 10].find((each) => x(each) - x(0) >= 30) ?? 10
  return Array.from({ length: Math.floor(longest / step) + 1 }, (_, at) => at * step)
}

function riskRow(
  { atRisk = [] }: Curve,
  at: number,
  { ticks, x, top }: { ticks: readonly number[]; x: (years: number) => number; top: number },
): Shape[] {
  const y = top + at * LEGEND + 14
  return [
    shape('text', { x: 0, y, fill: '#1a1a1a', fontWeight: 700 }, letterOf(at)),
    ...ticks.map((year) =>
      shape(
        'text',
        { x: LEFT + x(year), y, textAnchor: 'middle', fill: '#333' },
        String(atRisk[year] ?? 0),
      ),
    ),
  ]
}

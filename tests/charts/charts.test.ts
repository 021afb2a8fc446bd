import { describe, expect, it } from 'vitest'
import { stackedBars } from '../../functions/charts/bars.ts'
import { continuationCurves } from '../../functions/charts/curves.ts'
import { type Shape, svgText } from '../../functions/charts/drawing.ts'
import { FILLS, STANDING_ORDER } from '../../functions/charts/hatches.ts'
import { curveOf } from '../../functions/domain/continuity/continuation.ts'

const counts = { continued: 3, completed: 1, stalled: 2, never_started: 1, unconfirmed: 12 }
const bars = () =>
  stackedBars({
    title: '年度別 <状況>',
    width: 640,
    prefix: 'years',
    bars: [{ label: '令和4年度', counts }],
  })
const all = (shapes: readonly (Shape | string)[]): Shape[] =>
  shapes.flatMap((one) => (typeof one === 'string' ? [] : [one, ...all(one.children ?? [])]))
const texts = (shapes: readonly Shape[]) =>
  all(shapes).flatMap(({ tag, children = [] }) => (tag === 'text' ? [children.join('')] : []))

describe('stacked bars', () => {
  it('hatch every outcome differently, so that grey paper tells them apart', () => {
    const patterns = all(bars().shapes).filter(({ tag }) => tag === 'pattern')
    const [solid, ...hatched] = STANDING_ORDER
    expect(patterns.map(({ attributes }) => attributes.id)).toEqual(
      hatched.map((code) => `years-${code}`),
    )
    const grey = patterns.map(
      (pattern) =>
        JSON.stringify(pattern.children).replaceAll(/#[0-9a-f]{6}/g, 'ink') +
        String(pattern.attributes.patternTransform ?? ''),
    )
    expect(new Set(grey).size).toBe(hatched.length)
    // Only one is plain: it is told apart by having no hatch at all, and no PDF shows seams in it.
    const fills = new Set(
      all(bars().shapes)
        .filter(({ tag, attributes }) => tag === 'rect' && attributes.stroke)
        .map(({ attributes }) => attributes.fill),
    )
    expect(fills).toEqual(
      new Set([FILLS[solid ?? 'continued'].fill, ...hatched.map((code) => `url(#years-${code})`)]),
    )
  })

  it('say each number and the sum beside the bar', () => {
    expect(texts(bars().shapes)).toEqual(['令和4年度', '3', '1', '2', '1', '12', '19'])
  })

  it('have a legend whose names end before the next one begins, also in English and in the documents’ font', () => {
    const { shapes } = stackedBars({
      title: '',
      width: 640,
      prefix: 'years',
      bars: [{ label: '', counts }],
      legend: { continued: 'Continuing', completed: 'Completed (purpose achieved)', stalled: 'S' },
    })
    const places = shapes.flatMap(({ tag, attributes }) => (tag === 'text' ? [attributes] : []))
    const [, second, third] = places.map(({ x, y }) => ({ x: Number(x), y }))
    // As wide as BIZ UDPGothic draws it at 14 px, and the field of the next one before its name.
    if (second?.y === third?.y) expect(third?.x).toBeGreaterThan((second?.x ?? 0) + 240.5 + 28)
    else expect(third?.y).toBeGreaterThan(Number(second?.y))
  })

  it('become a text of their own for documents, with what is said in it escaped', () => {
    const svg = svgText(bars())
    expect(svg).toContain('<title>年度別 &lt;状況&gt;</title>')
    expect(svg).toContain('text-anchor="end"')
    expect(svg).toContain('patternUnits="userSpaceOnUse"')
    expect(svg).not.toMatch(/<script|href=|style=/)
  })
})

describe('continuation curves', () => {
  const followed = [1, 2, 2, 4, 6].map((years, at) => ({ years, ended: at % 2 === 0 }))
  const draw = (n: number) =>
    continuationCurves({
      title: '継続曲線',
      width: 600,
      curves: Array.from({ length: n }, (_, at) => ({
        name: `区分${at}`,
        curve: curveOf(String(at), followed),
      })),
      texts: { years: '年数', atRisk: '観察中' },
    })

  it('are told apart by letter and dashes too, and have the number at risk under the axis', () => {
    const { shapes } = draw(3)
    const paths = all(shapes).filter(({ tag }) => tag === 'path')
    expect(new Set(paths.map(({ attributes }) => attributes.strokeDasharray)).size).toBe(3)
    expect(texts(shapes).filter((text) => /^[ABC]$/.test(text))).toEqual([...'ABC', ...'ABC'])
    expect(texts(shapes).join(' ')).toContain('A 5 5 4 2 2 1 1')
  })

  it('draw the five groups with the most begun proposals, in the order they are given in', () => {
    const sizes = [6, 9, 5, 8, 7, 12, 10]
    const { shapes } = continuationCurves({
      title: '',
      width: 600,
      curves: sizes.map((size) => ({
        name: `${size}件`,
        curve: curveOf(
          String(size),
          Array.from({ length: size }, (_, at) => ({ years: at + 1, ended: false })),
        ),
      })),
      texts: { years: '', atRisk: '' },
    })
    expect(texts(shapes).filter((text) => text.endsWith('件'))).toEqual(
      [9, 8, 7, 12, 10].map((size, at) => `${'ABCDE'[at]}  ${size}件`),
    )
  })

  it('draw the 95 % interval of a curve alone, and leave out what is too small to be drawn', () => {
    expect(all(draw(1).shapes).filter(({ tag }) => tag === 'path')).toHaveLength(2)
    const few = { name: '少数', curve: curveOf('few', followed.slice(1)) }
    const drawing = continuationCurves({
      title: '',
      width: 600,
      curves: [few],
      texts: { years: '', atRisk: '' },
    })
    expect(all(drawing.shapes).filter(({ tag }) => tag === 'path')).toEqual([])
  })
})

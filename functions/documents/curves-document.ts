import { continuationCurves, MOST_CURVES } from '../charts/curves.ts'
import { svgText } from '../charts/drawing.ts'
import { type Day, yearsOfPeriod } from '../domain/calendar.ts'
import type { Curve } from '../domain/continuity/continuation.ts'
import type { Rollup } from '../domain/continuity/statistics.ts'
import { curvesEn } from '../domain/messages/curves-en.ts'
import { type CurvesTexts, curvesJa } from '../domain/messages/curves-ja.ts'
import { type Language, messagesOf } from '../domain/messages/messages.ts'
import { isOfNow, recordsUntil } from '../domain/messages/records-until.ts'
import type { Municipality } from '../domain/municipalities/municipality.ts'
import type { Viewpoint } from '../domain/outcomes/standing.ts'
import type { CurvesBy, Factor, Rung } from '../domain/words.ts'
import type { Block, Cell, Document } from './document.ts'

export type CurvesAsked = {
  /** Each kind of group with its curves. */
  sets: readonly { by: CurvesBy; curves: readonly Curve[] }[]
  /** Whose they are. */
  place: string
  /** As of when, in words: it stands at each page's foot. */
  asOf: string
  /** Under the title: by what they are, of how many. */
  notes: readonly string[]
  day: Day
  language: Language
  now: string
}

/** As wide as a page of A4 has room for. */
const WIDTH = 640
const YEARS = [1, 3, 5] as const

export function curvesTexts(language: Language): CurvesTexts {
  return language === 'ja' ? curvesJa : curvesEn
}

/** 継続曲線 as a document: the charts of the page, each with its table. */
export function curvesDocument({ sets, place, asOf, notes, language, now }: CurvesAsked): Document {
  const texts = curvesTexts(language)
  const shown = sets.filter(
    ({ by, curves }) => by === 'all' || curves.some(({ steps }) => steps !== undefined),
  )
  return {
    title: texts.report,
    subtitle: place,
    language,
    notes,
    blocks: [
      ...shown.flatMap((set, at) => [
        ...(at > 0 ? [pageBreak(set.by, language)] : []),
        ...blocksOf(set, language),
      ]),
      { kind: 'heading', level: 2, text: texts.definition },
      { kind: 'paragraph', text: [{ text: texts.definitionText, small: true }] },
    ],
    footer: texts.footer(place, asOf),
    madeAt: now,
  }
}

/** What the document of a municipality says, at a viewpoint. */
export function curvesAsked({
  sets,
  municipality: { name, nameEn },
  viewpoint,
  language,
  now,
}: Pick<CurvesAsked, 'sets'> & {
  municipality: Pick<Municipality, 'name' | 'nameEn'>
  viewpoint: Viewpoint
  language: Language
  now: string
}): CurvesAsked {
  const words = messagesOf(language)
  const { day, knownAt } = viewpoint
  const known = isOfNow(viewpoint, now) ? undefined : recordsUntil(knownAt, words)
  const asOf = curvesTexts(language).asOf(words.day(day), known)
  return {
    place: language === 'ja' ? name : nameEn,
    ...{ sets, asOf, notes: [asOf], day, language, now },
  }
}

/** What the document of the office says: the pooled curves, and how many have handed in. */
export function pooledCurves({
  rollup,
  fiscalYear,
  of,
  done,
  language,
  now,
}: {
  rollup: Rollup
  fiscalYear: number
  of: number
  done: number
  language: Language
  now: string
}): CurvesAsked {
  const texts = curvesTexts(language)
  const words = messagesOf(language)
  const { total, curves } = rollup.pooled
  const notes = [
    texts.counted(words.day(rollup.day)),
    ...(total ? [texts.pooled(total.proposals, total.municipalities)] : []),
    texts.handedIn(words.fiscalYear(fiscalYear), of, done),
  ]
  const { day } = rollup
  const asOf = texts.asOf(words.day(day))
  return { sets: curves, place: texts.office, asOf, notes, day, language, now }
}

export function curvesFileName({ language, day }: Pick<CurvesAsked, 'language' | 'day'>): string {
  return `${curvesTexts(language).report}_${day}`
}

function blocksOf({ by, curves }: CurvesAsked['sets'][number], language: Language): Block[] {
  const texts = curvesTexts(language)
  const words = messagesOf(language)
  const named = curves.map((curve) => ({ name: nameOf(by, curve.group, language), curve }))
  const drawable = named.filter(({ curve }) => curve.steps)
  const title = texts.curvesTitle(words.curveGroups[by])
  const most = Math.max(0, ...curves.map(({ begun }) => begun))
  const heading: Block = { kind: 'heading', level: 2, text: title }
  if (drawable.length === 0) return [heading, { kind: 'paragraph', text: texts.tooFew(most) }]
  const chart = continuationCurves({
    title,
    curves: drawable,
    width: WIDTH,
    texts: { years: texts.curvesAxis, atRisk: texts.curvesAtRisk },
  })
  const isCut = drawable.length > MOST_CURVES
  return [
    {
      kind: 'chart',
      title: isCut ? `${title}　${texts.onlyFirst(MOST_CURVES)}` : title,
      svg: svgText(chart),
      width: chart.width,
      height: chart.height,
    },
    {
      kind: 'table',
      widths: [3.4, 1.2, 1.6, ...YEARS.map(() => 2.4)],
      head: [[texts.group, texts.begun, texts.ended, ...YEARS.map((years) => texts.after(years))]],
      rows: named.map(({ name, curve }): Cell[] => [
        name,
        right(curve.begun),
        right(curve.ended),
        ...YEARS.map((years) => right(after(curve, years, texts))),
      ]),
    },
  ]
}

function pageBreak(by: CurvesBy, language: Language): Block {
  return { kind: 'page_break', sheet: messagesOf(language).curveGroups[by] }
}

function nameOf(by: CurvesBy, group: string, language: Language): string {
  const words = messagesOf(language)
  if (by === 'period') {
    const { from, to } = yearsOfPeriod(Number(group))
    return curvesTexts(language).period(words.fiscalYear(from), words.fiscalYear(to))
  }
  if (by === 'formality') return words.rungs[group as Rung]
  return by === 'factor' ? words.factors[group as Factor] : words.curveGroups.all
}

function after(curve: Curve, years: number, texts: CurvesTexts): string {
  if (!curve.steps) return texts.notDrawn
  const figure = curve.figures.find((one) => one.years === years)
  if (!figure) return texts.notFollowed
  const { share, low, high, atRisk } = figure
  const said = texts.figure(percent(share), atRisk)
  if (low === undefined || high === undefined) return said
  return `${said}\n${texts.interval(percent(low), percent(high))}`
}

const percent = (share: number) => `${Math.round(share * 100)}%`
const right = (text: number | string): Cell => ({ text, align: 'right' })

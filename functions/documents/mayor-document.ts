import { svgText } from '../charts/drawing.ts'
import {
  leavesOlderOut,
  MOST_YEARS,
  reportChart,
  shownOutcomes,
  shownYears,
} from '../charts/years.ts'
import type { MayorReport } from '../domain/continuity/mayor.ts'
import { mayorEn } from '../domain/messages/mayor-en.ts'
import { mayorJa } from '../domain/messages/mayor-ja.ts'
import { type Language, messagesOf } from '../domain/messages/messages.ts'
import { isOfNow, recordsUntil } from '../domain/messages/records-until.ts'
import type { Municipality } from '../domain/municipalities/municipality.ts'
import type { Block, Cell, Document } from './document.ts'

type Asked = {
  report: MayorReport
  municipality: Pick<Municipality, 'name' | 'nameEn' | 'dispatcher'>
  language: Language
  now: string
}

/** 首長報告 as a document of one A4 page. */
export function mayorDocument({ report, municipality, language, now }: Asked): Document {
  const words = messagesOf(language)
  const texts = language === 'ja' ? mayorJa : mayorEn
  const place = language === 'ja' ? municipality.name : municipality.nameEn
  const { viewpoint } = report
  const known = isOfNow(viewpoint, now) ? undefined : recordsUntil(viewpoint.knownAt, words)
  const asOf = texts.asOf(words.day(viewpoint.day), known)
  return {
    title: texts.title,
    subtitle: texts.line(place, texts.addressed),
    language,
    compact: 'if_needed',
    notes: [asOf],
    blocks: [
      ...summary(report, language),
      ...changes(report, language, known),
      ...reasons(report, language),
      ...asks(report, language),
    ],
    footer: texts.footer(place, asOf, municipality.dispatcher),
    madeAt: now,
  }
}

export function mayorFileName({ report, language }: Pick<Asked, 'report' | 'language'>): string {
  const { title } = language === 'ja' ? mayorJa : mayorEn
  return `${title}_${report.viewpoint.day}`
}

/** Drawn as on a page, and set a little smaller on paper. */
const WIDTH = 640
const SHRUNK = 0.7

function summary({ totals, confirmed, years }: MayorReport, language: Language): Block[] {
  const words = messagesOf(language)
  const texts = language === 'ja' ? mayorJa : mayorEn
  const alive = totals.continued + totals.completed
  const chart = reportChart(years, {
    title: texts.chart,
    width: WIDTH,
    prefix: 'years',
    legend: words.standings,
    nameOf: words.fiscalYear,
  })
  const shown = shownYears(years)
  const outcomes = shownOutcomes(years)
  const cells = (counts: Partial<Record<string, number>>, total: number): Cell[] => [
    ...outcomes.map((code) => right(counts[code] ?? 0)),
    right(total),
  ]
  return [
    { kind: 'heading', level: 2, text: texts.summary },
    {
      kind: 'paragraph',
      text: [
        texts.sum(totals.total, alive, share(alive, totals.total)),
        texts.confirmed(confirmed.count, share(confirmed.count, confirmed.total)),
      ].join(language === 'ja' ? '' : ' '),
    },
    ...(shown.length === 0
      ? []
      : [
          {
            kind: 'chart' as const,
            // Beside the title, as the page has no line to spare.
            title: `${texts.chart}${leavesOlderOut(years) ? texts.olderLeftOut(MOST_YEARS) : ''}`,
            svg: svgText(chart),
            width: chart.width * SHRUNK,
            height: chart.height * SHRUNK,
          },
          {
            kind: 'table' as const,
            widths: [1.2, ...outcomes.map(() => 2), 1.2],
            head: [['', ...outcomes.map((code) => words.standingsShort[code]), texts.total]],
            rows: [[texts.total, ...cells(totals, totals.total)]],
          },
        ]),
  ]
}

function changes(report: MayorReport, language: Language, known: string | undefined): Block[] {
  const words = messagesOf(language)
  const texts = language === 'ja' ? mayorJa : mayorEn
  const lines = report.changes.map(
    ({ change, count, newest }) =>
      `${words.changes[change]} ${texts.count(count)}${examples(newest, count, language)}`,
  )
  const unseen = report.neverLookedAt > 0 ? [texts.neverLookedAt(report.neverLookedAt)] : []
  return [
    { kind: 'heading', level: 2, text: texts.changes(words.day(report.since), known) },
    { kind: 'list', items: [...(lines.length > 0 ? lines : [texts.noChange]), ...unseen] },
  ]
}

function reasons({ foundered, carrying }: MayorReport, language: Language): Block[] {
  const words = messagesOf(language)
  const texts = language === 'ja' ? mayorJa : mayorEn
  const lines = (factors: MayorReport['foundered']) =>
    factors.length === 0
      ? texts.none
      : factors
          .map(({ factor, count }) => `${words.factors[factor]} ${texts.count(count)}`)
          .join('\n')
  return [
    {
      kind: 'table',
      widths: [1, 1],
      head: [[texts.foundered, texts.carrying]],
      rows: [[lines(foundered), lines(carrying)]],
    },
  ]
}

function asks(report: MayorReport, language: Language): Block[] {
  const texts = language === 'ja' ? mayorJa : mayorEn
  const lines = report.asks.map(
    ({ ask, count, newest }) =>
      `${texts.ask[ask]} ${texts.count(count)}${examples(newest, count, language)}`,
  )
  return [
    { kind: 'heading', level: 2, text: texts.asks },
    ...(lines.length > 0
      ? [{ kind: 'list' as const, items: lines }]
      : [{ kind: 'paragraph' as const, text: texts.noAsks }]),
  ]
}

function examples(
  newest: MayorReport['asks'][number]['newest'],
  count: number,
  language: Language,
): string {
  const texts = language === 'ja' ? mayorJa : mayorEn
  const said = texts.example(
    newest.map(({ title }) => shortened(title)),
    count > newest.length,
  )
  return language === 'ja' ? `（${said}）` : ` (${said})`
}

/** A title that leaves room for the others of its line. */
function shortened(title: string): string {
  const letters = [...title]
  return letters.length > 24 ? `${letters.slice(0, 23).join('')}…` : title
}

function share(count: number, total: number): string {
  return total === 0 ? '—' : `${Math.round((100 * count) / total)}%`
}

const right = (text: number): Cell => ({ text, align: 'right' })

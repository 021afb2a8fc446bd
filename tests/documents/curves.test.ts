import { describe, expect, it } from 'vitest'
import {
  curvesAsked,
  curvesDocument,
  curvesFileName,
} from '../../functions/documents/curves-document.ts'
import { renderDocument } from '../../functions/documents/render.ts'
import { endOfTokyoDay } from '../../functions/domain/calendar.ts'
import { curvesOf } from '../../functions/domain/continuity/continuation.ts'
import { type Viewpoint, viewpointAt } from '../../functions/domain/outcomes/standing.ts'
import { CURVES_BY } from '../../functions/domain/words.ts'
import { syntheticMunicipality } from '../bench/synthetic.ts'
import { noon, town } from '../domain/build.ts'
import { textOfPdf, textOfXml, unzipped } from './opened.ts'

const now = noon('2026-11-01')
const { register } = syntheticMunicipality(1)

function askedAt(of: typeof register, viewpoint: Viewpoint, language: 'ja' | 'en') {
  const sets = CURVES_BY.map((by) => curvesOf(of, by, viewpoint))
  return curvesAsked({ sets, municipality: of.municipality, viewpoint, language, now })
}

function asked(of: typeof register, language: 'ja' | 'en') {
  return askedAt(of, viewpointAt(now), language)
}

describe('the continuation curves of twenty years as documents', () => {
  it.each(['ja', 'en'] as const)(
    'in %s have each chart with a table that says the same',
    async (language) => {
      const made = asked(register, language)
      const document = curvesDocument(made)
      const charts = document.blocks.filter(({ kind }) => kind === 'chart')
      const tables = document.blocks.flatMap((block) => (block.kind === 'table' ? [block] : []))
      expect(charts).toHaveLength(CURVES_BY.length)
      expect(tables).toHaveLength(charts.length)
      // Every group of the figures stands in the tables, the ones too small to draw, too.
      expect(tables.map(({ rows }) => rows.length)).toEqual(
        made.sets.map(({ curves }) => curves.length),
      )
      const [all] = made.sets[0]?.curves ?? []
      const word = unzipped(await renderDocument(document, 'docx'))
      const text = textOfXml(word.get('word/document.xml') ?? '')
      for (const { years, share, atRisk } of all?.figures ?? []) {
        expect(years).toBeGreaterThan(0)
        const percent = `${Math.round(share * 100)}%`
        expect(text).toContain(
          language === 'ja' ? `${percent}（n=${atRisk}）` : `${percent} (n=${atRisk})`,
        )
      }
      expect([...word.keys()].filter((name) => name.endsWith('.svg'))).toHaveLength(charts.length)
      const pdf = textOfPdf(await renderDocument(document, 'pdf'))
      expect(pdf.text).not.toContain('\ufffd')
      expect(new Set(pdf.text)).toContain('%')
      expect(curvesFileName(made)).toContain('2026-11-01')
    },
  )

  it.each([
    ['ja', '2026年11月1日時点', '2023年3月31日時点（2023年4月30日までの記録による）'],
    ['en', 'As of', 'recorded until'],
  ] as const)(
    'in %s say by which records they are, where these are others than today’s',
    (language, plain, known) => {
      const then = { day: '2023-03-31', knownAt: endOfTokyoDay('2023-04-30') }
      const past = curvesDocument(askedAt(register, then, language))
      const { notes = [], footer } = curvesDocument(asked(register, language))
      for (const said of [String(notes[0]), footer]) {
        expect(said).toContain(plain)
        expect(said).not.toMatch(/記録による|recorded until/)
      }
      for (const said of [past.notes?.[0], past.footer]) expect(said).toContain(known)
    },
  )

  it('of fewer than five begun proposals draw nothing, and say so', () => {
    const document = curvesDocument(asked(town().register as typeof register, 'ja'))
    expect(document.blocks.some(({ kind }) => kind === 'chart')).toBe(false)
    expect(JSON.stringify(document.blocks)).toContain('5件に満たない')
  })
})

import { describe, expect, it } from 'vitest'
import { mayorDocument, mayorFileName } from '../../functions/documents/mayor-document.ts'
import { renderDocument } from '../../functions/documents/render.ts'
import { endOfTokyoDay } from '../../functions/domain/calendar.ts'
import { ASK_FILTERS, mayorReportOf } from '../../functions/domain/continuity/mayor.ts'
import { type Viewpoint, viewpointAt } from '../../functions/domain/outcomes/standing.ts'
import { CHANGES, MAYOR_ASKS } from '../../functions/domain/words.ts'
import { ASKED } from '../../web/features/continuity/asked.ts'
import { syntheticMunicipality } from '../bench/synthetic.ts'
import { noon, town } from '../domain/build.ts'
import { textOfPdf, textOfXml, unzipped } from './opened.ts'

const now = noon('2026-11-01')

/** Twenty years of which the report has to make one page. */
const TWENTY_YEARS = [160, 200].map((proposals) => syntheticMunicipality(1, { proposals }).register)

/** As a page's address writes a filter. */
const asSearch = (filter: object) =>
  Object.fromEntries(Object.entries(filter).map(([key, value]) => [key, String(value)]))

describe('the report to the mayor', () => {
  it('lists what stalled, what changed and what is asked, each with its number', () => {
    const t = town()
    const [one, two] = [t.propose({ title: '庁内報' }), t.propose({ title: '朝の対話' })]
    t.tell(one, { outcome: 'stalled', manner: 'paused', asOf: '2022', factors: ['no_budget'] })
    t.tell(two, { asOf: '2021' })
    const report = mayorReportOf(t.register, viewpointAt(noon('2023-01-13')))
    expect(report.since).toBe('2022-03-31')
    expect(report.changes).toMatchObject([{ change: 'newly_stalled', count: 1 }])
    expect(report.foundered).toEqual([{ factor: 'no_budget', count: 1 }])
    expect(report.asks).toMatchObject([
      { ask: 'secure_budget', count: 1, newest: [{ title: '庁内報' }] },
    ])
  })

  it('asks nothing of the management about what is over for good', () => {
    const t = town()
    t.tell(t.propose(), {
      outcome: 'stalled',
      manner: 'ended',
      asOf: '2022',
      factors: ['no_budget'],
    })
    expect(mayorReportOf(t.register, viewpointAt(noon('2023-01-13'))).asks).toEqual([])
  })

  it('opens on the page the very lists it counts', () => {
    for (const ask of MAYOR_ASKS) expect(ASKED[ask]).toEqual(asSearch(ASK_FILTERS[ask]))
  })

  it.each(
    TWENTY_YEARS.flatMap((register) =>
      (['ja', 'en'] as const).map((language) => ({
        language,
        proposals: register.proposals.size,
        register,
      })),
    ),
  )(
    'is one A4 page of PDF in $language, even after twenty years with $proposals proposals',
    async ({ language, register, proposals }) => {
      const asked = {
        report: mayorReportOf(register, viewpointAt(now)),
        municipality: register.municipality,
        language,
        now,
      }
      expect(asked.report.totals.total).toBe(proposals)
      const { text, pages } = textOfPdf(await renderDocument(mayorDocument(asked), 'pdf'))
      expect(pages).toBe(1)
      expect(text.replaceAll(/\s/g, '')).toContain(
        language === 'ja' ? '（取組のある直近8年度。' : '(last8years;totalofall)',
      )
      expect(text.replaceAll(/\s/g, '')).toContain(
        language === 'ja' ? '経営層へのお願い' : 'Whatisaskedofthemanagement',
      )
      expect(mayorFileName(asked)).toContain('2026-11-01')
      const word = unzipped(await renderDocument(mayorDocument(asked), 'docx'))
      const said = textOfXml(word.get('word/document.xml') ?? '')
      expect(said).toContain(language === 'ja' ? '妨げとなったもの' : 'What held back')
    },
  )

  it.each(['ja', 'en'] as const)(
    'says in %s by which records it is and its changes are, at its head and its foot',
    (language) => {
      const { register } = town()
      const saying = (viewpoint: Viewpoint) => {
        const report = mayorReportOf(register, viewpoint)
        const made = mayorDocument({ report, municipality: register.municipality, language, now })
        const headings = made.blocks.flatMap((one) => (one.kind === 'heading' ? [one.text] : []))
        const changes = headings.find((text) => /変化|Changes/.test(text))
        return [made.notes?.[0], made.footer, changes].map(String)
      }
      const of = (known: string) =>
        language === 'ja' ? `${known}までの記録による` : `by what was recorded until ${known}`
      const [head = '', foot = '', changes] = saying(viewpointAt(now))
      for (const said of [head, foot]) expect(said).not.toContain(of(''))
      expect(changes).toContain(of(language === 'ja' ? '今' : 'now'))
      const whole = language === 'ja' ? '2023年4月30日' : '30 Apr 2023'
      for (const said of saying({ day: '2023-03-31', knownAt: endOfTokyoDay('2023-04-30') }))
        expect(said).toContain(of(whole))
      for (const said of saying({ day: '2023-03-31', knownAt: now }))
        expect(said).toContain(language === 'ja' ? '2026年11月1日 12:00までの' : '12:00')
    },
  )

  it.each(['ja', 'en'] as const)(
    'is one page in %s with everything that can be asked and have changed, and long titles',
    async (language) => {
      const [register] = TWENTY_YEARS
      if (!register) throw new Error('no register')
      const report = mayorReportOf(register, viewpointAt(now))
      const newest = [{ id: 'x', cohort: 2020, title: '若手職員による部署横断の勉強会'.repeat(5) }]
      const asked = {
        report: {
          ...report,
          changes: CHANGES.map((change) => ({ change, count: 120, newest })),
          asks: MAYOR_ASKS.map((ask) => ({ ask, count: 120, newest })),
        },
        municipality: register.municipality,
        language,
        // A day later: so it says by which records it is, too.
        now: noon('2026-11-02'),
      }
      expect(textOfPdf(await renderDocument(mayorDocument(asked), 'pdf')).pages).toBe(1)
    },
  )
})

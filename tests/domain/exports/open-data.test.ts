import fc from 'fast-check'
import { expect, it } from 'vitest'
import { OPEN_FILES, openFile } from '../../../functions/documents/open-data.ts'
import { openDataOf } from '../../../functions/domain/exports/open-data.ts'
import { standingAt, viewpointAt } from '../../../functions/domain/outcomes/standing.ts'
import type { Register } from '../../../functions/domain/register.ts'
import { VISIBILITIES } from '../../../functions/domain/words.ts'
import { TIMES } from '../../times.ts'
import { histories, live } from '../histories.ts'

const PRIVATE = '内々の'
const OPEN = '公にした'

/** Codes, ids and instants stay; every other text says of itself whether everybody may read it. */
const KEPT =
  /^(v|id|municipality|code|kind|outcome|manner|precision|date|factors|role|channel|side|answer|means|type|to|recordedAt|at|sequence|hash|.*[iI]d|visibility|reasonVisibility|formality|corrects|byReport|from|until|decidedOn|on|.*[oO]n|unchangedFrom|fields|via|record|defaultVisibility)$/

function marked(value: unknown, key: string, mark: string): unknown {
  if (typeof value === 'string') return KEPT.test(key) ? value : `${mark}${value}`
  if (Array.isArray(value)) return value.map((item) => marked(item, key, mark))
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value).map(([name, item]) => [name, marked(item, name, mark)]),
  )
}

const widths = fc.array(
  fc.tuple(fc.constantFrom(...VISIBILITIES), fc.constantFrom(undefined, ...VISIBILITIES)),
  { minLength: 1, maxLength: 12 },
)

/** The register with every private text marked, and with more texts than anybody writes. */
function withMarks(
  register: Register,
  visibilities: readonly (readonly [string, string | undefined])[],
  now: string,
): Register {
  const members = new Map(
    [...register.members].map(([id, person]) => [
      id,
      { ...person, name: `${PRIVATE}${person.name}`, office: `${PRIVATE}課` },
    ]),
  )
  const proposals = new Map(
    [...register.proposals].map(([id, proposal], at) => {
      const [visibility, reasonVisibility] = visibilities[at % visibilities.length] ?? [
        'own',
        'own',
      ]
      const isOpen = visibility === 'public'
      const holding = standingAt(proposal, viewpointAt(now), 1).report?.id
      const full = {
        ...proposal,
        parts: [{ part: 'ア', title: '内訳', method: '方法' }],
        ...{ desiredState: '姿', method: '方法', rationale: '理由', aim: '狙い' },
        ...{ expectedResults: '成果', phaseGoal: '目標' },
        steward: { office: '人事課' },
        formerTitles: [{ title: '以前の名', until: now }],
        reports: proposal.reports.map((report) => ({
          ...report,
          reason: '理由の説明',
          ...(reasonVisibility && { reasonVisibility }),
          source: { title: '資料', wording: '表現', inferred: '推定' },
          evidence: [{ url: 'https://example.jp/', label: '根拠' }],
        })),
      }
      const hidden = marked(full, '', PRIVATE) as typeof proposal
      return [
        id,
        {
          ...hidden,
          visibility: visibility as typeof proposal.visibility,
          title: `${isOpen ? OPEN : PRIVATE}${proposal.title}`,
          themes: [`${isOpen ? OPEN : PRIVATE}テーマ`],
          reports: hidden.reports.map((report) => ({
            ...report,
            reason: `${
              isOpen && report.id === holding && reasonVisibility === 'public' ? OPEN : PRIVATE
            }理由`,
          })),
        },
      ] as const
    }),
  )
  return { ...register, members, proposals } as unknown as Register
}

it('whatever happened in a municipality, no private text is ever published, and what is public is', () => {
  fc.assert(
    fc.property(histories, widths, (history, visibilities) => {
      const { moments } = live(history)
      const last = moments.at(-1)
      if (!last) return
      const register = withMarks(last.register, visibilities, last.now)
      const data = openDataOf(register, last.now)
      const published = {
        municipality: register.municipality,
        licence: 'cc_by_4' as const,
        data,
        address: 'https://hub.example/api/open/222038',
      }
      for (const file of OPEN_FILES) {
        const { body } = openFile(file, published)
        expect(body).not.toContain(PRIVATE)
        expect(body).not.toContain('人事課')
      }
      const open = [...register.proposals.values()].filter(
        ({ visibility }) => visibility === 'public',
      )
      expect(data.proposals.map(({ title }) => title).sort()).toEqual(
        open.map(({ title }) => title).sort(),
      )
      const { body } = openFile('csv', published)
      for (const { title } of open) expect(body).toContain(title)
    }),
    { numRuns: 60 * TIMES },
  )
})

import type { Page } from '@playwright/test'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { Tally } from '../../functions/domain/continuity/statistics.ts'
import type { SharedRecord } from '../../functions/domain/proposals/shared.ts'
import { CARRYING, HOLDING_BACK, RUNGS, STANDINGS } from '../../functions/domain/words.ts'
import {
  expectAccessible,
  expectToFit,
  type OpenHub,
  openHub,
  settled,
  type Visitor,
} from './hub.ts'

let hub: OpenHub
beforeAll(async () => {
  hub = await openHub()
})
afterAll(() => hub?.close())

/** Made-up municipalities: a hundred, of which twelve share and agreed, and 63 have handed in. */
const places = Array.from({ length: 100 }, (_, n) => ({
  code: String(900000 + n),
  name: `見本${n}市（架空）`,
  nameEn: `Sample ${n} (made up)`,
  prefecture: '見本県',
}))

function figures() {
  const tally = new Tally()
  for (const [at, { code, name, nameEn, prefecture }] of places.slice(0, 12).entries())
    for (let n = 0; n < 5 + at; n += 1) {
      const standing = STANDINGS[(at + n * 3) % STANDINGS.length] ?? 'continued'
      const rung = RUNGS[(at + n) % RUNGS.length] ?? 'unset'
      const isAlive = standing === 'continued' || standing === 'completed'
      const factors = isAlive ? CARRYING : HOLDING_BACK
      const factor = factors[(at * n) % 4]
      const record: SharedRecord = {
        municipality: code,
        municipalityName: name,
        municipalityNameEn: nameEn,
        prefecture,
        id: `${code}-${n}`,
        cohort: 2012 + n,
        carriedBy: [],
        title: `取組 ${n}`,
        visibility: 'program',
        code: standing,
        ...(rung !== 'unset' && { formality: rung }),
        ...(factor && { factors: [factor] }),
        ...(standing !== 'never_started' &&
          standing !== 'unconfirmed' && {
            life: {
              years: ((at * 7 + n * 5) % 9) + 0.5,
              ended: standing === 'stalled',
              period: n < 8 ? 2011 : 2016,
              rung,
            },
          }),
      }
      tally.add(record)
    }
  const { day, side, pooled } = tally.rollup('2026-11-25')
  const sides = new Map(side.map(({ municipality, ...one }) => [municipality, one]))
  return {
    fiscalYear: 2026,
    countedOn: day,
    pooled,
    municipalities: places.map((place, n) => {
      const one = sides.get(place.code)
      return {
        ...place,
        ...(n < 63 && { handedInAt: '2026-11-20T03:00:00.000Z' }),
        ...(one && { side: one }),
      }
    }),
  }
}

/** What one of them has handed in. */
const submission = {
  fiscalYear: 2026,
  version: 1,
  handedInAt: '2026-11-20T03:00:00.000Z',
  day: '2026-11-20',
  rows: [
    {
      ...{
        proposalId: 'a',
        cohort: 2021,
        carriedBy: [2022],
        title: '対話の時間',
        state: 'answered',
      },
      ...{ standing: 'continued', manner: 'as_proposed', factors: ['built_into_existing'] },
      asOf: { precision: 'month', date: '2026-10' },
      reason: '昼休みに時間を設けた',
    },
    {
      ...{ proposalId: 'b', cohort: 2022, carriedBy: [], title: '庁内報', state: 'waiting' },
      standing: 'unconfirmed',
    },
  ],
}

async function enter({ page }: Visitor): Promise<void> {
  await page.goto('/auth/sign-in?return_to=/office')
  await page.click('button[value="office@program.example"]')
  await page.waitForURL(/\/office$/)
  await settled(page)
}

/** The numbers in a table's column of sums. */
const sums = (page: Page, section: string) =>
  page.locator(`section[aria-labelledby="${section}"] tbody tr td:last-child`).allTextContents()

describe('the office’s figures', () => {
  it('say why nothing is told yet, and are a step from the office’s start', async () => {
    const visitor = await hub.visit({ device: 'phone' })
    const { page, context } = visitor
    await enter(visitor)
    await page.getByRole('link', { name: '統計', exact: true }).click()
    await page.getByRole('heading', { level: 1, name: '統計' }).waitFor()
    await settled(page)
    await page.getByText(/^3自治体中0自治体$/).waitFor()
    await page.getByText('「部会内」または「公開」の取組が5件以上になると').waitFor()
    await page.getByText('3自治体以上が共有した取組が5件以上').waitFor()
    await expectAccessible(visitor)
    await page.getByRole('link', { name: '共有された取組' }).click()
    await page.getByText('まだ共有された取組がありません').waitFor()
    await expectAccessible(visitor)
    await context.close()
  })

  it.each([
    { device: 'desktop', language: 'ja', sum: '100自治体中63自治体' },
    { device: 'phone', language: 'en', sum: '63 of 100 municipalities' },
  ] as const)(
    'of many municipalities are accessible and fit on a $device in $language',
    async (one) => {
      const { device, language, sum } = one
      const visitor = await hub.visit({ device, language })
      const { page, context } = visitor
      await enter(visitor)
      const answer = figures()
      await page.route('**/api/office/statistics', (route) => route.fulfill({ json: answer }))
      await page.goto('/office/statistics')
      await page.getByText(sum, { exact: true }).waitFor()
      await settled(page)
      await expectAccessible(visitor)
      if (device === 'phone') {
        await page.setViewportSize({ width: 320, height: 640 })
        await expectToFit(page)
      }
      if (device === 'desktop') {
        expect(await sums(page, 'side')).toEqual(
          answer.municipalities.flatMap(({ side }) => (side ? [String(side.total)] : [])),
        )
        await page.getByLabel('分け方').selectOption('formality')
        await page.getByRole('img', { name: /^継続曲線/ }).waitFor()
        await expectAccessible(visitor)
      }
      await page.route('**/api/office/submissions/**', (route) =>
        route.fulfill({ json: submission }),
      )
      await page.locator('summary').filter({ hasText: '63' }).click()
      await page
        .getByRole('link', {
          name: language === 'ja' ? '見本県 見本3市（架空）' : 'Sample 3 (made up)',
        })
        .click()
      await page.getByText('昼休みに時間を設けた').waitFor()
      const file = page.getByRole('link', { name: 'PDF' })
      expect(await file.getAttribute('href')).toBe(
        `/api/office/submissions/2026/900003/document?format=pdf&lang=${language}`,
      )
      await settled(page)
      await expectAccessible(visitor)
      if (device === 'phone') await expectToFit(page)
      await context.close()
    },
  )
})

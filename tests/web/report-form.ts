import type { Page } from '@playwright/test'
import type { Visitor } from './hub.ts'

// The form in which one reports, and what came of it.

export type Detail = {
  standing: { code: string; manner?: string; kind?: string; reason?: string }
  proposal: {
    reports: {
      id: string
      outcome: string
      manner?: string
      factors: string[]
      reason?: string
      unchangedFrom?: string
      corrected?: object
      withdrawn?: { reason?: string }
      hearing?: { speaker: { role: string; cohort?: number }; means?: string }
      evidence?: { url: string; label?: string }[]
      asOf: { precision: string; date: string }
    }[]
  }
}

export const SURVEY = '10年後の沼津'
export const MEETING = '優先度設定'
export const TALKS = 'コミュニケーションタイム'

/** The proposal as the API tells it to that visitor. */
export async function told({ page }: Visitor, path: string): Promise<Detail> {
  const response = await page.request.get(path.replace('/m/', '/api/m/'))
  return (await response.json()) as Detail
}

export const group = (page: Page, name: RegExp) => page.getByRole('group', { name })

/** Fills in what a report must have. */
export async function fill(page: Page, reason: string): Promise<void> {
  await page.getByRole('radio', { name: /^継続できなかった/ }).check()
  await page.getByRole('radio', { name: '一度のみ実施' }).check()
  await group(page, /^いつの時点/)
    .getByRole('button', { name: '今日' })
    .click()
  await page.getByRole('checkbox', { name: '時間・人員が不足した' }).check()
  await page.getByRole('textbox', { name: /^なぜそうなったのか/ }).fill(reason)
}

export const send = (page: Page) => page.getByRole('button', { name: '送る', exact: true })

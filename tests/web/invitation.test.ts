import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { expectAccessible, NUMAZU, type OpenHub, openHub, settled, type Visitor } from './hub.ts'

let hub: OpenHub
beforeAll(async () => {
  hub = await openHub()
})
afterAll(() => hub?.close())

/** HR puts somebody on the roster and opens their page. */
async function openMember(hr: Visitor, name: string, more: object = {}): Promise<void> {
  const { id } = await hub.tell(hr.context, '/people', { name, roles: [], ...more })
  await hr.page.goto(`/m/${NUMAZU}/people/${id}`)
  await hr.page.getByRole('heading', { level: 1, name }).waitFor()
}

/** The path of the link in the invitation that was mailed last. */
async function lastLink(): Promise<string> {
  const response = await fetch(`${hub.origin}/mailbox`)
  const [path] = /\/invitation\/\d{6}\/[^\s"<]+/.exec(await response.text()) ?? []
  if (!path) throw new Error('no invitation was mailed')
  return path
}

describe('an invitation', () => {
  it('is sent by HR, accepted after signing in, and then the person can sign in', async () => {
    const hr = await hub.visit({ person: 'hr' })
    const dialog = hr.page.getByRole('dialog')
    await openMember(hr, '招待 一号', {
      email: 'invited1@numazu.example',
      roles: [{ role: 'executive', from: '2024-04-01' }],
    })
    await hr.page.getByRole('button', { name: '招待する' }).click()
    await dialog.getByText('invited1@numazu.example').waitFor()
    await expectAccessible(hr)
    await dialog.getByRole('button', { name: '招待のメールを送る' }).click()
    await hr.page.getByText('招待しました').waitFor()
    await hr.page.getByText('招待中').waitFor()
    const path = await lastLink()

    const nobody = await hub.visit({ device: 'phone', language: 'en' })
    await nobody.page.goto(path)
    await settled(nobody.page)
    await nobody.page.getByText('First sign in').waitFor()
    await expectAccessible(nobody)
    expect(await nobody.page.getByRole('link', { name: 'Sign in' }).getAttribute('href')).toBe(
      `/auth/sign-in?return_to=${encodeURIComponent(path)}`,
    )
    await nobody.context.close()

    // The address one signs in with need not be the one the mail went to.
    const invited = await hub.visit({ person: 'otherMunicipality', device: 'phone' })
    const { page } = invited
    await page.goto(path)
    await settled(page)
    await page.getByText('いま hr@sakata.example としてサインインしています').waitFor()
    await expectAccessible(invited)
    await page.getByRole('button', { name: '招待を承諾する' }).click()
    await page.getByRole('heading', { level: 1, name: '沼津市 過年度取組の概況' }).waitFor()
    expect(await page.textContent('header')).toContain('招待 一号')

    // Opened again, the mail's link leads to whom it has made them.
    await page.goto(path)
    await page.getByRole('heading', { level: 1, name: '沼津市 過年度取組の概況' }).waitFor()
    expect(new URL(page.url()).pathname).toBe(`/m/${NUMAZU}`)
    await invited.context.close()

    await hr.page.reload()
    await hr.page.getByText('サインインできます').waitFor()
    expect(await hr.page.getByRole('button', { name: /招待/ }).count()).toBe(0)
    await hr.context.close()
  })

  it('can be sent anew and taken back: then its link is worth nothing', async () => {
    const hr = await hub.visit({ person: 'hr', device: 'phone', language: 'en' })
    const dialog = hr.page.getByRole('dialog')
    await openMember(hr, '招待 二号', { email: 'invited2@numazu.example' })
    await hr.page.getByRole('button', { name: 'Invite', exact: true }).click()
    await dialog.getByRole('button', { name: 'Send the invitation' }).click()
    await hr.page.getByText('The person is invited. The e-mail is on its way.').waitFor()
    await hr.page.getByRole('button', { name: 'Send the invitation again' }).click()
    await dialog.getByRole('button', { name: 'Send the invitation' }).click()
    await dialog.waitFor({ state: 'detached' })
    await hr.page.getByRole('button', { name: 'Revoke the invitation' }).click()
    await expectAccessible(hr)
    await dialog.getByRole('button', { name: 'Revoke the invitation' }).click()
    await hr.page.getByText('The invitation is revoked.').waitFor()
    await hr.page.getByText('Not invited').waitFor()
    const { page, context } = await hub.visit({ person: 'executive' })
    await page.goto(await lastLink())
    await page.getByRole('button', { name: '招待を承諾する' }).click()
    await page.getByRole('alert').getByText('この招待は使えません').waitFor()
    await context.close()
    await hr.context.close()
  })

  it('needs an address', async () => {
    const hr = await hub.visit({ person: 'hr' })
    await openMember(hr, '招待 三号')
    await hr.page.getByText('メールアドレスがないため、招待できません').waitFor()
    expect(await hr.page.getByRole('button', { name: /招待/ }).count()).toBe(0)
    await hr.context.close()
  })
})

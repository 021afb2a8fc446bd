import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, it, vi } from 'vitest'
import { moveClock } from '../local/hub-process.ts'
import { expectAccessible, NUMAZU, type OpenHub, openHub, settled, type Visitor } from './hub.ts'

let hub: OpenHub
let hr: Visitor
beforeAll(async () => {
  hub = await openHub({ env: { TEST_CLOCK: '2026-06-01T00:30:00Z' } })
  hr = await hub.visit({ person: 'hr' })
})
afterAll(() => hub?.close())

/** Somebody HR has invited, and the path of the link that was mailed to them. */
async function invited(name: string) {
  const email = `${randomUUID()}@numazu.example`
  const { id } = await hub.tell(hr.context, '/people', { name, email, roles: [] })
  await hub.tell(hr.context, `/people/${id}/invitation`, undefined)
  const link = new RegExp(`/invitation/${NUMAZU}/${id}/[^\\s"<]+`)
  const path = await vi.waitFor(
    async () => {
      const [found] = link.exec(await (await fetch(`${hub.origin}/mailbox`)).text()) ?? []
      if (!found) throw new Error('not mailed yet')
      return found
    },
    { timeout: 15_000, interval: 100 },
  )
  return { id, path }
}

const headers = () => ({ origin: hub.origin, 'idempotency-key': randomUUID() })

/** Opens a link on a phone, presses the button, and reads why it opens nothing and what to do. */
async function refused({ page, ...visitor }: Visitor, path: string, said: readonly string[]) {
  await page.goto(path)
  await settled(page)
  await page.getByRole('button', { name: /^(招待を承諾する|Accept the invitation)$/ }).click()
  const alert = page.getByRole('alert')
  for (const text of said) await alert.getByText(text).waitFor()
  await expectAccessible({ page, ...visitor })
}

const SAID = {
  ja: {
    ended: ['この招待は使えません', '派遣元に新しい招待を依頼してください。'],
    used: [
      'すでに承諾されています',
      '承諾したときのアドレスでサインイン',
      '派遣元に確かめてください。',
    ],
    bound: ['すでにサインインの登録があります', '派遣元（人事課）に確かめてください。'],
    expired: ['招待の期限が切れています', '派遣元に新しい招待を依頼してください。'],
  },
  en: {
    ended: ['This invitation can’t be used', 'ask the dispatching section for a new one.'],
    used: ['was accepted already', 'Sign in with the address', 'ask the dispatching section.'],
    bound: ['Already signed up', 'Ask the dispatching section.'],
    expired: ['The invitation has lapsed', 'Ask the dispatching section for a new one.'],
  },
} as const

type Invited = Awaited<ReturnType<typeof invited>>
let made: Record<'revoked' | 'used' | 'elsewhere' | 'lapsed', Invited>
beforeAll(async () => {
  made = {
    revoked: await invited('取り消された招待'),
    used: await invited('使われた招待'),
    elsewhere: await invited('別の人への招待'),
    lapsed: await invited('期限の切れた招待'),
  }
  const { revoked, used } = made
  const path = `/api/m/${NUMAZU}/people/${revoked.id}/invitation`
  const taken = await hr.context.request.delete(path, { headers: headers() })
  expect(taken.status()).toBe(200)
  const other = await hub.visit({ person: 'otherMunicipality' })
  const [, , municipality, memberId, token] = used.path.split('/')
  const accepted = await other.context.request.post('/api/invitations/acceptance', {
    headers: headers(),
    data: { municipality, memberId, token },
  })
  expect(accepted.status()).toBe(201)
  await Promise.all([other.context.close(), hr.context.close()])
})

const LANGUAGES = ['ja', 'en'] as const

it.each(LANGUAGES)(
  'an invitation that was revoked, was used or is for somebody else says so on a phone, and what to do (%s)',
  async (language) => {
    const visitor = await hub.visit({ person: 'executive', device: 'phone', language })
    await refused(visitor, made.revoked.path, SAID[language].ended)
    await refused(visitor, made.used.path, SAID[language].used)
    // They are somebody of the municipality already.
    await refused(visitor, made.elsewhere.path, SAID[language].bound)
    await visitor.context.close()
  },
  90_000,
)

it.each(LANGUAGES)(
  'an invitation that has lapsed says so on a phone, and what to do (%s)',
  async (language) => {
    // The clock only goes on: a day for each.
    await moveClock(hub.dataDir, `2026-06-${language === 'ja' ? 16 : 17}T00:30:00Z`)
    const visitor = await hub.visit({ device: 'phone', language })
    await hub.signIn(visitor.context, 'member')
    await refused(visitor, made.lapsed.path, SAID[language].expired)
    await visitor.context.close()
  },
  90_000,
)

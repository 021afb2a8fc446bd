import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Hono } from 'hono'
import { expect, test } from 'vitest'
import { languageOf, rememberLanguage } from '../../functions/api/language.ts'
import { clearSessionCookie, setSessionCookie } from '../../functions/api/session-cookie.ts'
import { languageCookie, languageIn } from '../../web/i18n/language-cookie.ts'

const ROOT = join(import.meta.dirname, '..', '..')

/** What a browser at the public origin is told to keep. */
async function told(publicOrigin: string): Promise<string[]> {
  const secure = publicOrigin.startsWith('https:')
  const app = new Hono().get('/', (c) => {
    setSessionCookie(c, { accountId: 'account', secret: 'secret' }, secure)
    clearSessionCookie(c, secure)
    rememberLanguage(c, 'en', publicOrigin)
    return c.text('')
  })
  const { headers } = await app.request('/')
  return [...headers.getSetCookie(), languageCookie('en', new URL(publicOrigin).protocol)]
}

// ASVS 3.3.1, 3.3.3
test('every cookie is bound to the host and to https; plain http is localhost alone and has none of that name', async () => {
  const cookies = await told('https://hub.example')
  expect(cookies).toHaveLength(4)
  for (const cookie of cookies) {
    expect(cookie).toMatch(/^__Host-/)
    expect(cookie).toMatch(/; secure\b/i)
    expect(cookie).toMatch(/; path=\/(;|$)/i)
    expect(cookie).not.toMatch(/; domain=/i)
  }
  for (const cookie of await told('http://localhost:3000'))
    expect(cookie).not.toMatch(/^__Host-|; secure\b/i)
})

// ASVS 3.3.1, 3.3.3
test('no other place of the program makes a cookie', () => {
  const makes = globSync('{functions,web}/**/*.{ts,tsx}', { cwd: ROOT })
    .filter((file) => !file.startsWith('web/dist'))
    .filter((file) =>
      /\bsetCookie\(|\bdeleteCookie\(|header\(\s*'set-cookie'|document\.cookie\s*=/i.test(
        readFileSync(join(ROOT, file), 'utf8'),
      ),
    )
  expect(makes.toSorted()).toEqual([
    'functions/api/language.ts',
    'functions/api/session-cookie.ts',
    // The one of a sign-in under way: see the tests of other providers.
    'functions/api/sign-in.ts',
    'web/i18n/language.tsx',
  ])
})

test('the language that was chosen is read again by the pages and by the server, the bound cookie first', () => {
  for (const protocol of ['http:', 'https:'])
    for (const language of ['ja', 'en'] as const) {
      const kept = languageCookie(language, protocol).split(';')[0] ?? ''
      expect(languageIn(`a=b; ${kept}`, protocol)).toBe(language)
      expect(languageOf(new Headers({ cookie: `a=b; ${kept}` }))).toBe(language)
    }
  const both = 'hub-language=ja; __Host-hub-language=en'
  expect(languageIn(both, 'https:')).toBe('en')
  expect(languageOf(new Headers({ cookie: both }))).toBe('en')
})

import type { Context } from 'hono'
import { setCookie } from 'hono/cookie'
import type { Language } from '../domain/messages/messages.ts'

/**
 * The language of a page that the server renders: what was chosen last (the `hub-language` cookie
 * of the web UI, on https bound to the host), else what the browser prefers, else Japanese.
 */
export function languageOf(headers: Headers): Language {
  const cookies = headers.get('cookie') ?? ''
  const [, chosen] =
    /(?:^|;\s*)__Host-hub-language=(ja|en)(?:;|$)/.exec(cookies) ??
    /(?:^|;\s*)hub-language=(ja|en)(?:;|$)/.exec(cookies) ??
    []
  if (chosen === 'ja' || chosen === 'en') return chosen
  const preferred = /\b(ja|en)\b/i.exec(headers.get('accept-language') ?? '')?.[1]
  return preferred?.toLowerCase() === 'en' ? 'en' : 'ja'
}

/** Remembers the language that was chosen on a page that the server renders, as the web UI does. */
export function rememberLanguage(c: Context, language: Language, publicOrigin: string): void {
  const secure = publicOrigin.startsWith('https:')
  setCookie(c, secure ? '__Host-hub-language' : 'hub-language', language, {
    path: '/',
    sameSite: 'Lax',
    secure,
    maxAge: 365 * 24 * 60 * 60,
  })
}

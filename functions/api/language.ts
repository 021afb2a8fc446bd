import type { Language } from '../domain/messages/messages.ts'

/**
 * The language of a page that the server renders: what was chosen last (the `hub-language` cookie
 * of the web UI), else what the browser prefers, else Japanese.
 */
export function languageOf(headers: Headers): Language {
  const chosen = /(?:^|;\s*)hub-language=(ja|en)(?:;|$)/.exec(headers.get('cookie') ?? '')?.[1]
  if (chosen === 'ja' || chosen === 'en') return chosen
  const preferred = /\b(ja|en)\b/i.exec(headers.get('accept-language') ?? '')?.[1]
  return preferred?.toLowerCase() === 'en' ? 'en' : 'ja'
}

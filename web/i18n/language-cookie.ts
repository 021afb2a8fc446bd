import type { Language } from './dates.ts'

const YEAR = 365 * 24 * 60 * 60

/**
 * The cookie that remembers the language, as the page at this protocol writes it. On https it is bound to this host, as
 * every cookie of the hub is; plain http is localhost alone, where not every browser takes such a name.
 */
export function languageCookie(language: Language, protocol: string): string {
  const isSecure = protocol === 'https:'
  return `${isSecure ? '__Host-' : ''}hub-language=${language}; path=/; max-age=${YEAR}; samesite=lax${isSecure ? '; secure' : ''}`
}

/** Japanese unless the switch in the header said otherwise. */
export function languageIn(cookies: string, protocol: string): Language {
  const english = protocol === 'https:' ? '__Host-hub-language=en' : 'hub-language=en'
  return cookies.split('; ').includes(english) ? 'en' : 'ja'
}

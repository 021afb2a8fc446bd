import { createContext, type ReactNode, useContext, useState } from 'react'
import type { Messages } from '../../functions/domain/messages/ja.ts'
import { type Dates, datesIn, type Language } from './dates.ts'
import type { Texts } from './ja.ts'

/** Everything that depends on the reader's language. */
export type Vocabulary = {
  language: Language
  /** The pages' own texts. */
  t: Texts
  /** The words of the domain. */
  words: Messages
  dates: Dates
}
type Value = Vocabulary & { switchTo: (language: Language) => Promise<void> }

const LanguageContext = createContext<Value | undefined>(undefined)

/** Japanese unless the switch in the header said otherwise. */
export function chosenLanguage(): Language {
  return /(?:^|; )hub-language=en(?:;|$)/.test(document.cookie) ? 'en' : 'ja'
}

/** Loads one language's texts; the other's are never downloaded. */
export async function loadVocabulary(language: Language): Promise<Vocabulary> {
  const [t, words] = await (language === 'ja'
    ? Promise.all([
        import('./ja.ts').then(({ ja }) => ja),
        import('../../functions/domain/messages/ja.ts').then(({ ja }) => ja),
      ])
    : Promise.all([
        import('./en.ts').then(({ en }) => en),
        import('../../functions/domain/messages/en.ts').then(({ en }) => en),
      ]))
  return { language, t, words, dates: datesIn(words, language) }
}

export function LanguageProvider({
  initial,
  onSwitched,
  children,
}: {
  initial: Vocabulary
  /** Server texts (problems) are in the old language and should be fetched anew. */
  onSwitched: () => void
  children: ReactNode
}) {
  const [vocabulary, setVocabulary] = useState(initial)
  const switchTo = async (language: Language) => {
    const next = await loadVocabulary(language)
    // The server reads it too, for problems and mails.
    // biome-ignore lint/suspicious/noDocumentCookie: Cookie Store is not in every supported browser
    document.cookie = `hub-language=${language}; path=/; max-age=31536000; samesite=lax`
    document.documentElement.lang = language
    setVocabulary(next)
    onSwitched()
  }
  return <LanguageContext value={{ ...vocabulary, switchTo }}>{children}</LanguageContext>
}

export function useTexts(): Value {
  const value = useContext(LanguageContext)
  if (!value) throw new Error('useTexts outside of LanguageProvider')
  return value
}

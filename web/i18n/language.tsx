import { createContext, type ReactNode, useContext, useEffect, useState } from 'react'
import type { Messages } from '../../functions/domain/messages/ja.ts'
import { type Dates, datesIn, type Language } from './dates.ts'
import type { FrameTexts } from './frame-ja.ts'
import type { PageTexts } from './ja.ts'
import { languageCookie, languageIn } from './language-cookie.ts'

/** What is needed around every page. */
type FrameVocabulary = { language: Language; t: FrameTexts }
/** What the pages inside a municipality say: their own texts and the words of the domain. */
type PageVocabulary = { t: FrameTexts & PageTexts; words: Messages; dates: Dates }
type Vocabulary = { frame: FrameVocabulary; pages?: PageVocabulary | undefined }

type Value = Vocabulary & {
  switchTo: (language: Language) => Promise<void>
  needPages: () => void
  /** Why the pages' texts could not be downloaded. */
  failed: unknown
}
const LanguageContext = createContext<Value | undefined>(undefined)

/** Japanese unless the switch in the header said otherwise. */
export function chosenLanguage(): Language {
  return languageIn(document.cookie, location.protocol)
}

/** Loads one language's texts; the other's are never downloaded. */
export async function loadFrame(language: Language): Promise<FrameVocabulary> {
  const t =
    language === 'ja'
      ? (await import('./frame-ja.ts')).frameJa
      : (await import('./frame-en.ts')).frameEn
  return { language, t }
}

async function loadPages({ language, t }: FrameVocabulary): Promise<PageVocabulary> {
  const [texts, words] = await (language === 'ja'
    ? Promise.all([
        import('./ja.ts').then(({ ja }) => ja),
        import('../../functions/domain/messages/ja.ts').then(({ ja }) => ja),
      ])
    : Promise.all([
        import('./en.ts').then(({ en }) => en),
        import('../../functions/domain/messages/en.ts').then(({ en }) => en),
      ]))
  return { t: { ...t, ...texts }, words, dates: datesIn(words, language) }
}

export function LanguageProvider({
  initial,
  onSwitched,
  children,
}: {
  initial: FrameVocabulary
  /** Server texts (problems) are in the old language and should be fetched anew. */
  onSwitched: () => void
  children: ReactNode
}) {
  const [vocabulary, setVocabulary] = useState<Vocabulary>({ frame: initial })
  const [failed, setFailed] = useState<unknown>()
  const switchTo = async (language: Language) => {
    const frame = await loadFrame(language)
    const pages = vocabulary.pages && (await loadPages(frame))
    // The server reads it too, for problems and mails.
    // biome-ignore lint/suspicious/noDocumentCookie: Cookie Store is not in every supported browser
    document.cookie = languageCookie(language, location.protocol)
    document.documentElement.lang = language
    setVocabulary({ frame, pages })
    onSwitched()
  }
  const needPages = () => {
    if (vocabulary.pages) return
    loadPages(vocabulary.frame).then(
      (pages) => setVocabulary((before) => ({ ...before, pages })),
      setFailed,
    )
  }
  return (
    <LanguageContext value={{ ...vocabulary, switchTo, needPages, failed }}>
      {children}
    </LanguageContext>
  )
}

function useLanguage(): Value {
  const value = useContext(LanguageContext)
  if (!value) throw new Error('texts outside of LanguageProvider')
  return value
}

/** The texts around every page. */
export function useFrameTexts() {
  const { frame, switchTo } = useLanguage()
  return { ...frame, switchTo }
}

/** Whether the pages' texts are here; asks for them if not. */
export function usePageTexts(): boolean {
  const { pages, needPages, failed } = useLanguage()
  // Thrown inside the router, whose crash page offers to reload.
  if (failed) throw failed
  // biome-ignore lint/correctness/useExhaustiveDependencies: once, when a page first needs them
  useEffect(needPages, [])
  return pages !== undefined
}

/** Every text of a page inside a municipality. */
export function useTexts() {
  const { frame, pages } = useLanguage()
  if (!pages) throw new Error('page texts before they were loaded')
  return { language: frame.language, ...pages }
}

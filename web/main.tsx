import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { RouterProvider } from '@tanstack/react-router'
import { createRoot } from 'react-dom/client'
import { dropOldDrafts } from './features/drafts/draft.ts'
import { NoAnswer } from './features/forms/failure.ts'
import { onOtherTab } from './features/session/account.ts'
import { chosenLanguage, LanguageProvider, loadFrame } from './i18n/language.tsx'
import { sessionQuery } from './queries.ts'
import { createHubRouter } from './router.tsx'
import './styles.css'

const queryClient = new QueryClient({
  defaultOptions: {
    queries: {
      // A lost connection may come back by itself; a refusal stays one.
      retry: (failures, error) => error instanceof NoAnswer && failures < 2,
      staleTime: 10_000,
      networkMode: 'always',
    },
    mutations: { networkMode: 'always' },
  },
})
const router = createHubRouter(queryClient)
onOtherTab(() => void queryClient.invalidateQueries({ queryKey: sessionQuery.queryKey }))
dropOldDrafts()
const language = chosenLanguage()
document.documentElement.lang = language
const element = document.getElementById('root')
if (!element) throw new Error('index.html has no #root')
const frame = await loadFrame(language).catch((error: unknown) => {
  // Before there are any texts, so in both languages.
  element.textContent =
    'ページを読み込めませんでした。読み込み直してください。 / This page could not be loaded. Please reload.'
  throw error
})

createRoot(element).render(
  <LanguageProvider initial={frame} onSwitched={() => void queryClient.invalidateQueries()}>
    <QueryClientProvider client={queryClient}>
      <RouterProvider router={router} />
    </QueryClientProvider>
  </LanguageProvider>,
)

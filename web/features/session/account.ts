import type { QueryClient } from '@tanstack/react-query'

/** The account whose pages this tab shows, by the key of its drafts. */
let shown: string | undefined
/** The other tabs of this browser, which share its session. */
const tabs = new BroadcastChannel('session')

/** Calls for a look at the session whenever another tab has found somebody else signed in. */
export function onOtherTab(look: () => void): void {
  tabs.onmessage = look
}

/**
 * Takes note of whose session it is. Where the tab has shown somebody else's pages, nothing of what they read or
 * typed there stays: every page and form begins anew.
 */
export function noteAccount(client: QueryClient, account: string): void {
  if (account === shown) return
  if (shown !== undefined)
    void client.resetQueries({ predicate: ({ queryKey: [about] }) => about !== 'session' })
  shown = account
  tabs.postMessage(undefined)
}

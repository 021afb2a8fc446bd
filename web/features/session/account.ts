import type { QueryClient } from '@tanstack/react-query'

/** The account whose pages this tab shows, by the key of its drafts. */
let shown: string | undefined
/** The other tabs of this browser, which share its session. */
const tabs = new BroadcastChannel('session')

/** What the tab says in which one signs out; every other word asks for a look at the session. */
const LEFT = 'left'

/**
 * Calls for a look at the session whenever another tab has found somebody else signed in. Where another tab has
 * signed out, this one leaves as well; a look that fails takes nothing away.
 */
export function onOtherTab(look: () => void): void {
  tabs.onmessage = ({ data }) => (data === LEFT ? toLanding() : look())
}

/** Leaves after signing out, in every tab: on a shared PC nothing of the session stays on a screen. */
export function leave(): void {
  tabs.postMessage(LEFT)
  toLanding()
}

/** A full load, so that nothing of the session stays in memory. */
function toLanding(): void {
  location.assign('/')
}

// Back may bring a page as it was left, with somebody's data: it is loaded anew.
addEventListener('pageshow', ({ persisted }) => {
  if (persisted) location.reload()
})

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

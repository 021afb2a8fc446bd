import type { KeyboardEvent } from 'react'

/** What one can do with a row; each has a key and a button. */
export type RowAction = 'confirm' | 'dispute' | 'ask'

/** The rows of a list by what marks them: each has one element that takes the focus for it. */
const rowsIn = (list: Element) => [...list.querySelectorAll<HTMLElement>('[data-row]')]

/** Puts the focus on a row, the last one where there are no longer so many; says whether there is any. */
export function focusRow(list: Element | null, at: number): boolean {
  const rows = list ? rowsIn(list) : []
  const row = rows[Math.max(0, Math.min(at, rows.length - 1))]
  row?.querySelector<HTMLElement>('[data-focus]')?.focus()
  return row !== undefined
}

/** At which place a row stands. */
export function placeOfRow(list: Element | null, reportId: string): number {
  return list ? rowsIn(list).findIndex(({ dataset }) => dataset.row === reportId) : -1
}

const ACTIONS: Record<string, RowAction> = { c: 'confirm', d: 'dispute', q: 'ask' }

/**
 * The keys of the list. They hold only while the focus is inside it, so that no single letter does
 * anything elsewhere; every one of them has a button as well.
 */
export function handleRowKey(
  event: KeyboardEvent<HTMLElement>,
  {
    onAction,
    onChoose,
    onChooseAll,
    onHelp,
  }: {
    onAction: (action: RowAction, reportId: string) => void
    onChoose: (reportId: string) => void
    onChooseAll: () => void
    onHelp: () => void
  },
): void {
  if (event.ctrlKey || event.metaKey || event.altKey || event.nativeEvent.isComposing) return
  const list = event.currentTarget
  const row = (event.target as Element).closest<HTMLElement>('[data-row]')
  const reportId = row?.dataset.row
  if (!row || reportId === undefined) return
  const at = rowsIn(list).indexOf(row)
  const does = (deed: () => void) => {
    event.preventDefault()
    deed()
  }
  const { key } = event
  if (key === 'j' || key === 'ArrowDown') does(() => focusRow(list, at + 1))
  else if (key === 'k' || key === 'ArrowUp') does(() => focusRow(list, at - 1))
  else if (key === 'x') does(() => onChoose(reportId))
  else if (key === 'a') does(onChooseAll)
  else if (key === '?') does(onHelp)
  else if (key === 'o') does(() => row.querySelector<HTMLElement>('[data-open]')?.click())
  else if (ACTIONS[key]) does(() => onAction(ACTIONS[key] as RowAction, reportId))
}

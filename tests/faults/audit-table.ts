import { OFFICE } from '../../functions/domain/municipalities/municipality-code.ts'
import { municipalityStream } from '../../functions/history/streams.ts'
import { itemOfAttributes } from '../../functions/store/attributes.ts'
import { revisionOf } from '../../functions/store/commit.ts'
import type { Item } from '../../functions/store/database.ts'
import { stateOf } from '../../functions/store/states.ts'
import { AGREED, DUE, OUTBOX, placeOf, SHARED, sharedKey } from '../../functions/store/table.ts'
import type { World } from './world.ts'

/**
 * Whether a table agrees with itself: every chain whole and with its entries in the trail, every acknowledged
 * operation in the history, none of them twice, and each list of what waits, is due, is shared, is agreed or may
 * enter exactly as the registers have it.
 */
export async function auditTable(
  { table, store }: World,
  acknowledged: readonly string[],
): Promise<{ duplicates: number; off: string[] }> {
  const off: string[] = []
  const items = function* (prefix: string): Generator<Item> {
    for (const [, , item] of table.all(prefix)) yield itemOfAttributes(item)
  }
  const isThere = (pk: string, sk: string) => table.item(pk, sk) !== undefined
  const keysOf = (pk: string) => new Set([...items(pk)].map(({ sk }) => String(sk)))

  const events = new Map<string, string[]>()
  for (const { sk, event } of items('EVENT#')) {
    const { operationId } = JSON.parse(String(event)) as { operationId: string }
    events.set(operationId, [...(events.get(operationId) ?? []), placeOf(String(sk)).stream])
  }
  let duplicates = 0
  for (const [operationId, streams] of events) {
    // A founding alone tells several things at once, in a municipality's own stream.
    const isTwice =
      new Set(streams).size < streams.length && !streams.includes(municipalityStream(OFFICE))
    if (isTwice) duplicates += 1
    if (isTwice) off.push(`${operationId} stands twice in ${streams.join()}`)
  }
  for (const operationId of acknowledged)
    if (!events.has(operationId)) off.push(`${operationId} was acknowledged and is nowhere`)

  const shared = new Set<string>()
  const agreed = new Set<string>()
  const due = new Set<string>()
  const codes: string[] = []
  for (const item of items('REVISION#')) {
    const code = String(item.pk).slice('REVISION#'.length)
    codes.push(code)
    const { dueOn } = revisionOf(item)
    if (dueOn !== undefined) due.add(`${dueOn}#${code}`)
  }
  for (const code of codes) {
    const { breaks } = await store.verifier.check(code, [])
    // The office's settings are nobody's to set, and stand in no event.
    for (const one of breaks)
      if (!(code === OFFICE && one.fault === 'state'))
        off.push(`a broken history: ${JSON.stringify(one)}`)
    for (const item of items(`M#${code}`)) {
      const state = stateOf(item)
      if (state.kind === 'municipality' && state.value.settings.sideBySide) agreed.add(code)
      if (state.kind === 'proposal' && state.value.visibility !== 'own')
        shared.add(sharedKey({ ...state.value, municipality: code }).sk)
      if (
        state.kind === 'member' &&
        state.value.accountId !== undefined &&
        !state.value.erased?.doneAt
      ) {
        const membership = table.item(`ACCOUNT#${state.value.accountId}`, `MEMBERSHIP#${code}`)
        const { memberId } = membership ? itemOfAttributes(membership) : {}
        if (memberId !== state.value.id) off.push(`${state.value.id} has no membership`)
      }
    }
  }
  for (const [name, pk, wanted] of [
    ['shared', SHARED, shared],
    ['agreed', AGREED, agreed],
    ['due', DUE, due],
  ] as const) {
    const found = keysOf(pk)
    for (const key of wanted) if (!found.has(key)) off.push(`${name}: ${key} is missing`)
    for (const key of found) if (!wanted.has(key)) off.push(`${name}: ${key} is too much`)
  }
  const mails = [...items(OUTBOX)].map(({ mail }) => (mail as { id: string }).id)
  duplicates += mails.length - new Set(mails).size
  for (const { pk, sk } of items('ASKED#')) {
    const [, code] = String(pk).split('#')
    if (!isThere(`REQUEST#${code}`, String(sk))) off.push(`${pk} names ${sk}, which is nowhere`)
  }
  return { duplicates, off }
}

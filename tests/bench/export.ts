import { writeFileSync } from 'node:fs'
import { itemOf, type State } from '../../functions/store/states.ts'
import {
  eventPartition,
  type Key,
  municipalityEntry,
  registerPartition,
  revisionKey,
  sequenceSk,
  textPartition,
} from '../../functions/store/table.ts'
import { trailItem } from '../../functions/store/trail.ts'
import type { Synthetic } from './grower.ts'

type Item = Key & Record<string, unknown>

/** The items that the store would have written for a synthetic municipality, but for idempotency. */
export function* itemsOf({ register, events, changes }: Synthetic): Generator<Item> {
  const { municipality, members, proposals, recordedAt } = register
  const { code, name } = municipality
  const pk = registerPartition(code)
  const states: State[] = [
    { kind: 'municipality', value: municipality },
    ...[...members.values()].map((value) => ({ kind: 'member' as const, value })),
    ...[...proposals.values()].map((value) => ({ kind: 'proposal' as const, value })),
  ]
  for (const state of states) yield { pk, ...itemOf(state) }
  yield { ...municipalityEntry(code), v: 1, name }
  yield { ...revisionKey(code), v: 1, number: changes, recordedAt, recent: '[]' }
  for (const { stream, sequence, json, texts } of events) {
    const sk = sequenceSk(stream, sequence)
    yield { pk: eventPartition(code), sk, v: 1, event: json }
    yield trailItem(code, JSON.parse(json)) as Item
    if (Object.keys(texts).length > 0) yield { pk: textPartition(code), sk, v: 1, texts }
  }
}

/** Writes items as a DynamoDB export does: one line of DynamoDB JSON each. */
export function writeExport(file: string, items: Iterable<Item>): void {
  let lines = ''
  for (const item of items) {
    const attributes = Object.entries(item).map(([name, value]) => [name, attributeOf(value)])
    lines += `${JSON.stringify({ Item: Object.fromEntries(attributes) })}\n`
  }
  writeFileSync(file, lines)
}

/** A value in DynamoDB's own JSON. */
function attributeOf(value: unknown): object {
  if (typeof value === 'string') return { S: value }
  if (typeof value === 'number') return { N: String(value) }
  if (value instanceof Uint8Array) return { B: Buffer.from(value).toString('base64') }
  if (Array.isArray(value)) return { L: value.map(attributeOf) }
  const entries = Object.entries(value as object).map(([name, part]) => [name, attributeOf(part)])
  return { M: Object.fromEntries(entries) }
}

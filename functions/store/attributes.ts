import type { AttributeValue, TransactWriteItem } from '@aws-sdk/client-dynamodb'

/** An item as the hub's code sees it: strings, numbers, booleans, null, bytes, lists and maps of them. */
// biome-ignore lint/suspicious/noExplicitAny: what an item holds is checked where it is taken apart
export type Item = Record<string, any>
type Attributes = Record<string, AttributeValue>

/** One action of a transaction, its items and values in plain JavaScript. */
export type TransactItem = {
  [Action in keyof TransactWriteItem]?: Plain<NonNullable<TransactWriteItem[Action]>>
}
type Plain<Action> = { [Name in keyof Action]: Action[Name] | PlainOf<Name> }
type PlainOf<Name> = Name extends 'Item' | 'Key' | 'ExpressionAttributeValues'
  ? Item | undefined
  : undefined

/**
 * An item as DynamoDB takes it; what is undefined is left out. The SDK's document client does the same
 * by wrapping every command in another one, which costs a fifth of a call.
 */
export function attributesOf(item: Item): Attributes {
  const attributes: Attributes = {}
  for (const name in item) {
    const value = item[name]
    if (value !== undefined) attributes[name] = attributeOf(value)
  }
  return attributes
}

function attributeOf(value: unknown): AttributeValue {
  if (typeof value === 'string') return { S: value }
  if (typeof value === 'boolean') return { BOOL: value }
  if (value === null) return { NULL: true }
  if (typeof value === 'number' && Number.isFinite(value)) return { N: String(value) }
  if (value instanceof Uint8Array) return { B: value }
  if (Array.isArray(value)) return { L: value.map(attributeOf) }
  if (typeof value === 'object') return { M: attributesOf(value) }
  throw new TypeError(`no attribute can hold ${String(value)}`)
}

/** An item as the hub's code sees it. */
export function itemOfAttributes(attributes: Attributes): Item {
  const item: Item = {}
  for (const name in attributes) item[name] = nativeOf(attributes[name] as AttributeValue)
  return item
}

function nativeOf({ S, N, BOOL, B, L, M, NULL }: AttributeValue): unknown {
  if (S !== undefined) return S
  if (N !== undefined) return Number(N)
  if (BOOL !== undefined) return BOOL
  if (B !== undefined) return B
  if (L !== undefined) return L.map(nativeOf)
  if (M !== undefined) return itemOfAttributes(M)
  if (NULL !== undefined) return null
  throw new TypeError('an attribute of a kind that the hub never writes')
}

/** An action of a transaction as DynamoDB takes it. */
export function actionOf(action: TransactItem): TransactWriteItem {
  const entries = Object.entries(action).map(([name, said]) => [name, said && translated(said)])
  return Object.fromEntries(entries)
}

function translated(said: Item): Item {
  const { Item, Key, ExpressionAttributeValues: values } = said
  return {
    ...said,
    ...(Item && { Item: attributesOf(Item) }),
    ...(Key && { Key: attributesOf(Key) }),
    ...(values && { ExpressionAttributeValues: attributesOf(values) }),
  }
}

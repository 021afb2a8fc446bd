import {
  type AttributeValue,
  ConditionalCheckFailedException,
  TransactionCanceledException,
} from '@aws-sdk/client-dynamodb'

type Attributes = Record<string, AttributeValue>
type Key = { pk: { S: string }; sk: { S: string } }
type Expressions = {
  ConditionExpression?: string
  UpdateExpression?: string
  ExpressionAttributeNames?: Record<string, string>
  ExpressionAttributeValues?: Attributes
}
type Write = Expressions & { Item?: Attributes; Key?: Attributes }
type Action = Partial<Record<'Put' | 'Delete' | 'Update' | 'ConditionCheck', Write>>
// biome-ignore lint/suspicious/noExplicitAny: the SDK's inputs, as the hub fills them
type Input = any

/** A page of a Query ends at a megabyte. */
const LARGEST_PAGE = 1_000_000
const LARGEST_ITEM = 400_000
const MOST_ACTIONS = 100

/**
 * As much of DynamoDB as the hub asks of it, in this process: what a call costs here is hundredths of what it
 * costs through HTTP, so that faults can be tried ten thousand times on every way of writing. A test of its own
 * holds it against the embedded engine; what it doesn't know it refuses aloud.
 */
export class MemoryTable {
  readonly #partitions = new Map<string, { keys: string[]; items: Map<string, Attributes> }>()
  readonly #tokens = new Map<string, unknown>()
  readonly #counts = new Map<string, number>()

  /** @throws what DynamoDB throws */
  answer(command: string, input: Input): object {
    switch (command) {
      case 'BatchGetItemCommand':
        return this.#batchGet(input)
      case 'QueryCommand':
        return this.#query(input)
      case 'PutItemCommand':
      case 'UpdateItemCommand':
        return this.#one(command === 'PutItemCommand' ? { Put: input } : { Update: input })
      case 'TransactWriteItemsCommand':
        return this.#transact(input)
      default:
        throw new Error(`${command} is no call of the hub`)
    }
  }

  /** Every item of the partitions that begin with a prefix. */
  *all(prefix = ''): Generator<[pk: string, sk: string, item: Attributes]> {
    for (const [pk, { keys, items }] of this.#partitions)
      if (pk.startsWith(prefix)) for (const sk of keys) yield [pk, sk, items.get(sk) as Attributes]
  }

  /** How many items there are, by the kind of their partitions. */
  counts(): Record<string, number> {
    return Object.fromEntries(this.#counts)
  }

  /** One item, as it lies there. */
  item(pk: string, sk: string): Attributes | undefined {
    return this.#get(pk, sk)
  }

  #batchGet({ RequestItems }: Input): object {
    const [[table, { Keys }]] = Object.entries(RequestItems) as [[string, { Keys: Key[] }]]
    const named = new Set(Keys.map(({ pk, sk }) => `${pk.S}\n${sk.S}`))
    if (Keys.length > 100 || named.size < Keys.length) throw invalid('keys: over 100, or twice')
    const found = Keys.map(({ pk, sk }) => this.#get(pk.S, sk.S)).filter(
      (item) => item !== undefined,
    )
    return { Responses: { [table]: found }, UnprocessedKeys: {} }
  }

  #query({
    KeyConditionExpression,
    ExpressionAttributeValues: values,
    ScanIndexForward = true,
    Limit = Number.POSITIVE_INFINITY,
    ExclusiveStartKey,
  }: Input): object {
    const { keys = [], items = new Map<string, Attributes>() } =
      this.#partitions.get(values[':pk'].S) ?? {}
    const [low, high] = rangeOf(KeyConditionExpression, values)
    const step = ScanIndexForward ? 1 : -1
    const after: string | undefined = ExclusiveStartKey?.sk.S
    let at = ScanIndexForward
      ? after === undefined || (low !== undefined && after < low)
        ? placeOf(keys, low ?? '')
        : placeBehind(keys, after)
      : after === undefined || (high !== undefined && after > high)
        ? (high === undefined ? keys.length : placeBehind(keys, high)) - 1
        : placeOf(keys, after) - 1
    const Items: Attributes[] = []
    let bytes = 0
    for (; at >= 0 && at < keys.length; at += step) {
      const sk = keys[at] as string
      if ((high !== undefined && sk > high) || (low !== undefined && sk < low)) break
      if (Items.length === Limit || bytes > LARGEST_PAGE) {
        const { pk, sk: last } = Items.at(-1) as Attributes
        return { Items, LastEvaluatedKey: { pk, sk: last } }
      }
      const item = items.get(sk) as Attributes
      Items.push(item)
      bytes += sizeOf(item)
    }
    const isFull = Items.length === Limit
    const { pk, sk } = Items.at(-1) ?? {}
    return { Items, ...(isFull && pk && { LastEvaluatedKey: { pk, sk } }) }
  }

  #one(action: Action): object {
    const [kind, write] = Object.entries(action)[0] as [keyof Action, Write]
    if (!this.#isMet(write)) {
      const message = 'The conditional request failed'
      throw new ConditionalCheckFailedException({ message, $metadata: { httpStatusCode: 400 } })
    }
    this.#do(kind, write)
    return {}
  }

  #transact({ TransactItems, ClientRequestToken }: Input): object {
    const before = this.#tokens.get(ClientRequestToken)
    if (before !== undefined) {
      if (JSON.stringify(before) !== JSON.stringify(TransactItems))
        throw refusal('IdempotentParameterMismatchException')
      return {}
    }
    const actions = (TransactItems as Action[]).map(
      (one) => Object.entries(one)[0] as [keyof Action, Write],
    )
    const named = actions.map(([, write]) => keyOf(write).join('\n'))
    if (actions.length > MOST_ACTIONS || new Set(named).size < actions.length)
      throw invalid('a transaction: over 100 actions, or two on one item')
    const reasons = actions.map(([kind, write]) => ({ Code: this.#reason(kind, write) }))
    if (reasons.some(({ Code }) => Code !== 'None'))
      throw new TransactionCanceledException({
        message: `Transaction cancelled: [${reasons.map(({ Code }) => Code).join(', ')}]`,
        $metadata: { httpStatusCode: 400 },
        CancellationReasons: reasons,
      })
    for (const [kind, write] of actions) this.#do(kind, write)
    if (ClientRequestToken) this.#tokens.set(ClientRequestToken, TransactItems)
    return {}
  }

  #get(pk: string, sk: string): Attributes | undefined {
    return this.#partitions.get(pk)?.items.get(sk)
  }

  #isMet(write: Write): boolean {
    const { ConditionExpression: condition } = write
    if (!condition) return true
    const item = this.#get(...keyOf(write))
    return condition
      .split(' OR ')
      .some((some) => some.split(' AND ').every((term) => isTermMet(term.trim(), item, write)))
  }

  /** Why a transaction can't do one of its actions; `None` where it can. */
  #reason(kind: keyof Action, write: Write): string {
    if (!this.#isMet(write)) return 'ConditionalCheckFailed'
    if (kind !== 'Update') return 'None'
    try {
      updated(this.#get(...keyOf(write)), write)
      return 'None'
    } catch (error) {
      if ((error as Error).name === 'ValidationException') return 'ValidationError'
      throw error
    }
  }

  #do(kind: keyof Action, write: Write): void {
    const [pk, sk] = keyOf(write)
    if (kind === 'ConditionCheck') return
    if (kind === 'Delete') {
      this.#delete(pk, sk)
      return
    }
    const item = kind === 'Put' ? { ...write.Item } : updated(this.#get(pk, sk), write)
    if (sizeOf(item) > LARGEST_ITEM) throw invalid('an item over 400 kB')
    const partition = this.#partitions.get(pk) ?? { keys: [], items: new Map() }
    this.#partitions.set(pk, partition)
    if (!partition.items.has(sk)) {
      partition.keys.splice(placeOf(partition.keys, sk), 0, sk)
      this.#count(pk, 1)
    }
    partition.items.set(sk, item)
  }

  #delete(pk: string, sk: string): void {
    const partition = this.#partitions.get(pk)
    if (!partition?.items.delete(sk)) return
    partition.keys.splice(placeOf(partition.keys, sk), 1)
    this.#count(pk, -1)
  }

  #count(pk: string, more: number): void {
    const [kind = ''] = pk.split('#')
    this.#counts.set(kind, (this.#counts.get(kind) ?? 0) + more)
  }
}

function keyOf({ Item, Key }: Write): [pk: string, sk: string] {
  const { pk, sk } = (Item ?? Key) as Key
  return [pk.S, sk.S]
}

function rangeOf(condition: string, values: Attributes): [low?: string, high?: string] {
  const low = values[':low']?.S
  const high = values[':high']?.S
  if (condition === 'pk = :pk') return []
  if (condition === 'pk = :pk AND sk <= :high') return [undefined, high] as [undefined, string]
  if (condition === 'pk = :pk AND sk BETWEEN :low AND :high') return [low, high] as [string, string]
  throw new Error(`${condition}: no query of the hub`)
}

function isTermMet(term: string, item: Attributes | undefined, write: Write): boolean {
  const named = (name: string) => write.ExpressionAttributeNames?.[name] ?? name
  const [, presence, of, part] =
    /^attribute_(not_exists|exists)\((#?\w+)(?:\.(#?\w+))?\)$/.exec(term) ?? []
  if (presence && of) {
    const whole = item?.[named(of)]
    const found = part === undefined ? whole : whole?.M?.[named(part)]
    return (found === undefined) === (presence === 'not_exists')
  }
  const [, left, comparison, right] = /^(#?\w+) (=|<|<=|>|>=) (:\w+)$/.exec(term) ?? []
  if (!left || !right) throw new Error(`${term}: no condition of the hub`)
  const value = item?.[named(left)]
  const wanted = write.ExpressionAttributeValues?.[right]
  if (!value || !wanted) return false
  const [a, b] = [plain(value), plain(wanted)]
  if (typeof a !== typeof b) return false
  switch (comparison) {
    case '=':
      return a === b
    case '<':
      return a < b
    case '<=':
      return a <= b
    case '>':
      return a > b
    default:
      return a >= b
  }
}

function plain({ S, N, BOOL }: AttributeValue): string | number | boolean {
  if (S !== undefined) return S
  if (N !== undefined) return Number(N)
  if (BOOL !== undefined) return BOOL
  throw new Error('a comparison of what the hub never compares')
}

/** `SET a = :x, b.#c = :y` */
function updated(before: Attributes | undefined, write: Write): Attributes {
  const { UpdateExpression = '', ExpressionAttributeNames: names, Key } = write
  const [, assignments] = /^SET (.+)$/.exec(UpdateExpression) ?? []
  if (!assignments) throw new Error(`${UpdateExpression}: no update of the hub`)
  const item: Attributes = { ...Key, ...before }
  for (const assignment of assignments.split(', ')) {
    const [path = '', value = ''] = assignment.split(' = ')
    const [first = '', second, ...deeper] = path.split('.').map((name) => names?.[name] ?? name)
    const set = write.ExpressionAttributeValues?.[value]
    if (!set || deeper.length > 0) throw new Error(`${assignment}: no update of the hub`)
    if (second === undefined) item[first] = set
    else {
      const { M } = item[first] ?? {}
      if (!M) throw invalid('The document path provided in the update expression is invalid')
      item[first] = { M: { ...M, [second]: set } }
    }
  }
  return item
}

/** Where a key stands, or would stand, among sorted ones. */
function placeOf(keys: readonly string[], key: string): number {
  let [low, high] = [0, keys.length]
  // Most are newer than all before.
  if (high > 0 && (keys[high - 1] as string) < key) return high
  while (low < high) {
    const middle = (low + high) >> 1
    if ((keys[middle] as string) < key) low = middle + 1
    else high = middle
  }
  return low
}

function placeBehind(keys: readonly string[], key: string): number {
  const at = placeOf(keys, key)
  return keys[at] === key ? at + 1 : at
}

/** Names and values in bytes, roughly as DynamoDB counts them. */
function sizeOf(item: Attributes): number {
  let bytes = 0
  for (const name in item) bytes += name.length + valueSize(item[name] as AttributeValue)
  return bytes
}

function valueSize({ S, N, B, L, M }: AttributeValue): number {
  if (S !== undefined) return Buffer.byteLength(S)
  if (B !== undefined) return B.length
  if (M !== undefined) return 3 + sizeOf(M)
  if (L !== undefined) return L.reduce((sum, one) => sum + 1 + valueSize(one), 3)
  return N?.length ?? 1
}

function invalid(message: string) {
  return refusal('ValidationException', message)
}

function refusal(name: string, message = name) {
  const $metadata = { httpStatusCode: 400 }
  return Object.assign(new Error(message), { name, $fault: 'client', $metadata })
}

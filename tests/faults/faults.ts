import { type DynamoDBClient, TransactionCanceledException } from '@aws-sdk/client-dynamodb'

/** How often each fault happens to a call, of 1. */
export type Rates = {
  /** Refused before anything is done: too much at once. */
  throttling: number
  /** Failed before anything is done. */
  failing: number
  /** Done, and the answer lost on its way. */
  lost: number
  /** No answer in time, and nobody knows whether it was done. */
  timeouts: number
  /** A BatchGet that leaves some keys for later. */
  partial: number
  /** A transaction that another one came in between of. */
  conflicts: number
}

/** As the issue has them. */
export const RATES: Rates = {
  throttling: 0.3,
  failing: 0.05,
  lost: 0.15,
  timeouts: 0.03,
  partial: 0.2,
  conflicts: 0.1,
}

export type Injected = Record<keyof Rates, number>

/**
 * Puts faults between the SDK and the database, below the SDK's own retries, each in the form in which it
 * arrives from AWS. `random` decides, so that a run can be repeated.
 */
export function injectFaults(
  client: DynamoDBClient,
  {
    rates,
    random,
    injected = { throttling: 0, failing: 0, lost: 0, timeouts: 0, partial: 0, conflicts: 0 },
  }: {
    rates: Rates
    random: () => number
    /** Where another client's faults are counted already. */
    injected?: Injected
  },
): Injected {
  const happens = (fault: keyof Rates): boolean => {
    if (random() >= rates[fault]) return false
    injected[fault] += 1
    return true
  }
  client.middlewareStack.add(
    (next, { commandName }) =>
      async (args) => {
        const isTransaction = commandName === 'TransactWriteItemsCommand'
        if (happens('throttling')) throw refusal('ThrottlingException', 400, { throttling: true })
        if (happens('failing')) throw refusal('InternalServerError', 500)
        if (isTransaction && happens('conflicts')) throw conflict()
        // Half of those that time out were done all the same.
        if (happens('timeouts')) {
          if (random() < 0.5) await next(args)
          throw silence('TimeoutError')
        }
        const done = await next(args)
        if (happens('lost')) throw silence('ECONNRESET')
        const output = done.output as {
          Responses?: Record<string, unknown[]>
          UnprocessedKeys?: Record<string, { Keys: unknown[] }>
        }
        if (commandName === 'BatchGetItemCommand' && happens('partial'))
          leaveSome(args.input, output)
        return done
      },
    // Nearest to the network of all that a client does by itself.
    { step: 'deserialize', priority: 'high', name: 'faults' },
  )
  return injected
}

/** Takes the last key's item out of the answer and names the key as unprocessed. */
function leaveSome(
  input: unknown,
  output: {
    Responses?: Record<string, unknown[]>
    UnprocessedKeys?: Record<string, { Keys: unknown[] }>
  },
): void {
  const { RequestItems } = input as { RequestItems: Record<string, { Keys: Marshalled[] }> }
  for (const [table, { Keys, ...options }] of Object.entries(RequestItems)) {
    const left = Keys.at(-1)
    if (!left) continue
    const items = (output.Responses?.[table] ?? []) as Marshalled[]
    output.Responses = { [table]: items.filter((item) => !isSame(item, left)) }
    output.UnprocessedKeys = { [table]: { ...options, Keys: [left] } }
  }
}

/** Does something without the waits between tries, of the SDK and of ours, so that many faults take little time. */
export async function withoutWaiting<Result>(work: () => Promise<Result>): Promise<Result> {
  const { setTimeout } = globalThis
  globalThis.setTimeout = ((then: () => void, _: number, ...given: []) =>
    setTimeout(then, 0, ...given)) as typeof setTimeout
  try {
    return await work()
  } finally {
    globalThis.setTimeout = setTimeout
  }
}

/** A key as DynamoDB writes it, in requests and in answers alike. */
type Marshalled = { pk: { S: string }; sk: { S: string } }
const isSame = (a: Marshalled, b: Marshalled) => a.pk.S === b.pk.S && a.sk.S === b.sk.S

function refusal(name: string, httpStatusCode: number, retryable?: { throttling: boolean }) {
  return Object.assign(new Error(name), {
    name,
    $fault: httpStatusCode < 500 ? 'client' : 'server',
    $metadata: { httpStatusCode },
    $retryable: retryable ?? {},
  })
}

function conflict() {
  return new TransactionCanceledException({
    message: 'Transaction cancelled, please refer cancellation reasons for specific reasons',
    $metadata: { httpStatusCode: 400 },
    CancellationReasons: [{ Code: 'TransactionConflict' }, { Code: 'None' }],
  })
}

function silence(name: string) {
  return Object.assign(new Error(name), { name, code: name, $metadata: {} })
}

import { pathToFileURL } from 'node:url'

// What AWS's runtime does in a function's process: takes one invocation after another from the Runtime API,
// hands it to the asset's handler, posts what comes of it. Only the clock is the test's: the header
// `x-test-now` of an invocation sets it, so that the asset's own `new Date()` stands where the test's does.

const api = `http://${process.env.AWS_LAMBDA_RUNTIME_API}/2018-06-01/runtime`
const RealDate = Date
let now: number | undefined

class TestDate extends RealDate {
  constructor(...given: [] | [number | string]) {
    if (given.length === 0 && now !== undefined) super(now)
    else super(...(given as [number]))
  }
  static override now(): number {
    return now ?? RealDate.now()
  }
}
globalThis.Date = TestDate as DateConstructor

const post = (path: string, body: unknown) =>
  fetch(`${api}${path}`, { method: 'POST', body: JSON.stringify(body ?? null) })
const errorOf = (error: unknown) => ({
  errorType: (error as Error).name,
  errorMessage: (error as Error).message,
  stackTrace: String((error as Error).stack).split('\n'),
})

const [directory = '', name = 'handler'] = process.argv.slice(2)
const { [name]: handler } = await import(pathToFileURL(`${directory}/main.mjs`).href).catch(
  async (error) => {
    await post('/init/error', errorOf(error))
    process.exit(1)
  },
)

for (;;) {
  const next = await fetch(`${api}/invocation/next`)
  const id = next.headers.get('lambda-runtime-aws-request-id') ?? ''
  const told = next.headers.get('x-test-now')
  now = told ? Number(told) : undefined
  const context = {
    awsRequestId: id,
    functionName: process.env.AWS_LAMBDA_FUNCTION_NAME,
    invokedFunctionArn: next.headers.get('lambda-runtime-invoked-function-arn'),
    memoryLimitInMB: process.env.AWS_LAMBDA_FUNCTION_MEMORY_SIZE,
    getRemainingTimeInMillis: () =>
      Number(next.headers.get('lambda-runtime-deadline-ms')) - RealDate.now(),
  }
  const event = await next.json()
  try {
    await post(`/invocation/${id}/response`, await handler(event, context))
  } catch (error) {
    await post(`/invocation/${id}/error`, errorOf(error))
  }
}

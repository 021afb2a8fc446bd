import { type ChildProcess, spawn } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { join } from 'node:path'

type Invocation = {
  id: string
  event: unknown
  now: number | undefined
  settle: (result: { answer: unknown } | { error: Error }) => void
}

/** A function as Lambda runs it: fresh processes of an asset, one invocation at a time in each. */
export type RunningFunction = {
  /** @param now where the process's clock stands; without it, it is the real one */
  invoke(event: unknown, now?: number): Promise<unknown>
  /** What the processes have written so far: their log. */
  log(): string
  stop(): Promise<void>
}

const ARN = 'arn:aws:lambda:ap-northeast-1:123456789012:function:under-test'

/**
 * Runs an asset behind a Runtime API on this machine's loopback (the documented paths and headers).
 * @param processes how many run at most; each is started when an invocation finds none idle
 */
export function startFunction({
  directory,
  handler = 'handler',
  environment,
  processes = 1,
  seconds = 28,
}: {
  directory: string
  /** Which of the asset's functions is called. */
  handler?: string
  environment: Record<string, string>
  processes?: number
  /** How long an invocation may take: what it is told, it isn't cut off here. */
  seconds?: number
}): RunningFunction {
  const waiting: Invocation[] = []
  const running = new Map<string, Invocation>()
  const idle: ServerResponse[] = []
  const children: ChildProcess[] = []
  let log = ''
  let failure: Error | undefined

  const server = createServer((request, response) => {
    const { url = '' } = request
    if (url.endsWith('/invocation/next')) {
      idle.push(response)
      return hand()
    }
    void bodyOf(request).then((body) => {
      response.writeHead(202).end()
      const [, id = '', kind] = /\/invocation\/([^/]+)\/(response|error)$/.exec(url) ?? []
      if (url.endsWith('/init/error')) return failed(new Error(body))
      const invocation = running.get(id)
      running.delete(id)
      if (!invocation) return
      if (kind === 'error') invocation.settle({ error: new Error(body) })
      else invocation.settle({ answer: JSON.parse(body) })
    })
  })
  const listening = once(server.listen(0, '127.0.0.1'), 'listening')

  function hand(): void {
    for (;;) {
      const invocation = waiting[0]
      const response = invocation && idle.shift()
      if (!invocation || !response) return
      waiting.shift()
      running.set(invocation.id, invocation)
      response.writeHead(200, {
        'content-type': 'application/json',
        'lambda-runtime-aws-request-id': invocation.id,
        'lambda-runtime-deadline-ms': String(Date.now() + seconds * 1_000),
        'lambda-runtime-invoked-function-arn': ARN,
        ...(invocation.now !== undefined && { 'x-test-now': String(invocation.now) }),
      })
      response.end(JSON.stringify(invocation.event))
    }
  }

  function failed(error: Error): void {
    failure = error
    for (const { settle } of [...waiting.splice(0), ...running.values()]) settle({ error })
    running.clear()
  }

  async function startProcess(): Promise<void> {
    const busy = running.size + waiting.length
    if (children.length >= processes || children.length >= busy) return
    const child = spawn(
      process.execPath,
      [join(import.meta.dirname, 'bootstrap.ts'), directory, handler],
      {
        env: {
          AWS_LAMBDA_RUNTIME_API: await addressOf(),
          AWS_LAMBDA_FUNCTION_NAME: 'under-test',
          AWS_LAMBDA_FUNCTION_MEMORY_SIZE: '1769',
          AWS_REGION: 'ap-northeast-1',
          AWS_ACCESS_KEY_ID: 'test',
          AWS_SECRET_ACCESS_KEY: 'test',
          ...environment,
        },
        stdio: ['ignore', 'pipe', 'pipe'],
      },
    )
    children.push(child)
    for (const stream of [child.stdout, child.stderr])
      stream.setEncoding('utf8').on('data', (text: string) => {
        log += text
      })
    child.once('exit', () => {
      children.splice(children.indexOf(child), 1)
      if (server.listening) failed(new Error(`the function's process has ended:\n${log}`))
    })
  }

  async function addressOf(): Promise<string> {
    await listening
    const address = server.address()
    return `127.0.0.1:${typeof address === 'object' ? address?.port : ''}`
  }

  return {
    async invoke(event, now) {
      if (failure) throw failure
      const result = new Promise<unknown>((resolve, reject) => {
        const settle: Invocation['settle'] = (settled) =>
          'error' in settled ? reject(settled.error) : resolve(settled.answer)
        waiting.push({ id: randomUUID(), event, now, settle })
      })
      hand()
      if (waiting.length > 0) await startProcess()
      return result
    },
    log: () => log,
    async stop() {
      const ended = children.map((child) => once(child, 'exit'))
      server.close()
      for (const child of children) child.kill('SIGKILL')
      server.closeAllConnections()
      await Promise.all(ended)
    },
  }
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  const parts: Buffer[] = []
  for await (const part of request) parts.push(part)
  return Buffer.concat(parts).toString('utf8')
}

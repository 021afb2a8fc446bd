import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test, vi } from 'vitest'
import { CommandFailure } from '../../functions/local/command-failure.ts'
import { ENGINE_VERSION, type Engine, startEngine } from '../../functions/local/engine.ts'
import manifest from '../../package.json' with { type: 'json' }

async function engine(options: Parameters<typeof startEngine>[0] = {}): Promise<Engine> {
  const started = await startEngine(options)
  onTestFinished(() => started.stop())
  return started
}

function directory(): string {
  const dir = mkdtempSync(join(tmpdir(), 'hub-engine-'))
  onTestFinished(() => rmSync(dir, { recursive: true, force: true }))
  return dir
}

function call(endpoint: string, operation: string, body: object): Promise<Response> {
  return fetch(endpoint, {
    method: 'POST',
    headers: {
      'content-type': 'application/x-amz-json-1.0',
      'x-amz-target': `DynamoDB_20120810.${operation}`,
      'x-amz-date': '20260101T000000Z',
      authorization:
        'AWS4-HMAC-SHA256 Credential=a/20260101/local/dynamodb/aws4_request, SignedHeaders=host, Signature=0',
    },
    body: JSON.stringify(body),
  })
}

async function tables(endpoint: string): Promise<string[]> {
  const answer = await call(endpoint, 'ListTables', {})
  return ((await answer.json()) as { TableNames: string[] }).TableNames
}

function createTable(endpoint: string): Promise<Response> {
  return call(endpoint, 'CreateTable', {
    TableName: 'kept',
    BillingMode: 'PAY_PER_REQUEST',
    AttributeDefinitions: [{ AttributeName: 'pk', AttributeType: 'S' }],
    KeySchema: [{ AttributeName: 'pk', KeyType: 'HASH' }],
  })
}

/** A process whose parent did not collect it yet is dead all the same. */
function isAlive(pid: number): boolean {
  try {
    return !/^\d+ \(.*\) [ZX]/s.test(readFileSync(`/proc/${pid}/stat`, 'utf8'))
  } catch {
    return false
  }
}

test('an engine in memory answers as soon as it has started', async () => {
  const { endpoint, pid } = await engine()
  expect(await tables(endpoint)).toEqual([])
  expect(isAlive(pid)).toBe(true)
})

test('two engines do not see each other', async () => {
  const [one, other] = await Promise.all([engine(), engine()])
  await createTable(one.endpoint)
  expect(await tables(one.endpoint)).toEqual(['kept'])
  expect(await tables(other.endpoint)).toEqual([])
})

test('stopping ends the engine, and stopping twice is harmless', async () => {
  const started = await startEngine()
  await Promise.all([started.stop(), started.stop()])
  expect(isAlive(started.pid)).toBe(false)
  await expect(tables(started.endpoint)).rejects.toThrow()
})

test('a data directory keeps its tables from one engine to the next', async () => {
  const dataDir = directory()
  const first = await engine({ dataDir })
  await createTable(first.endpoint)
  await first.stop()
  expect(await tables((await engine({ dataDir })).endpoint)).toEqual(['kept'])
})

test('an engine that is killed comes back on the same port with the same data', async () => {
  const onExit = vi.fn()
  const started = await engine({ dataDir: directory(), onExit })
  const { endpoint, pid } = started
  await createTable(endpoint)
  process.kill(pid, 'SIGKILL')
  await vi.waitFor(() => expect(started.pid).not.toBe(pid), 5_000)
  expect(started.endpoint).toBe(endpoint)
  expect(await tables(endpoint)).toEqual(['kept'])
  expect(onExit).not.toHaveBeenCalled()
})

test('an engine that keeps dying is given up, and that is said once', async () => {
  const onExit = vi.fn()
  const started = await engine({ dataDir: directory(), onExit, restarts: 1 })
  const first = started.pid
  process.kill(first, 'SIGKILL')
  await vi.waitFor(() => expect(started.pid).not.toBe(first), 5_000)
  process.kill(started.pid, 'SIGKILL')
  await vi.waitFor(() => expect(onExit).toHaveBeenCalledTimes(1), 5_000)
  expect(onExit.mock.calls[0]?.[0].reason).toEqual({ code: 'engine_gave_up', deaths: 2 })
})

test('an engine in memory that dies is not replaced by an empty one', async () => {
  const onExit = vi.fn()
  const { pid } = await engine({ onExit })
  process.kill(pid, 'SIGKILL')
  await vi.waitFor(() => expect(onExit).toHaveBeenCalledTimes(1), 5_000)
})

test('stopping an engine that has just been killed leaves none behind', async () => {
  const started = await engine({ dataDir: directory() })
  process.kill(started.pid, 'SIGKILL')
  await started.stop()
  await expect(tables(started.endpoint)).rejects.toThrow()
})

test('the engine dies with its parent, even when that is killed by SIGKILL', async () => {
  const module = new URL('../../functions/local/engine.ts', import.meta.url).href
  const script = `const { startEngine } = await import(${JSON.stringify(module)})
    const { pid, endpoint } = await startEngine({ dataDir: ${JSON.stringify(directory())} })
    process.stdout.write(JSON.stringify({ pid, endpoint }) + '\\n')
    setInterval(() => {}, 1000)`
  const parent = spawn(process.execPath, ['--input-type=module', '-e', script])
  onTestFinished(() => void parent.kill('SIGKILL'))
  const [line] = await once(parent.stdout, 'data')
  const { pid, endpoint } = JSON.parse(String(line)) as { pid: number; endpoint: string }
  expect(await tables(endpoint)).toEqual([])
  parent.kill('SIGKILL')
  await vi.waitFor(() => expect(isAlive(pid)).toBe(false), 5_000)
})

test('on a platform without an installed engine the failure names the command that installs it', async () => {
  const failure = await startEngine({ platform: 'plan9-mips' }).catch((error) => error)
  expect(failure).toBeInstanceOf(CommandFailure)
  expect(failure.reason).toEqual({
    code: 'platform_unsupported',
    platform: 'plan9-mips',
    install: `npm install --no-save @dynoxide/plan9-mips@${ENGINE_VERSION}`,
  })
})

test('a data directory the engine cannot use is a failure with its own words', async () => {
  const failure = await startEngine({ dataDir: join(directory(), 'absent') }).catch((e) => e)
  expect(failure.reason).toMatchObject({ code: 'engine_failed', detail: /\S/ })
})

test('the version named to other platforms is the one that is installed here', () => {
  expect(manifest.optionalDependencies['@dynoxide/linux-x64']).toBe(ENGINE_VERSION)
})

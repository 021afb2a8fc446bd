import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { expect, onTestFinished, test, vi } from 'vitest'
import { freshDirectory, startHub, untilNothingRunsOn } from './hub-process.ts'

vi.setConfig({ testTimeout: 60_000 })

const JOB = join(import.meta.dirname, '..', '..', 'functions', 'local', 'job.ts')
function directory(): string {
  const { dataDir, remove } = freshDirectory()
  onTestFinished(remove)
  return dataDir
}

/** Runs the command as its user does. */
async function job(dataDir: string, args: string[], env: Record<string, string> = {}) {
  const child: ChildProcess = spawn(process.execPath, [JOB, ...args], {
    env: { PATH: process.env.PATH ?? '', DATA_DIR: dataDir, ...env },
  })
  let output = ''
  const add = (text: Buffer) => {
    output += text.toString('utf8')
  }
  child.stdout?.on('data', add)
  child.stderr?.on('data', add)
  const [code] = await once(child, 'close')
  return { code: code as number, output }
}

test('the job runs over data that no hub is using, and leaves nothing running', async () => {
  const dataDir = directory()
  const first = await job(dataDir, ['daily', '--at', '2027-04-01'])
  expect(first.output).toContain('The daily job of 2027-04-01')
  expect(first.code).toBe(0)
  await untilNothingRunsOn(dataDir)
})

test('where a hub is running, it is asked to run the job; nobody else can ask it', async () => {
  const dataDir = directory()
  const hub = await startHub({ dataDir })
  onTestFinished(async () => {
    hub.child.kill('SIGINT')
    await hub.ended
    await untilNothingRunsOn(dataDir)
    expect(existsSync(join(dataDir, 'job-door.json'))).toBe(false)
  })
  await hub.ready()
  await expect.poll(() => existsSync(join(dataDir, 'job-door.json'))).toBe(true)
  const asked = await job(dataDir, ['daily', '--at=2027-04-01'])
  expect(asked.output).toContain('The daily job of 2027-04-01')
  expect(asked.code).toBe(0)
  const { port } = await import(join(dataDir, 'job-door.json'), { with: { type: 'json' } }).then(
    (module) => module.default as { port: number },
  )
  const stranger = await fetch(`http://127.0.0.1:${port}/daily`, {
    method: 'POST',
    headers: { authorization: 'Bearer guessed' },
  })
  expect(stranger.status).toBe(404)
})

test('what is asked wrongly is told, and a real hub’s data are not taken to a day ahead', async () => {
  const dataDir = directory()
  for (const args of [[], ['weekly'], ['daily', '--at', '2027-02-30'], ['daily', '2027-04-01']])
    expect(await job(dataDir, args)).toMatchObject({
      code: 1,
      output: expect.stringContaining('Usage: npm run job'),
    })
  const real = { OIDC_ISSUER: 'https://id.example', OIDC_CLIENT_ID: 'hub' }
  const ahead = await job(dataDir, ['daily', '--at', '2099-04-01'], {
    ...real,
    OIDC_CLIENT_SECRET: 'secret',
  })
  expect(ahead.output).toContain('lies ahead')
  expect(existsSync(dataDir)).toBe(false)
})

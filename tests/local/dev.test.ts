import { join } from 'node:path'
import { expect, onTestFinished, test, vi } from 'vitest'
import { Browser } from './browser.ts'
import { freshDirectory, processesOn, startHub, untilNothingRunsOn } from './hub-process.ts'

// A hub and Vite are started here, beside other tests on two cores.
vi.setConfig({ testTimeout: 60_000 })

const DEV = join(import.meta.dirname, '..', '..', 'functions', 'local', 'dev.ts')
async function startDev(args: string[]) {
  const { dataDir, remove } = freshDirectory()
  onTestFinished(remove)
  const dev = await startHub({ dataDir, args, command: [process.execPath, DEV] })
  onTestFinished(async () => {
    dev.child.kill('SIGKILL')
    await untilNothingRunsOn(dataDir)
  })
  await dev.ready()
  return dev
}

test('one address serves the page with hot reload and, behind it, the hub; Ctrl-C ends both', async () => {
  const dev = await startDev([])
  const page = await (await fetch(dev.origin)).text()
  expect(page).toContain('/@vite/client')
  const browser = new Browser(dev.origin)
  await browser.open('/auth/sign-in?return_to=/api/session')
  await browser.submit('/person', { email: 'hr@numazu.example' })
  expect([browser.path, browser.status]).toEqual(['/api/session', 200])
  dev.child.kill('SIGINT')
  expect(await dev.ended).toBe(0)
  expect(processesOn(dev.dataDir)).toHaveLength(0)
})

test('SIGKILL ends the hub behind it too', async () => {
  const dev = await startDev(['--empty'])
  expect(processesOn(dev.dataDir)).not.toHaveLength(0)
  dev.child.kill('SIGKILL')
  await untilNothingRunsOn(dev.dataDir)
})

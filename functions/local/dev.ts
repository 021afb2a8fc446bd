import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { createServer as createProbe } from 'node:net'
import { join } from 'node:path'
import { createServer } from 'vite'

// `npm run dev`: Vite with hot reload at PORT; behind it the hub, started anew whenever its
// sources change. The child ends with this process, as its channel to us closes.

const ROOT = join(import.meta.dirname, '..', '..')
const port = Number(process.env.PORT || 3000)
const publicOrigin = process.env.PUBLIC_ORIGIN || `http://localhost:${port}`
const hubPort = await freePort()
const args = process.argv.slice(2)

const behind = { target: `http://127.0.0.1:${hubPort}`, changeOrigin: false }
const vite = await createServer({
  root: join(ROOT, 'web'),
  configFile: join(ROOT, 'vite.config.ts'),
  server: {
    host: '127.0.0.1',
    port,
    strictPort: true,
    proxy: { '/api': behind, '/auth': behind, '/oidc': behind, '/mailbox': behind },
  },
})

let hub = startHub()
let restart: NodeJS.Timeout | undefined
vite.watcher.add(join(ROOT, 'functions'))
vite.watcher.on('all', (_, path) => {
  if (!path.startsWith(join(ROOT, 'functions')) || path.includes('.test.')) return
  clearTimeout(restart)
  restart = setTimeout(restartHub, 100)
})

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, end)
await vite.listen().catch((error) => {
  console.error(error.message)
  void end().finally(() => process.exit(1))
})

function startHub(): ChildProcess {
  return fork(join(import.meta.dirname, 'main.ts'), ['--no-web', ...args], {
    env: { ...process.env, PORT: String(hubPort), PUBLIC_ORIGIN: publicOrigin },
  })
}

async function restartHub(): Promise<void> {
  await endHub()
  hub = startHub()
}

async function endHub(): Promise<void> {
  if (hub.exitCode !== null || hub.signalCode !== null) return
  const gone = once(hub, 'exit')
  hub.kill('SIGTERM')
  await gone
}

async function end(): Promise<void> {
  clearTimeout(restart)
  await Promise.all([endHub(), vite.close()])
}

async function freePort(): Promise<number> {
  const probe = createProbe().listen(0, '127.0.0.1')
  await once(probe, 'listening')
  const address = probe.address()
  probe.close()
  await once(probe, 'close')
  return typeof address === 'object' && address ? address.port : 0
}

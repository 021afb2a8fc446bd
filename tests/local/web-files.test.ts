import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { brotliDecompressSync, gunzipSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { CommandFailure } from '../../functions/local/command-failure.ts'
import { staticFiles } from '../../functions/local/static-files.ts'
import { buildWeb, isWebUpToDate } from '../../functions/local/web-build.ts'

const SCRIPT = `document.title = ${JSON.stringify('あ'.repeat(2_000))}`

let root: string
let app: Awaited<ReturnType<typeof staticFiles>>
let script: string

beforeAll(async () => {
  root = mkdtempSync(join(tmpdir(), 'hub-web-'))
  mkdirSync(join(root, 'web'))
  writeFileSync(join(root, 'vite.config.ts'), `export default { build: { outDir: 'dist' } }`)
  writeFileSync(
    join(root, 'web', 'index.html'),
    '<!doctype html><title>page</title><script type="module" src="./main.js"></script>',
  )
  writeFileSync(join(root, 'web', 'main.js'), SCRIPT)
  expect(await isWebUpToDate(root)).toBe(false)
  await buildWeb(root)
  app = await staticFiles(join(root, 'web', 'dist'))
  script = /src="([^"]+)"/.exec(await (await app.request('/')).text())?.[1] ?? ''
})
afterAll(() => rmSync(root, { recursive: true, force: true }))

const accepting = (encodings: string) => ({ headers: { 'accept-encoding': encodings } })

describe('building the web UI', () => {
  test('is done once for the same sources, and again after a change of one', async () => {
    expect(await isWebUpToDate(root)).toBe(true)
    writeFileSync(join(root, 'web', 'main.js'), `${SCRIPT}; console.log(1)`)
    expect(await isWebUpToDate(root)).toBe(false)
    writeFileSync(join(root, 'web', 'main.js'), SCRIPT)
    expect(await isWebUpToDate(root)).toBe(true)
  })

  test('leaves nothing but the result', () => {
    expect(readdirSync(join(root, 'web')).sort()).toEqual(['dist', 'index.html', 'main.js'])
  })

  test('that fails says why in one line and keeps the last result', async () => {
    writeFileSync(join(root, 'web', 'main.js'), `import './missing.js'`)
    const failure = await buildWeb(root).catch((error) => error)
    expect(failure).toBeInstanceOf(CommandFailure)
    expect(failure.reason.code).toBe('web_build_failed')
    expect(failure.reason.detail).toMatch(/^[^\n]*missing\.js[^\n]*$/)
    expect(readdirSync(join(root, 'web', 'dist'))).toContain('index.html')
    writeFileSync(join(root, 'web', 'main.js'), SCRIPT)
  })
})

describe('serving the web UI', () => {
  test('every address of the web UI is the page, asked for anew each time', async () => {
    for (const path of ['/', '/m/222038', '/m/222038/proposals?outcome=stalled']) {
      const answer = await app.request(path)
      expect(answer.status).toBe(200)
      expect(answer.headers.get('content-type')).toBe('text/html; charset=utf-8')
      expect(answer.headers.get('cache-control')).toBe('no-cache')
      expect(await answer.text()).toContain('<title>page</title>')
    }
  })

  // ASVS 13.4.3
  test('what is not there is not the page in its place', async () => {
    for (const path of [
      '/assets/gone.js',
      '/api/nothing',
      '/oidc/x',
      '/favicon.ico',
      '/.vite/manifest.json',
    ])
      expect([path, (await app.request(path)).status]).toEqual([path, 404])
    expect((await app.request('/m/222038', { method: 'POST' })).status).toBe(404)
  })

  test('files with a hash in their name may be kept for a year', async () => {
    const answer = await app.request(script)
    expect(answer.headers.get('cache-control')).toBe('public, max-age=31536000, immutable')
    expect(answer.headers.get('content-type')).toBe('text/javascript; charset=utf-8')
  })

  test('a browser gets what it can unpack', async () => {
    const plain = await (await app.request(script)).text()
    const brotli = await app.request(script, accepting('gzip, deflate, br, zstd'))
    expect(brotli.headers.get('content-encoding')).toBe('br')
    expect(brotli.headers.get('vary')).toBe('accept-encoding')
    expect(brotliDecompressSync(await brotli.arrayBuffer()).toString()).toBe(plain)
    const gzip = await app.request(script, accepting('gzip, br;q=0'))
    expect(gzip.headers.get('content-encoding')).toBe('gzip')
    expect(gunzipSync(await gzip.arrayBuffer()).toString()).toBe(plain)
    expect((await app.request(script, accepting('identity'))).headers.has('content-encoding')).toBe(
      false,
    )
  })

  test('a page that has not changed is not sent again', async () => {
    const first = await app.request('/')
    const etag = first.headers.get('etag') ?? ''
    const again = await app.request('/', { headers: { 'if-none-match': etag } })
    expect(again.status).toBe(304)
    expect(await again.text()).toBe('')
  })
})

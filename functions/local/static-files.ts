import { createHash } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import { extname, join, relative, sep } from 'node:path'
import { Hono } from 'hono'

const TYPES: Record<string, string> = {
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.ico': 'image/x-icon',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.txt': 'text/plain; charset=utf-8',
  '.webmanifest': 'application/manifest+json',
  '.woff2': 'font/woff2',
}
// `q=0` means that a browser does not want it.
const ENCODINGS = [
  { name: 'br', suffix: '.br', wanted: /\bbr\b(?!\s*;\s*q=0(\.0+)?\s*(,|$))/ },
  { name: 'gzip', suffix: '.gz', wanted: /\bgzip\b(?!\s*;\s*q=0(\.0+)?\s*(,|$))/ },
] as const

type File = { content: Uint8Array<ArrayBuffer>; etag: string }

/**
 * The built web UI, held in memory (half a megabyte). Files under /assets carry their hash in the
 * name and may be kept for a year; every other path is the page itself, as the routes of the web
 * UI are its own matter.
 */
export async function staticFiles(directory: string): Promise<Hono> {
  const files = await readAll(directory)
  const app = new Hono()

  app.get('*', (c) => {
    const path = c.req.path === '/' ? '/index.html' : c.req.path
    const found = files.has(path) ? path : isPagePath(path) ? '/index.html' : undefined
    if (found === undefined) return c.notFound()
    const accepted = c.req.header('accept-encoding') ?? ''
    const encoding = ENCODINGS.find(
      ({ suffix, wanted }) => wanted.test(accepted) && files.has(found + suffix),
    )
    const file = files.get(found + (encoding?.suffix ?? ''))
    if (!file) return c.notFound()
    c.header('vary', 'accept-encoding')
    c.header('etag', file.etag)
    c.header(
      'cache-control',
      found.startsWith('/assets/') ? 'public, max-age=31536000, immutable' : 'no-cache',
    )
    if (c.req.header('if-none-match')?.includes(file.etag)) return c.body(null, 304)
    if (encoding) c.header('content-encoding', encoding.name)
    c.header('content-type', TYPES[extname(found)] ?? 'application/octet-stream')
    return c.body(file.content)
  })

  return app
}

function isPagePath(path: string): boolean {
  return extname(path) === '' && !/^\/(api|auth|oidc|mailbox|assets)(\/|$)/.test(path)
}

async function readAll(directory: string): Promise<Map<string, File>> {
  const entries = await readdir(directory, { recursive: true, withFileTypes: true })
  const files = new Map<string, File>()
  for (const entry of entries) {
    // Vite's manifest and our stamp are nobody's business.
    const path = relative(directory, join(entry.parentPath, entry.name)).split(sep).join('/')
    if (!entry.isFile() || path.startsWith('.')) continue
    const content = await readFile(join(directory, path))
    const etag = `"${createHash('sha256').update(content).digest('base64url').slice(0, 22)}"`
    files.set(`/${path}`, { content: new Uint8Array(content), etag })
  }
  return files
}

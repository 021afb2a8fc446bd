import { createHash } from 'node:crypto'
import { readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises'
import { join, relative } from 'node:path'
import { promisify, stripVTControlCharacters } from 'node:util'
import { brotliCompress, constants, gzip } from 'node:zlib'
import { StartFailure } from './start-failure.ts'

const ROOT = join(import.meta.dirname, '..', '..')
export const WEB_DIST = join(ROOT, 'web', 'dist')
const SOURCES = ['web', 'functions/domain', 'package-lock.json', 'vite.config.ts', 'tsconfig.json']
const STAMP = '.stamp'

/** Whether the built web UI is the one these sources make. */
export async function isWebUpToDate(): Promise<boolean> {
  const built = await readFile(join(WEB_DIST, STAMP), 'utf8').catch(() => undefined)
  return built === (await stampOfSources())
}

/**
 * Builds the web UI with compressed copies beside the files. It appears in one step, so that an
 * interrupted build, or two at once, leave a whole one.
 * @throws StartFailure `web_build_failed`
 */
export async function buildWeb(): Promise<void> {
  const stamp = await stampOfSources()
  const outDir = join(ROOT, 'web', `.dist-${process.pid}`)
  try {
    const { build } = await import('vite')
    await build({
      root: join(ROOT, 'web'),
      configFile: join(ROOT, 'vite.config.ts'),
      logLevel: 'silent',
      build: { outDir, emptyOutDir: true },
    })
    await compress(outDir)
    await writeFile(join(outDir, STAMP), stamp)
    await replace(outDir)
  } catch (cause) {
    const words = stripVTControlCharacters(cause instanceof Error ? cause.message : String(cause))
    const detail = words.split('\n').filter(Boolean).slice(0, 2).join(' ')
    throw new StartFailure({ code: 'web_build_failed', detail }, { cause })
  } finally {
    await rm(outDir, { recursive: true, force: true })
  }
}

async function replace(outDir: string): Promise<void> {
  const old = `${outDir}-old`
  await rename(WEB_DIST, old).catch(() => undefined)
  await rename(outDir, WEB_DIST).catch(async (error) => {
    // Another build was a moment faster: its result is as good.
    if (!(await stat(join(WEB_DIST, STAMP)).catch(() => undefined))) throw error
  })
  await rm(old, { recursive: true, force: true })
}

async function stampOfSources(): Promise<string> {
  const hash = createHash('sha256')
  for (const source of SOURCES)
    for (const file of await filesOf(join(ROOT, source)))
      hash.update(`${relative(ROOT, file)}\0`).update(await readFile(file))
  return hash.digest('hex')
}

async function filesOf(path: string): Promise<string[]> {
  const found = await stat(path).catch(() => undefined)
  if (!found) return []
  if (found.isFile()) return [path]
  const names = (await readdir(path)).filter((name) => name !== 'dist' && !name.startsWith('.'))
  const nested = await Promise.all(names.sort().map((name) => filesOf(join(path, name))))
  return nested.flat()
}

async function compress(outDir: string): Promise<void> {
  const entries = await readdir(outDir, { recursive: true, withFileTypes: true })
  const texts = entries.filter((entry) => /\.(html|js|css|svg|json)$/.test(entry.name))
  await Promise.all(
    texts.map(async (entry) => {
      const file = join(entry.parentPath, entry.name)
      const content = await readFile(file)
      if (content.length < 1_000) return
      const size = { [constants.BROTLI_PARAM_SIZE_HINT]: content.length }
      await writeFile(`${file}.br`, await promisify(brotliCompress)(content, { params: size }))
      await writeFile(`${file}.gz`, await promisify(gzip)(content, { level: 9 }))
    }),
  )
}

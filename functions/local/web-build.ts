import { createHash } from 'node:crypto'
import { readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises'
import { join, relative } from 'node:path'
import { promisify, stripVTControlCharacters } from 'node:util'
import { brotliCompress, constants, gzip } from 'node:zlib'
import { CommandFailure } from './command-failure.ts'

const ROOT = join(import.meta.dirname, '..', '..')
export const WEB_DIST = distOf(ROOT)
const SOURCES = ['web', 'functions/domain', 'package-lock.json', 'vite.config.ts', 'tsconfig.json']
const STAMP = '.stamp'

function distOf(root: string): string {
  return join(root, 'web', 'dist')
}

/** Whether the built web UI is the one that the sources below `root` make. */
export async function isWebUpToDate(root = ROOT): Promise<boolean> {
  const built = await readFile(join(distOf(root), STAMP), 'utf8').catch(() => undefined)
  return built === (await stampOfSources(root))
}

/**
 * Builds the web UI with compressed copies beside the files. It appears in one step, so that an
 * interrupted build, or two at once, leave a whole one.
 * @throws CommandFailure `web_build_failed`
 */
export async function buildWeb(root = ROOT): Promise<void> {
  const stamp = await stampOfSources(root)
  const outDir = join(root, 'web', `.dist-${process.pid}`)
  try {
    const { build } = await import('vite')
    await build({
      root: join(root, 'web'),
      configFile: join(root, 'vite.config.ts'),
      logLevel: 'silent',
      build: { outDir, emptyOutDir: true },
    })
    await compress(outDir)
    await writeFile(join(outDir, STAMP), stamp)
    await replace(distOf(root), outDir)
  } catch (cause) {
    const words = stripVTControlCharacters(cause instanceof Error ? cause.message : String(cause))
    const detail = words.split('\n').filter(Boolean).slice(0, 2).join(' ')
    throw new CommandFailure({ code: 'web_build_failed', detail }, { cause })
  } finally {
    await rm(outDir, { recursive: true, force: true })
  }
}

async function replace(dist: string, outDir: string): Promise<void> {
  const old = `${outDir}-old`
  await rename(dist, old).catch(() => undefined)
  await rename(outDir, dist).catch(async (error) => {
    // Another build was a moment faster: its result is as good.
    if (!(await stat(join(dist, STAMP)).catch(() => undefined))) throw error
  })
  await rm(old, { recursive: true, force: true })
}

async function stampOfSources(root: string): Promise<string> {
  const hash = createHash('sha256')
  for (const source of SOURCES)
    for (const file of await filesOf(join(root, source)))
      hash.update(`${relative(root, file)}\0`).update(await readFile(file))
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

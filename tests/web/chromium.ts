import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { chmod, mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { promisify } from 'node:util'
import { brotliDecompress } from 'node:zlib'

/** A browser's program and what it needs in its environment. */
export type Program = { executablePath: string; env: Record<string, string> }

const MODULES = join(import.meta.dirname, '..', '..', 'node_modules')
// Its package.json can't be resolved, its main file build/cjs/index.cjs can.
const MAIN = createRequire(import.meta.url).resolve('@sparticuz/chromium')
const PACKAGE = join(dirname(MAIN), '..', '..')

/**
 * The Chromium that comes with the packages, the same everywhere; `CHROMIUM_PATH` names another. It is
 * a headless one from the ground up: it works half as much for a page as one that could show it.
 */
export async function chromiumProgram(): Promise<Program> {
  const own = process.env.CHROMIUM_PATH
  return own ? { executablePath: own, env: {} } : packagedChromium()
}

/**
 * Unpacks the Chromium of `@sparticuz/chromium` once. Its own unpacking goes to a shared directory
 * without a lock, where test files that start together would find half a program.
 */
export async function packagedChromium(cache = join(MODULES, '.cache')): Promise<Program> {
  const about = await readFile(join(PACKAGE, 'package.json'), 'utf8')
  const { version } = JSON.parse(about) as { version: string }
  const place = join(cache, `chromium-${version}`)
  if (!existsSync(place)) await unpack(join(PACKAGE, 'bin'), place)
  const executablePath = join(place, 'chromium')
  const fonts = { FONTCONFIG_PATH: place }
  const starts = spawnSync(executablePath, ['--version']).status === 0
  // Bare machines lack the libraries it links to, so the package brings them.
  return {
    executablePath,
    env: starts ? fonts : { ...fonts, LD_LIBRARY_PATH: join(place, 'al2023', 'lib') },
  }
}

async function unpack(packed: string, place: string): Promise<void> {
  const scratch = `${place}.${process.pid}`
  await mkdir(scratch, { recursive: true })
  const plain = async (name: string) =>
    promisify(brotliDecompress)(await readFile(join(packed, name)))
  await writeFile(join(scratch, 'chromium'), await plain('chromium.br'))
  await chmod(join(scratch, 'chromium'), 0o755)
  for (const [name, folder] of [
    ['al2023.tar.br', 'al2023'],
    ['fonts.tar.br', '.'],
  ] as const) {
    await mkdir(join(scratch, folder), { recursive: true })
    const { status, stderr } = spawnSync('tar', ['-x', '-C', join(scratch, folder)], {
      input: await plain(name),
    })
    if (status !== 0) throw new Error(`tar: ${stderr}`)
  }
  await writeFile(join(scratch, 'fonts.conf'), fontsConfig(place))
  // Another test file may have been faster; its copy is as good.
  await rename(scratch, place).catch(() => rm(scratch, { recursive: true }))
}

/** The package's own configuration looks for fonts only where a Lambda has them. */
function fontsConfig(place: string): string {
  return `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <dir>/usr/share/fonts</dir>
  <dir>${join(place, 'fonts')}</dir>
  <cachedir>${join(place, 'font-cache')}</cachedir>
</fontconfig>
`
}

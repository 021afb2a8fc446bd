import { createReadStream } from 'node:fs'
import { mkdir, open, readdir, rename, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import type { ExportFiles } from './files.ts'

/** What is still being written ends like this: no name of a file does. */
const UNFINISHED = '.part'

/** A directory forgets by hand what a bucket forgets by itself. */
export type ExportDirectory = ExportFiles & {
  /** Takes every file away that was kept before an instant; tells how many. */
  forgetBefore(instant: string): Promise<number>
}

/** Exports as files of the data directory, readable by its owner alone. */
export function exportDirectory(path: string): ExportDirectory {
  return {
    async write(code, name, pieces) {
      const directory = join(path, code)
      await mkdir(directory, { recursive: true, mode: 0o700 })
      const unfinished = join(directory, `${name}${UNFINISHED}`)
      const handle = await open(unfinished, 'w', 0o600)
      let bytes = 0
      try {
        for await (const piece of pieces) {
          await handle.writeFile(piece)
          bytes += piece.length
        }
        await handle.sync()
      } catch (error) {
        await handle.close()
        await rm(unfinished, { force: true })
        throw error
      }
      await handle.close()
      await rename(unfinished, join(directory, name))
      return bytes
    },
    async handOut(code, name) {
      const file = join(path, code, name)
      return (await known(stat(file))) && { pieces: piecesOf(file) }
    },
    async forgetBefore(instant) {
      let forgotten = 0
      for (const code of (await known(readdir(path))) ?? [])
        for (const name of await readdir(join(path, code))) {
          const file = join(path, code, name)
          if ((await stat(file)).mtimeMs >= Date.parse(instant)) continue
          await rm(file, { force: true })
          forgotten += 1
        }
      return forgotten
    },
  }
}

/** Opens the file when the first piece is taken: what nobody takes holds nothing open. */
async function* piecesOf(file: string): AsyncGenerator<Uint8Array> {
  yield* createReadStream(file)
}

async function known<Found>(found: Promise<Found>): Promise<Found | undefined> {
  try {
    return await found
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined
    throw error
  }
}

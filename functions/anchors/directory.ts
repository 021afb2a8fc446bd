import { mkdir, open, readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { AnchorPlace } from './anchors.ts'

/**
 * Anchors as files of a directory outside the data directory, made when the first one is written. Each is
 * written once, read-only from then on. Whoever owns the machine can still rewrite them: put the directory on
 * another machine's disk, or copy it there, where that matters.
 */
export function anchorDirectory(path: string): AnchorPlace {
  return {
    async add(code, name, file) {
      await mkdir(join(path, code), { recursive: true, mode: 0o700 })
      try {
        // Never over another one; and on the disk before anybody relies on it.
        const handle = await open(join(path, code, name), 'wx', 0o400)
        try {
          await handle.writeFile(file)
          await handle.sync()
        } finally {
          await handle.close()
        }
        return true
      } catch (error) {
        if (isCode(error, 'EEXIST')) return false
        throw error
      }
    },
    async list(code) {
      try {
        const names = await readdir(join(path, code))
        return names.filter((name) => name.endsWith('.anchor')).sort()
      } catch (error) {
        if (isCode(error, 'ENOENT')) return []
        throw error
      }
    },
    read: (code, name) => readFile(join(path, code, name), 'utf8'),
  }
}

function isCode(error: unknown, code: string): boolean {
  return error instanceof Error && 'code' in error && error.code === code
}

import { randomBytes } from 'node:crypto'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { CommandFailure } from './command-failure.ts'

export type DataDirectory = {
  path: string
  /** At least 32 bytes; made at the first start unless one was given. */
  secret: Uint8Array
  /** Lets another hub use the directory. */
  release(): void
}

/**
 * Makes the directory, for its owner alone, and holds it until `release` or the end of the
 * process, however that comes about. An existing directory keeps its mode.
 * @throws CommandFailure `data_dir_unusable` or `data_dir_in_use`
 */
export function openDataDirectory(path: string, givenSecret?: string): DataDirectory {
  let release: (() => void) | undefined
  try {
    mkdirSync(path, { recursive: true, mode: 0o700 })
    release = hold(join(path, 'lock'))
    if (!release) throw new CommandFailure({ code: 'data_dir_in_use', dataDir: path })
    const secret = givenSecret ? Buffer.from(givenSecret, 'utf8') : keptSecret(join(path, 'secret'))
    return { path, secret, release }
  } catch (cause) {
    release?.()
    if (cause instanceof CommandFailure) throw cause
    const detail = cause instanceof Error ? cause.message : String(cause)
    throw new CommandFailure({ code: 'data_dir_unusable', dataDir: path, detail }, { cause })
  }
}

/**
 * Node has no file locks of its own, SQLite has: the operating system drops them with the process,
 * so that nothing stale can keep a hub from starting. Undefined where another process holds it.
 */
function hold(file: string): (() => void) | undefined {
  const lock = new DatabaseSync(file)
  try {
    lock.exec('PRAGMA locking_mode = EXCLUSIVE; BEGIN EXCLUSIVE')
    return () => lock.close()
  } catch (error) {
    lock.close()
    if (error instanceof Error && /locked/.test(error.message)) return undefined
    throw error
  }
}

function keptSecret(file: string): Uint8Array {
  try {
    return Buffer.from(readFileSync(file, 'utf8').trim(), 'base64url')
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'ENOENT')) throw error
    const made = randomBytes(32)
    writeFileSync(file, `${made.toString('base64url')}\n`, { mode: 0o600, flag: 'wx' })
    return made
  }
}

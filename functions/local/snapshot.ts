import {
  closeSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
} from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { setTimeout as wait } from 'node:timers/promises'
import { CommandFailure } from './command-failure.ts'

const FILE = 'hub.sqlite'
/** Directories beside the data that only live as long as the process whose number they end with. */
const ASIDE = /^aside-(\d+)$/

/** Whether anything was ever kept there. */
export function hasData(dataDir: string): boolean {
  return existsSync(join(dataDir, FILE))
}

/**
 * A directory of this process within the data directory, for its owner alone; what killed processes left of theirs is
 * taken away.
 */
export function openAside(dataDir: string): { path: string; remove(): void } {
  for (const name of readdirSync(dataDir)) {
    const owner = Number(ASIDE.exec(name)?.[1])
    if (owner > 0 && (owner === process.pid || !isAlive(owner)))
      rmSync(join(dataDir, name), { recursive: true, force: true })
  }
  const path = join(dataDir, `aside-${process.pid}`)
  mkdirSync(path, { mode: 0o700 })
  return { path, remove: () => rmSync(path, { recursive: true, force: true }) }
}

/**
 * Copies the data as they are at one instant, also while a hub writes: a reader of SQLite sees what was committed
 * when it began, and keeps nobody from writing.
 */
export function copyData(from: string, to: string): void {
  const database = new DatabaseSync(join(from, FILE))
  try {
    // The engine holds it alone for a moment while it starts and ends.
    database.exec('PRAGMA busy_timeout = 10000')
    database.prepare('VACUUM INTO ?').run(join(to, FILE))
  } finally {
    database.close()
  }
}

/** How often, and how long apart (ms), the journal is asked for while others read in it. */
const CUTS = { attempts: 100, pause: 50 }

/**
 * Writes the file anew, with what is in it and nothing that was: also while the engine runs, whose writes wait
 * meanwhile (half a second at 60 MB).
 * @throws where others read in the journal all the time
 */
export async function writeAnew(dataDir: string): Promise<void> {
  const database = new DatabaseSync(join(dataDir, FILE))
  try {
    database.exec('PRAGMA busy_timeout = 10000')
    database.exec('VACUUM')
    // The journal still holds what the file did.
    const cut = database.prepare('PRAGMA wal_checkpoint(TRUNCATE)')
    for (let attempt = 1; cut.get()?.busy !== 0; attempt += 1) {
      if (attempt === CUTS.attempts) throw new Error('the journal is in use')
      await wait(CUTS.pause)
    }
  } finally {
    database.close()
  }
}

/**
 * Puts the data of one directory in the place of another's, in one step that is done or not done. Nobody may have
 * either open.
 * @throws CommandFailure `data_dir_in_use`
 */
export function takeOver(from: string, dataDir: string): void {
  settle(from)
  // A journal that is left there would be taken for the new file's.
  if (hasData(dataDir)) settle(dataDir)
  sync(join(from, FILE))
  renameSync(join(from, FILE), join(dataDir, FILE))
  sync(dataDir)
}

/** Brings what stands in the journal into the file itself. */
function settle(directory: string): void {
  const database = new DatabaseSync(join(directory, FILE))
  database.exec('PRAGMA wal_checkpoint(TRUNCATE)')
  database.close()
  const journal = statSync(join(directory, `${FILE}-wal`), { throwIfNoEntry: false })
  if (journal && journal.size > 0)
    throw new CommandFailure({ code: 'data_dir_in_use', dataDir: directory })
}

function sync(path: string): void {
  const descriptor = openSync(path, 'r')
  fsyncSync(descriptor)
  closeSync(descriptor)
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch {
    return false
  }
}

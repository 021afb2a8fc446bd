import { createReadStream } from 'node:fs'
import { open, rename, rm } from 'node:fs/promises'
import { dirname } from 'node:path'
import { type Checked, checkLines } from '../store/portable/check.ts'
import { NotPortableError } from '../store/portable/form.ts'
import { CommandFailure } from './command-failure.ts'

/** More bytes than any line has. */
const LONGEST_LINE = 20_000_000

/** The lines of a file. Only \n ends one: `readline` would also break texts at the separators of Unicode. */
export async function* linesOf(file: string): AsyncGenerator<string> {
  let rest = ''
  for await (const piece of createReadStream(file, { encoding: 'utf8', highWaterMark: 1 << 20 })) {
    const lines = (rest + piece).split('\n')
    rest = lines.pop() ?? ''
    if (rest.length > LONGEST_LINE) throw new NotPortableError({ why: 'other_format' })
    yield* lines
  }
  if (rest !== '') yield rest
}

/**
 * Looks a file through.
 * @throws CommandFailure `restore_refused`, `file_failed`
 */
export async function checkedFile(file: string): Promise<Checked> {
  try {
    return await checkLines(linesOf(file))
  } catch (error) {
    if (!(error instanceof NotPortableError)) throw fileFailure(file, error)
    const { refusal } = error
    throw new CommandFailure({ code: 'restore_refused', file, refusal }, { cause: error })
  }
}

/**
 * Writes a file that has its name only once it is whole, can be read back, and is on the disk.
 * @returns what is in it
 */
export async function writeFile(
  file: string,
  pieces: AsyncIterable<string>,
): Promise<Checked & { bytes: number }> {
  const part = `${file}.part`
  let bytes = 0
  try {
    const handle = await open(part, 'w', 0o600).catch((cause) => {
      throw fileFailure(file, cause)
    })
    try {
      for await (const piece of pieces) {
        const chunk = Buffer.from(piece, 'utf8')
        await handle.appendFile(chunk).catch((cause) => {
          throw fileFailure(file, cause)
        })
        bytes += chunk.length
      }
      await handle.sync()
    } finally {
      await handle.close()
    }
    const checked = await checkedFile(part)
    await rename(part, file)
    const directory = await open(dirname(file), 'r')
    await directory.sync()
    await directory.close()
    return { ...checked, bytes }
  } catch (error) {
    await rm(part, { force: true })
    throw error
  }
}

/** What the file system refuses, as a sentence about the file. */
function fileFailure(file: string, cause: unknown): CommandFailure {
  const detail = cause instanceof Error ? cause.message : String(cause)
  return new CommandFailure({ code: 'file_failed', file, detail }, { cause })
}

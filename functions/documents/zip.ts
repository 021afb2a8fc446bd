import { pipeline } from 'node:stream/promises'
import { crc32, createDeflateRaw } from 'node:zlib'
import { Zip, type ZipInputFile } from 'fflate'

/** The first day an archive knows: when the file was made stands inside it. */
const DAY = new Date(1980, 0, 1)
const DEFLATED = 8

export type ZipPart = { name: string; pieces: Iterable<string> }

/**
 * A zip archive, written while its parts are read: neither the archive nor a part is ever held as a whole.
 * Each part stays below four gigabytes, as the plain form of an archive demands.
 */
export async function* zipped(parts: Iterable<ZipPart>): AsyncGenerator<Uint8Array> {
  const written: Uint8Array[] = []
  const zip = new Zip((error, piece) => {
    if (error) throw error
    written.push(piece)
  })
  for (const { name, pieces } of parts) {
    const file: ZipInputFile = {
      ...{ filename: name, mtime: DAY, compression: DEFLATED },
      ...{ size: 0, crc: 0 },
    }
    zip.add(file)
    for await (const packed of deflated(pieces, file)) {
      file.ondata?.(null, packed, false)
      yield* written.splice(0)
    }
    file.ondata?.(null, new Uint8Array(), true)
  }
  zip.end()
  yield* written
}

/** The deflated pieces, outside of this thread; the file's size and checksum are right when the last was taken. */
function deflated(
  pieces: Iterable<string>,
  file: ZipInputFile,
): AsyncIterable<Uint8Array<ArrayBuffer>> {
  const deflate = createDeflateRaw({ level: 6 })
  // Whoever reads sees what fails; and whoever stops reading early ends the making.
  pipeline(counted(pieces, file), deflate).catch(() => undefined)
  return deflate
}

function* counted(pieces: Iterable<string>, file: ZipInputFile): Generator<Buffer> {
  for (const piece of pieces) {
    const bytes = Buffer.from(piece)
    file.crc = crc32(bytes, file.crc)
    file.size += bytes.length
    yield bytes
  }
}

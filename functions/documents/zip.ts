import { crc32, createDeflateRaw } from 'node:zlib'

/** What stands before a file's content: sizes and checksum follow behind it, as nobody knows them yet. */
const FOLLOWS = 0x0808
const DEFLATED = 8
/** 1980-01-01, the first day an archive knows: when the file was made stands inside it. */
const DAY = 0x21

export type ZipPart = { name: string; pieces: Iterable<string> }

/**
 * A zip archive, written while its parts are read: neither the archive nor a part is ever held as a whole.
 * Each part stays below four gigabytes, as the plain form of an archive demands.
 */
export async function* zipped(parts: Iterable<ZipPart>): AsyncGenerator<Uint8Array> {
  const directory: Buffer[] = []
  let at = 0
  for (const { name, pieces } of parts) {
    const path = Buffer.from(name)
    const head = Buffer.alloc(30)
    head.writeUInt32LE(0x04034b50, 0)
    fields(head, 4)
    head.writeUInt16LE(path.length, 26)
    yield Buffer.concat([head, path])
    const sums = { crc: 0, size: 0, packed: 0 }
    for await (const piece of deflated(pieces, sums)) yield piece
    const foot = Buffer.alloc(16)
    foot.writeUInt32LE(0x08074b50, 0)
    sizes(foot, 4, sums)
    yield foot
    const entry = Buffer.alloc(46)
    entry.writeUInt32LE(0x02014b50, 0)
    entry.writeUInt16LE(20, 4)
    fields(entry, 6)
    sizes(entry, 16, sums)
    entry.writeUInt16LE(path.length, 28)
    entry.writeUInt32LE(at, 42)
    directory.push(entry, path)
    at += head.length + path.length + sums.packed + foot.length
  }
  const entries = Buffer.concat(directory)
  const end = Buffer.alloc(22)
  end.writeUInt32LE(0x06054b50, 0)
  end.writeUInt16LE(directory.length / 2, 8)
  end.writeUInt16LE(directory.length / 2, 10)
  end.writeUInt32LE(entries.length, 12)
  end.writeUInt32LE(at, 16)
  yield Buffer.concat([entries, end])
}

type Sums = { crc: number; size: number; packed: number }

/** The deflated pieces; what they sum up to is told when the last was taken. */
async function* deflated(pieces: Iterable<string>, sums: Sums): AsyncGenerator<Uint8Array> {
  const deflate = createDeflateRaw({ level: 6 })
  // Whoever stops reading early ends the deflating too.
  const feeding = feed(deflate, pieces, sums)
  feeding.catch((error) => deflate.destroy(error))
  for await (const packed of deflate) {
    sums.packed += packed.length
    yield packed
  }
  await feeding
}

async function feed(
  deflate: ReturnType<typeof createDeflateRaw>,
  pieces: Iterable<string>,
  sums: Sums,
): Promise<void> {
  for (const piece of pieces) {
    const bytes = Buffer.from(piece)
    sums.crc = crc32(bytes, sums.crc)
    sums.size += bytes.length
    if (!deflate.write(bytes)) await once(deflate)
    if (deflate.destroyed) return
  }
  deflate.end()
}

function once(deflate: ReturnType<typeof createDeflateRaw>): Promise<void> {
  return new Promise((resolve) => {
    const done = () => {
      deflate.off('drain', done)
      deflate.off('close', done)
      resolve()
    }
    deflate.on('drain', done)
    deflate.on('close', done)
  })
}

function fields(record: Buffer, at: number): void {
  record.writeUInt16LE(20, at)
  record.writeUInt16LE(FOLLOWS, at + 2)
  record.writeUInt16LE(DEFLATED, at + 4)
  record.writeUInt16LE(DAY, at + 8)
}

function sizes(record: Buffer, at: number, { crc, size, packed }: Sums): void {
  record.writeUInt32LE(crc, at)
  record.writeUInt32LE(packed, at + 4)
  record.writeUInt32LE(size, at + 8)
}

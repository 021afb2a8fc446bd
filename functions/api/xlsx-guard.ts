import { inflateRawSync } from 'node:zlib'

/** What all parts of a workbook may come to when they are unpacked: a few times what 2,000 people need. */
const LARGEST_UNPACKED = 20 * 1024 * 1024
const END_OF_DIRECTORY = 0x06054b50
const END_OF_DIRECTORY_64 = 0x07064b50
const ENTRY = 0x02014b50
const DEFLATED = 8

/** Cells up to column CZ and row 9,999: further ones would make a reader fill in all that lies between. */
const NEAR_CELL = /^(?:[A-C]?[A-Z])?[1-9]\d{0,3}$/

/**
 * Whether a workbook is safe to hand to a reader: its parts are as small unpacked as they claim to be, and no
 * cell lies far out. A few hundred bytes can otherwise unpack to gigabytes.
 */
export function isHarmlessWorkbook(bytes: Buffer): boolean {
  let left = LARGEST_UNPACKED
  for (const entry of entriesOf(bytes)) {
    if (!entry || entry.size > left) return false
    const part = unpacked(bytes, entry, left)
    // A reader makes room for what is claimed; which of the parts it takes for a sheet, only it knows.
    if (part?.length !== entry.size || !isNear(part)) return false
    left -= part.length
  }
  return true
}

type Entry = { method: number; packed: number; size: number; at: number }

/**
 * The central directory's entries, as every reader follows them; undefined where it is broken, or where another way to
 * read it may find others: by a second count, or by a directory of ZIP64, which no list of people needs.
 */
function* entriesOf(bytes: Buffer): Generator<Entry | undefined> {
  const end = bytes.lastIndexOf(Buffer.from([0x50, 0x4b, 0x05, 0x06]))
  if (end < 0 || end + 22 > bytes.length || bytes.readUInt32LE(end) !== END_OF_DIRECTORY)
    return yield undefined
  const count = bytes.readUInt16LE(end + 8)
  if (count === 0 || count !== bytes.readUInt16LE(end + 10)) return yield undefined
  if (end >= 20 && bytes.readUInt32LE(end - 20) === END_OF_DIRECTORY_64) return yield undefined
  let at = bytes.readUInt32LE(end + 16)
  for (let number = 0; number < count; number += 1) {
    if (at + 46 > bytes.length || bytes.readUInt32LE(at) !== ENTRY) return yield undefined
    const nameLength = bytes.readUInt16LE(at + 28)
    yield {
      method: bytes.readUInt16LE(at + 10),
      packed: bytes.readUInt32LE(at + 20),
      size: bytes.readUInt32LE(at + 24),
      at: bytes.readUInt32LE(at + 42),
    }
    at += 46 + nameLength + bytes.readUInt16LE(at + 30) + bytes.readUInt16LE(at + 32)
  }
}

function unpacked(bytes: Buffer, { method, packed, at }: Entry, most: number): Buffer | undefined {
  if (at + 30 > bytes.length) return undefined
  const start = at + 30 + bytes.readUInt16LE(at + 26) + bytes.readUInt16LE(at + 28)
  const data = bytes.subarray(start, start + packed)
  if (method !== DEFLATED) return method === 0 ? data : undefined
  try {
    return inflateRawSync(data, { maxOutputLength: most + 1 })
  } catch {
    return undefined
  }
}

function isNear(part: Buffer): boolean {
  const text = part.toString('utf8')
  if (!text.includes('sheetData')) return true
  for (const [, double, single] of text.matchAll(/\sr\s*=\s*(?:"([^"]*)"|'([^']*)')/g))
    if (!NEAR_CELL.test(double ?? single ?? '')) return false
  return true
}

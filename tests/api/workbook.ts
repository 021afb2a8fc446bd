import { crc32, deflateRawSync } from 'node:zlib'

export type Part = {
  name: string
  text: string | Buffer
  /** What the directory claims, where it lies. */
  claims?: number
}

/** A zip archive, deflated, as any office program writes one. */
export function zipOf(parts: Part[]): Buffer {
  const files: Buffer[] = []
  const directory: Buffer[] = []
  let at = 0
  for (const { name, text, claims } of parts) {
    const data = Buffer.from(text)
    const packed = deflateRawSync(data)
    const shared = Buffer.alloc(26)
    shared.writeUInt16LE(20, 0)
    shared.writeUInt16LE(8, 4)
    shared.writeUInt32LE(crc32(data), 10)
    shared.writeUInt32LE(packed.length, 14)
    shared.writeUInt32LE(claims ?? data.length, 18)
    shared.writeUInt16LE(Buffer.byteLength(name), 22)
    const offset = Buffer.alloc(16)
    offset.writeUInt32LE(at, 12)
    files.push(Buffer.from('PK\u0003\u0004'), shared, Buffer.from(name), packed)
    directory.push(
      Buffer.from('PK\u0001\u0002\u0014\u0000'),
      shared,
      offset.subarray(2),
      Buffer.from(name),
    )
    at += 30 + Buffer.byteLength(name) + packed.length
  }
  const entries = Buffer.concat(directory)
  const end = Buffer.alloc(18)
  end.writeUInt16LE(parts.length, 4)
  end.writeUInt16LE(parts.length, 6)
  end.writeUInt32LE(entries.length, 8)
  end.writeUInt32LE(at, 12)
  return Buffer.concat([...files, entries, Buffer.from('PK\u0005\u0006'), end])
}

const END_BYTES = 22

/** The archive with another number of parts at its end: of this disk, and of all. */
export function counting(
  archive: Buffer,
  { here, inAll }: { here: number; inAll: number },
): Buffer {
  const changed = Buffer.from(archive)
  changed.writeUInt16LE(here, archive.length - END_BYTES + 8)
  changed.writeUInt16LE(inAll, archive.length - END_BYTES + 10)
  return changed
}

/** The archive with the end of a ZIP64 before its own, which tells another number of parts. */
export function with64(archive: Buffer, parts: number): Buffer {
  const at = archive.length - END_BYTES
  const end = archive.subarray(at)
  const record = Buffer.alloc(56)
  record.write('PK\u0006\u0006', 'latin1')
  record.writeUInt32LE(parts, 32)
  record.writeUInt32LE(end.readUInt32LE(16), 48)
  const locator = Buffer.alloc(20)
  locator.write('PK\u0006\u0007', 'latin1')
  locator.writeUInt32LE(at, 8)
  return Buffer.concat([archive.subarray(0, at), record, locator, end])
}

const XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006'

/** An Excel workbook with one sheet of these rows. */
export function workbookOf(
  rows: string[][],
  { sheet, sheetName = 'xl/worksheets/sheet1.xml' }: { sheet?: string; sheetName?: string } = {},
): Buffer {
  const cells = rows.map((cells, row) => {
    const inner = cells.map((text, column) => {
      const at = `${String.fromCharCode(65 + column)}${row + 1}`
      return `<c r="${at}" t="inlineStr"><is><t>${text}</t></is></c>`
    })
    return `<row r="${row + 1}">${inner.join('')}</row>`
  })
  return zipOf([
    {
      name: '[Content_Types].xml',
      text: `${XML}<Types xmlns="${PACKAGE}/content-types"></Types>`,
    },
    {
      name: '_rels/.rels',
      text: `${XML}<Relationships xmlns="${PACKAGE}/relationships"><Relationship Id="rId1" Type="${OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
    },
    {
      name: 'xl/workbook.xml',
      text: `${XML}<workbook xmlns="${MAIN}" xmlns:r="${OFFICE}"><sheets><sheet name="名簿" sheetId="1" r:id="rId1"/></sheets></workbook>`,
    },
    {
      name: 'xl/_rels/workbook.xml.rels',
      text: `${XML}<Relationships xmlns="${PACKAGE}/relationships"><Relationship Id="rId1" Type="${OFFICE}/worksheet" Target="/${sheetName}"/></Relationships>`,
    },
    {
      name: sheetName,
      text:
        sheet ??
        `${XML}<worksheet xmlns="${MAIN}"><sheetData>${cells.join('')}</sheetData></worksheet>`,
    },
  ])
}

import { inflateRawSync, inflateSync } from 'node:zlib'

/** The files of a zip archive (Word, Excel), read by its directory, by name. */
export function unzipped(bytes: Uint8Array): Map<string, string> {
  const zip = Buffer.from(bytes)
  const end = zip.lastIndexOf('PK\u0005\u0006')
  const files = new Map<string, string>()
  let at = zip.readUInt32LE(end + 16)
  for (let left = zip.readUInt16LE(end + 10); left > 0; left -= 1) {
    const [name, extra, comment] = [28, 30, 32].map((field) => zip.readUInt16LE(at + field))
    const path = zip.toString('utf8', at + 46, at + 46 + (name ?? 0))
    const local = zip.readUInt32LE(at + 42)
    const from = local + 30 + zip.readUInt16LE(local + 26) + zip.readUInt16LE(local + 28)
    const data = zip.subarray(from, from + zip.readUInt32LE(at + 20))
    files.set(
      path,
      (zip.readUInt16LE(at + 10) === 8 ? inflateRawSync(data) : data).toString('utf8'),
    )
    at += 46 + (name ?? 0) + (extra ?? 0) + (comment ?? 0)
  }
  return files
}

/** What XML says, without its elements. */
export function textOfXml(xml: string): string {
  return xml
    .replace(/<[^>]*>/g, '')
    .replace(/&(lt|gt|amp|quot|apos|#\d+);/g, (_, name: string) =>
      name.startsWith('#') ? String.fromCodePoint(Number(name.slice(1))) : (ENTITIES[name] ?? ''),
    )
}

const ENTITIES: Record<string, string> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" }

/**
 * What a PDF says, as a reader that selects and copies gets it: each glyph by its font's ToUnicode map.
 * A character the font can't draw has none there.
 */
export function textOfPdf(bytes: Uint8Array): { text: string; pages: number } {
  const pdf = Buffer.from(bytes).toString('latin1')
  const objects = new Map<string, { dictionary: string; stream: string }>()
  for (const [, id = '', body = ''] of pdf.matchAll(/\n(\d+) 0 obj\n([\s\S]*?)\nendobj/g)) {
    const [dictionary = '', raw] = body.split(/\nstream\n/)
    const packed = raw === undefined ? '' : raw.slice(0, raw.lastIndexOf('\nendstream'))
    const stream = dictionary.includes('/FlateDecode') ? inflated(packed) : packed
    objects.set(id, { dictionary, stream })
  }
  const maps = new Map<string, string[]>()
  for (const { dictionary } of objects.values()) {
    const fonts = /\/Font <<([^>]*)>>/.exec(dictionary)?.[1] ?? ''
    for (const [, name = '', id = ''] of fonts.matchAll(/\/(\w+) (\d+) 0 R/g)) {
      const unicode = /\/ToUnicode (\d+) 0 R/.exec(objects.get(id)?.dictionary ?? '')?.[1]
      maps.set(name, unicodeOf(objects.get(unicode ?? '')?.stream ?? ''))
    }
  }
  let text = ''
  for (const { stream } of objects.values()) {
    let map: string[] = []
    for (const [, font, line] of stream.matchAll(/\/(\w+) [\d.]+ Tf|\[([^\]]*)\] TJ/g)) {
      if (font !== undefined) map = maps.get(font) ?? []
      for (const [, hex = ''] of (line ?? '').matchAll(/<([0-9a-f]*)>/gi))
        for (const [glyph] of hex.matchAll(/.{4}/g))
          text += map[Number.parseInt(glyph, 16)] ?? '\ufffd'
    }
    text += '\n'
  }
  return { text, pages: pagesOfPdf(bytes) }
}

/** How many pages a PDF has, whoever wrote it. */
export function pagesOfPdf(bytes: Uint8Array): number {
  return (
    Buffer.from(bytes)
      .toString('latin1')
      .match(/\/Type \/Page\n/g)?.length ?? 0
  )
}

function inflated(packed: string): string {
  return inflateSync(Buffer.from(packed, 'latin1')).toString('latin1')
}

/** Glyph → characters, from the ranges of a ToUnicode map. */
function unicodeOf(cmap: string): string[] {
  const map: string[] = []
  for (const [, from = '', list = ''] of cmap.matchAll(/<(\w+)> <\w+> \[([^\]]*)\]/g)) {
    const first = Number.parseInt(from, 16)
    ;[...list.matchAll(/<([0-9a-f ]*)>/gi)].forEach(([, hex = ''], at) => {
      const bytes = Buffer.from(hex.replaceAll(' ', ''), 'hex')
      map[first + at] = bytes.swap16().toString('utf16le')
    })
  }
  return map
}

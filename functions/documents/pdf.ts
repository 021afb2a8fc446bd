import { fileURLToPath } from 'node:url'
import pdfmake from 'pdfmake'
import type { Content, TableCell, TDocumentDefinitions } from 'pdfmake/interfaces'
import { type Block, type Document, gridOf, runsOf, type Table, type Text } from './document.ts'

const FONT = 'BIZ UDPGothic'
// Their package's entry is made for phones and can't be loaded; the files beside it can.
const REGULAR = fileURLToPath(
  import.meta.resolve('@expo-google-fonts/biz-udpgothic/400Regular/BIZUDPGothic_400Regular.ttf'),
)
const BOLD = fileURLToPath(
  import.meta.resolve('@expo-google-fonts/biz-udpgothic/700Bold/BIZUDPGothic_700Bold.ttf'),
)

pdfmake.setFonts({
  [FONT]: { normal: REGULAR, bold: BOLD, italics: REGULAR, bolditalics: BOLD },
})
// Nothing is fetched and no other file is read, whatever a document says.
pdfmake.setUrlAccessPolicy(() => false)
pdfmake.setLocalAccessPolicy((path) => path === REGULAR || path === BOLD)

const LENGTH = { portrait: 595, landscape: 842 } as const
/** The page's frame and letters; a compact document has the smaller ones. */
const LOOK = {
  usual: { margin: 51, top: 48, bottom: 54, fontSize: 10, lineHeight: 1.3 },
  compact: { margin: 34, top: 30, bottom: 40, fontSize: 8.5, lineHeight: 1.2 },
} as const
const PIXEL = 0.75

/** The document as PDF on A4, with its font inside. */
export async function toPdf(document: Document): Promise<Uint8Array> {
  if (document.compact !== 'if_needed') return rendered(document, { compact: document.compact })
  let pages = 0
  const usual = await rendered(document, { onPages: (count) => (pages = count) })
  return pages > 1 ? rendered(document, { compact: true }) : usual
}

/** @param onPages is told how many pages there are */
function rendered(
  document: Document,
  {
    compact = false,
    onPages,
  }: { compact?: boolean | undefined; onPages?: (count: number) => void },
): Promise<Uint8Array> {
  const { title, subtitle, notes = [], footer, language, orientation = 'portrait' } = document
  const { margin, top, bottom, fontSize, lineHeight } = LOOK[compact ? 'compact' : 'usual']
  const width = LENGTH[orientation] - 2 * margin
  const definition: TDocumentDefinitions = {
    pageSize: 'A4',
    pageOrientation: orientation,
    pageMargins: [margin, top, margin, bottom],
    language,
    displayTitle: true,
    info: { title, creationDate: new Date(document.madeAt) },
    defaultStyle: { font: FONT, fontSize, lineHeight },
    content: [
      { text: title, fontSize: 16, bold: true, margin: [0, 0, 0, 4] },
      ...(subtitle ? [{ text: subtitle, fontSize: 11, margin: MARGINS.subtitle }] : []),
      ...notes.map((note) => ({ text: note, fontSize: 9, color: SOFT })),
      ...document.blocks.map((block) => contentOf(block, width)),
    ],
    footer(page: number, pages: number) {
      onPages?.(pages)
      return {
        margin: [margin, 16, margin, 0],
        fontSize: 8,
        color: SOFT,
        columns: [{ text: footer }, { text: `${page} / ${pages}`, width: 60, alignment: 'right' }],
      }
    },
  } as TDocumentDefinitions
  return pdfmake.createPdf(definition).getBuffer() as unknown as Promise<Uint8Array>
}

const SOFT = '#4d4d4d'
const MARGINS = { subtitle: [0, 0, 0, 4], block: [0, 2, 0, 4] } as const

function contentOf(block: Block, page: number): Content {
  switch (block.kind) {
    case 'heading':
      return {
        text: block.text,
        fontSize: block.level === 1 ? 13 : 11,
        bold: true,
        margin: [0, block.level === 1 ? 14 : 8, 0, 4],
        headlineLevel: block.level,
      }
    case 'paragraph':
      return { text: textOf(block.text), margin: [...MARGINS.block] }
    case 'list':
      return { ul: block.items.map((item) => ({ text: textOf(item) })), margin: [...MARGINS.block] }
    case 'table':
      return tableOf(block, page)
    case 'chart': {
      const width = Math.min(page, block.width * PIXEL)
      const height = (width / block.width) * block.height
      return [
        { text: block.title, bold: true, margin: [0, 6, 0, 2] },
        { svg: block.svg, width, height, margin: [...MARGINS.block] },
      ]
    }
    case 'page_break':
      return { text: '', pageBreak: 'after' }
  }
}

function textOf(text: Text | number) {
  return runsOf(text).map(({ text, bold, small }) => ({
    text,
    ...(bold && { bold }),
    ...(small && { fontSize: 8, color: SOFT }),
  }))
}

const PADDING = 4
const PADDING_TOP = 3
const PADDING_BOTTOM = 2
const RULE = 0.5

function tableOf(table: Table, page: number): Content {
  const { tall } = table
  const total = table.widths.reduce((sum, width) => sum + width, 0)
  // pdfmake's widths are those of the texts, without padding and rules.
  const room = page - table.widths.length * (2 * PADDING + RULE) - RULE
  const body = gridOf(table).map((line) =>
    line.map((cell): TableCell => {
      if (cell === 'covered') return {}
      return {
        text: textOf(cell.text),
        alignment: cell.align,
        ...(cell.head && { bold: true, fillColor: '#f2f2f2' }),
        ...(cell.columns > 1 && { colSpan: cell.columns }),
        ...(cell.rows > 1 && { rowSpan: cell.rows }),
      }
    }),
  )
  if (body.length === 0) return { text: '' }
  return {
    margin: [0, 4, 0, 8],
    table: {
      headerRows: table.head?.length ?? 0,
      widths: table.widths.map((width) => (width / total) * room),
      ...(tall !== undefined && {
        heights: (row: number) =>
          row < (table.head?.length ?? 0) ? 'auto' : tall - PADDING_TOP - PADDING_BOTTOM,
      }),
      body,
    },
    layout: {
      hLineWidth: () => RULE,
      vLineWidth: () => RULE,
      hLineColor: () => '#767676',
      vLineColor: () => '#767676',
      paddingLeft: () => PADDING,
      paddingRight: () => PADDING,
      paddingTop: () => PADDING_TOP,
      paddingBottom: () => PADDING_BOTTOM,
    },
  }
}

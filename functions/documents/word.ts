import {
  AlignmentType,
  Footer,
  HeadingLevel,
  ImageRun,
  Packer,
  PageNumber,
  PageOrientation,
  Paragraph,
  TableCell,
  TableLayoutType,
  TableRow,
  TabStopType,
  TextRun,
  VerticalAlign,
  WidthType,
  Document as WordDocument,
  Table as WordTable,
} from 'docx'
import { type Block, type Document, gridOf, runsOf, type Table, type Text } from './document.ts'

/** Comes with Windows; elsewhere the program takes its own. */
const FONT = {
  ascii: 'BIZ UDPGothic',
  hAnsi: 'BIZ UDPGothic',
  cs: 'BIZ UDPGothic',
  eastAsia: 'BIZ UDPゴシック',
}
const MARGIN = 1134
/** A4 in twentieths of a point, upright. */
const PAPER = { width: 11906, height: 16838 }
const WIDTH = {
  portrait: PAPER.width - 2 * MARGIN,
  landscape: PAPER.height - 2 * MARGIN,
} as const
const SOFT = '4d4d4d'
const ALIGN = {
  left: AlignmentType.LEFT,
  center: AlignmentType.CENTER,
  right: AlignmentType.RIGHT,
} as const

/** The document as Word, on A4. */
export async function toWord(document: Document): Promise<Uint8Array> {
  const { title, subtitle, notes = [], orientation = 'portrait', footer } = document
  const width = WIDTH[orientation]
  const file = new WordDocument({
    title,
    creator: footer,
    styles: {
      default: {
        document: {
          run: { font: FONT, size: 21, language: { eastAsia: 'ja-JP', value: tagOf(document) } },
          paragraph: { spacing: { after: 60, line: 300 } },
        },
        title: { run: { font: FONT, size: 32, bold: true }, paragraph: { spacing: { after: 80 } } },
        heading1: headingStyle(26, 280),
        heading2: headingStyle(22, 160),
      },
    },
    sections: [
      {
        properties: {
          page: {
            size: {
              ...PAPER,
              orientation:
                orientation === 'landscape' ? PageOrientation.LANDSCAPE : PageOrientation.PORTRAIT,
            },
            margin: { top: MARGIN, bottom: MARGIN, left: MARGIN, right: MARGIN },
          },
        },
        footers: { default: footerOf(footer, width) },
        children: [
          new Paragraph({ text: title, heading: HeadingLevel.TITLE }),
          ...(subtitle ? [new Paragraph(subtitle)] : []),
          ...notes.map(
            (note) => new Paragraph({ children: [new TextRun({ text: note, ...SMALL })] }),
          ),
          ...document.blocks.flatMap((block) => blocksOf(block, width)),
        ],
      },
    ],
  })
  return Packer.toBuffer(file)
}

const SMALL = { size: 18, color: SOFT } as const

function tagOf({ language }: Document): string {
  return language === 'ja' ? 'ja-JP' : 'en-GB'
}

function headingStyle(size: number, before: number) {
  return {
    run: { font: FONT, size, bold: true, color: '000000' },
    paragraph: { spacing: { before, after: 80 }, keepNext: true },
  }
}

function footerOf(text: string, width: number): Footer {
  return new Footer({
    children: [
      new Paragraph({
        tabStops: [{ type: TabStopType.RIGHT, position: width }],
        children: [
          new TextRun({ text, size: 16, color: SOFT }),
          new TextRun({
            children: ['\t', PageNumber.CURRENT, ' / ', PageNumber.TOTAL_PAGES],
            size: 16,
            color: SOFT,
          }),
        ],
      }),
    ],
  })
}

function blocksOf(block: Block, width: number): (Paragraph | WordTable)[] {
  switch (block.kind) {
    case 'heading':
      return [
        new Paragraph({
          text: block.text,
          heading: block.level === 1 ? HeadingLevel.HEADING_1 : HeadingLevel.HEADING_2,
        }),
      ]
    case 'paragraph':
      return [new Paragraph({ children: textOf(block.text) })]
    case 'list':
      return block.items.map(
        (item) => new Paragraph({ children: textOf(item), bullet: { level: 0 } }),
      )
    case 'table':
      // Without a paragraph between them, Word joins two tables into one.
      return [tableOf(block, width), new Paragraph({ spacing: { after: 0, line: 200 } })]
    case 'chart':
      return [
        new Paragraph({
          children: [new TextRun({ text: block.title, bold: true })],
          keepNext: true,
        }),
        new Paragraph({ children: [imageOf(block, width)] }),
      ]
    case 'page_break':
      return [new Paragraph({ pageBreakBefore: true })]
  }
}

function textOf(text: Text | number, isHead = false): TextRun[] {
  return runsOf(text).flatMap(({ text, bold = isHead, small }) =>
    text
      .split('\n')
      .map(
        (line, at) =>
          new TextRun({ text: line, bold, ...(at > 0 && { break: 1 }), ...(small && SMALL) }),
      ),
  )
}

function tableOf(table: Table, width: number): WordTable {
  const total = table.widths.reduce((sum, one) => sum + one, 0)
  const columns = table.widths.map((one) => Math.floor((one / total) * width))
  const heads = table.head?.length ?? 0
  const rows = gridOf(table).map(
    (line, y) =>
      new TableRow({
        tableHeader: y < heads,
        // docx itself adds the cells that a cell above spans.
        children: line.flatMap((cell, x) => {
          if (cell === 'covered') return []
          const spanned = columns.slice(x, x + cell.columns).reduce((sum, one) => sum + one, 0)
          return [
            new TableCell({
              children: [
                new Paragraph({
                  alignment: ALIGN[cell.align],
                  spacing: { after: 0, line: 280 },
                  children: textOf(cell.text, cell.head),
                }),
              ],
              width: { size: spanned, type: WidthType.DXA },
              margins: { top: 50, bottom: 50, left: 90, right: 90 },
              verticalAlign: VerticalAlign.TOP,
              ...(cell.columns > 1 && { columnSpan: cell.columns }),
              ...(cell.rows > 1 && { rowSpan: cell.rows }),
              ...(cell.head && { shading: { fill: 'f2f2f2' } }),
            }),
          ]
        }),
      }),
  )
  return new WordTable({
    rows,
    columnWidths: columns,
    width: { size: columns.reduce((sum, one) => sum + one, 0), type: WidthType.DXA },
    layout: TableLayoutType.FIXED,
  })
}

/** One transparent pixel, for programs that show no SVG; the chart's table stands beside it. */
const PIXEL = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==',
  'base64',
)

function imageOf({ svg, width, height, title }: Extract<Block, { kind: 'chart' }>, room: number) {
  const scale = Math.min(1, room / 15 / width)
  const transformation = { width: Math.round(width * scale), height: Math.round(height * scale) }
  return new ImageRun({
    type: 'svg',
    data: Buffer.from(svg),
    transformation,
    fallback: { type: 'png', data: PIXEL },
    altText: { name: title, title, description: title },
  })
}

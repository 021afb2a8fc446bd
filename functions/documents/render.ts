import type { Document } from './document.ts'

export const FORMATS = ['docx', 'xlsx', 'pdf'] as const
export type Format = (typeof FORMATS)[number]

export const CONTENT_TYPES = {
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  pdf: 'application/pdf',
} as const satisfies Record<Format, string>

/**
 * A document in a format. Each renderer is loaded when it is first asked for: together they take more time
 * to load than all the rest of the hub.
 */
export async function renderDocument(document: Document, format: Format): Promise<Uint8Array> {
  if (format === 'docx') return (await import('./word.ts')).toWord(document)
  if (format === 'xlsx') return (await import('./excel.ts')).toExcel(document)
  return (await import('./pdf.ts')).toPdf(document)
}

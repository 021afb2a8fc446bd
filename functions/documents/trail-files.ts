import { type Language, messagesOf } from '../domain/messages/messages.ts'
import { trailActor, trailLines, trailRole } from '../domain/messages/trail.ts'
import { trailEn } from '../domain/messages/trail-en.ts'
import { trailJa } from '../domain/messages/trail-ja.ts'
import type { Register } from '../domain/register.ts'
import type { TrailRow } from '../domain/trail/trail.ts'
import { BOM, csvCells, csvLine } from './csv.ts'

/** The trail in words: one line per field that an event changed, so that Excel can filter by each column. */
export async function* trailCsv(
  pages: AsyncIterable<TrailRow[]>,
  register: Register,
  language: Language,
): AsyncGenerator<string> {
  const texts = language === 'en' ? trailEn : trailJa
  const words = messagesOf(language)
  const nameOf = (id: string) => register.members.get(id)?.name || undefined
  const speaking = { words, texts, nameOf }
  yield BOM + csvLine(Object.values(texts.columns))
  for await (const rows of pages) yield rows.map((row) => linesOf(row)).join('')

  function linesOf(row: TrailRow): string {
    const told = csvCells([
      words.instant(row.recordedAt),
      trailActor(row, speaking),
      trailRole(row, speaking),
      words.channels[row.by.channel],
      words.events[row.type],
      row.proposal?.title ?? texts.ofMunicipality,
    ])
    const proof = csvCells([row.operationId, row.stream, row.sequence])
    const lines = trailLines(row, speaking)
    if (lines.length === 0) return `${told},,,,${proof}\r\n`
    return lines
      .map(
        ({ label, before = '', after }) =>
          `${told},${csvCells([label, before, after])},${proof}\r\n`,
      )
      .join('')
  }
}

/** The trail as a JSON array of its rows. */
export async function* trailJson(pages: AsyncIterable<TrailRow[]>): AsyncGenerator<string> {
  let separator = '['
  for await (const rows of pages) {
    if (rows.length === 0) continue
    yield separator + rows.map((row) => JSON.stringify(row)).join(',\n')
    separator = ',\n'
  }
  yield separator === '[' ? '[]\n' : ']\n'
}

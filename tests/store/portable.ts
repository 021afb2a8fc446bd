import { createHash } from 'node:crypto'
import type { Portable } from '../../functions/store/portable/export.ts'

type Pieces = Pick<Portable, 'pieces'>

/** A whole file. */
export async function textOf(portable: Pieces, municipality?: string): Promise<string> {
  let text = ''
  for await (const piece of portable.pieces({ municipality })) text += piece
  return text
}

export async function* linesIn(text: string): AsyncGenerator<string> {
  const lines = text.split('\n')
  if (lines.at(-1) === '') lines.pop()
  yield* lines
}

/** A file whose lines were changed by somebody who knows how to make its last one. */
export function forged(text: string, change: (lines: string[]) => string[]): string {
  const lines = change(text.trimEnd().split('\n').slice(0, -1))
  const counts: Record<string, number> = {}
  for (const line of lines.slice(1)) {
    const { kind } = JSON.parse(line)
    counts[kind] = (counts[kind] ?? 0) + 1
  }
  const body = lines.map((line) => `${line}\n`).join('')
  const sha256 = createHash('sha256').update(body).digest('hex')
  return `${body}${JSON.stringify({ kind: 'end', counts, sha256 })}\n`
}

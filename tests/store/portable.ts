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

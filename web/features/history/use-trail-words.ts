import { trailActor, trailLines, trailRole } from '../../../functions/domain/messages/trail.ts'
import { trailEn } from '../../../functions/domain/messages/trail-en.ts'
import { trailJa } from '../../../functions/domain/messages/trail-ja.ts'
import type { TrailRow as DomainRow } from '../../../functions/domain/trail/trail.ts'
import type { TrailRow } from '../../history-client.ts'
import { useTexts } from '../../i18n/language.tsx'
import { usePlace } from '../session/place.tsx'

/** What the trail says, in the reader's words: the same as its files say. */
export function useTrailWords() {
  const { words, language } = useTexts()
  const { nameOf } = usePlace()
  const texts = language === 'en' ? trailEn : trailJa
  const speaking = { words, texts, nameOf: (id: string) => nameOf(id) }
  return {
    texts,
    actor: (row: TrailRow) => trailActor(row, speaking),
    role: (row: TrailRow) => trailRole(row, speaking),
    lines: (row: TrailRow) => trailLines(row as DomainRow, speaking),
  }
}

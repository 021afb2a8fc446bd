import type { Audit } from '../anchors/auditor.ts'
import { trailEn } from '../domain/messages/trail-en.ts'
import { trailJa } from '../domain/messages/trail-ja.ts'

/** What was checked and what is wrong, a line each, Japanese first. */
export function auditReport({ code, chains, events, erasedTexts, anchors, breaks }: Audit): string {
  const result = breaks.length === 0 ? '異常なし / intact' : `異常あり / BROKEN (${breaks.length})`
  return [
    `${code}: ${result}`,
    `  履歴 / chains ${chains}, 記録 / events ${events}, 消去済みの本文 / erased texts ${erasedTexts}, 証明 / anchors ${anchors}`,
    ...breaks.flatMap(({ stream, sequence, fault, pointer, anchoredAt }) => [
      `  ${stream} #${sequence} [${[fault, pointer, anchoredAt].filter(Boolean).join(' ')}]`,
      `    ${trailJa.faults[fault]}`,
      `    ${trailEn.faults[fault]}`,
    ]),
  ].join('\n')
}

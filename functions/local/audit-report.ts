import type { Audit } from '../anchors/auditor.ts'
import { trailEn } from '../domain/messages/trail-en.ts'
import { trailJa } from '../domain/messages/trail-ja.ts'

/** What was checked and what is wrong, a line each, Japanese first. */
export function auditReport({
  code,
  chains,
  events,
  erasedTexts,
  anchors,
  restores,
  breaks,
}: Audit): string {
  const result = breaks.length === 0 ? '異常なし / intact' : `異常あり / BROKEN (${breaks.length})`
  return [
    `${code}: ${result}`,
    `  履歴 / chains ${chains}, 記録 / events ${events}, 消去済みの本文 / erased texts ${erasedTexts}, 証明 / anchors ${anchors}`,
    ...restores.flatMap(({ at, asOf, anchors }) => [
      `  ${at} に ${asOf} の状態へ復元されました。その間の証明 ${anchors} 件が示す記録は残っていません。`,
      `  Restored at ${at} to how it stood at ${asOf}: what ${anchors} anchors laid in between told of is gone.`,
    ]),
    ...breaks.flatMap(({ stream, sequence, fault, pointer, anchoredAt }) => [
      `  ${stream} #${sequence} [${[fault, pointer, anchoredAt].filter(Boolean).join(' ')}]`,
      `    ${trailJa.faults[fault]}`,
      `    ${trailEn.faults[fault]}`,
    ]),
  ].join('\n')
}

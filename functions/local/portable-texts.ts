import type { Audit } from '../anchors/auditor.ts'
import type { Checked } from '../store/portable/check.ts'
import { auditReport } from './audit-report.ts'

/** What the commands say while they work and at their end, Japanese first. */

export function backedUp(
  file: string,
  { bytes, codes, counts }: Checked & { bytes: number },
): string {
  const size = `${(bytes / 1_000_000).toFixed(1)} MB`
  const { event = 0, proposal = 0 } = counts
  return [
    `${file} に保存し、読み返して確かめました（${size}、${codes.length} 組織、取組 ${proposal} 件、記録 ${event} 件）。個人情報を含みます。`,
    `Saved to ${file} and read back (${size}, ${codes.length} organizations, ${proposal} proposals, ${event} events). It holds personal data.`,
  ].join('\n')
}

export function checkedLines({ header, counts, codes }: Checked): string {
  const { event = 0 } = counts
  return `ファイルに異常はありません（${header.madeAt}、${codes.length} 組織、記録 ${event} 件）。 / The file is whole.`
}

export function writing(items: number): string {
  return `書き込み中 / writing … ${items}`
}

export function restored(
  where: string,
  { checked, persons, audits }: { checked: Checked; persons: number; audits: readonly Audit[] },
): string {
  const { codes } = checked
  return [
    ...audits.map(auditReport),
    `${where} に復元しました（${codes.length} 組織、改めて消去した人 ${persons} 人）。サインインは全員やり直しです。`,
    `Restored into ${where} (${codes.length} organizations, ${persons} people erased again). Everybody signs in anew.`,
  ].join('\n')
}

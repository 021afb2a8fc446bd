import { useTexts } from '../../i18n/language.tsx'
import {
  addMember,
  changeMember,
  previewRoster,
  previewTransfers,
  transferMember,
} from '../../people-client.ts'
import { usePlace } from '../session/place.tsx'
import { useRoleNames } from './member-state.tsx'

/** A list of people, or of transfers. */
export type FileKind = 'roster' | 'transfers'
export type TableFile = { fileName: string; contentBase64: string }

/** What would become of one row of a file, and how it is written. */
export type PlanRow = {
  row: number
  name: string
  fate: 'add' | 'change' | 'move' | 'leave' | 'same' | 'error'
  says: string
  /** Whom HR's role stays with, who leaves the dispatcher's office. */
  keepsHr?: string | undefined
  errors: { column?: string | undefined; detail: string }[]
  /** Nothing is to be written where it is missing. */
  send?: (key: string) => Promise<unknown>
}
export type Plan = { fileName: string; ignored: string[]; rows: PlanRow[] }

/** Asks what each row of a file would do. Nothing is written. */
export function usePreview(kind: FileKind): (file: TableFile) => Promise<Plan> {
  const { code } = usePlace()
  const { t, dates } = useTexts()
  const roleNames = useRoleNames()
  const about = (memberId: string, key: string) => ({ municipality: code, memberId, key })

  const ofRoster = async (file: TableFile): Promise<Plan> => {
    const { ignored, rows } = await previewRoster(code, file)
    return {
      fileName: file.fileName,
      ignored,
      rows: rows.map(({ row, name = '', fate, errors, input, edit, memberId, edition }) => {
        const fields = Object.keys(edit ?? {}) as (keyof typeof t.files.fields)[]
        return {
          ...{ row, name, fate, errors },
          says: input
            ? [input.office, input.roles.length > 0 && roleNames(input.roles)]
                .filter(Boolean)
                .join(t.common.dot)
            : t.common.list(fields.map((field) => t.files.fields[field] ?? field)),
          ...(fate === 'add' && input && { send: (key) => addMember(code, key, input) }),
          ...(fate === 'change' &&
            edit &&
            memberId !== undefined && {
              send: (key) => changeMember(about(memberId, key), edition ?? 0, edit),
            }),
        } satisfies PlanRow
      }),
    }
  }

  const ofTransfers = async (file: TableFile): Promise<Plan> => {
    const { ignored, rows } = await previewTransfers(code, file)
    return {
      fileName: file.fileName,
      ignored,
      rows: rows.map(({ row, name = '', fate, errors, transfer, memberId, keepsHr }) => ({
        ...{ row, name, fate, errors },
        keepsHr: keepsHr && memberId,
        says: !transfer
          ? ''
          : 'leaves' in transfer
            ? t.roster.leftSince(dates.day(transfer.on))
            : t.roster.move(dates.day(transfer.on), transfer.office),
        ...((fate === 'move' || fate === 'leave') &&
          transfer &&
          memberId !== undefined && {
            send: (key: string) => transferMember(about(memberId, key), transfer),
          }),
      })),
    }
  }
  return kind === 'roster' ? ofRoster : ofTransfers
}

import * as z from 'zod'
import { Id } from '../fields.ts'
import { MemberEdit, MemberInput, Transfer } from './roster-changes.ts'

export const PLANNED_FATES = ['add', 'change', 'same', 'error'] as const

/** What would become of a row of people, as it is answered; what plans it is loaded by the first file. */
export const PlannedRowShape = {
  row: z.int(),
  name: z.string().optional(),
  fate: z.enum(PLANNED_FATES),
  memberId: Id.optional(),
  edition: z.int().optional(),
  input: MemberInput.optional(),
  edit: MemberEdit.optional(),
}

export const TRANSFER_FATES = ['move', 'leave', 'same', 'error'] as const

/** The same of a row of transfers. */
export const PlannedTransferShape = {
  row: z.int(),
  name: z.string().optional(),
  fate: z.enum(TRANSFER_FATES),
  memberId: Id.optional(),
  office: z.string().optional(),
  transfer: Transfer.optional(),
  keepsHr: z.literal(true).optional(),
}

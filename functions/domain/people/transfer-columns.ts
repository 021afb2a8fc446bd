import type { Names } from './sheet.ts'

export type TransferColumn = 'name' | 'staffNumber' | 'email' | 'office' | 'on' | 'leaves'

/** What the columns of a transfer list may be called. */
export const TRANSFER_COLUMNS: Names<TransferColumn> = {
  name: ['氏名', '名前', 'name', 'full name'],
  staffNumber: ['職員番号', '職員コード', 'staff number', 'employee number', 'staffNumber'],
  email: ['メールアドレス', 'メール', 'e-mail', 'email', 'e-mail address', 'email address'],
  office: ['異動先', '新所属', '異動先所属', 'new office', 'moves to', 'to'],
  on: ['異動日', '発令日', '発令年月日', 'date', 'on', 'effective date'],
  leaves: ['退職', 'leaves', 'leaving'],
}

/** The part of the glossary that is about the program's office. */

export const OFFICE_PROPERTIES: Record<string, string> = {
  'FirstAccount.code': 'The last part of the set-up link',
  'MunicipalityEntry.code': 'Its 全国地方公共団体コード',
  'SetUpInput.code': 'Its 全国地方公共団体コード, with the right check digit',
  hr: 'How far its HR has come: nobody named, invited, or accepted at least once',
  'SetUpInput.hr': 'The first person of its HR, who is invited by mail',
  invitedUntil: 'Until when the last invitation of somebody of HR holds, UTC',
  lastActivityOn: 'The day of the last change of any kind; who and what stays inside',
  municipalities: 'By code',
}

export const OFFICE_SCHEMAS: Record<string, string> = {
  Colleague: 'A person of the office',
  FirstAccount: 'What makes an account the office’s first person',
  FirstHr: 'A person of a municipality’s HR, as the office names them',
  Municipalities: 'The municipalities that are set up',
  MunicipalityEntry: 'What the office sees of a municipality: nothing that is its own',
  OfficeSuspension: 'Whether access is taken away',
  ReinviteInput: 'Whom to invite instead',
  SetUpInput: 'A municipality as the office sets it up',
}

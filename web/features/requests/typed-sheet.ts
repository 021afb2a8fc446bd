import { SHEET_CHOICES } from '../../../functions/domain/requests/answer-choices.ts'
import type { Factor } from '../../../functions/domain/words.ts'
import type { useTexts } from '../../i18n/language.tsx'
import type { WrongField } from '../forms/failure.ts'

/** What stands on a sheet about one proposal; `choice` is its place in `SHEET_CHOICES`. */
export type Typed = { choice: string; factors: Factor[]; reason: string }
export const UNTYPED: Typed = { choice: '', factors: [], reason: '' }

export function isTyped({ choice, factors, reason }: Typed): boolean {
  return choice !== '' || factors.length > 0 || reason.trim() !== ''
}

/** What can be told without asking the hub, by proposal. */
export function wrongIn(
  open: readonly { proposalId: string; title: string }[],
  typedOf: (proposalId: string) => Typed,
  heardOn: string,
  t: ReturnType<typeof useTexts>['t'],
): WrongField[] {
  const wrong: WrongField[] = []
  if (heardOn === '')
    wrong.push({ pointer: '/heardOn', code: 'required', detail: t.requests.typeHeardOnMissing })
  const typed = open.filter(({ proposalId }) => isTyped(typedOf(proposalId)))
  if (typed.length === 0)
    wrong.push({
      pointer: `/${open[0]?.proposalId}/choice`,
      code: 'required',
      detail: t.requests.typeNothing,
    })
  for (const { proposalId, title } of typed) {
    const { choice, factors, reason } = typedOf(proposalId)
    const tell = (field: keyof Typed, code: string, detail: string) =>
      wrong.push({
        pointer: `/${proposalId}/${field}`,
        code,
        detail: t.requests.about(title, detail),
      })
    if (choice === '') {
      tell('choice', 'required', t.requests.typeChoiceMissing)
      continue
    }
    if (SHEET_CHOICES[Number(choice)] === 'unknown') continue
    if (factors.length === 0) tell('factors', 'factor_required', t.report.missing['/factors'])
    if (factors.includes('other') && reason.trim() === '')
      tell('reason', 'reason_required', t.report.missing['/reason'])
  }
  return wrong
}

import { MANNERS, type Manner, OUTCOMES, type OutcomeCode } from '../words.ts'

export type SheetChoice = { outcome: OutcomeCode; manner?: Manner } | 'unknown'

/**
 * What a 回答票 lists to choose from, by its numbers: every outcome with its manner; last, that one doesn't know.
 * Its reasons are `FACTORS` in their order.
 */
export const SHEET_CHOICES: readonly SheetChoice[] = [
  ...OUTCOMES.flatMap((outcome): SheetChoice[] =>
    MANNERS[outcome].length === 0
      ? [{ outcome }]
      : MANNERS[outcome].map((manner) => ({ outcome, manner })),
  ),
  'unknown',
]

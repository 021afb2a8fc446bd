import { tokyoDayOf } from '../../../functions/domain/calendar.ts'
import type { Report, ReportInput } from '../../../functions/domain/outcomes/report.ts'
import type { Message } from '../../../functions/domain/questions/question.ts'
import {
  type Factor,
  type HearingMeans,
  MANNERS,
  type Manner,
  type OutcomeCode,
  type ReportKind,
  type Visibility,
} from '../../../functions/domain/words.ts'
import { type AsOfDraft, asOfDraft, asOfValue, EMPTY_AS_OF } from '../dates/as-of-input.tsx'
import { type SpeakerChoice, speakerChoice, speakerOf } from './speaker.ts'

/** A report or hearing as far as it is filled in; the empty string is "not chosen yet". */
export type ReportDraft = {
  kind: ReportKind | ''
  outcome: OutcomeCode | ''
  manner: Manner | ''
  asOf: AsOfDraft
  factors: Factor[]
  reason: string
  reasonVisibility: Visibility | ''
  evidence: { url: string; label: string }[]
  speaker: SpeakerChoice
  speakerNote: string
  heardOn: AsOfDraft
  means: HearingMeans | ''
  since: AsOfDraft
  startedOn: AsOfDraft
  unchangedFrom: string
}

export const EMPTY_REPORT: ReportDraft = {
  kind: '',
  outcome: '',
  manner: '',
  asOf: EMPTY_AS_OF,
  factors: [],
  reason: '',
  reasonVisibility: '',
  evidence: [],
  speaker: '',
  speakerNote: '',
  heardOn: EMPTY_AS_OF,
  means: '',
  since: EMPTY_AS_OF,
  startedOn: EMPTY_AS_OF,
  unchangedFrom: '',
}

/** The manners that go with an outcome; none for `completed`. */
export function mannersOf(outcome: OutcomeCode | ''): readonly Manner[] {
  return outcome === '' ? [] : MANNERS[outcome]
}

type CapacitiesOf = Parameters<typeof speakerOf>[2]

/** What is sent to the hub. What is missing is left out, and refused there. */
export function reportInput(draft: ReportDraft, capacitiesOf: CapacitiesOf): Partial<ReportInput> {
  const dates = {
    asOf: asOfValue(draft.asOf),
    since: asOfValue(draft.since),
    startedOn: asOfValue(draft.startedOn),
  }
  const evidence = draft.evidence
    .filter(({ url, label }) => url.trim() !== '' || label.trim() !== '')
    .map(({ url, label }) => ({ url, ...(label.trim() !== '' && { label }) }))
  const heardOn = asOfValue(draft.heardOn)
  return {
    ...(draft.kind !== '' && { kind: draft.kind }),
    ...(draft.outcome !== '' && { outcome: draft.outcome }),
    ...(draft.manner !== '' && { manner: draft.manner }),
    ...(dates.asOf && { asOf: dates.asOf }),
    ...(dates.since && { since: dates.since }),
    ...(dates.startedOn && { startedOn: dates.startedOn }),
    factors: draft.factors,
    ...(draft.reason.trim() !== '' && { reason: draft.reason }),
    ...(draft.reasonVisibility !== '' && { reasonVisibility: draft.reasonVisibility }),
    ...(evidence.length > 0 && { evidence }),
    ...(draft.kind === 'hearing' && {
      hearing: {
        // The check before sending asks for both, so they are here.
        speaker: speakerOf(draft.speaker, draft.speakerNote, capacitiesOf) ?? {
          role: 'unattributed',
        },
        heardOn: heardOn ?? { precision: 'day', date: '' },
        ...(draft.means !== '' && { means: draft.means }),
      },
    }),
    ...(draft.unchangedFrom !== '' && { unchangedFrom: draft.unchangedFrom }),
  }
}

/** 前回から変わりなし: outcome, manner and reasons of the last report; never its date. */
export function carriedOver(last: Report): Partial<ReportDraft> {
  return {
    outcome: last.outcome,
    manner: last.manner ?? '',
    factors: last.factors,
    reason: last.reason ?? '',
    reasonVisibility: last.reasonVisibility ?? '',
    unchangedFrom: last.id,
  }
}

/** An answer to a question, to be recorded as a hearing: whose words they are and when is known. */
export function hearingOf({ by, recordedAt, text }: Message): ReportDraft {
  const day: AsOfDraft = { precision: 'day', date: tokyoDayOf(recordedAt) }
  return {
    ...EMPTY_REPORT,
    kind: 'hearing',
    reason: text ?? '',
    speaker: speakerChoice(by),
    asOf: day,
    heardOn: day,
    means: 'mail',
  }
}

/** A report as it was recorded, to be corrected. */
export function correctionOf(old: Report): ReportDraft {
  return {
    kind: old.kind,
    outcome: old.outcome,
    manner: old.manner ?? '',
    asOf: asOfDraft(old.asOf),
    factors: old.factors,
    reason: old.reason ?? '',
    reasonVisibility: old.reasonVisibility ?? '',
    evidence: (old.evidence ?? []).map(({ url, label }) => ({ url, label: label ?? '' })),
    speaker: old.hearing ? speakerChoice(old.hearing.speaker) : '',
    speakerNote: old.hearing?.speaker.note ?? '',
    heardOn: asOfDraft(old.hearing?.heardOn),
    means: old.hearing?.means ?? '',
    since: asOfDraft(old.since),
    startedOn: asOfDraft(old.startedOn),
    unchangedFrom: '',
  }
}

type MissingCode =
  | 'required'
  | 'manner_required'
  | 'factor_required'
  | 'reason_required'
  | 'no_such_date'

/** What the form can tell is missing without asking the hub: pointers and error codes. */
export function missing(
  draft: ReportDraft,
  capacitiesOf: CapacitiesOf,
): { pointer: string; code: MissingCode }[] {
  const half = ({ precision, date }: AsOfDraft) =>
    precision === 'month' ? !/^\d{4}-\d{2}$/.test(date) : date === ''
  const wrong: ReturnType<typeof missing> = []
  if (draft.kind === '') wrong.push({ pointer: '/kind', code: 'required' })
  if (draft.kind === 'hearing') {
    if (!speakerOf(draft.speaker, '', capacitiesOf))
      wrong.push({
        pointer: draft.speaker === '' ? '/hearing/speaker' : '/hearing/speaker/role',
        code: 'required',
      })
    if (half(draft.heardOn)) wrong.push({ pointer: '/hearing/heardOn', code: 'required' })
  }
  if (draft.outcome === '') wrong.push({ pointer: '/outcome', code: 'required' })
  if (mannersOf(draft.outcome).length > 0 && draft.manner === '')
    wrong.push({ pointer: '/manner', code: 'manner_required' })
  if (half(draft.asOf)) wrong.push({ pointer: '/asOf', code: 'required' })
  if (draft.factors.length === 0) wrong.push({ pointer: '/factors', code: 'factor_required' })
  if (draft.factors.includes('other') && draft.reason.trim() === '')
    wrong.push({ pointer: '/reason', code: 'reason_required' })
  for (const field of ['since', 'startedOn'] as const)
    if (draft[field].precision !== '' && half(draft[field]))
      wrong.push({ pointer: `/${field}`, code: 'no_such_date' })
  return wrong
}

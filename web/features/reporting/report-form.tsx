import type { Day, FiscalYear } from '../../../functions/domain/calendar.ts'
import type { Report } from '../../../functions/domain/outcomes/report.ts'
import type { SpokenOf } from '../../../functions/domain/people/capacities.ts'
import {
  CARRYING,
  type Factor,
  HEARING_MEANS,
  HOLDING_BACK,
  OUTCOMES,
  REPORT_KINDS,
  type ReportKind,
  VISIBILITIES,
  type Visibility,
} from '../../../functions/domain/words.ts'
import { useTexts } from '../../i18n/language.tsx'
import { Button } from '../../ui/button.tsx'
import { Field, FieldGroup } from '../../ui/field.tsx'
import { Chips, RadioGroup, Select, TextInput } from '../../ui/inputs.tsx'
import { ListField } from '../../ui/list-field.tsx'
import { Notice } from '../../ui/notice.tsx'
import { type AsOfDraft, AsOfInput, EMPTY_AS_OF } from '../dates/as-of-input.tsx'
import { TextField } from '../forms/text-field.tsx'
import type { ErrorOf } from '../forms/write-form.tsx'
import { carriedOver, mannersOf, type ReportDraft } from './report-draft.ts'
import { type Roster, SpeakerSelect } from './speaker-select.tsx'

/** The questions of a report or hearing, in the order in which one would tell it. */
export function ReportFields({
  values,
  set,
  errorOf,
  kinds,
  last,
  proposal,
  roster,
  today,
}: {
  values: ReportDraft
  set: (patch: Partial<ReportDraft>) => void
  errorOf: ErrorOf
  /** What the person may record here. */
  kinds: ReportKind[]
  /** The report that holds now, for 前回から変わりなし. */
  last: Report | undefined
  proposal: SpokenOf & { visibility: Visibility }
  roster: Roster
  today: Day
}) {
  const { t, words } = useTexts()
  const manners = mannersOf(values.outcome)
  const range = { today, firstFiscalYear: proposal.cohort }
  return (
    <>
      {(kinds.length > 1 || values.kind === '') && (
        <FieldGroup name="kind" legend={t.report.kind} required error={errorOf('kind')}>
          <RadioGroup
            name="kind"
            value={values.kind}
            invalid={errorOf('kind') !== undefined}
            options={REPORT_KINDS.filter((kind) => kinds.includes(kind)).map((kind) => ({
              value: kind,
              label: t.report.kinds[kind],
            }))}
            onChange={(kind) => set({ kind })}
          />
        </FieldGroup>
      )}
      {values.kind === 'hearing' && (
        <HearingFields {...{ values, set, errorOf, roster, proposal, range }} />
      )}
      {last && <LastTime last={last} values={values} set={set} />}
      <FieldGroup name="outcome" legend={t.report.outcome} required error={errorOf('outcome')}>
        <RadioGroup
          name="outcome"
          value={values.outcome}
          invalid={errorOf('outcome') !== undefined}
          options={OUTCOMES.map((outcome) => ({
            value: outcome,
            label: words.outcomes[outcome],
            hint: t.report.outcomeHints[outcome],
          }))}
          onChange={(outcome) => set({ outcome, manner: '', unchangedFrom: '' })}
        />
      </FieldGroup>
      {manners.length > 0 && (
        <FieldGroup name="manner" legend={t.report.manner} required error={errorOf('manner')}>
          <RadioGroup
            name="manner"
            value={values.manner}
            invalid={errorOf('manner') !== undefined}
            options={manners.map((manner) => ({ value: manner, label: words.manners[manner] }))}
            onChange={(manner) => set({ manner, unchangedFrom: '' })}
          />
        </FieldGroup>
      )}
      <DateField
        name="asOf"
        legend={t.report.asOf}
        hint={t.report.asOfHint}
        required
        {...range}
        value={values.asOf}
        error={errorOf('asOf')}
        onChange={(asOf) => set({ asOf })}
      />
      <FactorFields values={values} set={set} error={errorOf('factors')} />
      <TextField
        name="reason"
        label={t.report.reason}
        hint={t.report.reasonHint}
        required={values.factors.includes('other')}
        error={errorOf('reason')}
        value={values.reason}
        onChange={(text) => set({ reason: text })}
      />
      {proposal.visibility !== 'own' && (
        <Field
          name="reasonVisibility"
          label={t.report.reasonVisibility}
          hint={t.report.reasonVisibilityHint}
          required={false}
          error={errorOf('reasonVisibility')}
        >
          {(ids) => (
            <Select
              {...ids}
              value={values.reasonVisibility}
              onChange={(event) =>
                set({ reasonVisibility: event.target.value as ReportDraft['reasonVisibility'] })
              }
            >
              <option value="">{t.report.reasonVisibilityDefault}</option>
              {VISIBILITIES.slice(0, VISIBILITIES.indexOf(proposal.visibility) + 1).map((width) => (
                <option key={width} value={width}>
                  {words.visibilities[width]}
                </option>
              ))}
            </Select>
          )}
        </Field>
      )}
      <EvidenceFields values={values} set={set} errorOf={errorOf} />
      <details
        open={values.since.precision !== '' || values.startedOn.precision !== '' || undefined}
      >
        <summary className="min-h-11 py-2 text-blue-900 underline">{t.report.moreDates}</summary>
        <div className="mt-2 space-y-6">
          {(['since', 'startedOn'] as const).map((field) => (
            <DateField
              key={field}
              name={field}
              legend={t.report[field]}
              {...range}
              // A draft of an earlier version of the form lacks it.
              value={values[field] ?? EMPTY_AS_OF}
              error={errorOf(field)}
              onChange={(date) => set({ [field]: date })}
            />
          ))}
        </div>
      </details>
    </>
  )
}

/** From when to when a date of this proposal can be. */
type Range = { today: Day; firstFiscalYear: FiscalYear }

function DateField({
  name,
  legend,
  hint,
  required = false,
  error,
  ...input
}: Range & {
  name: string
  legend: string
  hint?: string
  required?: boolean
  value: AsOfDraft
  error: string | undefined
  onChange: (value: AsOfDraft) => void
}) {
  return (
    <FieldGroup {...{ name, legend, hint, required, error }}>
      <AsOfInput {...input} name={name} invalid={error !== undefined} />
    </FieldGroup>
  )
}

/** Who was heard, when, and how. */
function HearingFields({
  values,
  set,
  errorOf,
  roster,
  proposal,
  range,
}: {
  values: ReportDraft
  set: (patch: Partial<ReportDraft>) => void
  errorOf: ErrorOf
  roster: Roster
  proposal: SpokenOf
  range: Range
}) {
  const { t, words } = useTexts()
  return (
    <>
      <SpeakerSelect
        name="hearing/speaker"
        label={t.report.speaker}
        value={values.speaker}
        note={values.speakerNote}
        onChange={(speaker) => set({ speaker })}
        onNote={(speakerNote) => set({ speakerNote })}
        roster={roster}
        proposal={proposal}
        error={errorOf('hearing/speaker')}
      />
      <DateField
        name="hearing/heardOn"
        legend={t.report.heardOn}
        required
        {...range}
        value={values.heardOn}
        error={errorOf('hearing/heardOn')}
        onChange={(heardOn) => set({ heardOn })}
      />
      <FieldGroup
        name="hearing/means"
        legend={t.report.means}
        required={false}
        error={errorOf('hearing/means')}
      >
        <RadioGroup
          inline
          name="means"
          value={values.means}
          options={HEARING_MEANS.map((means) => ({
            value: means,
            label: words.hearingMeans[means],
          }))}
          onChange={(means) => set({ means })}
        />
      </FieldGroup>
    </>
  )
}

/** How it stood at the last report, and the way to say that it still does. */
function LastTime({
  last,
  values,
  set,
}: {
  last: Report
  values: ReportDraft
  set: (patch: Partial<ReportDraft>) => void
}) {
  const { t, words, dates } = useTexts()
  const isUnchanged = values.unchangedFrom === last.id
  return (
    <div className="rounded-8 bg-blue-50 p-4">
      <p>
        <span className="font-700">{t.report.lastTime}</span> {words.outcomes[last.outcome]}
        {last.manner && t.common.aside(words.manners[last.manner])}
        {t.common.dot}
        {t.report.asOfIs(dates.asOf(last.asOf))}
      </p>
      <Button
        variant="outline"
        size="small"
        className="mt-2 min-h-11"
        aria-pressed={isUnchanged}
        onClick={() => set(carriedOver(last))}
      >
        {t.report.unchanged}
      </Button>
      {isUnchanged && (
        <p role="status" className="mt-2">
          {t.report.unchangedFilled}
        </p>
      )}
    </div>
  )
}

function FactorFields({
  values,
  set,
  error,
}: {
  values: ReportDraft
  set: (patch: Partial<ReportDraft>) => void
  error: string | undefined
}) {
  const { t, words } = useTexts()
  // What carries is asked first where it goes on, what holds back where it does not.
  const goesOn = values.outcome === 'continued' || values.outcome === 'completed'
  const back = { title: words.factorGroups.holdingBack, factors: HOLDING_BACK as readonly Factor[] }
  const carry = { title: words.factorGroups.carrying, factors: CARRYING as readonly Factor[] }
  const either = {
    title: words.factorGroups.either,
    factors: ['other', 'unknown'] as readonly Factor[],
  }
  const groups = goesOn ? [carry, back, either] : [back, carry, either]
  return (
    <FieldGroup
      name="factors"
      legend={t.report.factors}
      hint={t.report.factorsHint}
      required
      error={error}
    >
      <div className="space-y-4">
        {groups.map(({ title, factors }) => (
          // biome-ignore lint/a11y/useSemanticElements: a fieldset in a fieldset is read twice
          <div key={title} role="group" aria-label={title}>
            <p aria-hidden="true" className="mb-2 text-[0.875rem] font-700 text-solid-gray-700">
              {title}
            </p>
            <Chips
              name="factors"
              values={values.factors}
              options={factors.map((factor) => ({ value: factor, label: words.factors[factor] }))}
              onChange={(chosen) => set({ factors: chosen })}
            />
          </div>
        ))}
      </div>
    </FieldGroup>
  )
}

function EvidenceFields({
  values,
  set,
  errorOf,
}: {
  values: ReportDraft
  set: (patch: Partial<ReportDraft>) => void
  errorOf: ErrorOf
}) {
  const { t } = useTexts()
  return (
    <ListField
      name="evidence"
      legend={t.report.evidence}
      hint={t.report.evidenceHint}
      required={false}
      rows={values.evidence}
      onChange={(evidence) => set({ evidence })}
      empty={{ url: '', label: '' }}
      most={10}
      addLabel={t.report.evidenceAdd}
      removeLabel={(_, at) => t.report.evidenceRemove(at + 1)}
      layout="space-y-2"
    >
      {(link, change, at) => (
        <>
          <Field
            name={`evidence/${at}/url`}
            label={t.report.evidenceUrl(at + 1)}
            error={errorOf(`evidence/${at}/url`)}
          >
            {(ids) => (
              <TextInput
                {...ids}
                type="url"
                inputMode="url"
                placeholder="https://"
                value={link.url}
                onChange={(event) => change({ url: event.target.value })}
              />
            )}
          </Field>
          <Field
            name={`evidence/${at}/label`}
            label={t.report.evidenceLabel(at + 1)}
            required={false}
            error={errorOf(`evidence/${at}/label`)}
          >
            {(ids) => (
              <TextInput
                {...ids}
                value={link.label}
                onChange={(event) => change({ label: event.target.value })}
              />
            )}
          </Field>
        </>
      )}
    </ListField>
  )
}

/** For somebody to whom this kind of entry isn't open. */
export function NothingToRecord() {
  const { t } = useTexts()
  return (
    <Notice kind="warning" title={t.states.notAllowed} quiet>
      {t.states.notAllowedDetail}
    </Notice>
  )
}

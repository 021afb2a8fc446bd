import { FORMALITIES, VISIBILITIES } from '../../../functions/domain/words.ts'
import { useTexts } from '../../i18n/language.tsx'
import { Button } from '../../ui/button.tsx'
import { Field, FieldGroup } from '../../ui/field.tsx'
import { Checkbox, RadioGroup, Select, TextInput } from '../../ui/inputs.tsx'
import { ListField } from '../../ui/list-field.tsx'
import { LINE_LIMIT } from '../forms/limits.ts'
import { TextField } from '../forms/text-field.tsx'
import type { ErrorOf } from '../forms/write-form.tsx'
import type { Roster } from '../reporting/speaker-select.tsx'
import { type ProposalFields as Fields, TEXT_FIELDS } from './proposal-draft.ts'

const KANA = 'アイウエオカキクケコサシスセソタチツテト'

/** The questions of a proposal, for a new one and for an edit. */
export function ProposalFields({
  values,
  set,
  errorOf,
  roster,
  confirmPublic,
  onConfirmPublic,
}: {
  values: Fields
  set: (patch: Partial<Fields>) => void
  errorOf: ErrorOf
  roster: Roster
  confirmPublic: boolean
  onConfirmPublic: (confirmed: boolean) => void
}) {
  const { t, words } = useTexts()
  const labels = words.proposalFields
  return (
    <>
      <div className="grid gap-4 desktop:grid-cols-[10rem_1fr]">
        <Field name="number" label={labels.number} required={false} error={errorOf('number')}>
          {(ids) => (
            <TextInput
              {...ids}
              type="number"
              min={1}
              max={99}
              inputMode="numeric"
              value={values.number}
              onChange={(event) => set({ number: event.target.value })}
            />
          )}
        </Field>
        <Field name="title" label={labels.title} required error={errorOf('title')}>
          {(ids) => (
            <TextInput
              {...ids}
              maxLength={LINE_LIMIT}
              value={values.title}
              onChange={(event) => set({ title: event.target.value })}
            />
          )}
        </Field>
      </div>
      <Parts values={values} set={set} errorOf={errorOf} />
      {TEXT_FIELDS.map((field) => (
        <TextField
          key={field}
          name={field}
          label={labels[field]}
          required={false}
          error={errorOf(field)}
          value={values[field]}
          onChange={(text) => set({ [field]: text })}
        />
      ))}
      <div className="grid gap-4 desktop:grid-cols-2">
        <Field
          name="steward/office"
          label={t.edit.stewardOffice}
          required={values.stewardMember !== ''}
          error={errorOf('steward/office') ?? errorOf('steward')}
        >
          {(ids) => (
            <TextInput
              {...ids}
              maxLength={LINE_LIMIT}
              value={values.stewardOffice}
              onChange={(event) => set({ stewardOffice: event.target.value })}
            />
          )}
        </Field>
        <Field
          name="steward/memberId"
          label={t.edit.stewardMember}
          required={false}
          error={errorOf('steward/memberId')}
        >
          {(ids) => (
            <Select
              {...ids}
              value={values.stewardMember}
              onChange={(event) => set({ stewardMember: event.target.value })}
            >
              <option value="">{t.edit.nobody}</option>
              {roster.people.map((person) => (
                <option key={person.id} value={person.id}>
                  {person.name}
                  {person.office && t.common.aside(person.office)}
                </option>
              ))}
            </Select>
          )}
        </Field>
      </div>
      <FieldGroup
        name="formality"
        legend={labels.formality}
        required={false}
        error={errorOf('formality')}
      >
        <RadioGroup
          name="formality"
          inline
          value={values.formality}
          options={FORMALITIES.map((formality) => ({
            value: formality,
            label: words.formalities[formality],
          }))}
          onChange={(formality) => set({ formality })}
        />
        {values.formality !== '' && (
          <Button variant="text" size="small" onClick={() => set({ formality: '' })}>
            {t.edit.clearChoice}
          </Button>
        )}
      </FieldGroup>
      <TextField
        name="themes"
        label={labels.themes}
        hint={t.edit.themesHint}
        required={false}
        error={errorOf('themes')}
        rows={2}
        value={values.themes}
        onChange={(text) => set({ themes: text })}
      />
      <FieldGroup name="visibility" legend={labels.visibility} error={errorOf('visibility')}>
        <RadioGroup
          name="visibility"
          value={values.visibility}
          options={VISIBILITIES.map((visibility) => ({
            value: visibility,
            label: words.visibilities[visibility],
            hint: t.proposal.visibilityHints[visibility],
          }))}
          onChange={(visibility) => set({ visibility })}
        />
        {values.visibility === 'public' && (
          <Checkbox
            label={t.edit.confirmPublic}
            checked={confirmPublic}
            onChange={onConfirmPublic}
          />
        )}
      </FieldGroup>
    </>
  )
}

function Parts({
  values,
  set,
  errorOf,
}: {
  values: Fields
  set: (patch: Partial<Fields>) => void
  errorOf: ErrorOf
}) {
  const { t, words } = useTexts()
  return (
    <ListField
      name="parts"
      legend={words.proposalFields.parts}
      hint={t.edit.partsHint}
      required={false}
      rows={values.parts}
      onChange={(parts) => set({ parts })}
      empty={{ part: KANA[values.parts.length] ?? '', title: '', method: '' }}
      most={20}
      addLabel={t.edit.addPart}
      removeLabel={({ part }, at) => t.edit.removePart(part || String(at + 1))}
      layout="space-y-3"
    >
      {(part, change, at) => (
        <>
          <div className="grid gap-3 desktop:grid-cols-[6rem_1fr]">
            <Field
              name={`parts/${at}/part`}
              label={t.edit.partLabel}
              error={errorOf(`parts/${at}/part`)}
            >
              {(ids) => (
                <TextInput
                  {...ids}
                  maxLength={LINE_LIMIT}
                  value={part.part}
                  onChange={(event) => change({ part: event.target.value })}
                />
              )}
            </Field>
            <Field
              name={`parts/${at}/title`}
              label={t.edit.partTitle}
              error={errorOf(`parts/${at}/title`)}
            >
              {(ids) => (
                <TextInput
                  {...ids}
                  maxLength={LINE_LIMIT}
                  value={part.title}
                  onChange={(event) => change({ title: event.target.value })}
                />
              )}
            </Field>
          </div>
          <TextField
            name={`parts/${at}/method`}
            label={words.proposalFields.method}
            required={false}
            error={errorOf(`parts/${at}/method`)}
            rows={2}
            value={part.method}
            onChange={(text) => change({ method: text })}
          />
        </>
      )}
    </ListField>
  )
}

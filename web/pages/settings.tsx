import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import type { Place } from '../api-client.ts'
import { useDraft } from '../features/drafts/draft.ts'
import { editOfRecorded, StaleEdit } from '../features/editing/stale-edit.tsx'
import { LINE_LIMIT } from '../features/forms/limits.ts'
import { type ErrorOf, WriteForm } from '../features/forms/write-form.tsx'
import { useRecorded } from '../features/proposal/use-recorded.ts'
import { usePlace } from '../features/session/place.tsx'
import { NotAllowedPage } from '../features/session/query-states.tsx'
import { CohortsField, OfficesField } from '../features/settings/lists-fields.tsx'
import {
  missingIn,
  type SettingsDraft,
  settingsDraft,
  settingsEdit,
  shownSetting,
} from '../features/settings/settings-draft.ts'
import { useTexts } from '../i18n/language.tsx'
import { changeSettings } from '../people-client.ts'
import { placeQuery } from '../queries.ts'
import { Field, FieldGroup } from '../ui/field.tsx'
import { Checkbox, RadioGroup, Select, TextInput } from '../ui/inputs.tsx'
import { Notice } from '../ui/notice.tsx'
import { PageTitle } from '../ui/page-title.tsx'
import { BackToRoster } from './member.tsx'

/** 設定: what HR sets for the municipality, its cohorts, and its register of offices. */
export function SettingsPage() {
  const { me } = usePlace()
  const { t } = useTexts()
  const [saved, setSaved] = useState(0)
  if (!me.permitted.includes('settings.edit')) return <NotAllowedPage title={t.settings.title} />
  return (
    <div className="max-w-[55rem]">
      <BackToRoster />
      <PageTitle lead={t.settings.lead}>{t.settings.title}</PageTitle>
      {saved > 0 && (
        <div className="mb-4">
          <Notice kind="success" title={t.settings.saved} />
        </div>
      )}
      <SettingsForm
        // Once saved, it begins anew from what is recorded.
        key={saved}
        onSaved={() => {
          setSaved(saved + 1)
          scrollTo({ top: 0 })
        }}
      />
    </div>
  )
}

function SettingsForm({ onSaved }: { onSaved: () => void }) {
  const { code, municipality, owner } = usePlace()
  const { t, words, dates } = useTexts()
  const recorded = useRecorded(code)
  const draft = useDraft(owner, 'settings', editOfRecorded(recordedSettings(municipality)))
  const { fields: values, base, edition } = draft.values
  const set = (patch: Partial<SettingsDraft>) => draft.set({ fields: { ...values, ...patch } })
  return (
    <WriteForm
      draft={draft}
      publicRecord={false}
      check={({ fields }) => missingIn(fields, t.settings)}
      send={(_, key) => changeSettings(code, key, edition, settingsEdit(values, base))}
      onDone={() => void recorded().then(onSaved)}
      onRefused={(refusal) =>
        refusal.code === 'stale_edit' && (
          <StaleEdit
            query={placeQuery(code)}
            recordedIn={(place) => recordedSettings(place.municipality)}
            draft={draft.values}
            labels={{
              ...t.settings,
              staleAfterFiscalYears: t.settings.staleAfter,
              retentionYears: t.settings.retention,
            }}
            shown={(fields, field) => shownSetting(fields, field, { t: t.settings, words, dates })}
            onChange={draft.set}
          />
        )
      }
      submitLabel={t.settings.submit}
    >
      {(errorOf) => (
        <>
          <GeneralFields values={values} set={set} errorOf={errorOf} />
          <CohortsField
            cohorts={values.cohorts}
            onChange={(cohorts) => set({ cohorts })}
            errorOf={errorOf}
          />
          <OfficesField
            offices={values.offices}
            onChange={(offices) => set({ offices })}
            errorOf={errorOf}
          />
        </>
      )}
    </WriteForm>
  )
}

const recordedSettings = (municipality: Place['municipality']) => ({
  values: settingsDraft(municipality),
  edition: municipality.edition,
})

function GeneralFields({
  values,
  set,
  errorOf,
}: {
  values: SettingsDraft
  set: (patch: Partial<SettingsDraft>) => void
  errorOf: ErrorOf
}) {
  const { municipality } = usePlace()
  const { t, words } = useTexts()
  return (
    <>
      <Field
        name="staleAfterFiscalYears"
        label={t.settings.staleAfter}
        hint={t.settings.staleAfterHint}
        error={errorOf('staleAfterFiscalYears')}
      >
        {(ids) => (
          <Select
            {...ids}
            value={values.staleAfterFiscalYears}
            onChange={(event) => set({ staleAfterFiscalYears: event.target.value })}
          >
            {Array.from({ length: 11 }, (_, years) => years).map((years) => (
              <option key={years} value={years}>
                {t.settings.staleAfterYears(years)}
              </option>
            ))}
          </Select>
        )}
      </Field>
      <FieldGroup
        name="defaultVisibility"
        legend={t.settings.defaultVisibility}
        hint={t.settings.defaultVisibilityHint}
        error={errorOf('defaultVisibility')}
      >
        <RadioGroup
          name="defaultVisibility"
          value={values.defaultVisibility}
          options={(['own', 'program'] as const).map((visibility) => ({
            value: visibility,
            label: words.visibilities[visibility],
            hint: t.proposal.visibilityHints[visibility],
          }))}
          onChange={(defaultVisibility) => set({ defaultVisibility })}
        />
      </FieldGroup>
      <FieldGroup
        name="sideBySide"
        legend={t.settings.sideBySide}
        hint={t.settings.sideBySideHint}
        required={false}
        error={errorOf('sideBySide')}
      >
        <Checkbox
          label={t.settings.sideBySideAgree}
          checked={values.sideBySide}
          onChange={(sideBySide) => set({ sideBySide })}
        />
      </FieldGroup>
      <Field
        name="retentionYears"
        label={t.settings.retention}
        hint={t.settings.retentionHint}
        required={false}
        error={errorOf('retentionYears')}
      >
        {(ids) => (
          <>
            <TextInput
              {...ids}
              type="number"
              min={1}
              max={50}
              value={values.retentionYears}
              onChange={(event) => set({ retentionYears: event.target.value })}
            />
            <Link
              to="/m/$municipality/people/retention"
              params={{ municipality: municipality.code }}
              className="mt-1 inline-block text-[0.875rem] text-blue-900 underline"
            >
              {t.settings.pastRetention}
            </Link>
          </>
        )}
      </Field>
      <Field
        name="mailSender"
        label={t.settings.mailSender}
        hint={t.settings.mailSenderHint(municipality.dispatcher)}
        required={false}
        error={errorOf('mailSender')}
      >
        {(ids) => (
          <TextInput
            {...ids}
            maxLength={LINE_LIMIT}
            value={values.mailSender}
            onChange={(event) => set({ mailSender: event.target.value })}
          />
        )}
      </Field>
      <Field name="language" label={t.settings.language} error={errorOf('language')}>
        {(ids) => (
          <Select
            {...ids}
            value={values.language}
            onChange={(event) => set({ language: event.target.value as SettingsDraft['language'] })}
          >
            <option value="">{t.settings.languages.unset}</option>
            <option value="ja">{t.settings.languages.ja}</option>
            <option value="en">{t.settings.languages.en}</option>
          </Select>
        )}
      </Field>
    </>
  )
}

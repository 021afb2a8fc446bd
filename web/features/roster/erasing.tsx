import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTexts } from '../../i18n/language.tsx'
import {
  type ErasurePreview,
  eraseMember,
  erasureQuery,
  type RosterEntry,
} from '../../people-client.ts'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { FieldGroup } from '../../ui/field.tsx'
import { Checkbox, RadioGroup } from '../../ui/inputs.tsx'
import { Remark } from '../../ui/notice.tsx'
import { Facts, Section } from '../../ui/section.tsx'
import { useDraft } from '../drafts/draft.ts'
import { WriteForm } from '../forms/write-form.tsx'
import { useRecorded } from '../proposal/use-recorded.ts'
import { usePlace } from '../session/place.tsx'
import { Unloaded } from '../session/query-states.tsx'
import { OwnTexts } from './own-texts.tsx'

type ErasingDraft = {
  texts: 'keep' | 'erase' | ''
  why: 'request' | 'retention' | ''
}
const EMPTY: ErasingDraft = { texts: '', why: '' }

/** 個人情報の削除: what would go and what would stay, before anything does. */
export function Erasing({ person, onDone }: { person: RosterEntry; onDone: () => void }) {
  const { me } = usePlace()
  const { t } = useTexts()
  const [open, setOpen] = useState(false)
  if (!me.permitted.includes('person.erase')) return null
  return (
    <Section id="erasing" title={t.privacy.title}>
      <p>{person.id === me.memberId ? t.privacy.ownAccess : t.privacy.lead}</p>
      {person.id !== me.memberId && (
        <div className="mt-3 print:hidden">
          <Button variant="outline" onClick={() => setOpen(true)}>
            {t.privacy.open}
          </Button>
        </div>
      )}
      {open && (
        <ErasingDialog
          person={person}
          onDone={() => {
            setOpen(false)
            onDone()
          }}
          onClose={() => setOpen(false)}
        />
      )}
    </Section>
  )
}

function ErasingDialog({
  person,
  onDone,
  onClose,
}: {
  person: RosterEntry
  onDone: () => void
  onClose: () => void
}) {
  const { code } = usePlace()
  const { t } = useTexts()
  const preview = useQuery(erasureQuery(code, person.id))
  return (
    <Dialog title={t.privacy.dialogTitle(person.name)} onClose={onClose}>
      {preview.data ? (
        <ErasingForm person={person} preview={preview.data} onDone={onDone} onClose={onClose} />
      ) : (
        <Unloaded query={preview} lines={6} />
      )}
    </Dialog>
  )
}

function ErasingForm({
  person,
  preview,
  onDone,
  onClose,
}: {
  person: RosterEntry
  preview: ErasurePreview
  onDone: () => void
  onClose: () => void
}) {
  const { code, owner } = usePlace()
  const { t, words } = useTexts()
  const recorded = useRecorded(code)
  const draft = useDraft(owner, `erasing/${person.id}`, EMPTY)
  // Never kept in a draft: who comes back another day makes sure anew.
  const [sure, setSure] = useState(false)
  const { values, set } = draft
  const { identity, texts, mentions } = preview
  const wrong = (pointer: string, detail: string) => ({ pointer, code: 'required', detail })
  return (
    <>
      <Facts
        items={[
          {
            term: t.privacy.goes,
            text: [
              t.common.list(identity.map((field) => t.privacy.fields[field])),
              t.privacy.alsoGoes,
            ].join('\n'),
          },
          { term: t.privacy.stays, text: t.privacy.staysDetail },
        ]}
      />
      {texts.length > 0 && (
        <OwnTexts code={code} title={t.privacy.texts(texts.length)} texts={texts}>
          {texts.some(({ kind }) => kind === 'inquiry') && (
            <p className="mb-2 text-[0.875rem]">{t.privacy.sentElsewhere}</p>
          )}
        </OwnTexts>
      )}
      {mentions.length > 0 ? (
        <OwnTexts code={code} title={t.privacy.mentions(mentions.length)} texts={mentions}>
          <p className="mb-2 text-[0.875rem]">{t.privacy.mentionsLead}</p>
        </OwnTexts>
      ) : (
        <div className="mt-4">
          <Remark>{t.privacy.noMentions}</Remark>
        </div>
      )}
      <WriteForm
        draft={draft}
        publicRecord={false}
        submitVariant="danger"
        check={(typed) => [
          ...(texts.length > 0 && typed.texts === ''
            ? [wrong('/texts', t.privacy.textsMissing)]
            : []),
          ...(typed.why === '' ? [wrong('/why', t.privacy.whyMissing)] : []),
          ...(sure ? [] : [wrong('/confirmed', t.privacy.sureMissing)]),
        ]}
        send={(typed, key) =>
          eraseMember(
            { municipality: code, memberId: person.id, key },
            { texts: typed.texts === 'erase', why: typed.why || 'request', confirmed: true },
          )
        }
        onDone={() => {
          void recorded()
          onDone()
        }}
        submitLabel={t.privacy.submit}
        onCancel={onClose}
      >
        {(errorOf) => (
          <>
            {texts.length > 0 && (
              <FieldGroup
                name="texts"
                legend={t.privacy.textsChoice}
                required
                error={errorOf('texts')}
              >
                <RadioGroup
                  name="erasing-texts"
                  value={values.texts}
                  options={[
                    { value: 'keep', label: t.privacy.textsOptions.keep },
                    { value: 'erase', label: t.privacy.textsOptions.erase(texts.length) },
                  ]}
                  onChange={(choice) => set({ texts: choice })}
                />
              </FieldGroup>
            )}
            <FieldGroup name="why" legend={t.privacy.why} required error={errorOf('why')}>
              <RadioGroup
                name="erasing-why"
                value={values.why}
                options={(['request', 'retention'] as const).map((value) => ({
                  value,
                  label: words.erasureReasons[value],
                }))}
                onChange={(why) => set({ why })}
              />
            </FieldGroup>
            <FieldGroup
              name="confirmed"
              legend={t.privacy.irreversible}
              required
              error={errorOf('confirmed')}
            >
              <Checkbox label={t.privacy.sure} checked={sure} onChange={setSure} />
            </FieldGroup>
          </>
        )}
      </WriteForm>
    </>
  )
}

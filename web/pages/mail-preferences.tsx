import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import type { MailKind } from '../../functions/domain/mails/mail.ts'
import type { OptionalMail } from '../../functions/domain/mails/mail-preferences.ts'
import { MAIL_WORDS } from '../../functions/domain/messages/mail-words.ts'
import { useDraft } from '../features/drafts/draft.ts'
import { WriteForm } from '../features/forms/write-form.tsx'
import { usePlace } from '../features/session/place.tsx'
import { Unloaded } from '../features/session/query-states.tsx'
import { useTexts } from '../i18n/language.tsx'
import { mineQuery, type OwnData, preferMails } from '../own-data-client.ts'
import { Field, FieldGroup } from '../ui/field.tsx'
import { Checkbox, Select } from '../ui/inputs.tsx'
import { Notice, Remark } from '../ui/notice.tsx'
import { PageTitle } from '../ui/page-title.tsx'

/** Every kind, in the order of the page; what only who keeps the roster gets is shown to them alone. */
const FOR: Record<OptionalMail, 'everybody' | 'hr'> = {
  request: 'everybody',
  answer_recorded: 'everybody',
  question_asked: 'everybody',
  question_answered: 'everybody',
  inquiry_ended: 'everybody',
  passed_on: 'everybody',
  reminder: 'everybody',
  idea_lives_on: 'everybody',
  claim_answered: 'everybody',
  inquiry_received: 'hr',
  claim_made: 'hr',
  transfer_list: 'hr',
  anchor_report: 'hr',
  history_broken: 'hr',
  history_restored: 'hr',
}
const KINDS = Object.keys(FOR) as OptionalMail[]

/** 受け取るメール: each automatic mail with what it is for, and their language. */
export function MailPreferencesPage() {
  const { code, municipality } = usePlace()
  const { t, language } = useTexts()
  const mine = useQuery(mineQuery)
  const [saved, setSaved] = useState(0)
  const here = mine.data?.memberships.find((one) => one.municipality === code)
  const name = language === 'ja' ? municipality.name : municipality.nameEn
  return (
    <div className="max-w-[45rem]">
      <p className="mb-2">
        <Link
          to="/m/$municipality/me"
          params={{ municipality: code }}
          className="text-[0.875rem] text-blue-900 underline"
        >
          {t.me.title}
        </Link>
      </p>
      {saved > 0 && (
        <div className="mb-4">
          <Notice kind="success" title={t.mailWishes.saved} />
        </div>
      )}
      <PageTitle title={t.mailWishes.title} lead={t.mailWishes.lead(name)}>
        {t.mailWishes.title}
      </PageTitle>
      {here ? (
        // What is saved next is another write.
        <Wishes key={saved} entry={here.entry} onSaved={() => setSaved(saved + 1)} />
      ) : (
        <Unloaded query={mine} lines={8} />
      )}
    </div>
  )
}

type Values = { off: MailKind[]; language: '' | 'ja' | 'en' }

function Wishes({ entry, onSaved }: { entry: OwnData['entry']; onSaved: () => void }) {
  const { code, owner, me } = usePlace()
  const { t, language } = useTexts()
  const queryClient = useQueryClient()
  const initial: Values = { off: entry.mailsOff ?? [], language: entry.language ?? '' }
  const draft = useDraft(owner, 'mails', initial)
  const { values, set } = draft
  const { kinds, missed } = MAIL_WORDS[language]
  const keepsRoster = me.permitted.includes('roster.edit')
  return (
    <WriteForm
      draft={draft}
      publicRecord={false}
      send={({ off, language: written }, key) =>
        preferMails(code, key, {
          off: KINDS.filter((kind) => off.includes(kind)),
          language: written || null,
        })
      }
      onDone={async () => {
        await queryClient.invalidateQueries({ queryKey: mineQuery.queryKey })
        onSaved()
      }}
      submitLabel={t.mailWishes.submit}
    >
      {(errorOf) => (
        <>
          <FieldGroup
            name="off"
            legend={t.mailWishes.kinds}
            hint={t.mailWishes.kindsHint}
            required={false}
            error={errorOf('off')}
          >
            {KINDS.filter((kind) => FOR[kind] === 'everybody' || keepsRoster).map((kind) => (
              <Checkbox
                key={kind}
                label={
                  <>
                    {kinds[kind]}
                    <span className="block text-[0.875rem] text-solid-gray-700">
                      {t.mailWishes.what[kind]}
                      {missed[kind] && <span className="block">{missed[kind]}</span>}
                    </span>
                  </>
                }
                checked={!values.off.includes(kind)}
                onChange={(wanted) =>
                  set({
                    off: wanted ? values.off.filter((one) => one !== kind) : [...values.off, kind],
                  })
                }
              />
            ))}
          </FieldGroup>
          <Remark>{t.mailWishes.invitations}</Remark>
          <Field name="language" label={t.mailWishes.language} error={errorOf('language')}>
            {(ids) => (
              <Select
                {...ids}
                value={values.language}
                onChange={(event) => set({ language: event.target.value as Values['language'] })}
              >
                <option value="">{t.mailWishes.languages.usual}</option>
                <option value="ja">{t.mailWishes.languages.ja}</option>
                <option value="en">{t.mailWishes.languages.en}</option>
              </Select>
            )}
          </Field>
        </>
      )}
    </WriteForm>
  )
}

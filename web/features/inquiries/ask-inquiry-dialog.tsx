import { useNavigate } from '@tanstack/react-router'
import { usualDueOn } from '../../../functions/domain/questions/thread.ts'
import { useTexts } from '../../i18n/language.tsx'
import { askInquiry } from '../../inquiry-client.ts'
import type { SharedRow } from '../../shared-client.ts'
import { Dialog } from '../../ui/dialog.tsx'
import { useDraft } from '../drafts/draft.ts'
import { DayField } from '../forms/day-field.tsx'
import { TextField } from '../forms/text-field.tsx'
import { WriteForm } from '../forms/write-form.tsx'
import { useRecorded } from '../proposal/use-recorded.ts'
import { usePlace } from '../session/place.tsx'

/** この自治体に質問する: what the other side will see is said before one writes. */
export function AskInquiryDialog({ row, onClose }: { row: SharedRow; onClose: () => void }) {
  const { code, owner, today, me, municipality } = usePlace()
  const { t, words, language } = useTexts()
  const navigate = useNavigate()
  const recorded = useRecorded(code)
  const draft = useDraft(owner, `inquiry/${row.municipality}/${row.id}`, {
    text: '',
    dueOn: usualDueOn(new Date().toISOString()),
  })
  const { values, set } = draft
  const isJa = language === 'ja'
  const name = isJa ? row.municipalityName : row.municipalityNameEn
  const mine = me.roles.find(({ role }) => role === 'member') ?? { role: 'hr' as const }
  const as =
    'cohort' in mine && mine.cohort !== undefined
      ? words.cohort(mine.cohort)
      : words.roles[mine.role]
  const own = isJa ? municipality.name : municipality.nameEn
  return (
    <Dialog title={t.inquiries.askTitle(name)} onClose={onClose}>
      <p className="font-700">{row.title}</p>
      <p className="mt-2">{t.inquiries.askLead(name)}</p>
      <p className="mt-2 mb-4">{t.inquiries.askSees(`${own} ${as}`)}</p>
      <WriteForm
        draft={draft}
        check={({ text, dueOn }) => [
          ...(text.trim() === ''
            ? [{ pointer: '/text', code: 'required', detail: t.inquiries.textMissing }]
            : []),
          ...(dueOn === ''
            ? [{ pointer: '/dueOn', code: 'required', detail: t.inquiries.dueOnMissing }]
            : []),
        ]}
        send={({ text, dueOn }, key) =>
          askInquiry(
            { municipality: code, key },
            {
              proposal: { municipality: row.municipality, cohort: row.cohort, id: row.id },
              text,
              dueOn,
            },
          )
        }
        onDone={({ id }) => {
          void recorded()
          onClose()
          void navigate({
            to: '/m/$municipality/inquiries/$inquiryId',
            params: { municipality: code, inquiryId: id },
          })
        }}
        submitLabel={t.inquiries.send}
        onCancel={onClose}
      >
        {(errorOf) => (
          <>
            <TextField
              name="text"
              label={t.inquiries.text}
              hint={t.inquiries.textHint}
              required
              error={errorOf('text')}
              value={values.text}
              onChange={(text) => set({ text })}
            />
            <DayField
              name="dueOn"
              label={t.inquiries.dueOn}
              hint={t.inquiries.dueOnHint}
              required
              error={errorOf('dueOn')}
              min={today}
              value={values.dueOn}
              onChange={(day) => set({ dueOn: day })}
            />
          </>
        )}
      </WriteForm>
    </Dialog>
  )
}

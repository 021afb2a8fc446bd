import { useTexts } from '../../i18n/language.tsx'
import { takeOver } from '../../people-client.ts'
import { Dialog } from '../../ui/dialog.tsx'
import { Notice } from '../../ui/notice.tsx'
import { useDraft } from '../drafts/draft.ts'
import { WriteForm } from '../forms/write-form.tsx'
import { useRecorded } from '../proposal/use-recorded.ts'
import { usePlace } from '../session/place.tsx'
import { NoteField } from './note-field.tsx'

/** The reader becomes the steward, in the office the roster says they are in. */
export function TakeOverDialog({
  proposalId,
  onDone,
  onClose,
}: {
  proposalId: string
  onDone: () => void
  onClose: () => void
}) {
  const { code, owner, me, people } = usePlace()
  const { t } = useTexts()
  const recorded = useRecorded(code)
  const draft = useDraft(owner, `take-over/${proposalId}`, { note: '' })
  const office = people.find(({ id }) => id === me.memberId)?.office
  return (
    <Dialog title={t.stewardship.takeOver} onClose={onClose}>
      {office === undefined ? (
        <Notice kind="warning" quiet title={t.stewardship.noOffice} />
      ) : (
        <>
          <p>{t.stewardship.takeOverLead(office)}</p>
          <WriteForm
            draft={draft}
            send={({ note }, key) =>
              takeOver({ municipality: code, proposalId, key }, note.trim() === '' ? {} : { note })
            }
            onDone={() => {
              void recorded()
              onDone()
            }}
            submitLabel={t.stewardship.takeOverSubmit}
            onCancel={onClose}
          >
            {(errorOf) => (
              <NoteField
                value={draft.values.note}
                error={errorOf('note')}
                onChange={(note) => draft.set({ note })}
              />
            )}
          </WriteForm>
        </>
      )}
    </Dialog>
  )
}

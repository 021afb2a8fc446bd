import { useQueryClient } from '@tanstack/react-query'
import { useTexts } from '../../i18n/language.tsx'
import { reinviteHr } from '../../office-client.ts'
import { Dialog } from '../../ui/dialog.tsx'
import { useDraft } from '../drafts/draft.ts'
import { WriteForm } from '../forms/write-form.tsx'
import { emptyIn, NOBODY, PersonFields } from './person-fields.tsx'
import { useOfficeOwner } from './use-owner.ts'

/** The first person of a municipality's HR is invited anew. */
export function ReinviteDialog({
  code,
  name,
  onDone,
  onClose,
}: {
  code: string
  name: string
  onDone: () => void
  onClose: () => void
}) {
  const { t } = useTexts()
  const queryClient = useQueryClient()
  const draft = useDraft(useOfficeOwner(), `reinvite/${code}`, NOBODY)
  return (
    <Dialog title={t.office.reinviteTitle(name)} onClose={onClose}>
      <p className="mb-4">{t.office.reinviteLead}</p>
      <WriteForm
        draft={draft}
        publicRecord={false}
        check={(values) => emptyIn(values, t.office.required)}
        send={(values, key) => reinviteHr(key, code, values)}
        onDone={() => {
          void queryClient.invalidateQueries({ queryKey: ['office'] })
          onDone()
        }}
        submitLabel={t.office.sendInvitation}
        onCancel={onClose}
      >
        {(errorOf) => <PersonFields values={draft.values} set={draft.set} errorOf={errorOf} />}
      </WriteForm>
    </Dialog>
  )
}

import { Dialog } from '../../ui/dialog.tsx'
import { useDraft } from '../drafts/draft.ts'
import { useRecorded } from '../proposal/use-recorded.ts'
import { usePlace } from '../session/place.tsx'
import { TextField } from './text-field.tsx'
import { WriteForm } from './write-form.tsx'

/** Asks why before something is done that others will want to know the reason of. */
export function ReasonDialog({
  draft: name,
  texts,
  danger = false,
  send,
  onClose,
}: {
  /** Under which name a half-written reason is kept. */
  draft: string
  texts: { title: string; lead: string; reason: string; missing: string; submit: string }
  danger?: boolean
  send: (reason: string, key: string) => Promise<unknown>
  onClose: () => void
}) {
  const { code, owner } = usePlace()
  const recorded = useRecorded(code)
  const draft = useDraft(owner, name, { reason: '' })
  return (
    <Dialog title={texts.title} onClose={onClose}>
      <p className="mb-4">{texts.lead}</p>
      <WriteForm
        draft={draft}
        check={({ reason }) =>
          reason.trim() === ''
            ? [{ pointer: '/reason', code: 'required', detail: texts.missing }]
            : []
        }
        send={({ reason }, key) => send(reason, key)}
        onDone={() => {
          void recorded()
          onClose()
        }}
        submitLabel={texts.submit}
        {...(danger && { submitVariant: 'danger' })}
        onCancel={onClose}
      >
        {(errorOf) => (
          <TextField
            name="reason"
            label={texts.reason}
            required
            error={errorOf('reason')}
            rows={3}
            value={draft.values.reason}
            onChange={(reason) => draft.set({ reason })}
          />
        )}
      </WriteForm>
    </Dialog>
  )
}

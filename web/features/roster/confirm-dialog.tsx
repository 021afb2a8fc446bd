import { useMutation } from '@tanstack/react-query'
import { type ReactNode, useState } from 'react'
import { useTexts } from '../../i18n/language.tsx'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { Notice } from '../../ui/notice.tsx'
import { Refusal } from '../forms/failure.ts'
import { useRecorded } from '../proposal/use-recorded.ts'
import { usePlace } from '../session/place.tsx'

/** Asks once more before something is done about a person. */
export function ConfirmDialog<Receipt>({
  title,
  lead,
  action,
  variant = 'solid',
  send,
  onDone,
  onClose,
}: {
  title: string
  lead: ReactNode
  action: string
  variant?: 'solid' | 'danger'
  send: (key: string) => Promise<Receipt>
  onDone: (receipt: Receipt) => void
  onClose: () => void
}) {
  const { code } = usePlace()
  const { t } = useTexts()
  const recorded = useRecorded(code)
  const [key] = useState(() => crypto.randomUUID())
  const write = useMutation({
    mutationFn: () => send(key),
    onSuccess: (receipt) => {
      void recorded()
      onDone(receipt)
    },
  })
  const { error } = write
  return (
    <Dialog title={title} onClose={onClose}>
      <div>{lead}</div>
      {error && (
        <div className="mt-3">
          <Notice
            kind="error"
            title={error instanceof Refusal ? error.message : t.states.offlineTitle}
          >
            {error instanceof Refusal ? error.detail : t.states.offline}
          </Notice>
        </div>
      )}
      <div className="mt-4 flex flex-wrap gap-3">
        <Button variant={variant} busy={write.isPending} onClick={() => write.mutate()}>
          {write.isPending ? t.states.sending : action}
        </Button>
        <Button variant="text" onClick={onClose}>
          {t.common.cancel}
        </Button>
      </div>
    </Dialog>
  )
}

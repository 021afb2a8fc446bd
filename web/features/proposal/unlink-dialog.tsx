import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import type { LineageKind } from '../../../functions/domain/words.ts'
import { useTexts } from '../../i18n/language.tsx'
import { unlink } from '../../proposal-client.ts'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { Notice } from '../../ui/notice.tsx'
import { usePlace } from '../session/place.tsx'
import { useRecorded } from './use-recorded.ts'

/** Asks once more before a link is taken back. */
export function UnlinkDialog({
  proposalId,
  kind,
  to,
  onClose,
}: {
  proposalId: string
  kind: LineageKind
  to: { id: string; title: string }
  onClose: () => void
}) {
  const { code } = usePlace()
  const { t, words } = useTexts()
  const recorded = useRecorded(code)
  const [key] = useState(() => crypto.randomUUID())
  const write = useMutation({
    mutationFn: () => unlink({ municipality: code, proposalId, key }, kind, to.id),
    onSuccess: () => {
      void recorded()
      onClose()
    },
  })
  return (
    <Dialog title={t.link.removeTitle} onClose={onClose}>
      <p>
        {words.lineageKinds[kind]}
        {t.common.colon}
        {to.title}
      </p>
      <p className="mt-1">{t.link.removeLead}</p>
      {write.error && <Notice kind="error" title={write.error.message || t.states.offlineTitle} />}
      <div className="mt-4 flex flex-wrap gap-3">
        <Button variant="danger" busy={write.isPending} onClick={() => write.mutate()}>
          {t.link.remove}
        </Button>
        <Button variant="text" onClick={onClose}>
          {t.common.cancel}
        </Button>
      </div>
    </Dialog>
  )
}

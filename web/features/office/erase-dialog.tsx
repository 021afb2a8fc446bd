import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { useTexts } from '../../i18n/language.tsx'
import { eraseStaff } from '../../office-client.ts'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { Notice } from '../../ui/notice.tsx'
import { Refusal } from '../forms/failure.ts'

/** Asks once more before who a colleague was is erased: nothing brings it back. */
export function EraseDialog({
  person: { id, name },
  onDone,
  onClose,
}: {
  person: { id: string; name: string }
  onDone: () => void
  onClose: () => void
}) {
  const { t } = useTexts()
  const [key] = useState(() => crypto.randomUUID())
  const erase = useMutation({ mutationFn: () => eraseStaff(key, id), onSuccess: onDone })
  const { error } = erase
  return (
    <Dialog title={t.office.eraseTitle(name)} onClose={onClose}>
      <p>{t.office.eraseLead}</p>
      {error && (
        <div className="mt-3">
          <Notice
            kind="error"
            title={error instanceof Refusal ? error.message : t.states.offlineTitle}
          />
        </div>
      )}
      <div className="mt-4 flex flex-wrap gap-3">
        <Button variant="danger" busy={erase.isPending} onClick={() => erase.mutate()}>
          {t.office.erase}
        </Button>
        <Button variant="text" onClick={onClose}>
          {t.common.cancel}
        </Button>
      </div>
    </Dialog>
  )
}

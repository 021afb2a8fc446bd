import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { type RosterEntry, suspendMember } from '../../api-client.ts'
import { useTexts } from '../../i18n/language.tsx'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { Notice } from '../../ui/notice.tsx'
import { useRecorded } from '../proposal/use-recorded.ts'
import { usePlace } from '../session/place.tsx'

/** Asks once more before somebody's access is taken away, or given back. */
export function SuspendDialog({
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
  const recorded = useRecorded(code)
  const [key] = useState(() => crypto.randomUUID())
  const takesAway = !person.suspended
  const write = useMutation({
    mutationFn: () => suspendMember({ municipality: code, memberId: person.id, key }, takesAway),
    onSuccess: () => {
      void recorded()
      onDone()
    },
  })
  return (
    <Dialog
      title={takesAway ? t.roster.suspendTitle(person.name) : t.roster.reinstateTitle(person.name)}
      onClose={onClose}
    >
      <p>{takesAway ? t.roster.suspendLead : t.roster.reinstateLead}</p>
      {write.error && (
        <div className="mt-3">
          <Notice kind="error" title={write.error.message || t.states.offlineTitle} />
        </div>
      )}
      <div className="mt-4 flex flex-wrap gap-3">
        <Button
          variant={takesAway ? 'danger' : 'solid'}
          busy={write.isPending}
          onClick={() => write.mutate()}
        >
          {takesAway ? t.roster.suspend : t.roster.reinstate}
        </Button>
        <Button variant="text" onClick={onClose}>
          {t.common.cancel}
        </Button>
      </div>
    </Dialog>
  )
}

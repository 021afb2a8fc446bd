import { useMutation } from '@tanstack/react-query'
import { useEffect } from 'react'
import { signOut } from '../../api-client.ts'
import { useFrameTexts } from '../../i18n/language.tsx'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { Notice } from '../../ui/notice.tsx'
import { countDrafts, deleteAllDrafts } from '../drafts/draft.ts'
import { leave } from '../session/account.ts'

/** Signs out at once, unless drafts lie on this device: then it asks what shall become of them. */
export function SignOutDialog({ onClose }: { onClose: () => void }) {
  const { t } = useFrameTexts()
  const drafts = countDrafts()
  const signingOut = useMutation({
    mutationFn: signOut,
    onSuccess: leave,
  })
  const { mutate } = signingOut
  useEffect(() => {
    if (drafts === 0) mutate()
  }, [drafts, mutate])
  return (
    <Dialog title={t.frame.signOut} onClose={onClose}>
      {signingOut.isError ? (
        <Notice kind="error" title={t.states.offlineTitle}>
          <Button variant="outline" size="small" onClick={() => mutate()}>
            {t.frame.signOut}
          </Button>
        </Notice>
      ) : drafts === 0 ? (
        <p role="status">{t.states.sending}</p>
      ) : (
        <>
          <p className="font-700">{t.frame.signOutDrafts(drafts)}</p>
          <p className="mt-1">{t.frame.signOutDraftsDetail}</p>
          <div className="mt-6 flex flex-wrap gap-3">
            <Button busy={signingOut.isPending} onClick={() => mutate()}>
              {t.frame.signOutKeep}
            </Button>
            <Button
              variant="outline"
              busy={signingOut.isPending}
              onClick={() => {
                deleteAllDrafts()
                mutate()
              }}
            >
              {t.frame.signOutDelete}
            </Button>
          </div>
        </>
      )}
    </Dialog>
  )
}

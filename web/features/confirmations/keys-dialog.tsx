import { useTexts } from '../../i18n/language.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { Facts } from '../../ui/section.tsx'

/** The keys of the list, in words. */
export function KeysDialog({ onClose }: { onClose: () => void }) {
  const { t } = useTexts()
  return (
    <Dialog title={t.confirmations.keysTitle} onClose={onClose}>
      <p className="mb-2">{t.confirmations.keysLead}</p>
      <Facts items={t.confirmations.keyNames.map(([term, text]) => ({ term, text }))} />
    </Dialog>
  )
}

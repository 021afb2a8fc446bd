import { useFrameTexts } from '../i18n/language.tsx'
import { Button } from '../ui/button.tsx'
import { Notice } from '../ui/notice.tsx'

/** A fault of ours, or a part of the page that could not be downloaded. */
export function CrashPage() {
  const { t } = useFrameTexts()
  return (
    <div className="p-4">
      <Notice kind="error" title={t.states.crashed}>
        <p>{t.states.crashedDetail}</p>
        <Button className="mt-3" size="small" onClick={() => location.reload()}>
          {t.states.reload}
        </Button>
      </Notice>
    </div>
  )
}

import { type ReactNode, useEffect, useId, useRef } from 'react'
import { useFrameTexts } from '../i18n/language.tsx'
import { Button } from './button.tsx'

/** The native modal dialog: focus trap, Escape and inert background come with it. */
export function Dialog({
  title,
  onClose,
  children,
}: {
  title: string
  onClose: () => void
  children: ReactNode
}) {
  const { t } = useFrameTexts()
  const element = useRef<HTMLDialogElement>(null)
  const id = useId()
  useEffect(() => {
    const dialog = element.current
    const opener = document.activeElement
    dialog?.showModal()
    return () => {
      dialog?.close()
      if (opener instanceof HTMLElement) opener.focus()
    }
  }, [])
  return (
    <dialog
      ref={element}
      aria-labelledby={id}
      onCancel={(event) => {
        event.preventDefault()
        onClose()
      }}
      className="max-h-[90dvh] w-[min(40rem,calc(100vw-1rem))] overflow-y-auto rounded-12 bg-white p-4 text-inherit shadow-4 desktop:p-8"
    >
      <div className="flex items-start justify-between gap-4">
        <h2 id={id} className="text-std-20B-150">
          {title}
        </h2>
        <Button variant="text" size="small" className="shrink-0" onClick={onClose}>
          {t.common.close}
        </Button>
      </div>
      <div className="mt-4">{children}</div>
    </dialog>
  )
}

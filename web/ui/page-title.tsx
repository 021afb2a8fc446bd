import { type ReactNode, useEffect, useRef } from 'react'
import { useFrameTexts } from '../i18n/language.tsx'

let shownBefore = false

/** The page's heading. After a navigation it takes the focus, so that a screen reader starts there. */
export function PageTitle({
  children,
  title,
  lead,
}: {
  children: ReactNode
  /** For the browser's tab, where the heading is more than text. */
  title?: string
  lead?: ReactNode
}) {
  const { t } = useFrameTexts()
  const heading = useRef<HTMLHeadingElement>(null)
  const name = title ?? (typeof children === 'string' ? children : '')
  useEffect(() => {
    document.title = name ? `${name} | ${t.app.name}` : t.app.name
  }, [name, t])
  useEffect(() => {
    if (shownBefore) heading.current?.focus({ preventScroll: true })
    shownBefore = true
  }, [])
  return (
    <div className="mb-6">
      <h1
        ref={heading}
        tabIndex={-1}
        className="text-[1.5rem] font-700 leading-140 desktop:text-[2rem]"
      >
        {children}
      </h1>
      {lead && <div className="mt-2 text-solid-gray-700">{lead}</div>}
    </div>
  )
}

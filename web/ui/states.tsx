import type { ReactNode } from 'react'
import { useFrameTexts } from '../i18n/language.tsx'
import { Notice } from './notice.tsx'

/** Grey bars where text will stand, announced once. */
export function Skeleton({ lines = 4 }: { lines?: number }) {
  const { t } = useFrameTexts()
  return (
    <div role="status" data-loading className="py-4">
      <span className="sr-only">{t.common.loading}</span>
      {Array.from({ length: lines }, (_, line) => (
        <div
          // biome-ignore lint/suspicious/noArrayIndexKey: the bars are all alike
          key={line}
          aria-hidden="true"
          className="mt-3 h-6 motion-safe:animate-pulse rounded-4 bg-solid-gray-100 odd:w-3/4"
        />
      ))}
    </div>
  )
}

/** Nothing here, and what one can do about it. */
export function EmptyState({ title, children }: { title: string; children?: ReactNode }) {
  return (
    <div className="rounded-8 border border-dashed border-solid-gray-420 px-4 py-8 text-center">
      <p className="font-700">{title}</p>
      {children && <div className="mt-2">{children}</div>}
    </div>
  )
}

/** Something failed; says what, and what to do. */
export function ErrorState({ title, detail }: { title: string; detail?: ReactNode }) {
  return (
    <Notice kind="error" title={title}>
      {detail}
    </Notice>
  )
}

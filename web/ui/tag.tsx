import type { ReactNode } from 'react'
import { classes } from './classes.ts'

const tone = {
  plain: 'border-solid-gray-420 bg-white text-solid-gray-800',
  warning: 'border-orange-800 bg-orange-50 text-orange-1100',
  error: 'border-error-2 bg-red-50 text-red-1100',
  good: 'border-green-800 bg-green-50 text-green-1000',
  info: 'border-blue-900 bg-blue-50 text-blue-1000',
}

/** A short mark; its colour only underlines what its text says. */
export function Tag({
  kind = 'plain',
  children,
  title,
}: {
  kind?: keyof typeof tone
  children: ReactNode
  title?: string
}) {
  return (
    <span
      title={title}
      className={classes(
        'inline-flex items-center gap-1 rounded-4 border px-1.5 py-0.5 text-[0.8125rem] leading-130',
        tone[kind],
      )}
    >
      {children}
    </span>
  )
}

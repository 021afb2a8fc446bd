import type { ReactNode } from 'react'
import { classes } from './classes.ts'
import { AlertIcon, CheckIcon, InfoIcon } from './icons.tsx'

const tone = {
  info: { frame: 'border-blue-900', icon: <InfoIcon size={24} />, ink: 'text-blue-900' },
  success: { frame: 'border-success-2', icon: <CheckIcon size={24} />, ink: 'text-success-2' },
  warning: {
    frame: 'border-warning-orange-2',
    icon: <AlertIcon size={24} />,
    ink: 'text-warning-orange-2',
  },
  error: { frame: 'border-error-2', icon: <AlertIcon size={24} />, ink: 'text-error-2' },
}

/** Notification banner. Errors interrupt a screen reader, the others wait for a pause. */
export function Notice({
  kind = 'info',
  title,
  children,
  quiet = false,
}: {
  kind?: keyof typeof tone
  title: ReactNode
  children?: ReactNode
  /** Part of the page from the start, so not announced. */
  quiet?: boolean
}) {
  const { frame, icon, ink } = tone[kind]
  return (
    <div
      role={quiet ? undefined : kind === 'error' ? 'alert' : 'status'}
      className={classes('keep-together flex gap-3 rounded-8 border-2 border-l-8 p-4', frame)}
    >
      <span className={ink}>{icon}</span>
      <div className="min-w-0 grow">
        <p className="font-700">{title}</p>
        {children && <div className="mt-1">{children}</div>}
      </div>
    </div>
  )
}

/** A small remark beside the thing it is about. */
export function Remark({ children }: { children: ReactNode }) {
  return (
    <p className="rounded-8 bg-solid-gray-50 px-3 py-2 text-[0.875rem] leading-150 text-solid-gray-800">
      {children}
    </p>
  )
}

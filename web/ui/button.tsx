import type { ComponentProps } from 'react'
import { classes } from './classes.ts'

export type ButtonVariant = 'solid' | 'outline' | 'text' | 'danger'

const look: Record<ButtonVariant, string> = {
  solid: 'bg-blue-900 text-white hover:bg-blue-1000 active:bg-blue-1200',
  outline: 'border border-blue-900 bg-white text-blue-900 hover:bg-blue-50 active:bg-blue-200',
  text: 'text-blue-900 underline hover:bg-blue-50 active:bg-blue-100',
  danger: 'bg-error-2 text-white hover:bg-red-1000 active:bg-red-1100',
}

/** The look of a button, for links that act like one. */
export function buttonClass(variant: ButtonVariant = 'solid', size: 'large' | 'small' = 'large') {
  return classes(
    'inline-flex items-center justify-center gap-2 rounded-8 text-center font-700 no-underline hover:underline print:hidden',
    size === 'large'
      ? 'min-h-12 px-5 py-3 leading-130'
      : 'min-h-9 px-3 py-1.5 text-[0.875rem] leading-130',
    look[variant],
  )
}

/** A native button; `busy` keeps it focusable, announces itself, and swallows further presses. */
export function Button({
  variant,
  size,
  busy = false,
  onClick,
  className,
  ...rest
}: ComponentProps<'button'> & {
  variant?: ButtonVariant
  size?: 'large' | 'small'
  busy?: boolean
}) {
  return (
    <button
      type="button"
      {...rest}
      aria-disabled={busy || undefined}
      className={classes(buttonClass(variant, size), busy && 'opacity-70', className)}
      onClick={busy ? (event) => event.preventDefault() : onClick}
    />
  )
}

import type { ComponentProps, ReactNode } from 'react'
import { Button } from './button.tsx'
import { classes } from './classes.ts'
import { FieldGroup } from './field.tsx'

/** Several of a kind under one question: each in a frame of its own, added and taken away one by one. */
export function ListField<Row extends object>({
  rows,
  onChange,
  empty,
  most = Number.POSITIVE_INFINITY,
  addLabel,
  removeLabel,
  legendOf,
  layout,
  children,
  ...group
}: Omit<ComponentProps<typeof FieldGroup>, 'children'> & {
  rows: readonly Row[]
  onChange: (rows: Row[]) => void
  /** One more, before anything of it is entered. */
  empty: Row
  /** No more can be added than so many. */
  most?: number
  addLabel: string
  removeLabel: (row: Row, at: number) => string
  /** What the frame says of which one it is. */
  legendOf?: (row: Row, at: number) => string
  /** How the inputs of one stand. */
  layout: string
  children: (row: Row, change: (patch: Partial<Row>) => void, at: number) => ReactNode
}) {
  const change = (at: number) => (patch: Partial<Row>) =>
    onChange(rows.map((row, index) => (index === at ? { ...row, ...patch } : row)))
  return (
    <FieldGroup {...group}>
      <ul className="space-y-4">
        {rows.map((row, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the rows have no identity but their place
          <li key={at}>
            <Frame legend={legendOf?.(row, at)} layout={layout}>
              {children(row, change(at), at)}
              <p className="desktop:col-span-full">
                <Button
                  variant="text"
                  size="small"
                  onClick={() => onChange(rows.filter((_, index) => index !== at))}
                >
                  {removeLabel(row, at)}
                </Button>
              </p>
            </Frame>
          </li>
        ))}
      </ul>
      {rows.length < most && (
        <Button
          variant="outline"
          size="small"
          className="mt-2 min-h-11"
          onClick={() => onChange([...rows, empty])}
        >
          {addLabel}
        </Button>
      )}
    </FieldGroup>
  )
}

function Frame({
  legend,
  layout,
  children,
}: {
  legend: string | undefined
  layout: string
  children: ReactNode
}) {
  const look = classes('min-w-0 rounded-8 border border-solid-gray-300 p-3', layout)
  if (legend === undefined) return <div className={look}>{children}</div>
  return (
    <fieldset className={look}>
      <legend className="px-1 text-[0.875rem]">{legend}</legend>
      {children}
    </fieldset>
  )
}

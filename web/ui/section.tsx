import type { ReactNode } from 'react'

/** A part of a page under its own heading. */
export function Section({
  title,
  id,
  aside,
  children,
}: {
  title: ReactNode
  id?: string
  aside?: ReactNode
  children: ReactNode
}) {
  return (
    <section className="mt-10" aria-labelledby={id}>
      <div className="mb-3 flex flex-wrap items-baseline justify-between gap-x-4 gap-y-1">
        <h2 id={id} className="text-[1.25rem] font-700 leading-150 desktop:text-[1.5rem]">
          {title}
        </h2>
        {aside}
      </div>
      {children}
    </section>
  )
}

/** Term and description pairs; one column on a phone. */
export function Facts({ items }: { items: { term: ReactNode; text: ReactNode }[] }) {
  return (
    <dl className="divide-y divide-solid-gray-200">
      {items.map((item, index) => (
        <div
          // biome-ignore lint/suspicious/noArrayIndexKey: the order never changes
          key={index}
          className="keep-together py-2 desktop:grid desktop:grid-cols-[10rem_1fr] desktop:gap-4"
        >
          <dt className="font-700">{item.term}</dt>
          <dd className="min-w-0 whitespace-pre-line">{item.text}</dd>
        </div>
      ))}
    </dl>
  )
}

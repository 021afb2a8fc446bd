import { createElement, type ReactNode, useEffect, useId, useRef, useState } from 'react'
import type { Drawing, Shape } from '../../../functions/charts/drawing.ts'

/**
 * A drawing on the page, as wide as there is room, so that its text keeps its size on a phone. What it
 * shows must stand in a table too.
 * @param draw for a width and a prefix of names that nothing else on the page has
 */
export function Chart({
  draw,
  caption,
}: {
  draw: (width: number, prefix: string) => Drawing
  caption?: ReactNode
}) {
  const prefix = useId().replaceAll(/[^\w-]/g, '')
  const { element, width } = useWidth(640)
  const { title, height, shapes } = draw(width, prefix)
  return (
    <figure className="keep-together">
      {caption && (
        <figcaption className="mb-2 text-[0.875rem] text-solid-gray-700">{caption}</figcaption>
      )}
      <div ref={element}>
        <svg
          role="img"
          aria-labelledby={`${prefix}-title`}
          viewBox={`0 0 ${width} ${height}`}
          className="block w-full"
          fontSize="14"
        >
          <title id={`${prefix}-title`}>{title}</title>
          {shapes.map(elementOf)}
        </svg>
      </div>
    </figure>
  )
}

function elementOf(one: Shape | string, key: number): ReactNode {
  if (typeof one === 'string') return one
  return createElement(one.tag, { ...one.attributes, key }, ...(one.children ?? []).map(elementOf))
}

function useWidth(initial: number) {
  const element = useRef<HTMLDivElement>(null)
  const [width, setWidth] = useState(initial)
  useEffect(() => {
    const observer = new ResizeObserver(([entry]) => {
      if (entry && entry.contentRect.width > 0) setWidth(Math.round(entry.contentRect.width))
    })
    if (element.current) observer.observe(element.current)
    return () => observer.disconnect()
  }, [])
  return { element, width }
}

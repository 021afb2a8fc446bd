/**
 * A chart as data: what is drawn, and nothing of where. The pages render it as elements, documents as text,
 * so that screen, print, PDF and Word show one and the same chart.
 */
export type Drawing = {
  /** What a screen reader says in its place; a table beside it says the rest. */
  title: string
  width: number
  height: number
  shapes: Shape[]
}

/** An SVG element; attributes as React writes them (`strokeWidth`). */
export type Shape = {
  tag: 'g' | 'rect' | 'line' | 'path' | 'text' | 'circle' | 'defs' | 'pattern'
  attributes: Record<string, string | number>
  children?: (Shape | string)[]
}

/** @param children elements, or the text of a `text` */
export function shape(
  tag: Shape['tag'],
  attributes: Shape['attributes'],
  ...children: (Shape | string)[]
): Shape {
  return children.length === 0 ? { tag, attributes } : { tag, attributes, children }
}

/** Attributes that SVG itself writes in camel case. */
const CAMEL = new Set(['viewBox', 'patternUnits', 'patternTransform'])

/** The drawing as a text of its own. */
export function svgText({ title, width, height, shapes }: Drawing): string {
  const body = shapes.map(textOf).join('')
  return (
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" ` +
    `viewBox="0 0 ${width} ${height}" font-size="14"><title>${escaped(title)}</title>${body}</svg>`
  )
}

function textOf(one: Shape | string): string {
  if (typeof one === 'string') return escaped(one)
  const attributes = Object.entries(one.attributes)
    .map(([name, value]) => ` ${nameOf(name)}="${escaped(String(value))}"`)
    .join('')
  return `<${one.tag}${attributes}>${(one.children ?? []).map(textOf).join('')}</${one.tag}>`
}

function nameOf(name: string): string {
  return CAMEL.has(name) ? name : name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)
}

function escaped(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
}

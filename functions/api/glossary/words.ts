/**
 * A part of the glossary: what a schema is (`ReviewVersion`), and what one of its properties means, by the whole
 * way to it (`ReviewVersion.submitted.at`).
 */
export type Words = Readonly<Record<string, string>>

/** The same words for several schemas, or properties, that are alike. */
export function alike(those: readonly string[], words: Words): Words {
  return Object.fromEntries(
    those.flatMap((one) =>
      Object.entries(words).map(([name, meaning]) => [`${one}.${name}`, meaning]),
    ),
  )
}

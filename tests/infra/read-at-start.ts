import type { Metafile } from 'esbuild'

/** The files that a start of the function reads: the entry with what it imports at once. */
export function readAtStart({ outputs }: Metafile): string[] {
  const reached = new Set<string>()
  function reach(file: string): void {
    if (reached.has(file)) return
    reached.add(file)
    for (const { kind, path, external } of outputs[file]?.imports ?? [])
      if (kind === 'import-statement' && !external) reach(path)
  }
  for (const file of Object.keys(outputs)) if (file.endsWith('/main.mjs')) reach(file)
  return [...reached]
}

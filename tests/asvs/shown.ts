import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

/** A test that shows a requirement. */
export type Shown = { requirement: string; file: string; test: string }

const ROOT = join(import.meta.dirname, '..', '..')
const TAG = /^\s*\/\/ ASVS ([\d., ]+)$/
const TEST = /^\s*(?:test|it|describe)(?:\.each)?[(<]/
const NAME = /(?<!\\)(['"`])(.+?)(?<!\\)\1/

/**
 * What the tags say: `// ASVS 7.2.3, 7.2.4` on the line above a test. A tag goes with its test, so that
 * what is deleted shows nothing any more.
 * @throws Error where a tag stands above no test
 */
export function shownByTests(): Shown[] {
  const files = globSync('tests/**/*.test.{ts,tsx}', { cwd: ROOT }).sort()
  return files.flatMap((file) => {
    const lines = readFileSync(join(ROOT, file), 'utf8').split('\n')
    return lines.flatMap((line, at) => {
      const tag = TAG.exec(line)?.[1]
      if (tag === undefined) return []
      if (!TEST.test(lines[at + 1] ?? '')) throw new Error(`${file}:${at + 1}: a tag above no test`)
      const test = NAME.exec(lines.slice(at + 1, at + 12).join('\n'))?.[2] ?? ''
      return tag.split(',').map((requirement) => ({ requirement: requirement.trim(), file, test }))
    })
  })
}

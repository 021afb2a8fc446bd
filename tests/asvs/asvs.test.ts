import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { DO_NOT_APPLY, DOCUMENTED, MET_OUTSIDE, OPEN } from './others.ts'
import { REQUIREMENTS } from './requirements.ts'
import { shownByTests } from './shown.ts'

const others = { ...DO_NOT_APPLY, ...MET_OUTSIDE, ...DOCUMENTED, ...OPEN }

/** `6.2.*` and `17.*` stand for everything below them. */
const covers = (entry: string, requirement: string) =>
  entry.endsWith('.*') ? requirement.startsWith(entry.slice(0, -1)) : entry === requirement

test('the standard has 253 requirements up to level 2', () => {
  expect(new Set(REQUIREMENTS).size).toBe(253)
})

test('every requirement is either shown by a test or has a word why not, and never both', () => {
  const shown = new Set(shownByTests().map(({ requirement }) => requirement))
  const explained = (requirement: string) =>
    Object.keys(others).filter((entry) => covers(entry, requirement)).length
  const neither = REQUIREMENTS.filter((one) => !shown.has(one) && explained(one) === 0)
  const twice = REQUIREMENTS.filter((one) => (shown.has(one) ? 1 : 0) + explained(one) > 1)
  expect({ neither, twice }).toEqual({ neither: [], twice: [] })
})

test('no tag and no word is about a requirement that the standard does not have', () => {
  const unknown = [
    ...shownByTests()
      .filter(({ requirement }) => !REQUIREMENTS.includes(requirement))
      .map(({ requirement, file }) => `${file}: ${requirement}`),
    ...Object.keys(others).filter((entry) => !REQUIREMENTS.some((one) => covers(entry, one))),
  ]
  expect(unknown).toEqual([])
})

test('what a document shows stands in it', () => {
  const document = readFileSync(join(import.meta.dirname, '..', '..', 'SECURITY.md'), 'utf8')
  for (const heading of Object.values(DOCUMENTED)) expect(document).toContain(`\n## ${heading}\n`)
})

import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { expect, test } from 'vitest'
import { OPTIONS } from '../../infra/deploy.ts'
import { synthesized } from './synthesized.ts'

// What the runbooks name exists: scripts, options of the deployment, outputs of the stack, other pages.

const INFRA = join(import.meta.dirname, '..', '..', 'infra')
const pages = [
  join(INFRA, 'README.md'),
  ...readdirSync(join(INFRA, 'runbooks')).map((name) => join(INFRA, 'runbooks', name)),
].map((file) => ({ file, text: readFileSync(file, 'utf8') }))
const outputs = Object.keys(
  synthesized({ stage: 'prod', encryption: 'customer' }).hub.toJSON().Outputs,
)

function found(pattern: RegExp): string[] {
  return pages.flatMap(({ text }) => [...text.matchAll(pattern)].map(([, name = '']) => name))
}

test('every script is one of the package’s', () => {
  const { scripts } = JSON.parse(readFileSync(join(INFRA, '..', 'package.json'), 'utf8'))
  const named = found(/npm run ([\w:-]+)/g)
  expect(named.length).toBeGreaterThan(10)
  for (const name of named) expect(Object.keys(scripts)).toContain(name)
})

test('every option of the deployment is one that it knows', () => {
  const lines = found(/npm run deploy -- ([^`\n#]*)/g)
  const named = lines.flatMap((line) => [...line.matchAll(/--([\w-]+)/g)].map(([, name]) => name))
  expect(new Set(named)).toEqual(new Set(Object.keys(OPTIONS)))
})

test('every output of the stack is one that it has', () => {
  const named = [...found(/\$\(out (\w+)\)/g), ...found(/<([A-Z]\w+)>/g)]
  expect(named.length).toBeGreaterThan(10)
  for (const name of named) expect(outputs).toContain(name)
})

test('every page that is linked is there', () => {
  for (const { file, text } of pages)
    for (const [, to = ''] of text.matchAll(/\]\(([^)#]+)\)/g))
      expect(existsSync(join(dirname(file), to)), to).toBe(true)
})

import { execFileSync } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { LIMITS } from '../../functions/domain/fields.ts'
import { LINE_LIMIT, TEXT_LIMIT } from '../../web/features/forms/limits.ts'

const ROOT = join(import.meta.dirname, '..', '..')
let dist: string
beforeAll(() => {
  dist = mkdtempSync(join(tmpdir(), 'hub-web-'))
  // A process of its own: in a test's environment Vite would build React for development.
  const { NODE_ENV: _, ...env } = process.env
  const vite = join(ROOT, 'node_modules', 'vite', 'bin', 'vite.js')
  execFileSync(process.execPath, [vite, 'build', '--outDir', dist], { cwd: ROOT, env })
})
afterAll(() => rmSync(dist, { recursive: true, force: true }))

const assets = () => readdirSync(join(dist, 'assets'))
const page = () => readFileSync(join(dist, 'index.html'), 'utf8')
const gzipped = (names: string[]) =>
  names
    .map((name) => gzipSync(readFileSync(join(dist, 'assets', name)), { level: 9 }).length)
    .reduce((sum, size) => sum + size, 0)
const named = (pattern: RegExp) => assets().filter((name) => pattern.test(name))
const inPage = (pattern: RegExp) =>
  assets().filter((name) => pattern.test(name) && page().includes(name))

it('loads at most 120 kB of script, compressed, before a page is shown', () => {
  const scripts = [...inPage(/\.js$/), ...named(/^frame-ja-.*\.js$/)]
  expect(scripts.length).toBeGreaterThan(2)
  expect(gzipped(scripts)).toBeLessThanOrEqual(120_000)
})

it('loads at most 20 kB of style sheet, compressed', () => {
  expect(gzipped(named(/\.css$/))).toBeLessThanOrEqual(20_000)
})

// ASVS 14.2.3
it('names no other host in its page, and inlines neither script nor style', () => {
  expect(page()).not.toMatch(/(?:src|href)="(?:https?:)?\/\//)
  expect(page()).not.toMatch(/<style|<script(?![^>]*\bsrc=)/)
})

it('ships no schema library to the browser', () => {
  for (const name of named(/\.js$/))
    expect(readFileSync(join(dist, 'assets', name), 'utf8')).not.toContain('ZodError')
})

it('lets one write as much as the hub takes', () => {
  expect({ line: LINE_LIMIT, text: TEXT_LIMIT }).toEqual({ line: LIMITS.line, text: LIMITS.text })
})

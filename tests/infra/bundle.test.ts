import { mkdtempSync, rmSync } from 'node:fs'
import { isBuiltin } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { bundle } from '../../infra/bundle.ts'
import { readAtStart } from './read-at-start.ts'

let directory: string
let made: Awaited<ReturnType<typeof bundle>>
beforeAll(async () => {
  directory = mkdtempSync(join(tmpdir(), 'hub-bundle-'))
  made = await bundle('api', directory)
})
afterAll(() => rmSync(directory, { recursive: true, force: true }))

test('what the API’s function reads to start is at most 900 kB', () => {
  const { outputs } = made.metafile
  const bytes = readAtStart(made.metafile).reduce(
    (sum, file) => sum + (outputs[file]?.bytes ?? 0),
    0,
  )
  expect(bytes).toBeLessThanOrEqual(900_000)
})

test('what the first request has no use for is in pieces of their own', () => {
  const { outputs } = made.metafile
  const packages = new Set(
    readAtStart(made.metafile)
      .flatMap((file) => Object.keys(outputs[file]?.inputs ?? {}))
      .map((input) => /node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(input)?.[1]),
  )
  expect(packages).toContain('hono')
  for (const later of [
    ...['openid-client', 'csv-parse', 'read-excel-file', 'docx', 'pdfmake'],
    ...['@aws-sdk/client-s3', '@aws-sdk/s3-request-presigner'],
  ])
    expect(packages).not.toContain(later)
})

test('what writes exports and wakes functions is in no piece of the API’s', () => {
  const inputs = Object.keys(made.metafile.inputs)
  expect(inputs.some((file) => file.includes('@aws-sdk/s3-request-presigner'))).toBe(true)
  expect(inputs.filter((file) => /lib-storage|client-lambda/.test(file))).toEqual([])
})

test('nobody can take the clock of a function in hand', async () => {
  const all = [made, await bundle('jobs', directory)]
  for (const { metafile } of all)
    expect(
      Object.keys(metafile.inputs).filter((file) => /fake-timers|functions\/local/.test(file)),
    ).toEqual([])
})

test('the bundle looks for nothing outside of it but Node’s own modules', () => {
  const outside = Object.values(made.metafile.outputs)
    .flatMap(({ imports }) => imports)
    .filter(({ external, path }) => external && !isBuiltin(path))
  expect(outside).toEqual([])
})

import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { TestProject } from 'vitest/node'
import { bundle } from '../../infra/bundle.ts'

/** Makes the API's asset once, before all test files that ask it. */
export default async function setup({ provide }: TestProject) {
  const directory = mkdtempSync(join(tmpdir(), 'hub-asset-'))
  const made = await bundle('api', directory)
  provide('apiAsset', made.directory)
  return () => rmSync(directory, { recursive: true, force: true })
}

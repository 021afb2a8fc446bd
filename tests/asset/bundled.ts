import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { TestProject } from 'vitest/node'
import { bundle } from '../../infra/bundle.ts'

/** Makes the assets once, before all test files that run them: the same bundles that the stack deploys. */
export default async function setup({ provide }: TestProject) {
  const directory = mkdtempSync(join(tmpdir(), 'hub-asset-'))
  provide('apiAsset', (await bundle('api', join(directory, 'api'))).directory)
  provide('cognitoAsset', (await bundle('cognito', join(directory, 'cognito'))).directory)
  provide('jobsAsset', (await bundle('jobs', join(directory, 'jobs'))).directory)
  return () => rmSync(directory, { recursive: true, force: true })
}

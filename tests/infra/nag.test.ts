import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { App, Validations } from 'aws-cdk-lib'
import { Bucket } from 'aws-cdk-lib/aws-s3'
import { AwsSolutionsChecks } from 'cdk-nag'
import { afterEach, expect, test, vi } from 'vitest'
import { EdgeStack } from '../../infra/edge-stack.ts'
import { HubStack } from '../../infra/hub-stack.ts'
import { settingsOf } from '../../infra/settings.ts'
import { CODE, CONTEXT } from './synthesized.ts'

afterEach(() => {
  vi.restoreAllMocks()
  process.exitCode = undefined
})

/** What AWS Solutions finds and nobody has accepted with a reason. */
function findings(context: Record<string, string>, more?: (hub: HubStack) => void): string[] {
  vi.spyOn(console, 'error').mockImplementation(() => {})
  const outdir = mkdtempSync(join(tmpdir(), 'hub-nag-'))
  const app = new App({ outdir, context: { ...CONTEXT, ...context } })
  const settings = settingsOf(app.node)
  const hub = new HubStack(app, 'Hub', { env: { region: settings.region }, settings, code: CODE })
  if (settings.domain || settings.waf)
    new EdgeStack(app, 'Edge', { env: { region: 'us-east-1' }, settings })
  more?.(hub)
  Validations.of(app).addPlugins(new AwsSolutionsChecks(app))
  try {
    app.synth()
  } catch (error) {
    // Findings that are errors end the synthesis; the report names them all.
    if ((error as Error).name !== 'ValidationFailed') throw error
  }
  const report = join(outdir, 'validation-report.json')
  const { pluginReports = [] }: Report = existsSync(report)
    ? JSON.parse(readFileSync(report, 'utf8'))
    : {}
  rmSync(outdir, { recursive: true, force: true })
  return pluginReports.flatMap(({ violations }) => violations.map(({ ruleName }) => ruleName))
}
type Report = { pluginReports?: { violations: { ruleName: string }[] }[] }

const EVERYTHING = {
  stage: 'prod',
  encryption: 'customer',
  mailVerified: 'true',
  domain: 'hub.example.jp',
  certificateArn: 'arn:aws:acm:us-east-1:123456789012:certificate/1',
  waf: 'true',
  webAclArn: 'arn:aws:wafv2:us-east-1:123456789012:global/webacl/a/1',
}
const OTHER_PROVIDER = {
  oidcIssuer: 'https://login.example.jp',
  oidcClientId: 'hub',
  oidcSecretArn: 'arn:aws:secretsmanager:ap-northeast-1:123456789012:secret:oidc-client-AbCdEf',
}
/** A table that a restore has filled, and the hub at rest. */
const RESTORED = {
  stage: 'prod',
  paused: 'true',
  tableName: 'hub-restored',
  tableStreamArn:
    'arn:aws:dynamodb:ap-northeast-1:123456789012:table/hub-restored/stream/2026-11-26',
}

test.each([
  ['with as little as can be', {}],
  ['with everything', EVERYTHING],
  ['with another provider', OTHER_PROVIDER],
  ['at rest, on a restored table', RESTORED],
])('AWS Solutions finds nothing that isn’t accepted with a reason: %s', (_, context) => {
  expect(findings(context)).toEqual([])
})

test('every acceptance has something to accept', () => {
  const accepted = new Set<string>()
  vi.spyOn(Validations.prototype, 'acknowledge').mockImplementation((...rules) => {
    for (const { id } of rules) accepted.add(id)
  })
  const found = [{}, EVERYTHING, OTHER_PROVIDER].flatMap((context) => findings(context))
  expect([...accepted].toSorted()).toEqual([...new Set(found)].toSorted())
})

test('the check does look: a bucket without care is found', () => {
  expect(findings({}, (hub) => new Bucket(hub, 'Careless'))).toContain('AwsSolutions-S10')
})

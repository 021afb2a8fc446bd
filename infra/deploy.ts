import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import {
  aws,
  awsOrNothing,
  isMailVerified,
  type Operation,
  operationOf,
  outputsOf,
} from './operate.ts'
import { currentVersion, mayRotate, type Versions } from './rotation.ts'

/**
 * `npm run deploy -- --stage prod [--rotate-origin]`: builds, deploys, puts the web UI in place. What it can
 * find out it asks nobody for.
 */
const ROOT = join(import.meta.dirname, '..')
const DIST = join(ROOT, 'web', 'dist')

function run(command: string, ...args: string[]): void {
  execFileSync(command, args, { cwd: ROOT, stdio: 'inherit' })
}

function cdkDeploy({ settings, region }: Operation, stack: string, found: Record<string, string>) {
  const context = Object.entries({ ...settings, region, ...found })
  const account = aws<{ Account: string }>(region, 'sts', 'get-caller-identity').Account
  execFileSync(
    'npx',
    [
      'cdk',
      'deploy',
      stack,
      '--exclusively',
      '--no-lookups',
      '--no-notices',
      '--require-approval',
      'never',
      ...context.flatMap(([name, value]) => ['-c', `${name}=${value}`]),
    ],
    { cwd: ROOT, stdio: 'inherit', env: { ...process.env, CDK_DEFAULT_ACCOUNT: account } },
  )
}

/** The certificate and the firewall come first: CloudFront must find them. */
function deployEdge(operation: Operation): Record<string, string> {
  const { settings, stack } = operation
  if (!settings.domain && settings.waf !== 'true') return {}
  cdkDeploy(operation, `${stack}-edge`, { stage: operation.stage })
  const { CertificateArn, WebAclArn } = outputsOf('us-east-1', `${stack}-edge`)
  return {
    ...(CertificateArn && { certificateArn: CertificateArn }),
    ...(WebAclArn && { webAclArn: WebAclArn }),
  }
}

/** A new value first, which the API takes at once beside the old one; the deployment then tells CloudFront. */
function rotateOrigin({ region }: Operation, secret: string): void {
  const made = aws<{ RandomPassword: string }>(
    region,
    'secretsmanager',
    'get-random-password',
    '--password-length',
    '64',
    '--exclude-punctuation',
  )
  const args = ['--secret-id', secret, '--secret-string', made.RandomPassword]
  aws(region, 'secretsmanager', 'put-secret-value', ...args)
}

function versionsOf({ region }: Operation, secret: string | undefined): Versions {
  const described =
    secret &&
    awsOrNothing<{ VersionIdsToStages: Versions }>(
      region,
      'secretsmanager',
      'describe-secret',
      '--secret-id',
      secret,
    )
  return described ? described.VersionIdsToStages : {}
}

/** New files first, the page that names them last; old ones stay for browsers that still have an old page. */
function putWeb({ region }: Operation, bucket: string): void {
  const to = `s3://${bucket}`
  const year = ['--cache-control', 'public, max-age=31536000, immutable']
  run(
    'aws',
    's3',
    'cp',
    join(DIST, 'assets'),
    `${to}/assets`,
    '--recursive',
    ...year,
    '--region',
    region,
  )
  const others = ['--exclude', 'assets/*', '--exclude', '.*', '--cache-control', 'no-cache']
  run('aws', 's3', 'cp', DIST, to, '--recursive', ...others, '--region', region)
}

/** The link with which the program's office begins; none once it has. */
function setUpLink({ region }: Operation, name: string): string | undefined {
  const directory = mkdtempSync(join(tmpdir(), 'hub-set-up-'))
  const file = join(directory, 'answer.json')
  try {
    aws(region, 'lambda', 'invoke', '--function-name', name, file)
    return (JSON.parse(readFileSync(file, 'utf8')) as { link?: string }).link
  } finally {
    rmSync(directory, { recursive: true, force: true })
  }
}

function deploy(operation: Operation, rotates: boolean): void {
  const { stage, region, settings, stack } = operation
  run('npx', 'vite', 'build')
  const before = outputsOf(region, stack)
  const { OriginSecret, HubSecret, OriginSecretVersion } = before
  if (rotates && OriginSecret) {
    if (mayRotate(OriginSecretVersion, versionsOf(operation, OriginSecret)))
      rotateOrigin(operation, OriginSecret)
    else
      console.log(
        'The last rotation has not reached CloudFront yet: it is made up, no new one is begun.',
      )
  }
  const version = currentVersion(versionsOf(operation, OriginSecret))
  const hubVersion = currentVersion(versionsOf(operation, HubSecret))
  cdkDeploy(operation, stack, {
    stage,
    ...deployEdge(operation),
    mailVerified: String(isMailVerified(region, settings.mailDomain ?? '')),
    ...(version && { originSecretVersion: version }),
    ...(hubVersion && { hubSecretVersion: hubVersion }),
  })
  const { PublicOrigin, WebBucket, SetUpFunction } = outputsOf(region, stack)
  if (!PublicOrigin || !WebBucket || !SetUpFunction) throw new Error('the stack tells no outputs')
  putWeb(operation, WebBucket)
  const link = setUpLink(operation, SetUpFunction)
  console.log(`\nThe hub is at ${PublicOrigin}`)
  if (link) console.log(`The program's office begins here, once, within 24 hours: ${link}`)
}

const args = process.argv.slice(2)
deploy(operationOf(args), args.includes('--rotate-origin'))

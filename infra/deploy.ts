import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { destroy } from './destroy.ts'
import { edgeAround } from './edge.ts'
import {
  commanded,
  mailAccountOf,
  mailIdentityOf,
  type Operation,
  operationOf,
  outputsOf,
  REACH,
  type Reach,
} from './operate.ts'
import { readyTable } from './restored-table.ts'
import { currentVersion, mayRotate, type Versions } from './rotation.ts'

/**
 * `npm run deploy -- --stage prod [--rotate-origin] [--paused] [--table NAME] [--destroy]`: builds, deploys, puts the
 * web UI in place. What it can find out it asks nobody for.
 */
export const OPTIONS = {
  stage: { type: 'string' },
  'rotate-origin': { type: 'boolean' },
  paused: { type: 'boolean' },
  table: { type: 'string' },
  destroy: { type: 'boolean' },
} as const

const DIST = join(import.meta.dirname, '..', 'web', 'dist')

export type Wishes = {
  /** The origin's secret gets a new value. */
  rotates?: boolean | undefined
  /** The hub is put to rest: nobody reads or writes, no job runs, until it is deployed without. */
  paused?: boolean | undefined
  /** A table that a restore has filled takes the place of the one the hub works on. */
  table?: string | undefined
}

export async function deploy(reach: Reach, operation: Operation, wishes: Wishes): Promise<void> {
  const { stage, region, stack } = operation
  const { tell } = reach
  reach.run('npx', ['vite', 'build'])
  const before = outputsOf(reach, region, stack)
  if (wishes.rotates) rotateOrigin(reach, operation, before)
  const table = await tableContext(reach, operation, before, wishes.table)
  const mail = isMailReady(reach, operation)
  const edge = edgeAround(reach, operation, cdkDeploy)
  cdkDeploy(reach, operation, stack, {
    ...edge.open(),
    ...table,
    mailVerified: String(mail),
    ...version(reach, operation, 'originSecretVersion', before.OriginSecret),
    ...version(reach, operation, 'hubSecretVersion', before.HubSecret),
    ...(wishes.paused && { paused: 'true' }),
  })
  edge.close()
  const { PublicOrigin, WebBucket, SetUpFunction, TableName } = outputsOf(reach, region, stack)
  if (!PublicOrigin || !WebBucket || !SetUpFunction) throw new Error('the stack tells no outputs')
  putWeb(reach, operation, WebBucket)
  if (before.TableName && before.TableName !== TableName)
    tell(`\nThe hub works on ${TableName} now; ${before.TableName} is the stack’s no longer.`)
  if (wishes.paused)
    return tell(`\nThe hub is at rest. To wake it: npm run deploy -- --stage ${stage}`)
  const link = setUp(reach, operation, SetUpFunction)
  tell(`\nThe hub is at ${PublicOrigin}`)
  if (link) tell(`The program's office begins here, once, within 24 hours: ${link}`)
  if (!mail)
    tell(
      `Mails can't go to everybody yet: npm run doctor -- --stage ${stage} says what is missing.`,
    )
}

function cdkDeploy(
  { aws, run }: Reach,
  { stage, settings, region }: Operation,
  stack: string,
  found: Record<string, string>,
): void {
  const context = Object.entries({ ...settings, stage, region, ...found })
  const account = aws<{ Account: string }>(region, 'sts', 'get-caller-identity').Account
  const flags = ['--exclusively', '--no-lookups', '--no-notices', '--require-approval', 'never']
  const said = context.flatMap(([name, value]) => ['-c', `${name}=${value}`])
  run('npx', ['cdk', 'deploy', stack, ...flags, ...said], { CDK_DEFAULT_ACCOUNT: account })
}

/** A new value first, which the API takes at once beside the old one; the deployment then tells CloudFront. */
function rotateOrigin(
  reach: Reach,
  operation: Operation,
  { OriginSecret, OriginSecretVersion }: Record<string, string>,
): void {
  if (!OriginSecret) return
  const { aws, tell } = reach
  const { region } = operation
  if (!mayRotate(OriginSecretVersion, versionsOf(reach, operation, OriginSecret))) {
    tell('The last rotation has not reached CloudFront yet: it is made up, no new one is begun.')
    return
  }
  const made = aws<{ RandomPassword: string }>(
    region,
    'secretsmanager',
    'get-random-password',
    '--password-length',
    '64',
    '--exclude-punctuation',
  )
  const args = ['--secret-id', OriginSecret, '--secret-string', made.RandomPassword]
  aws(region, 'secretsmanager', 'put-secret-value', ...args)
}

function versionsOf({ aws }: Reach, { region }: Operation, secret: string): Versions {
  const args = ['secretsmanager', 'describe-secret', '--secret-id', secret]
  return aws<{ VersionIdsToStages: Versions }>(region, ...args).VersionIdsToStages
}

/** A secret's current version, so that whatever reads it starts anew once there is another. */
function version(
  reach: Reach,
  operation: Operation,
  name: string,
  secret: string | undefined,
): Record<string, string> {
  const current = secret && currentVersion(versionsOf(reach, operation, secret))
  return current ? { [name]: current } : {}
}

/** The table that a restore has put in place, now or before: the stack remembers it. */
async function tableContext(
  reach: Reach,
  operation: Operation,
  before: Record<string, string>,
  wanted = before.RestoredTable,
): Promise<Record<string, string>> {
  if (!wanted) return {}
  if (wanted === before.TableName && !before.RestoredTable)
    throw new Error(`The hub works on ${wanted} already; leave --table out.`)
  const tableStreamArn = await readyTable(reach, operation, wanted, before.TableKey)
  return { tableName: wanted, tableStreamArn }
}

/** Whether sign-in codes may go by SES: in its sandbox it would mail nobody but verified addresses. */
function isMailReady(reach: Reach, operation: Operation): boolean {
  return (
    mailIdentityOf(reach, operation)?.VerifiedForSendingStatus === true &&
    mailAccountOf(reach, operation)?.ProductionAccessEnabled === true
  )
}

/** New files first, the page that names them last; old ones stay for browsers that still have an old page. */
function putWeb({ run }: Reach, { region }: Operation, bucket: string): void {
  const to = `s3://${bucket}`
  const year = ['--cache-control', 'public, max-age=31536000, immutable']
  const copy = (from: string, where: string, ...how: string[]) =>
    run('aws', ['s3', 'cp', from, where, '--recursive', ...how, '--region', region])
  copy(join(DIST, 'assets'), `${to}/assets`, ...year)
  copy(DIST, to, '--exclude', 'assets/*', '--exclude', '.*', '--cache-control', 'no-cache')
}

/** Longer than the function may take (seconds): its end is waited for, and not for ever. */
const SET_UP_PATIENCE = '960'

/**
 * Brings the table up to date, and makes the link with which the program's office begins; none once it has.
 * @throws with what the function says of its failure
 */
function setUp({ once }: Reach, { region }: Operation, name: string): string | undefined {
  const directory = mkdtempSync(join(tmpdir(), 'hub-set-up-'))
  const file = join(directory, 'answer.json')
  try {
    const said = once<{ FunctionError?: string }>(
      region,
      ...['lambda', 'invoke', '--function-name', name, file],
      ...['--cli-read-timeout', SET_UP_PATIENCE],
    )
    const content = readFileSync(file, 'utf8')
    if (said.FunctionError) throw new Error(setUpFailure(content))
    return (JSON.parse(content) as { link?: string }).link
  } finally {
    rmSync(directory, { recursive: true, force: true })
  }
}

function setUpFailure(content: string): string {
  const { errorType, errorMessage } = parsed(content)
  const what = errorType ? `${errorType}: ${errorMessage}` : content
  return [
    `Everything is deployed, but its last step has failed. ${what}`,
    errorType === 'NewerDataError'
      ? '→ The data are of a newer release. infra/runbooks/deploy.md, "Go back", says when that is as it should be.'
      : '→ The log group of Jobs/SetUp tells more. Deploying again does the step again.',
  ].join('\n')
}

function parsed(content: string): { errorType?: string; errorMessage?: string } {
  try {
    return JSON.parse(content) ?? {}
  } catch {
    return {}
  }
}

if (import.meta.main)
  await commanded(async () => {
    const { values } = parseArgs({ options: OPTIONS })
    const operation = operationOf(values.stage)
    const { paused, table } = values
    if (values.destroy) await destroy(REACH, operation)
    else await deploy(REACH, operation, { rotates: values['rotate-origin'], paused, table })
  })

import { execFileSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { STAGES, type StageName } from './settings.ts'

/** What an operator's command knows: the stage, its settings file, and AWS as their CLI reaches it. */
export type Operation = {
  stage: StageName
  region: string
  /** The stage's settings, as they become context. */
  settings: Record<string, string>
  stack: string
}

/** Reads `--stage …` and `infra/stages/<stage>.json`. @throws with what to do */
export function operationOf(args: readonly string[]): Operation {
  const stage = STAGES.find((one) => one === args[args.indexOf('--stage') + 1])
  if (!args.includes('--stage') || !stage)
    throw new Error(`--stage is needed: one of ${STAGES.join(', ')}`)
  const file = new URL(`stages/${stage}.json`, import.meta.url)
  if (!existsSync(file))
    throw new Error(`infra/stages/${stage}.json is needed; copy infra/stages/example.json`)
  const settings: Record<string, string> = JSON.parse(readFileSync(file, 'utf8'))
  const region = settings.region ?? 'ap-northeast-1'
  return { stage, region, settings, stack: `ManeTomoHub-${stage}` }
}

/** Asks AWS by its own CLI (version 2), which knows how its operator signs in. */
export function aws<Answer>(region: string, ...args: string[]): Answer {
  const said = execFileSync('aws', [...args, '--region', region, '--output', 'json'], {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  return (said.trim() ? JSON.parse(said) : undefined) as Answer
}

/** As `aws`, and undefined where AWS refuses or there is nothing. */
export function awsOrNothing<Answer>(region: string, ...args: string[]): Answer | undefined {
  try {
    return aws<Answer>(region, ...args)
  } catch {
    return undefined
  }
}

type Stacks = { Stacks: { Outputs?: { OutputKey: string; OutputValue: string }[] }[] }

/** What a stack says of itself; empty where it isn't there. */
export function outputsOf(region: string, stack: string): Record<string, string> {
  const found = awsOrNothing<Stacks>(
    region,
    'cloudformation',
    'describe-stacks',
    '--stack-name',
    stack,
  )
  const outputs = found?.Stacks[0]?.Outputs ?? []
  return Object.fromEntries(outputs.map(({ OutputKey, OutputValue }) => [OutputKey, OutputValue]))
}

/** Whether SES has seen the domain's DKIM records. */
export function isMailVerified(region: string, domain: string): boolean {
  return (
    awsOrNothing<{ VerifiedForSendingStatus: boolean }>(
      region,
      'sesv2',
      'get-email-identity',
      '--email-identity',
      domain,
    )?.VerifiedForSendingStatus === true
  )
}

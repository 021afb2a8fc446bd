import { execFileSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { createInterface } from 'node:readline/promises'
import { setTimeout as wait } from 'node:timers/promises'
import { STAGES, type StageName } from './settings.ts'

const ROOT = join(import.meta.dirname, '..')

/** What an operator's command knows of its stage. */
export type Operation = {
  stage: StageName
  region: string
  /** The stage's settings, as they become context. */
  settings: Record<string, string>
  stack: string
}

/** The stage of `--stage`, and what `infra/stages/<stage>.json` says of it. @throws with what to do */
export function operationOf(named: string | undefined): Operation {
  const stage = STAGES.find((one) => one === named)
  if (!stage) throw new Error(`--stage is needed: one of ${STAGES.join(', ')}`)
  const file = new URL(`stages/${stage}.json`, import.meta.url)
  if (!existsSync(file))
    throw new Error(`infra/stages/${stage}.json is needed; copy infra/stages/example.json`)
  return operationWith(stage, JSON.parse(readFileSync(file, 'utf8')))
}

/** @param said the settings as JSON has them: a number or `true` is as good as its text */
export function operationWith(stage: StageName, said: Record<string, unknown>): Operation {
  const settings = Object.fromEntries(
    Object.entries(said).map(([name, value]) => [name, String(value)]),
  )
  const region = settings.region ?? 'ap-northeast-1'
  return { stage, region, settings, stack: `ManeTomoHub-${stage}` }
}

/** How an operator's command reaches AWS, the programs of this machine, and whoever sits before it. */
export type Reach = {
  /** Asks AWS, again where it is busy. @throws AwsError */
  aws<Answer>(region: string, ...args: string[]): Answer
  /** As `aws`, and never a second time: for what must not be begun twice. */
  once<Answer>(region: string, ...args: string[]): Answer
  /** Runs a program that tells by itself how far it is. */
  run(command: string, args: string[], environment?: Record<string, string>): void
  tell(line: string): void
  ask(question: string): Promise<string>
  pause(milliseconds: number): Promise<void>
}

/** By the AWS CLI (version 2), which knows how its operator signs in. */
export const REACH: Reach = {
  aws: (region, ...args) => asked(region, args),
  once: (region, ...args) => asked(region, args, { AWS_MAX_ATTEMPTS: '1' }),
  run(command, args, environment = {}) {
    const env = { ...process.env, ...environment }
    execFileSync(command, args, { cwd: ROOT, stdio: 'inherit', env })
  },
  tell: (line) => console.log(line),
  async ask(question) {
    const lines = createInterface({ input: process.stdin, output: process.stdout })
    try {
      return await lines.question(question)
    } finally {
      lines.close()
    }
  },
  pause: (milliseconds) => wait(milliseconds),
}

/** What AWS, or its CLI, has refused. */
export class AwsError extends Error {
  /** As AWS names it (`ValidationError`); empty where the CLI itself failed. */
  readonly code: string

  constructor(said: string, cause?: unknown) {
    const [, code = '', message = ''] =
      /An error occurred \(([\w.]+)\) when calling the \w+ operation(?: \([^)]*\))?: (.*)/s.exec(
        said,
      ) ?? []
    super(code ? `${code}: ${message.trim()}` : said.trim(), { cause })
    this.name = 'AwsError'
    this.code = code
  }
}

function asked<Answer>(
  region: string,
  args: string[],
  environment: Record<string, string> = {},
): Answer {
  let said: string
  try {
    said = execFileSync('aws', [...args, '--region', region, '--output', 'json'], {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'pipe'],
      maxBuffer: 64 * 1024 * 1024,
      env: { ...process.env, ...environment },
    })
  } catch (error) {
    const { stderr, message } = error as Error & { stderr?: string }
    throw new AwsError(stderr || message, error)
  }
  return (said.trim() ? JSON.parse(said) : undefined) as Answer
}

/**
 * What `ask` gives, and undefined where AWS says that there is no such thing. Whatever else it says (that it is busy,
 * that one has to sign in) is no answer to that.
 * @param code how this call says so
 */
export function unlessMissing<Answer>(
  code: string,
  ask: () => Answer,
  message = /^/,
): Answer | undefined {
  try {
    return ask()
  } catch (error) {
    if (error instanceof AwsError && error.code === code && message.test(error.message))
      return undefined
    throw error
  }
}

type Stacks = {
  Stacks: { StackStatus: string; Outputs?: { OutputKey: string; OutputValue: string }[] }[]
}
type Outputs = Record<string, string>

/** How a stack is, and what it says of itself; undefined where there is none. */
export function stackOf(
  { aws }: Pick<Reach, 'aws'>,
  region: string,
  name: string,
): { status: string; outputs: Outputs } | undefined {
  const found = unlessMissing(
    'ValidationError',
    () => aws<Stacks>(region, 'cloudformation', 'describe-stacks', '--stack-name', name),
    /does not exist/,
  )?.Stacks[0]
  if (!found) return undefined
  const outputs = (found.Outputs ?? []).map(({ OutputKey, OutputValue }) => [
    OutputKey,
    OutputValue,
  ])
  return { status: found.StackStatus, outputs: Object.fromEntries(outputs) }
}

/** What a stack says of itself; empty where there is none. */
export function outputsOf(reach: Pick<Reach, 'aws'>, region: string, name: string): Outputs {
  return stackOf(reach, region, name)?.outputs ?? {}
}

export type MailIdentity = {
  VerifiedForSendingStatus?: boolean
  DkimAttributes?: { Tokens?: string[]; SigningHostedZone?: string }
  MailFromAttributes?: { MailFromDomain?: string; MailFromDomainStatus?: string }
}

/** What SES knows of the domain that mails come from; undefined where nothing. */
export function mailIdentityOf(
  { aws }: Pick<Reach, 'aws'>,
  { region, settings }: Operation,
): MailIdentity | undefined {
  const { mailDomain = '' } = settings
  return unlessMissing('NotFoundException', () =>
    aws<MailIdentity>(region, 'sesv2', 'get-email-identity', '--email-identity', mailDomain),
  )
}

export type MailAccount = { ProductionAccessEnabled?: boolean; SendQuota?: { MaxSendRate: number } }

export function mailAccountOf(
  { aws }: Pick<Reach, 'aws'>,
  { region }: Operation,
): MailAccount | undefined {
  return aws<MailAccount | undefined>(region, 'sesv2', 'get-account')
}

/** Does an operator's command: what stands in its way is told in words. */
export async function commanded(work: () => Promise<void>): Promise<void> {
  try {
    await work()
  } catch (error) {
    console.error(`\n${(error as Error).message}`)
    process.exitCode = 1
  }
}

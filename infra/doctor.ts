import { execFileSync } from 'node:child_process'
import { resolveTxt } from 'node:dns/promises'
import { parseArgs } from 'node:util'
import { EDGE_REGION } from './edge.ts'
import {
  commanded,
  type MailIdentity,
  mailAccountOf,
  mailIdentityOf,
  type Operation,
  operationOf,
  REACH,
  type Reach,
  stackOf,
} from './operate.ts'

/** What is looked at besides AWS. */
export type Surroundings = {
  /** What `aws --version` says; undefined where there is none. */
  version(): string | undefined
  txt(name: string): Promise<string[][]>
  fetch(url: string): Promise<Pick<Response, 'status' | 'json'>>
}

/** Whether something is well, and if not, what to do. */
type Finding = { isWell: boolean; what: string; todo?: string[] }
type Stack = ReturnType<typeof stackOf>
type Aws = Pick<Reach, 'aws'>

/**
 * `npm run doctor -- --stage prod`: what stands in the way of a deployment, and what to do about it.
 * @returns how many things there are to do
 */
export async function examine(
  reach: Pick<Reach, 'aws' | 'tell'>,
  operation: Operation,
  around: Surroundings,
): Promise<number> {
  let todos = 0
  function tell({ isWell, what, todo = [] }: Finding): boolean {
    reach.tell(`${isWell ? '  ok ' : 'TODO '} ${what}`)
    if (!isWell) for (const line of todo) reach.tell(`       → ${line}`)
    if (!isWell) todos += 1
    return isWell
  }
  /** What AWS doesn't answer is told, and the next look taken all the same. */
  async function look(what: string, at: () => Finding[] | Promise<Finding[]>): Promise<void> {
    try {
      for (const finding of await at()) tell(finding)
    } catch (error) {
      tell({ isWell: false, what, todo: [`AWS was asked in vain: ${(error as Error).message}`] })
    }
  }

  const isSecond = around.version()?.startsWith('aws-cli/2') ?? false
  tell({ isWell: isSecond, what: 'AWS CLI 2', todo: ['Install the AWS CLI, version 2.'] })
  const { account, refusal = '' } = whoOf(reach, operation)
  const signIn = ['Sign in: aws sso login, or aws configure.', refusal]
  const what = `account ${account ?? '?'}, region ${operation.region}`
  if (!tell({ isWell: account !== undefined, what, todo: signIn })) return todos

  const { region, stack } = operation
  await look('CDK', () => bootstraps(reach, operation, account))
  await look('Lambda', () => concurrency(reach, operation))
  await look('SES', () => sandbox(reach, operation))
  await look(stack, async () => {
    const hub = stackOf(reach, region, stack)
    return [
      ...mailDomain(reach, operation, hub),
      await dmarc(operation, around),
      ...certificate(reach, operation),
      ...(await deployed(operation, hub, around)),
    ]
  })
  return todos
}

function whoOf({ aws }: Aws, { region }: Operation): { account?: string; refusal?: string } {
  try {
    return { account: aws<{ Account: string }>(region, 'sts', 'get-caller-identity').Account }
  } catch (error) {
    return { refusal: (error as Error).message }
  }
}

function bootstraps(reach: Aws, { region, settings }: Operation, account = ''): Finding[] {
  const hasEdge = settings.domain || settings.waf === 'true'
  return [...new Set([region, ...(hasEdge ? [EDGE_REGION] : [])])].map((place) => ({
    isWell: stackOf(reach, place, 'CDKToolkit') !== undefined,
    what: `CDK is bootstrapped in ${place}`,
    todo: [`npx cdk bootstrap --app '' aws://${account}/${place}`],
  }))
}

function concurrency({ aws }: Aws, { region }: Operation): Finding[] {
  type Limits = { AccountLimit: { ConcurrentExecutions: number } }
  const { AccountLimit } = aws<Limits>(region, 'lambda', 'get-account-settings')
  return [
    {
      isWell: AccountLimit.ConcurrentExecutions >= 100,
      what: `Lambda runs ${AccountLimit.ConcurrentExecutions} functions at once`,
      todo: [
        'New accounts have 10: ask for 1,000 at Service Quotas, Lambda, "Concurrent executions".',
      ],
    },
  ]
}

function sandbox(reach: Aws, operation: Operation): Finding[] {
  const account = mailAccountOf(reach, operation)
  return [
    {
      isWell: account?.ProductionAccessEnabled === true,
      what: `SES sends to everybody (${account?.SendQuota?.MaxSendRate ?? '?'} mails a second)`,
      todo: [
        'The account is in the sandbox: SES console, "Request production access" (transactional, invitations and reminders of a public program). Once it is granted, deploy once more.',
      ],
    },
  ]
}

/** The domain of mails: the stack makes its identity, and only then are there records to enter. */
function mailDomain(reach: Aws, operation: Operation, hub: Stack): Finding[] {
  const { region, settings } = operation
  const { mailDomain } = settings
  const what = `SES has verified ${mailDomain}`
  const identity = mailIdentityOf(reach, operation)
  if (!hub) return [{ isWell: false, what, todo: identity ? taken(operation) : BEFORE_THE_FIRST }]
  const isWell = identity?.VerifiedForSendingStatus === true
  const { MailFromDomain: from, MailFromDomainStatus: status } = identity?.MailFromAttributes ?? {}
  const records = dkimRecords(mailDomain ?? '', identity)
  const todo = ['Enter these records at your DNS, wait for SES, and deploy once more.', ...records]
  const returning = from && {
    isWell: status === 'SUCCESS',
    what: `what can’t be delivered comes back to ${from}`,
    todo: [
      `${from}  MX  10 feedback-smtp.${region}.amazonses.com`,
      `${from}  TXT  "v=spf1 include:amazonses.com ~all"`,
    ],
  }
  return [{ isWell, what, todo }, ...(returning ? [returning] : [])]
}

const BEFORE_THE_FIRST = [
  'Deploy first: the deployment makes the identity; don’t create it by hand.',
  'Then ask here again for the records to enter.',
]

function taken({ region, settings: { mailDomain } }: Operation): string[] {
  return [
    `SES has ${mailDomain} already, which the deployment is to make: it would fail (AlreadyExists).`,
    `Where nothing else sends by it: aws sesv2 delete-email-identity --email-identity ${mailDomain} --region ${region}`,
    'Where something does: give this stage a mailDomain of its own, one below yours.',
  ]
}

function dkimRecords(domain: string, identity: MailIdentity | undefined): string[] {
  const { Tokens = [], SigningHostedZone: zone = 'dkim.amazonses.com' } =
    identity?.DkimAttributes ?? {}
  return Tokens.map((token) => `${token}._domainkey.${domain}  CNAME  ${token}.${zone}`)
}

async function dmarc({ settings }: Operation, { txt }: Surroundings): Promise<Finding> {
  const name = `_dmarc.${settings.mailDomain}`
  const records = await txt(name).catch(() => [])
  return {
    isWell: records.some((parts) => parts.join('').startsWith('v=DMARC1')),
    what: `DMARC of ${settings.mailDomain}`,
    todo: [`${name}  TXT  "v=DMARC1; p=quarantine; rua=mailto:${settings.alarmMail}"`],
  }
}

/** What a certificate that a deployment waits for still lacks. */
function certificate({ aws }: Aws, { settings: { domain } }: Operation): Finding[] {
  if (!domain) return []
  type Listed = { CertificateSummaryList: { DomainName: string; CertificateArn: string }[] }
  type Option = { ResourceRecord?: { Name: string; Type: string; Value: string } }
  type Described = { Certificate: { DomainValidationOptions?: Option[] } }
  const { CertificateSummaryList } = aws<Listed>(
    EDGE_REGION,
    ...['acm', 'list-certificates', '--certificate-statuses', 'PENDING_VALIDATION'],
  )
  const waiting = CertificateSummaryList.filter(({ DomainName }) => DomainName === domain)
  return waiting.map(({ CertificateArn }) => {
    const args = ['acm', 'describe-certificate', '--certificate-arn', CertificateArn]
    const { DomainValidationOptions = [] } = aws<Described>(EDGE_REGION, ...args).Certificate
    const records = DomainValidationOptions.flatMap(({ ResourceRecord: record }) =>
      record ? `${record.Name}  ${record.Type}  ${record.Value}` : [],
    )
    const what = `the certificate of ${domain} is valid`
    return { isWell: false, what, todo: [...records, 'The deployment that waits then goes on.'] }
  })
}

async function deployed(
  { stage, stack, settings: { domain } }: Operation,
  hub: Stack,
  { fetch }: Surroundings,
): Promise<Finding[]> {
  const { PublicOrigin, FrontDomain } = hub?.outputs ?? {}
  const isThere = {
    isWell: PublicOrigin !== undefined,
    what: `${stack} is ${hub ? hub.status : 'deployed'}`,
    todo: [
      hub
        ? 'infra/runbooks/deploy.md, "When it fails half-way".'
        : `npm run deploy -- --stage ${stage}`,
    ],
  }
  if (!PublicOrigin) return [isThere]
  const health = await fetch(`${PublicOrigin}/api/health`).catch(() => undefined)
  const isWell = health?.status === 200
  const { code } = (isWell ? {} : await health?.json().catch(() => undefined)) ?? {}
  if (code === 'paused')
    return [
      isThere,
      {
        isWell,
        what: `${PublicOrigin} is awake`,
        todo: [`It was put to rest; npm run deploy -- --stage ${stage} wakes it.`],
      },
    ]
  const pointing = domain && !health ? [`${domain}  CNAME  ${FrontDomain}, if it is missing.`] : []
  const todo = [...pointing, 'The log group of Api/Handler says why not.']
  return [isThere, { isWell, what: `${PublicOrigin} answers`, todo }]
}

const AROUND: Surroundings = {
  version() {
    try {
      return execFileSync('aws', ['--version'], { encoding: 'utf8' })
    } catch {
      return undefined
    }
  },
  txt: resolveTxt,
  fetch: (url) => fetch(url, { signal: AbortSignal.timeout(15_000) }),
}

if (import.meta.main)
  await commanded(async () => {
    const { values } = parseArgs({ options: { stage: { type: 'string' } } })
    const todos = await examine(REACH, operationOf(values.stage), AROUND)
    process.exitCode = todos === 0 ? 0 : 1
  })

import { execFileSync } from 'node:child_process'
import { resolveTxt } from 'node:dns/promises'
import { awsOrNothing, isMailVerified, operationOf, outputsOf } from './operate.ts'

/** `npm run doctor -- --stage prod`: what stands in the way of a deployment, and what to do about it. */
const { region, settings, stack } = operationOf(process.argv.slice(2))
const domain = settings.mailDomain ?? ''
let troubles = 0

function tell(isWell: boolean, what: string, todo: string): void {
  console.log(`${isWell ? '  ok ' : 'TODO '} ${what}${isWell ? '' : `\n       → ${todo}`}`)
  if (!isWell) troubles += 1
}

function version(): string | undefined {
  try {
    return execFileSync('aws', ['--version'], { encoding: 'utf8' })
  } catch {
    return undefined
  }
}

tell(version()?.startsWith('aws-cli/2') ?? false, 'AWS CLI 2', 'Install the AWS CLI, version 2.')
const who = awsOrNothing<{ Account: string }>(region, 'sts', 'get-caller-identity')
tell(
  who !== undefined,
  `account ${who?.Account ?? '?'}, region ${region}`,
  'Sign in: aws sso login, or aws configure.',
)

for (const place of settings.domain || settings.waf === 'true' ? [region, 'us-east-1'] : [region])
  tell(
    Object.keys(outputsOf(place, 'CDKToolkit')).length > 0,
    `CDK is bootstrapped in ${place}`,
    `npx cdk bootstrap aws://${who?.Account ?? 'ACCOUNT'}/${place}`,
  )

const quota = awsOrNothing<{ AccountLimit: { ConcurrentExecutions: number } }>(
  region,
  'lambda',
  'get-account-settings',
)?.AccountLimit.ConcurrentExecutions
tell(
  (quota ?? 0) >= 100,
  `Lambda runs ${quota ?? '?'} functions at once`,
  'New accounts have 10: ask for 1,000 at Service Quotas, Lambda, "Concurrent executions".',
)

const ses = awsOrNothing<{ ProductionAccessEnabled: boolean; SendQuota?: { MaxSendRate: number } }>(
  region,
  'sesv2',
  'get-account',
)
tell(
  ses?.ProductionAccessEnabled === true,
  `SES sends to everybody (${ses?.SendQuota?.MaxSendRate ?? '?'} mails a second)`,
  'The account is in the sandbox: SES console, "Request production access" (transactional, invitations and reminders of a public program).',
)
tell(
  isMailVerified(region, domain),
  `SES has verified ${domain}`,
  `Enter the three DKIM CNAME records that SES shows for ${domain}; then deploy once more.`,
)
const dmarc = await resolveTxt(`_dmarc.${domain}`).catch(() => [])
tell(
  dmarc.flat().join('').startsWith('v=DMARC1'),
  `DMARC of ${domain}`,
  `Enter a TXT record at _dmarc.${domain}: "v=DMARC1; p=quarantine; rua=mailto:${settings.alarmMail ?? 'you'}"`,
)

const outputs = outputsOf(region, stack)
tell(outputs.PublicOrigin !== undefined, `${stack} is deployed`, 'npm run deploy -- --stage …')
if (outputs.PublicOrigin) {
  const health = await fetch(`${outputs.PublicOrigin}/api/health`).catch(() => undefined)
  tell(
    health?.status === 200,
    `${outputs.PublicOrigin} answers`,
    'The log group of Api/Handler says why not.',
  )
}
process.exitCode = troubles === 0 ? 0 : 1

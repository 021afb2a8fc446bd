import { describe, expect, test } from 'vitest'
import { examine, type Surroundings } from '../../infra/doctor.ts'
import { operationWith } from '../../infra/operate.ts'
import { account, operation, refusal, stackWith } from './account.ts'

// The command that says what is missing, over an account that is told what to answer.

const HUB = 'cloudformation describe-stacks --stack-name ManeTomoHub-prod'
const READY = {
  'cloudformation describe-stacks --stack-name CDKToolkit': stackWith({}),
  'lambda get-account-settings': { AccountLimit: { ConcurrentExecutions: 1_000 } },
  'sesv2 get-account': { ProductionAccessEnabled: true, SendQuota: { MaxSendRate: 14 } },
}
const VERIFIED = { VerifiedForSendingStatus: true }
const WELL = {
  ...READY,
  [HUB]: stackWith({ PublicOrigin: 'https://hub.example.jp', FrontDomain: 'd1.cloudfront.net' }),
  'sesv2 get-email-identity': VERIFIED,
}
const AROUND: Surroundings = {
  version: () => 'aws-cli/2.31.0 Python/3.13.7',
  txt: async () => [['v=DMARC1; p=none']],
  fetch: async () => ({ status: 200, json: async () => ({ status: 'ok' }) }),
}

async function told(
  said: Parameters<typeof account>[0],
  { around = {}, settings = {} }: { around?: Partial<Surroundings>; settings?: object } = {},
) {
  const { reach, text } = account(said)
  const stage = operationWith('prod', { ...operation.settings, ...settings })
  const todos = await examine(reach, stage, { ...AROUND, ...around })
  return { todos, text: text() }
}

test('where all is well there is nothing to do', async () => {
  const { todos, text } = await told(WELL)
  expect(text).not.toContain('TODO')
  expect(todos).toBe(0)
})

describe('the domain of mails', () => {
  test('is the deployment’s to make: nobody is sent to do it before', async () => {
    const { todos, text } = await told(READY)
    expect(text).toContain('Deploy first')
    expect(text).not.toMatch(/CNAME|Enter/)
    expect(todos).toBe(2)
  })

  test('that somebody has made before the deployment would end it: what to do is said', async () => {
    const { text } = await told({ ...READY, 'sesv2 get-email-identity': VERIFIED })
    expect(text).toContain('TODO  SES has verified hub.example.jp')
    expect(text).toContain(
      'aws sesv2 delete-email-identity --email-identity hub.example.jp --region ap-northeast-1',
    )
    expect(text).toContain('a mailDomain of its own')
  })

  test('that the deployment has made wants its records, which are told to the letter', async () => {
    const identity = {
      VerifiedForSendingStatus: false,
      DkimAttributes: { Tokens: ['one', 'two', 'three'] },
      MailFromAttributes: {
        MailFromDomain: 'bounce.hub.example.jp',
        MailFromDomainStatus: 'PENDING',
      },
    }
    const { text, todos } = await told({ ...WELL, 'sesv2 get-email-identity': identity })
    expect(text).toContain('one._domainkey.hub.example.jp  CNAME  one.dkim.amazonses.com')
    expect(text).toContain('three._domainkey.hub.example.jp  CNAME  three.dkim.amazonses.com')
    expect(text).toContain(
      'bounce.hub.example.jp  MX  10 feedback-smtp.ap-northeast-1.amazonses.com',
    )
    expect(text).toContain('bounce.hub.example.jp  TXT  "v=spf1 include:amazonses.com ~all"')
    expect(todos).toBe(2)
  })

  test('is signed below whatever zone SES names', async () => {
    const DkimAttributes = { Tokens: ['one'], SigningHostedZone: 'dkim.other.example' }
    const { text } = await told({ ...WELL, 'sesv2 get-email-identity': { DkimAttributes } })
    expect(text).toContain('CNAME  one.dkim.other.example')
  })
})

test('an account that can’t be asked is told so, and of nothing else', async () => {
  const { todos, text } = await told({
    'sts get-caller-identity': refusal('ExpiredToken', 'The security token is expired'),
  })
  expect(text).toContain('aws sso login')
  expect(text).toContain('expired')
  expect(todos).toBe(1)
})

test('what AWS refuses to tell is neither well nor missing, and the rest is looked at', async () => {
  const busy = refusal('ThrottlingException', 'Rate exceeded')
  const { todos, text } = await told({ ...WELL, 'lambda get-account-settings': busy })
  expect(text).toContain('TODO  Lambda\n       → AWS was asked in vain: ThrottlingException')
  expect(text).toContain('ok  https://hub.example.jp answers')
  expect(todos).toBe(1)
})

test('the region without CDK gets the command, which needs nothing of the hub’s', async () => {
  const missing = refusal('ValidationError', 'Stack with id CDKToolkit does not exist')
  const said = { ...WELL, 'cloudformation describe-stacks --stack-name CDKToolkit': missing }
  const { text } = await told(said, { settings: { waf: true } })
  expect(text).toContain("npx cdk bootstrap --app '' aws://123456789012/ap-northeast-1")
  expect(text).toContain("npx cdk bootstrap --app '' aws://123456789012/us-east-1")
})

test('a certificate that a deployment waits for is told with its record', async () => {
  const said = {
    ...READY,
    'acm list-certificates': {
      CertificateSummaryList: [
        { DomainName: 'hub.example.jp', CertificateArn: 'arn:1' },
        { DomainName: 'other.example.jp', CertificateArn: 'arn:2' },
      ],
    },
    'acm describe-certificate --certificate-arn arn:1': {
      Certificate: {
        DomainValidationOptions: [
          { ResourceRecord: { Name: '_a.hub.example.jp.', Type: 'CNAME', Value: '_b.acm.' } },
        ],
      },
    },
  }
  const { text } = await told(said, { settings: { domain: 'hub.example.jp' } })
  expect(text).toContain('_a.hub.example.jp.  CNAME  _b.acm.')
})

describe('a hub that doesn’t answer', () => {
  const settings = { domain: 'hub.example.jp' }
  const none = { 'acm list-certificates': { CertificateSummaryList: [] } }

  test('may lack its name, and its log says the rest', async () => {
    const around = { fetch: async () => Promise.reject(new Error('getaddrinfo ENOTFOUND')) }
    const { text } = await told({ ...WELL, ...none }, { around, settings })
    expect(text).toContain('hub.example.jp  CNAME  d1.cloudfront.net')
    expect(text).toContain('Api/Handler')
  })

  test('may be at rest', async () => {
    const json = async () => ({ code: 'paused' })
    const around = { fetch: async () => ({ status: 503, json }) }
    const { text, todos } = await told(WELL, { around })
    expect(text).toContain('npm run deploy -- --stage prod wakes it')
    expect(todos).toBe(1)
  })

  test('may have never been finished', async () => {
    const { text } = await told({ ...WELL, [HUB]: stackWith({}, 'ROLLBACK_COMPLETE') })
    expect(text).toContain('TODO  ManeTomoHub-prod is ROLLBACK_COMPLETE')
    expect(text).toContain('runbooks/deploy.md')
  })
})

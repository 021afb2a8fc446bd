import { describe, expect, test } from 'vitest'
import { deploy } from '../../infra/deploy.ts'
import { operationWith } from '../../infra/operate.ts'
import { account, contextOf, invoked, operation, refusal, stackWith } from './account.ts'
import { synthesized } from './synthesized.ts'

// The command that deploys, over an account that is told what to answer.

const HUB = 'ManeTomoHub-prod'
const OUTPUTS = {
  PublicOrigin: 'https://hub.example.jp',
  WebBucket: 'web',
  SetUpFunction: 'set-up',
  TableName: 'own',
}
const SETTLED = {
  'cloudformation describe-stacks --stack-name ManeTomoHub-prod': stackWith(OUTPUTS),
  'once lambda invoke': invoked({ schema: { from: 2, to: 2 } }),
}
const BUSY = refusal('ThrottlingException', 'Rate exceeded')

describe('the last step', () => {
  test('gives the office’s link, and is begun once and waited for however long it takes', async () => {
    const link = 'https://hub.example.jp/set-up/1'
    const { reach, calls, text } = account({
      ...SETTLED,
      'once lambda invoke': invoked({ schema: { from: 1, to: 2 }, link }),
    })
    await deploy(reach, operation, {})
    expect(text()).toContain('The hub is at https://hub.example.jp')
    expect(text()).toContain(link)
    const [call = '', ...others] = calls.filter((one) => one.includes('lambda invoke'))
    expect(others).toEqual([])
    // The function may take a quarter of an hour.
    const [, seconds] = /--cli-read-timeout (\d+)/.exec(call) ?? []
    expect(Number(seconds)).toBeGreaterThan(15 * 60)
  })

  test('that fails is told in the function’s words, and the deployment has failed', async () => {
    const failure = { errorType: 'NewerDataError', errorMessage: 'the table’s version is 3' }
    const { reach, text } = account({
      ...SETTLED,
      'once lambda invoke': invoked(failure, { FunctionError: 'Unhandled' }),
    })
    await expect(deploy(reach, operation, {})).rejects.toThrow(
      /Everything is deployed.*NewerDataError: the table’s version is 3.*Go back/s,
    )
    expect(text()).not.toContain('The hub is at')
  })

  test('that runs out of time says so', async () => {
    const failure = { errorMessage: '2026-11-26T00:00:00Z Task timed out after 900.00 seconds' }
    const { reach } = account({
      ...SETTLED,
      'once lambda invoke': invoked(failure, { FunctionError: 'Unhandled' }),
    })
    await expect(deploy(reach, operation, {})).rejects.toThrow(/timed out after 900/)
  })
})

describe('what AWS does not answer is not taken for something that isn’t there', () => {
  test.each([
    'cloudformation describe-stacks --stack-name ManeTomoHub-prod',
    'sesv2 get-email-identity',
    'sesv2 get-account',
    'secretsmanager describe-secret',
  ])('%s', async (call) => {
    const { reach, calls } = account({
      ...SETTLED,
      'cloudformation describe-stacks --stack-name ManeTomoHub-prod': stackWith({
        ...OUTPUTS,
        HubSecret: 'hub',
      }),
      'sesv2 get-email-identity': { VerifiedForSendingStatus: true },
      'sesv2 get-account': { ProductionAccessEnabled: true },
      'secretsmanager describe-secret': { VersionIdsToStages: { a: ['AWSCURRENT'] } },
      [call]: BUSY,
    })
    await expect(deploy(reach, operation, {})).rejects.toThrow('Rate exceeded')
    expect(contextOf(calls, HUB)).toEqual([])
  })

  test('a stack of which CloudFormation says something else than that it isn’t there', async () => {
    const { reach } = account({
      'cloudformation describe-stacks': refusal('ValidationError', 'Stack name is too long'),
    })
    await expect(deploy(reach, operation, {})).rejects.toThrow('too long')
  })

  test('a first deployment finds nothing, and goes on', async () => {
    let isDeployed = false
    const { reach, calls, text } = account({
      ...SETTLED,
      'cloudformation describe-stacks --stack-name ManeTomoHub-prod': () => {
        if (!isDeployed) throw refusal('ValidationError', `Stack with id ${HUB} does not exist`)
        return stackWith(OUTPUTS)
      },
    })
    const { run } = reach
    reach.run = (command, args) => {
      run(command, args)
      if (args.includes(HUB)) isDeployed = true
    }
    await deploy(reach, operation, { rotates: true })
    expect(contextOf(calls, HUB)).toEqual([
      {
        stage: 'prod',
        region: 'ap-northeast-1',
        alarmMail: 'alarms@example.jp',
        mailDomain: 'hub.example.jp',
        mailVerified: 'false',
      },
    ])
    expect(text()).toContain('npm run doctor -- --stage prod')
  })
})

test.each([
  [true, true, 'true'],
  [true, false, 'false'],
  [false, true, 'false'],
])(
  'sign-in codes go by SES only where the domain is verified and the sandbox left: %s, %s',
  async (VerifiedForSendingStatus, ProductionAccessEnabled, told) => {
    const { reach, calls } = account({
      ...SETTLED,
      'sesv2 get-email-identity': { VerifiedForSendingStatus },
      'sesv2 get-account': { ProductionAccessEnabled },
    })
    await deploy(reach, operation, {})
    expect(contextOf(calls, HUB)[0]?.mailVerified).toBe(told)
  },
)

test('functions and CloudFront are told which secrets are current', async () => {
  const { reach, calls } = account({
    ...SETTLED,
    'cloudformation describe-stacks --stack-name ManeTomoHub-prod': stackWith({
      ...OUTPUTS,
      HubSecret: 'hub',
      OriginSecret: 'origin',
    }),
    'secretsmanager describe-secret': ([, , , id]) => ({
      VersionIdsToStages: { [`old-${id}`]: ['AWSPREVIOUS'], [`new-${id}`]: ['AWSCURRENT'] },
    }),
  })
  await deploy(reach, operation, {})
  expect(contextOf(calls, HUB)[0]).toMatchObject({
    hubSecretVersion: 'new-hub',
    originSecretVersion: 'new-origin',
  })
})

describe('a hub that is put to rest', () => {
  test('is told so, and its table is left alone', async () => {
    const { reach, calls, text } = account(SETTLED)
    await deploy(reach, operation, { paused: true })
    expect(contextOf(calls, HUB)[0]?.paused).toBe('true')
    expect(calls.filter((call) => call.includes('lambda invoke'))).toEqual([])
    expect(text()).toContain('at rest')
  })

  test('is awake after any other deployment', async () => {
    const { reach, calls } = account(SETTLED)
    await deploy(reach, operation, {})
    expect(contextOf(calls, HUB)[0]).not.toHaveProperty('paused')
  })
})

const { edge: certified } = synthesized({ domain: 'hub.example.jp' })

test('the certificate of a former name outlives the change, and no destroyed hub', () => {
  certified?.hasResource('AWS::CertificateManager::Certificate', {
    UpdateReplacePolicy: 'Retain',
    DeletionPolicy: 'Delete',
  })
})

describe('a certificate and a firewall', () => {
  const EDGE = 'ManeTomoHub-prod-edge'
  const DOMAIN = { Domain: 'hub.example.jp', CertificateArn: 'arn:cert' }
  const WAF = { WebAclArn: 'arn:acl' }

  /** What is done, in its order, where the edge is as told and is wanted so. */
  async function done(there: Record<string, string> | undefined, wanted: Record<string, unknown>) {
    const { reach, calls, known, text } = account({
      ...SETTLED,
      'cloudformation delete-stack': {},
      'cloudformation wait': {},
    })
    let now = there
    known[`cloudformation describe-stacks --stack-name ${EDGE}`] = () => {
      if (!now) throw refusal('ValidationError', 'Stack with id x does not exist')
      return stackWith(now)
    }
    const { run } = reach
    reach.run = (command, args) => {
      run(command, args)
      if (!args.includes(EDGE)) return
      const context = contextOf([[command, ...args].join(' ')], EDGE)[0] ?? {}
      const other = context.domain !== now?.Domain && { CertificateArn: 'arn:other' }
      now = {
        ...(context.domain && { ...DOMAIN, Domain: context.domain, ...other }),
        ...(context.waf === 'true' && WAF),
      }
    }
    await deploy(reach, operationWith('prod', { ...operation.settings, ...wanted }), {})
    const steps = calls.flatMap((call) => {
      const [, stack = ''] = /^npx cdk deploy (\S+)/.exec(call) ?? []
      if (stack) {
        const { domain = '', waf = 'false' } = contextOf([call], stack)[0] ?? {}
        const { certificateArn, webAclArn } = contextOf([call], stack)[0] ?? {}
        return stack === EDGE
          ? [`edge ${domain} ${waf}`]
          : [`hub ${certificateArn ?? '-'} ${webAclArn ?? '-'}`]
      }
      return / delete-stack /.test(call) ? [call] : []
    })
    return { steps, text: text() }
  }

  test('come before the hub that uses them', async () => {
    expect((await done(undefined, { domain: 'hub.example.jp', waf: true })).steps).toEqual([
      'edge hub.example.jp true',
      'hub arn:other arn:acl',
    ])
  })

  test('a firewall goes after the hub has let go of it, and the certificate stays', async () => {
    const { steps } = await done({ ...DOMAIN, ...WAF }, { domain: 'hub.example.jp' })
    expect(steps).toEqual([
      'edge hub.example.jp true',
      'hub arn:cert -',
      'edge hub.example.jp false',
    ])
  })

  test('a certificate goes after it, and the firewall stays', async () => {
    const { steps } = await done({ ...DOMAIN, ...WAF }, { waf: 'true' })
    expect(steps).toEqual(['edge hub.example.jp true', 'hub - arn:acl', 'edge  true'])
  })

  test('where nothing is wanted any more, their stack goes last', async () => {
    const { steps } = await done({ ...DOMAIN, ...WAF }, {})
    expect(steps).toEqual([
      'edge hub.example.jp true',
      'hub - -',
      `us-east-1 cloudformation delete-stack --stack-name ${EDGE}`,
    ])
  })

  test('a firewall comes and a certificate goes in one deployment', async () => {
    const { steps } = await done(DOMAIN, { waf: 'true' })
    expect(steps).toEqual(['edge hub.example.jp true', 'hub - arn:acl', 'edge  true'])
  })

  test('under another name there is a new certificate, and the former one is named', async () => {
    const { steps, text } = await done(DOMAIN, { domain: 'other.example.jp' })
    expect(steps).toEqual(['edge other.example.jp false', 'hub arn:other -'])
    expect(text).toContain('delete-certificate --certificate-arn arn:cert')
  })

  test('without either there is no such stack', async () => {
    expect((await done(undefined, {})).steps).toEqual(['hub - -'])
  })
})

import { randomInt } from 'node:crypto'
import { Match } from 'aws-cdk-lib/assertions'
import { describe, expect, test } from 'vitest'
import { listen } from '../../functions/local/server.ts'
import { API_ENVIRONMENT } from '../asset/api-environment.ts'
import { type Resource, resourcesOf, synthesized, theOnly } from './synthesized.ts'

// What the stack promises, whatever else changes in it.

const OTHER_PROVIDER = {
  oidcIssuer: 'https://login.example.jp',
  oidcClientId: 'hub',
  oidcSecretArn: 'arn:aws:secretsmanager:ap-northeast-1:123456789012:secret:oidc-client-AbCdEf',
}
const { hub } = synthesized({ stage: 'prod' })
const all = (type: string) => Object.values(resourcesOf(hub, type))

describe('the table', () => {
  test('is kept when the stack is deleted, can be brought back to any second of 35 days, and can’t be deleted by mistake', () => {
    const table = theOnly(hub, 'AWS::DynamoDB::GlobalTable')
    expect(table.DeletionPolicy).toBe('Retain')
    const [replica] = table.Properties.Replicas
    expect(replica).toMatchObject({
      DeletionProtectionEnabled: true,
      PointInTimeRecoverySpecification: {
        PointInTimeRecoveryEnabled: true,
        RecoveryPeriodInDays: 35,
      },
    })
    expect(table.Properties).toMatchObject({
      BillingMode: 'PAY_PER_REQUEST',
      TimeToLiveSpecification: { AttributeName: 'expiresAt', Enabled: true },
      StreamSpecification: { StreamViewType: 'KEYS_ONLY' },
    })
  })

  test.each([
    ['aws-owned', undefined],
    ['aws-managed', 'KMS'],
    ['customer', 'KMS'],
  ])('is encrypted by the key that was chosen: %s', (encryption, type) => {
    const { hub: other } = synthesized({ encryption })
    const { SSESpecification } = theOnly(other, 'AWS::DynamoDB::GlobalTable').Properties
    expect(SSESpecification?.SSEType).toBe(type)
    expect(Object.keys(resourcesOf(other, 'AWS::KMS::Key'))).toHaveLength(
      encryption === 'customer' ? 1 : 0,
    )
  })
})

describe('functions', () => {
  test('are started as Node starts by itself', () => {
    for (const { Properties } of all('AWS::Lambda::Function'))
      expect(Properties.Environment.Variables.NODE_OPTIONS).toBeUndefined()
  })

  test('run on Node 24 and arm64, with logs that end after three months', () => {
    const groups = resourcesOf(hub, 'AWS::Logs::LogGroup')
    for (const { Properties } of all('AWS::Lambda::Function')) {
      expect(Properties).toMatchObject({ Runtime: 'nodejs24.x', Architectures: ['arm64'] })
      const group = groups[Properties.LoggingConfig.LogGroup.Ref]
      expect(group?.Properties.RetentionInDays).toBe(90)
    }
  })

  // ASVS 13.3.2
  test('the API is told what its code asks for, and no secret stands in its environment', () => {
    const [Variables = {}] = all('AWS::Lambda::Function')
      .map(({ Properties }) => Properties.Environment.Variables)
      .filter(({ SERVICE }) => SERVICE === 'api')
    for (const name of [...Object.keys(API_ENVIRONMENT), 'PUBLIC_ORIGIN'])
      expect(Object.keys(Variables)).toContain(name)
    expect(JSON.stringify(Variables)).not.toContain('resolve:secretsmanager')
  })
})

describe('CloudFront', () => {
  const { DistributionConfig } = theOnly(hub, 'AWS::CloudFront::Distribution').Properties

  test('shows the API its secret, which stands in no template', () => {
    const origins: { OriginCustomHeaders?: { HeaderName: string; HeaderValue: unknown }[] }[] =
      DistributionConfig.Origins
    const headers = origins.flatMap(({ OriginCustomHeaders = [] }) => OriginCustomHeaders)
    expect(headers).toEqual([
      { HeaderName: 'x-origin-secret', HeaderValue: expect.objectContaining({}) },
    ])
    expect(JSON.stringify(headers)).toContain('resolve:secretsmanager')
  })

  test('keeps nothing of the API, sign-in and mail links, and hands on whatever a browser sends but its host', () => {
    const behaviours: Record<string, unknown>[] = DistributionConfig.CacheBehaviors
    for (const path of ['/api/*', '/auth/*', '/r/*'])
      expect(behaviours).toContainEqual(
        expect.objectContaining({
          PathPattern: path,
          // AWS's own policies: CachingDisabled, AllViewerExceptHostHeader.
          CachePolicyId: '4135ea2d-6df8-44a3-9df3-4b5a84be39ad',
          OriginRequestPolicyId: 'b689b0a8-53d0-40ab-baf2-68738e2966ac',
          AllowedMethods: expect.arrayContaining(['POST', 'PATCH', 'DELETE']),
          ViewerProtocolPolicy: 'redirect-to-https',
          Compress: false,
        }),
      )
  })

  test('asks for HTML each time, and only /assets/ is kept for long', () => {
    const policies = resourcesOf(hub, 'AWS::CloudFront::CachePolicy')
    const { MinTTL, DefaultTTL } =
      policies[DistributionConfig.DefaultCacheBehavior.CachePolicyId.Ref]?.Properties
        .CachePolicyConfig ?? {}
    expect({ MinTTL, DefaultTTL }).toEqual({ MinTTL: 0, DefaultTTL: 0 })
  })

  test('keeps no failure: the next one who asks may be answered already', () => {
    const kept = DistributionConfig.CustomErrorResponses
    expect(kept).toEqual(
      [404, 500, 502, 503, 504].map((ErrorCode) => ({ ErrorCode, ErrorCachingMinTTL: 0 })),
    )
  })

  test('writes no access log, as it would hold the keys in mail links', () => {
    expect(DistributionConfig.Logging).toBeUndefined()
    const { AccessLogSettings } = theOnly(hub, 'AWS::ApiGatewayV2::Stage').Properties
    expect(AccessLogSettings.Format).not.toMatch(/path|routeKey|sourceIp|userAgent|identity/i)
  })

  test('sends every page with the headers that the hub on one machine sends', async () => {
    const port = randomInt(20_000, 30_000)
    const server = await listen({ host: '127.0.0.1', port, publicOrigin: 'https://hub.example' })
    server.serve(() => new Response('a page'))
    const { headers } = await fetch(`http://127.0.0.1:${port}/`)
    await server.close()
    const { SecurityHeadersConfig: sent, CustomHeadersConfig: others } = theOnly(
      hub,
      'AWS::CloudFront::ResponseHeadersPolicy',
    ).Properties.ResponseHeadersPolicyConfig
    expect(sent.ContentSecurityPolicy.ContentSecurityPolicy).toBe(
      headers.get('content-security-policy'),
    )
    expect(sent.ReferrerPolicy.ReferrerPolicy).toBe(headers.get('referrer-policy'))
    expect(sent.ContentTypeOptions.Override).toBe(headers.get('x-content-type-options') !== null)
    const { AccessControlMaxAgeSec: seconds, IncludeSubdomains } = sent.StrictTransportSecurity
    expect(`max-age=${seconds}${IncludeSubdomains ? '; includeSubDomains' : ''}`).toBe(
      headers.get('strict-transport-security'),
    )
    const named = ['cross-origin-opener-policy', 'cross-origin-resource-policy']
    expect(others.Items).toEqual(
      named.map((name) => ({ Header: name, Value: headers.get(name), Override: true })),
    )
  })
})

describe('what must not be lost or seen', () => {
  test('buckets are closed to the public and to plain HTTP', () => {
    for (const { Properties } of all('AWS::S3::Bucket'))
      expect(Object.values(Properties.PublicAccessBlockConfiguration)).toEqual([
        true,
        true,
        true,
        true,
      ])
    expect(all('AWS::S3::BucketPolicy').map((policy) => JSON.stringify(policy))).toEqual(
      all('AWS::S3::Bucket').map(() => expect.stringContaining('"aws:SecureTransport":"false"')),
    )
  })

  test('anchors can’t be replaced or deleted for ten years, by nobody', () => {
    const locked = all('AWS::S3::Bucket').filter(({ Properties }) => Properties.ObjectLockEnabled)
    expect(locked).toHaveLength(1)
    expect(locked[0]).toMatchObject({
      DeletionPolicy: 'Retain',
      Properties: {
        ObjectLockConfiguration: {
          Rule: { DefaultRetention: { Mode: 'COMPLIANCE', Days: 3650 } },
        },
      },
    })
  })

  test('everybody may sign up, with a code by mail or a passkey', () => {
    hub.hasResourceProperties('AWS::Cognito::UserPool', {
      AdminCreateUserConfig: { AllowAdminCreateUserOnly: false },
      UserPoolTier: 'ESSENTIALS',
      Policies: {
        SignInPolicy: {
          AllowedFirstAuthFactors: Match.arrayWith(['EMAIL_OTP', 'WEB_AUTHN']),
        },
      },
    })
    // Without it the sign-in page offers the password alone, whatever the pool allows.
    const { ExplicitAuthFlows } = theOnly(hub, 'AWS::Cognito::UserPoolClient').Properties
    expect(ExplicitAuthFlows).toContain('ALLOW_USER_AUTH')
  })

  test('a passkey is registered at the sign-in’s own address, which leads back to the hub', () => {
    const api = all('AWS::Lambda::Function')
      .map(({ Properties }) => Properties.Environment.Variables)
      .find(({ SERVICE }) => SERVICE === 'api')
    expect(JSON.stringify(api?.PASSKEY_PAGE)).toMatch(/amazoncognito\.com\/passkeys\/add/)
    const { CallbackURLs } = theOnly(hub, 'AWS::Cognito::UserPoolClient').Properties
    const ends = CallbackURLs.map((url: { 'Fn::Join': [string, unknown[]] }) =>
      url['Fn::Join'][1].at(-1),
    )
    expect(ends).toEqual(['/auth/callback', '/'])
    const other = resourcesOf(synthesized(OTHER_PROVIDER).hub, 'AWS::Lambda::Function')
    for (const { Properties } of Object.values(other))
      expect(Properties.Environment.Variables.PASSKEY_PAGE).toBeUndefined()
  })

  test('codes are mailed in Japanese and English, by words that Cognito asks a function for', () => {
    const [id] = theOnly(hub, 'AWS::Cognito::UserPool').Properties.LambdaConfig.CustomMessage[
      'Fn::GetAtt'
    ]
    const words = resourcesOf(hub, 'AWS::Lambda::Function')[id]
    expect(words?.Properties.Environment.Variables).toEqual({ SERVICE: 'cognito' })
    hub.hasResourceProperties('AWS::Lambda::Permission', {
      FunctionName: { 'Fn::GetAtt': [id, 'Arn'] },
      Principal: 'cognito-idp.amazonaws.com',
    })
    hub.hasResourceProperties('AWS::CloudWatch::Alarm', {
      MetricName: 'Errors',
      Dimensions: [{ Name: 'FunctionName', Value: { Ref: id } }],
    })
  })

  // Cognito refuses any setting of a second factor, its words included, where there is none: the deployment would fail.
  test('nothing is said of second factors while there are none', () => {
    for (const mailVerified of ['false', 'true']) {
      const pool = theOnly(synthesized({ mailVerified }).hub, 'AWS::Cognito::UserPool').Properties
      expect(pool.MfaConfiguration).toBe('OFF')
      for (const name of [
        'EnabledMfas',
        'EmailAuthenticationMessage',
        'EmailAuthenticationSubject',
      ])
        expect(pool[name]).toBeUndefined()
    }
  })

  // People share office PCs; Cognito would take the next one for the one before for an hour.
  test('whoever signs in is asked who they are, whoever did so before them', () => {
    const promptOf = (template: typeof hub) =>
      Object.values(resourcesOf(template, 'AWS::Lambda::Function'))
        .map(({ Properties }) => Properties.Environment.Variables)
        .find(({ SERVICE }) => SERVICE === 'api')?.OIDC_PROMPT
    expect(promptOf(hub)).toBe('login')
    expect(promptOf(synthesized(OTHER_PROVIDER).hub)).toBeUndefined()
    expect(promptOf(synthesized({ ...OTHER_PROVIDER, oidcPrompt: 'login' }).hub)).toBe('login')
  })

  test('nothing has a name that two stages would fight for, but the domain of mails and the sign-in page’s address', () => {
    const named = Object.values(hub.toJSON().Resources as Record<string, Resource>).flatMap(
      ({ Properties = {} }) =>
        ['TableName', 'BucketName', 'FunctionName', 'RoleName', 'QueueName', 'TopicName']
          .concat('ConfigurationSetName', 'UserPoolName', 'EmailIdentity', 'AlarmName')
          .filter((name) => typeof Properties[name] === 'string')
          .map((name) => Properties[name]),
    )
    // Each stage has a domain of mails of its own (README).
    expect(named).toEqual(['hub.example.jp'])
    const { Domain } = theOnly(hub, 'AWS::Cognito::UserPoolDomain').Properties
    expect(JSON.stringify(Domain)).toContain('-prod-')
  })
})

describe('watching', () => {
  /** Where every alarm is told. */
  const alarmTopic = (): string => {
    const topics = all('AWS::CloudWatch::Alarm').map(({ Properties }) => Properties.AlarmActions[0])
    const [first, ...others] = new Set(topics.map(({ Ref }) => Ref))
    expect(others).toEqual([])
    return first
  }

  test('every alarm reaches the one address, and says what to do', () => {
    hub.hasResourceProperties('AWS::SNS::Subscription', {
      Protocol: 'email',
      Endpoint: 'alarms@example.jp',
    })
    const alarms = all('AWS::CloudWatch::Alarm')
    expect(alarms.length).toBeGreaterThanOrEqual(6)
    for (const { Properties } of alarms) {
      expect(Properties.AlarmActions).toHaveLength(1)
      expect(Properties.AlarmDescription.length).toBeGreaterThan(30)
    }
  })

  test('an address that bounced once is mailed again when HR has put it right: SES keeps no list of its own of them', () => {
    const { SuppressionOptions } = theOnly(hub, 'AWS::SES::ConfigurationSet').Properties
    expect(SuppressionOptions).toEqual({ SuppressedReasons: ['COMPLAINT'] })
  })

  // A topic's own policy takes the place of SNS's, by which whoever is in the account may publish.
  test.each([
    ['alarms', 'cloudwatch.amazonaws.com', () => alarmTopic()],
    [
      'word of mails that came back',
      'ses.amazonaws.com',
      () =>
        theOnly(hub, 'AWS::SES::ConfigurationSetEventDestination').Properties.EventDestination
          .SnsDestination.TopicARN.Ref,
    ],
  ])('whoever tells %s may, and nobody of another account', (_, Service, topicOf) => {
    const statements = all('AWS::SNS::TopicPolicy')
      .filter(({ Properties }) => Properties.Topics[0].Ref === topicOf())
      .flatMap(({ Properties }) => Properties.PolicyDocument.Statement)
      .filter(({ Effect }) => Effect === 'Allow')
    expect(statements).toHaveLength(1)
    const [{ Action, Principal, Condition }] = statements
    expect({ Action, Principal }).toEqual({ Action: 'sns:Publish', Principal: { Service } })
    const conditions = Object.fromEntries(
      Object.entries(Condition.StringEquals).map(([key, value]) => [key.toLowerCase(), value]),
    )
    expect(conditions['aws:sourceaccount']).toEqual({ Ref: 'AWS::AccountId' })
  })

  test('who watches is told before the API takes no more', () => {
    const { DefaultRouteSettings } = theOnly(hub, 'AWS::ApiGatewayV2::Stage').Properties
    const { ThrottlingRateLimit: perSecond, ThrottlingBurstLimit: burst } = DefaultRouteSettings
    // A cohort of each of 500 municipalities that opens a page within 20 seconds.
    expect(perSecond).toBeGreaterThanOrEqual((500 * 3 * 6) / 20)
    expect(burst).toBeGreaterThanOrEqual(perSecond)
    const [alarm] = all('AWS::CloudWatch::Alarm')
      .map(({ Properties }) => Properties)
      .filter(
        ({ Namespace, MetricName }) => Namespace === 'AWS/ApiGateway' && MetricName === 'Count',
      )
    expect(alarm).toMatchObject({ Statistic: 'Sum', Period: 60 })
    expect(alarm?.Threshold).toBeLessThan(perSecond * 60)
  })

  test('a month that grows too dear is told before it is over', () => {
    const { NotificationsWithSubscribers } = theOnly(hub, 'AWS::Budgets::Budget').Properties
    expect(NotificationsWithSubscribers).toHaveLength(2)
  })
})

describe('settings', () => {
  test('another OpenID provider takes the place of the user pool', () => {
    const { hub: other } = synthesized({
      ...OTHER_PROVIDER,
      oidcAcr: 'mfa',
      oidcMaxAge: '3600',
    })
    other.resourceCountIs('AWS::Cognito::UserPool', 0)
    other.hasResourceProperties('AWS::Lambda::Function', {
      Environment: {
        Variables: Match.objectLike({
          OIDC_ISSUER: 'https://login.example.jp',
          OIDC_ACR: 'mfa',
          OIDC_MAX_AGE: '3600',
        }),
      },
    })
  })

  test('a domain and a firewall come only when they are asked for', () => {
    expect(synthesized().edge).toBeUndefined()
    const { edge: full, hub: other } = synthesized({
      domain: 'hub.example.jp',
      certificateArn: 'arn:aws:acm:us-east-1:123456789012:certificate/1',
      waf: 'true',
      webAclArn: 'arn:aws:wafv2:us-east-1:123456789012:global/webacl/a/1',
    })
    full?.resourceCountIs('AWS::CertificateManager::Certificate', 1)
    full?.hasResourceProperties('AWS::WAFv2::WebACL', {
      VisibilityConfig: Match.objectLike({ MetricName: 'hub' }),
    })
    other.hasResourceProperties('AWS::CloudFront::Distribution', {
      DistributionConfig: Match.objectLike({
        Aliases: ['hub.example.jp'],
        WebACLId: Match.stringLikeRegexp('webacl'),
      }),
    })
  })

  test.each([
    [{ stage: 'test' }, /stage=test: must be one of dev, stg, prod/],
    [{ alarmMail: '' }, /alarmMail=… is needed/],
    [{ budget: '-1' }, /budget/],
    [{ oidcIssuer: 'https://login.example.jp' }, /oidcClientId/],
  ])('what can’t be meant is refused with what to give: %o', (context, said) => {
    expect(() => synthesized(context)).toThrow(said)
  })
})

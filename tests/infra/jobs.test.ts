import { describe, expect, test } from 'vitest'
import { type Resource, resourcesOf, synthesized, theOnly } from './synthesized.ts'

// What the stack promises of the work beside requests: when it is begun, what it leaves, who is told when it fails.

const { hub } = synthesized({ stage: 'prod' })
const all = (type: string) => Object.values(resourcesOf(hub, type))
/** What a function is called in its log. */
const serviceOf = (id: string) =>
  resourcesOf(hub, 'AWS::Lambda::Function')[id]?.Properties.Environment.Variables.SERVICE
function theOnlyWhere(type: string, protocol: string): Resource {
  const [found, ...others] = all(type).filter(({ Properties }) => Properties.Protocol === protocol)
  if (!found || others.length > 0) throw new Error(`${type} ${protocol}: none, or several`)
  return found
}

/** A new stage has had no day yet: until there was time for one, silence is no trouble. */
const WAITING = {
  WarmUpPeriodDurationInMinutes: 26 * 60,
  OnlyStartEvaluatingAfterWarmUpPeriodEnds: true,
}

describe('jobs', () => {
  test('the daily one is begun at six in Tokyo and told for which day, the outbox is looked at every five minutes', () => {
    const schedules = all('AWS::Scheduler::Schedule').map(({ Properties }) => Properties)
    expect(schedules).toContainEqual(
      expect.objectContaining({
        ScheduleExpression: 'cron(0 6 * * ? *)',
        ScheduleExpressionTimezone: 'Asia/Tokyo',
        Target: expect.objectContaining({
          Input: '{"scheduledTime":"<aws.scheduler.scheduled-time>"}',
        }),
      }),
    )
    expect(schedules).toContainEqual(
      expect.objectContaining({ ScheduleExpression: 'rate(5 minutes)' }),
    )
  })

  test('what can’t be done goes to one queue, which raises an alarm, and holds up nothing behind it', () => {
    const queues = resourcesOf(hub, 'AWS::SQS::Queue')
    const [queue = ''] = Object.keys(queues)
    expect(Object.keys(queues)).toHaveLength(1)
    const toQueue = { 'Fn::GetAtt': [queue, 'Arn'] }
    for (const { Properties } of all('AWS::Scheduler::Schedule'))
      expect(Properties.Target.DeadLetterConfig.Arn).toEqual(toQueue)
    for (const { Properties } of all('AWS::Lambda::EventInvokeConfig'))
      expect(Properties.DestinationConfig.OnFailure.Destination).toEqual(toQueue)
    const mappings = all('AWS::Lambda::EventSourceMapping')
    expect(mappings).toHaveLength(2)
    for (const { Properties } of mappings)
      expect(Properties).toMatchObject({
        BisectBatchOnFunctionError: true,
        FunctionResponseTypes: ['ReportBatchItemFailures'],
        MaximumRetryAttempts: 3,
        DestinationConfig: { OnFailure: { Destination: toQueue } },
      })
    hub.hasResourceProperties('AWS::CloudWatch::Alarm', {
      MetricName: 'ApproximateNumberOfMessagesVisible',
      Threshold: 1,
    })
  })

  test('a new mail, letter or export wakes the outbox’s reader and a new erasure the one that erases; erasures and exports are also looked for every hour', () => {
    const woken = all('AWS::Lambda::EventSourceMapping').map(({ Properties }) => [
      serviceOf(Properties.FunctionName.Ref),
      ...Properties.FilterCriteria.Filters.map(({ Pattern }: { Pattern: string }) => Pattern),
    ])
    const newIn = (...S: (string | object)[]) =>
      JSON.stringify({ eventName: ['INSERT'], dynamodb: { Keys: { pk: { S } } } })
    expect(woken).toEqual([
      ['stream', newIn('OUTBOX', 'DELIVERY', { prefix: 'EXPORT#' })],
      ['erasure', newIn('ERASURES')],
    ])
    const hourly = all('AWS::Scheduler::Schedule').filter(
      ({ Properties }) => Properties.ScheduleExpression === 'rate(1 hour)',
    )
    expect(
      hourly.map(({ Properties }) => serviceOf(Properties.Target.Arn['Fn::GetAtt'][0])),
    ).toEqual(['erasure', 'exporting'])
    const reader = all('AWS::Lambda::Function').find(
      ({ Properties }) => Properties.Environment.Variables.SERVICE === 'stream',
    )
    const handedTo = reader?.Properties.Environment.Variables.EXPORTING_FUNCTION.Ref
    expect(serviceOf(handedTo)).toBe('exporting')
  })

  test('word of mails that came back reaches the function that takes it, over SES’s own topic', () => {
    const { Properties: subscription } = theOnlyWhere('AWS::SNS::Subscription', 'lambda')
    expect(serviceOf(subscription.Endpoint['Fn::GetAtt'][0])).toBe('feedback')
    const { EventDestination } = theOnly(
      hub,
      'AWS::SES::ConfigurationSetEventDestination',
    ).Properties
    expect(EventDestination.SnsDestination.TopicARN).toEqual(subscription.TopicArn)
    expect(EventDestination.MatchingEventTypes).toEqual(
      expect.arrayContaining(['bounce', 'complaint', 'reject']),
    )
    hub.hasResourceProperties('AWS::Lambda::Permission', {
      FunctionName: subscription.Endpoint,
      Principal: 'sns.amazonaws.com',
      SourceArn: subscription.TopicArn,
    })
  })

  test('a day without the daily job is told, and none that began a little later than the one before', () => {
    hub.hasResourceProperties('AWS::CloudWatch::Alarm', {
      MetricName: 'Invocations',
      ComparisonOperator: 'LessThanThreshold',
      Period: 3_600,
      EvaluationPeriods: 26,
      TreatMissingData: 'breaching',
      WarmUpConfiguration: WAITING,
    })
  })
})

describe('anchors', () => {
  const alarmOf = (MetricName: string) => {
    const found = all('AWS::CloudWatch::Alarm').filter(
      ({ Properties }) => Properties.MetricName === MetricName,
    )
    expect(found).toHaveLength(1)
    return found[0]?.Properties
  }

  test('none put in place for 26 hours is told, and silence counts as none', () => {
    expect(alarmOf('AnchorWritten')).toMatchObject({
      Namespace: { Ref: 'AWS::StackName' },
      Dimensions: [{ Name: 'service', Value: 'daily' }],
      ComparisonOperator: 'LessThanThreshold',
      Threshold: 1,
      Period: 3_600,
      EvaluationPeriods: 26,
      TreatMissingData: 'breaching',
      WarmUpConfiguration: WAITING,
    })
  })

  test('a broken history wakes the operator as well as HR', () => {
    expect(alarmOf('HistoriesBroken')).toMatchObject({
      ComparisonOperator: 'GreaterThanOrEqualToThreshold',
      Threshold: 1,
      EvaluationPeriods: 1,
      TreatMissingData: 'notBreaching',
    })
  })

  test('the daily function is told under which name its metrics are looked for', () => {
    const daily = all('AWS::Lambda::Function')
      .map(({ Properties }) => Properties.Environment.Variables)
      .find(({ SERVICE }) => SERVICE === 'daily')
    expect(daily?.POWERTOOLS_METRICS_NAMESPACE).toEqual({ Ref: 'AWS::StackName' })
  })
})

describe('long exports', () => {
  const bucketOf = (template: typeof hub) => {
    const [found, ...others] = Object.entries(resourcesOf(template, 'AWS::S3::Bucket')).filter(
      ([, { Properties }]) => Properties.LifecycleConfiguration,
    )
    if (!found || others.length > 0) throw new Error('none, or several')
    return found
  }

  test('are gone after eight days, what was begun and not ended after one, and none is kept in a version', () => {
    const [, { Properties }] = bucketOf(hub)
    expect(Properties.LifecycleConfiguration.Rules).toEqual([
      {
        ExpirationInDays: 8,
        AbortIncompleteMultipartUpload: { DaysAfterInitiation: 1 },
        Status: 'Enabled',
      },
    ])
    expect(Properties.VersioningConfiguration).toBeUndefined()
  })

  test.each([
    ['aws-owned', 'AES256'],
    ['customer', 'aws:kms'],
  ])('are encrypted as the table is: %s', (encryption, algorithm) => {
    const { hub: other } = synthesized({ encryption })
    const [, { Properties }] = bucketOf(other)
    const [rule] = Properties.BucketEncryption.ServerSideEncryptionConfiguration
    expect(rule.ServerSideEncryptionByDefault.SSEAlgorithm).toBe(algorithm)
    if (algorithm !== 'aws:kms') return
    const [key = ''] = Object.keys(resourcesOf(other, 'AWS::KMS::Key'))
    expect(rule.ServerSideEncryptionByDefault.KMSMasterKeyID).toEqual({
      'Fn::GetAtt': [key, 'Arn'],
    })
  })

  test('leave by no address that was signed more than ten minutes ago', () => {
    const [bucket] = bucketOf(hub)
    const policy = all('AWS::S3::BucketPolicy').find(
      ({ Properties }) => Properties.Bucket.Ref === bucket,
    )
    expect(policy?.Properties.PolicyDocument.Statement).toContainEqual(
      expect.objectContaining({
        Effect: 'Deny',
        Principal: { AWS: '*' },
        Action: 's3:GetObject',
        Condition: { NumericGreaterThan: { 's3:signatureAge': 600_000 } },
      }),
    )
  })
})

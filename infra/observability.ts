import { Aws, Duration } from 'aws-cdk-lib'
import { CfnBudget } from 'aws-cdk-lib/aws-budgets'
import {
  Alarm,
  type CfnAlarm,
  ComparisonOperator,
  Dashboard,
  GraphWidget,
  type IMetric,
  Metric,
  TreatMissingData,
} from 'aws-cdk-lib/aws-cloudwatch'
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions'
import { PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam'
import { Topic } from 'aws-cdk-lib/aws-sns'
import { EmailSubscription } from 'aws-cdk-lib/aws-sns-subscriptions'
import { Construct } from 'constructs'
import { type Api, PER_SECOND } from './api.ts'
import type { Identity } from './identity.ts'
import type { Jobs } from './jobs.ts'
import type { Settings } from './settings.ts'
import type { Table } from './table.ts'

type Watched = {
  metric: IMetric
  /** What to do, which is all that somebody woken by it wants to know. */
  description: string
  threshold: number
  periods?: number
  /** Where silence itself is the trouble: of an hourly metric, for longer than a day. */
  silence?: boolean
}

/** Hours: two more than a day, as a job may be late. */
const SILENT = 26

/** Alarms that mean something, to one address, and one dashboard. */
export class Observability extends Construct {
  readonly topic: Topic

  constructor(
    scope: Construct,
    id: string,
    {
      settings,
      api,
      identity,
      jobs,
      table,
    }: { settings: Settings; api: Api; identity: Identity; jobs: Jobs; table: Table },
  ) {
    super(scope, id)
    this.topic = this.#topicOfAlarms()
    this.topic.addSubscription(new EmailSubscription(settings.alarmMail))

    const five = { period: Duration.minutes(5) }
    const { handler, httpApi } = api
    const errors = handler.metricErrors({ ...five, statistic: 'Sum' })
    const throttles = handler.metricThrottles({ ...five, statistic: 'Sum' })
    const faults = httpApi.metricServerError({ ...five, statistic: 'Sum' })
    const p99 = httpApi.metricLatency({ ...five, statistic: 'p99' })
    const bounces = new Metric({
      namespace: 'AWS/SES',
      metricName: 'Reputation.BounceRate',
      statistic: 'Maximum',
      period: Duration.hours(1),
    })
    const complaints = new Metric({
      namespace: 'AWS/SES',
      metricName: 'Reputation.ComplaintRate',
      statistic: 'Maximum',
      period: Duration.hours(1),
    })
    const tableThrottles = table.table.metricThrottledRequestsForOperations({ ...five })

    this.alarm('Errors', {
      metric: errors,
      threshold: 1,
      description:
        'The API’s function failed as such. Look at its log for “fault”; roll back if it began with a deployment.',
    })
    this.alarm('Faults', {
      metric: faults,
      threshold: 5,
      description: 'Users are answered 5xx. The log names the request ids; is DynamoDB well?',
    })
    if (identity.words)
      this.alarm('NoCodes', {
        metric: identity.words.metricErrors({ ...five, statistic: 'Sum' }),
        threshold: 1,
        description:
          'Cognito could not have a mail worded, so somebody who signs in got no code. Look at the log of Identity/Words; roll back if it began with a deployment.',
      })
    this.alarm('Throttles', {
      metric: throttles,
      threshold: 1,
      description:
        'More requests at once than the account may run. Ask for more concurrency (npm run doctor says how).',
    })
    this.alarm('Crowded', {
      metric: httpApi.metricCount({ period: Duration.minutes(1), statistic: 'Sum' }),
      threshold: PER_SECOND * 60 * 0.8,
      description:
        'More is asked than four fifths of what the API takes (infra/api.ts); beyond it users are told to come back. A flood? Turn the firewall on (`waf`). People? Raise the limit.',
    })
    this.alarm('Slow', {
      metric: p99,
      threshold: 3_000,
      periods: 3,
      description: 'One request in a hundred takes over 3 s, for a quarter of an hour.',
    })
    this.alarm('DeadLetters', {
      metric: jobs.metricDeadLetters(),
      threshold: 1,
      description:
        'A job was given up after its tries. Its log says why; the work itself waits in the table and is done by the next run. An export that was given up is asked for anew by whoever wants it.',
    })
    this.alarm('DailyMissed', {
      metric: jobs.daily.metricInvocations({ period: Duration.hours(1), statistic: 'Sum' }),
      threshold: 1,
      silence: true,
      description:
        'The daily job (reminders, anchor, retention) was not run for 26 hours. Is its schedule enabled? `aws lambda invoke` makes the day up.',
    })
    this.alarm('DailyFailed', {
      metric: jobs.daily.metricErrors({ period: Duration.hours(1), statistic: 'Sum' }),
      threshold: 1,
      description:
        'A step of the daily job has failed; its log names the step. The next run makes it up.',
    })
    this.alarm('AnchorMissed', {
      metric: jobs.metricOfAnchors('AnchorWritten'),
      threshold: 1,
      silence: true,
      description:
        'For 26 hours no anchor of the histories was put in place: until then nobody can prove that nothing was rewritten. The log of Jobs/Daily names the step “anchors” and why; is the anchor bucket reachable? `aws lambda invoke` of it makes the day up.',
    })
    this.alarm('HistoryBroken', {
      metric: jobs.metricOfAnchors('HistoriesBroken'),
      threshold: 1,
      description:
        'A history does not fit its hashes, its anchors or its states; HR was mailed where. Change nothing; compare with a restored table (infra/runbooks/restore.md) and find out who wrote to the table.',
    })
    this.alarm('Bounces', {
      metric: bounces,
      threshold: 0.04,
      description:
        'Over 4% of mails bounce; SES stops an account at 10%. HR’s roster shows which addresses.',
    })
    this.alarm('Complaints', {
      metric: complaints,
      threshold: 0.0008,
      description: 'Mails are marked as spam; SES reviews an account at 0.1%.',
    })

    new Dashboard(this, 'Dashboard', {
      widgets: [
        [
          new GraphWidget({
            title: 'Requests',
            left: [httpApi.metricCount(five)],
            right: [faults, errors],
          }),
          new GraphWidget({
            title: 'Latency',
            left: ['p50', 'p99'].map((statistic) => httpApi.metricLatency({ ...five, statistic })),
          }),
        ],
        [
          new GraphWidget({
            title: 'Table',
            left: [
              table.table.metricConsumedReadCapacityUnits({ ...five, statistic: 'Sum' }),
              table.table.metricConsumedWriteCapacityUnits({ ...five, statistic: 'Sum' }),
            ],
            right: [tableThrottles],
          }),
          new GraphWidget({ title: 'Mail', left: [bounces, complaints] }),
          new GraphWidget({
            title: 'Histories',
            left: (['AnchorWritten', 'HistoriesBroken'] as const).map((name) =>
              jobs.metricOfAnchors(name),
            ),
          }),
        ],
      ],
    })
    this.#budget(settings)
  }

  /** One more alarm to the same address; what is watched elsewhere calls it, too. */
  alarm(id: string, watched: Watched): void {
    const { metric, description, threshold, silence, periods = silence ? SILENT : 1 } = watched
    const alarm = new Alarm(this, id, {
      metric,
      alarmDescription: description,
      threshold,
      evaluationPeriods: periods,
      comparisonOperator: silence
        ? ComparisonOperator.LESS_THAN_THRESHOLD
        : ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD,
      treatMissingData: silence ? TreatMissingData.BREACHING : TreatMissingData.NOT_BREACHING,
    })
    alarm.addAlarmAction(new SnsAction(this.topic))
    if (!silence) return
    // Else a new stage would be told of its silence at once, before its first morning.
    const made = alarm.node.defaultChild as CfnAlarm
    made.warmUpConfiguration = {
      warmUpPeriodDurationInMinutes: SILENT * 60,
      onlyStartEvaluatingAfterWarmUpPeriodEnds: true,
    }
  }

  /** A topic with a policy of its own is closed to CloudWatch until it is named there; budgets are mailed without it. */
  #topicOfAlarms(): Topic {
    const topic = new Topic(this, 'Alarms', { enforceSSL: true })
    topic.addToResourcePolicy(
      new PolicyStatement({
        principals: [new ServicePrincipal('cloudwatch.amazonaws.com')],
        actions: ['sns:Publish'],
        resources: [topic.topicArn],
        conditions: { StringEquals: { 'aws:SourceAccount': Aws.ACCOUNT_ID } },
      }),
    )
    return topic
  }

  #budget({ alarmMail, budget }: Settings): void {
    const subscribers = [{ subscriptionType: 'EMAIL', address: alarmMail }]
    const above = (notificationType: string, threshold: number) => ({
      notification: { notificationType, comparisonOperator: 'GREATER_THAN', threshold },
      subscribers,
    })
    new CfnBudget(this, 'Budget', {
      budget: {
        budgetType: 'COST',
        timeUnit: 'MONTHLY',
        budgetLimit: { amount: budget, unit: 'USD' },
      },
      notificationsWithSubscribers: [above('ACTUAL', 80), above('FORECASTED', 100)],
    })
  }
}

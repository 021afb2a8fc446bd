import { Aws, Duration, TimeZone } from 'aws-cdk-lib'
import { Metric } from 'aws-cdk-lib/aws-cloudwatch'
import { PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam'
import { FilterCriteria, FilterRule, StartingPosition } from 'aws-cdk-lib/aws-lambda'
import { SqsDestination } from 'aws-cdk-lib/aws-lambda-destinations'
import { DynamoEventSource, SqsDlq } from 'aws-cdk-lib/aws-lambda-event-sources'
import {
  ContextAttribute,
  Schedule,
  ScheduleExpression,
  ScheduleTargetInput,
} from 'aws-cdk-lib/aws-scheduler'
import { LambdaInvoke } from 'aws-cdk-lib/aws-scheduler-targets'
import { Queue, QueueEncryption } from 'aws-cdk-lib/aws-sqs'
import { Construct } from 'constructs'
import { HubFunction } from './hub-function.ts'
import { acknowledge, opensBelow } from './nag.ts'
import type { Settings } from './settings.ts'
import type { Table } from './table.ts'

/**
 * Work that nobody waits for: the daily job at six in the morning; the outbox, woken by the table's stream and,
 * for mails that were put off, every five minutes; erasures, woken by the stream and every hour. What fails again
 * and again lies in one queue.
 */
export class Jobs extends Construct {
  readonly daily: HubFunction
  readonly outbox: HubFunction
  readonly stream: HubFunction
  /** Takes word of mails that came back. */
  readonly feedback: HubFunction
  /** Takes the texts and accounts of erased persons away; the only function that may. */
  readonly erasure: HubFunction
  /** Makes long exports; writes nothing but how far it is. */
  readonly exporting: HubFunction
  /** Brings the table up to date and makes the link with which the program's office begins; whoever deploys calls it. */
  readonly setUp: HubFunction
  /** What was given up; nothing in it is needed to go on, as the jobs find their work in the table. */
  readonly deadLetters: Queue

  readonly #isAwake: boolean

  constructor(
    scope: Construct,
    id: string,
    { code, table, settings }: { code: string; table: Table; settings: Settings },
  ) {
    super(scope, id)
    this.#isAwake = !settings.paused
    this.deadLetters = new Queue(this, 'DeadLetters', {
      enforceSSL: true,
      encryption: QueueEncryption.SQS_MANAGED,
      retentionPeriod: Duration.days(14),
    })
    acknowledge(this.deadLetters, {
      'AwsSolutions-SQS3': 'This is the dead-letter queue itself.',
    })
    // Scheduler and Lambda may begin it twice, and both runs bear that: of the ten functions that a new account may run at
    // once none can be reserved.
    this.daily = this.#function('Daily', { code, handler: 'daily', minutes: 15 })
    this.outbox = this.#function('Outbox', { code, handler: 'outbox', minutes: 5 })
    this.stream = this.#function('Stream', { code, handler: 'stream', minutes: 5 })
    this.erasure = this.#function('Erasure', { code, handler: 'erasure', minutes: 15 })
    // Its rows are computed one after the other: a full processor, and room for the largest register.
    this.exporting = this.#function('Exporting', {
      ...{ code, handler: 'exporting', minutes: 15 },
      memory: 1_769,
    })
    this.feedback = this.#function('Feedback', { code, handler: 'feedback', minutes: 1 })
    // Two stages in one account have metrics of their own.
    this.daily.addEnvironment('POWERTOOLS_METRICS_NAMESPACE', Aws.STACK_NAME)
    this.setUp = this.#function('SetUp', { code, handler: 'setUp', minutes: 15 })

    this.#schedule(
      'AtSix',
      this.daily,
      ScheduleExpression.cron({
        hour: '6',
        minute: '0',
        timeZone: TimeZone.ASIA_TOKYO,
      }),
    )
    this.#schedule('NowAndThen', this.outbox, ScheduleExpression.rate(Duration.minutes(5)))
    this.#schedule('EveryHour', this.erasure, ScheduleExpression.rate(Duration.hours(1)))
    this.#schedule('Exports', this.exporting, ScheduleExpression.rate(Duration.hours(1)))
    // A shard of the stream bears two readers; these are the two.
    this.#wake(this.stream, table, 'OUTBOX', 'DELIVERY', { prefix: 'EXPORT#' })
    this.#wake(this.erasure, table, 'ERASURES')
    this.#handOn(this.stream, this.exporting)
    // The set-up is called by whoever deploys alone, right after the others wake: it must not be throttled then.
    if (settings.paused) for (const job of this.all) if (job !== this.setUp) job.rest()
  }

  get all(): HubFunction[] {
    return [...this.mailing, this.feedback, this.erasure, this.exporting, this.setUp]
  }

  /** Those that send mails, for which they make links. */
  get mailing(): HubFunction[] {
    return [this.daily, this.outbox, this.stream]
  }

  /** Wakes a function when something new is put into one of the partitions; what it changes there itself doesn't. */
  #wake(
    handler: HubFunction,
    { table }: Table,
    ...partitions: (string | { prefix: string })[]
  ): void {
    handler.addEventSource(
      new DynamoEventSource(table, {
        startingPosition: StartingPosition.LATEST,
        enabled: this.#isAwake,
        batchSize: 100,
        filters: [
          FilterCriteria.filter({
            eventName: FilterRule.isEqual('INSERT'),
            dynamodb: { Keys: { pk: { S: partitions } } },
          }),
        ],
        retryAttempts: 3,
        bisectBatchOnError: true,
        reportBatchItemFailures: true,
        maxRecordAge: Duration.hours(1),
        onFailure: new SqsDlq(this.deadLetters),
      }),
    )
  }

  /** Lets the reader of the stream have an export made beside it: mails don't wait for one that takes minutes. */
  #handOn(reader: HubFunction, exporting: HubFunction): void {
    reader.addEnvironment('EXPORTING_FUNCTION', exporting.functionName)
    reader.addToRolePolicy(
      new PolicyStatement({
        actions: ['lambda:InvokeFunction'],
        resources: [exporting.functionArn],
      }),
    )
  }

  /** What the daily job tells of the anchors (`functions/cloud/metrics.ts`). */
  metricOfAnchors(metricName: 'AnchorWritten' | 'HistoriesBroken'): Metric {
    return new Metric({
      namespace: Aws.STACK_NAME,
      metricName,
      dimensionsMap: { service: 'daily' },
      statistic: 'Sum',
      period: Duration.hours(1),
    })
  }

  /** How many things were given up. */
  metricDeadLetters(): Metric {
    return this.deadLetters.metricApproximateNumberOfMessagesVisible({
      period: Duration.minutes(5),
      statistic: 'Maximum',
    })
  }

  #function(
    id: string,
    {
      code,
      handler,
      minutes,
      memory = 512,
    }: { code: string; handler: string; minutes: number; memory?: number },
  ): HubFunction {
    const made = new HubFunction(this, id, {
      code,
      handler,
      service: handler,
      memory,
      timeout: Duration.minutes(minutes),
    })
    made.configureAsyncInvoke({
      retryAttempts: 2,
      maxEventAge: Duration.hours(3),
      onFailure: new SqsDestination(this.deadLetters),
    })
    return made
  }

  #schedule(id: string, handler: HubFunction, schedule: ScheduleExpression): void {
    const role = new Role(this, `${id}Role`, {
      assumedBy: new ServicePrincipal('scheduler.amazonaws.com', {
        conditions: { StringEquals: { 'aws:SourceAccount': Aws.ACCOUNT_ID } },
      }),
    })
    acknowledge(role, {
      [opensBelow(handler, ':*')]:
        'Any version of this one function, which the construct adds by itself.',
    })
    new Schedule(this, id, {
      schedule,
      enabled: this.#isAwake,
      target: new LambdaInvoke(handler, {
        role,
        deadLetterQueue: this.deadLetters,
        retryAttempts: 3,
        maxEventAge: Duration.hours(3),
        input: ScheduleTargetInput.fromObject({ scheduledTime: ContextAttribute.scheduledTime }),
      }),
    })
  }
}

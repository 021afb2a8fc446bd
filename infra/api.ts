import { Duration } from 'aws-cdk-lib'
import { type CfnStage, HttpApi, HttpNoneAuthorizer } from 'aws-cdk-lib/aws-apigatewayv2'
import { HttpLambdaIntegration } from 'aws-cdk-lib/aws-apigatewayv2-integrations'
import { LogGroup, RetentionDays } from 'aws-cdk-lib/aws-logs'
import { Construct } from 'constructs'
import { HubFunction } from './hub-function.ts'
import { acknowledge } from './nag.ts'

/**
 * What all municipalities together may ask: 1,500 people (a cohort of each of 500) who open a page within 20 seconds, six
 * requests each, ask 450 times a second. A flood at this rate costs some $120 a day (README).
 */
export const PER_SECOND = 500
const BURST = 1_000

/**
 * The API behind CloudFront. The HTTP API has an address of its own that everybody may call; the function
 * answers only requests that carry the origin's secret.
 */
export class Api extends Construct {
  readonly handler: HubFunction
  readonly httpApi: HttpApi

  constructor(scope: Construct, id: string, { code }: { code: string }) {
    super(scope, id)
    this.handler = new HubFunction(this, 'Handler', {
      code,
      service: 'api',
      memory: 1_769,
      timeout: Duration.seconds(28),
    })
    this.httpApi = new HttpApi(this, 'Http', {
      defaultIntegration: new HttpLambdaIntegration('Lambda', this.handler),
      defaultAuthorizer: new HttpNoneAuthorizer(),
    })
    this.#logsWithoutPaths()
    acknowledge(this.httpApi, {
      'AwsSolutions-APIG4':
        'The app authenticates by its own session cookie; sign-in and mail links must be reachable without one. Requests that do not come through CloudFront are refused by the origin secret.',
    })
  }

  /** Answers everybody that the hub is at rest, and asks nothing of the table. */
  rests(): void {
    this.handler.addEnvironment('PAUSED', 'true')
  }

  /** Mail links carry keys in their paths, so the access log knows the route alone, and no address. */
  #logsWithoutPaths(): void {
    const logs = new LogGroup(this, 'AccessLog', { retention: RetentionDays.ONE_MONTH })
    const stage = this.httpApi.defaultStage?.node.defaultChild as CfnStage
    stage.accessLogSettings = {
      destinationArn: logs.logGroupArn,
      format: JSON.stringify({
        requestId: '$context.requestId',
        at: '$context.requestTime',
        method: '$context.httpMethod',
        status: '$context.status',
        milliseconds: '$context.responseLatency',
        error: '$context.integrationErrorMessage',
      }),
    }
    stage.defaultRouteSettings = { throttlingRateLimit: PER_SECOND, throttlingBurstLimit: BURST }
  }
}

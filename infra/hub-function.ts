import { type Duration, RemovalPolicy } from 'aws-cdk-lib'
import { Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam'
import {
  Architecture,
  type CfnFunction,
  Code,
  Function as LambdaFunction,
  Runtime,
} from 'aws-cdk-lib/aws-lambda'
import { LogGroup, RetentionDays } from 'aws-cdk-lib/aws-logs'
import type { Construct } from 'constructs'

/** Any of the hub's functions: arm64, a bundle with everything inside, logs that end, a role of its own. */
export class HubFunction extends LambdaFunction {
  constructor(
    scope: Construct,
    id: string,
    {
      code,
      handler = 'handler',
      service,
      memory,
      timeout,
    }: {
      code: string
      /** Which of the bundle's functions it calls. */
      handler?: string
      /** What its log lines call it. */
      service: string
      /** MB; a full processor comes with 1,769. */
      memory: number
      timeout: Duration
    },
  ) {
    const logGroup = new LogGroup(scope, `${id}Log`, {
      retention: RetentionDays.THREE_MONTHS,
      removalPolicy: RemovalPolicy.DESTROY,
    })
    // Not the managed policy: it may create any log group, without an end.
    const role = new Role(scope, `${id}Role`, {
      assumedBy: new ServicePrincipal('lambda.amazonaws.com'),
    })
    logGroup.grantWrite(role)
    super(scope, id, {
      runtime: Runtime.NODEJS_24_X,
      architecture: Architecture.ARM_64,
      handler: `main.${handler}`,
      code: Code.fromAsset(code),
      memorySize: memory,
      timeout,
      logGroup,
      role,
      environment: { SERVICE: service },
    })
  }

  /** Is not begun at all; what would wake it by an event of its own waits for some hours. */
  rest(): void {
    const made = this.node.defaultChild as CfnFunction
    made.reservedConcurrentExecutions = 0
  }
}

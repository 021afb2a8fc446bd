import { RemovalPolicy } from 'aws-cdk-lib'
import { Secret } from 'aws-cdk-lib/aws-secretsmanager'
import { Construct } from 'constructs'
import type { HubFunction } from './hub-function.ts'
import { acknowledge } from './nag.ts'

/** The secrets that the stack makes itself. Functions read them when they start; nobody else has to. */
export class Keys extends Construct {
  /** From which all of the hub's keys are derived. */
  readonly hub: Secret
  /** By which the API knows CloudFront. */
  readonly origin: Secret

  constructor(scope: Construct, id: string) {
    super(scope, id)
    const made = { excludePunctuation: true, passwordLength: 64 }
    this.hub = new Secret(this, 'Hub', {
      description: 'All keys of the hub are derived from it',
      generateSecretString: made,
      removalPolicy: RemovalPolicy.RETAIN,
    })
    this.origin = new Secret(this, 'Origin', {
      description: 'Known to CloudFront and the API alone',
      generateSecretString: made,
    })
    for (const secret of [this.hub, this.origin])
      acknowledge(secret, {
        'AwsSolutions-SMG4':
          'Rotated by `npm run rotate` in two steps that leave no gap (runbook); a rotation on a timer would have to change CloudFront as well.',
      })
  }

  readBy(handler: HubFunction): void {
    this.hubReadBy(handler)
    handler.addEnvironment('ORIGIN_SECRET_ID', this.origin.secretArn)
    this.origin.grantRead(handler)
  }

  /** For functions that nobody reaches from outside. */
  hubReadBy(handler: HubFunction): void {
    handler.addEnvironment('HUB_SECRET_ID', this.hub.secretArn)
    this.hub.grantRead(handler)
  }
}

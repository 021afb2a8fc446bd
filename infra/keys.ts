import { RemovalPolicy } from 'aws-cdk-lib'
import { Secret } from 'aws-cdk-lib/aws-secretsmanager'
import { Construct } from 'constructs'
import type { HubFunction } from './hub-function.ts'
import { acknowledge } from './nag.ts'
import type { Settings } from './settings.ts'

/** The secrets that the stack makes itself. Functions read them when they start; nobody else has to. */
export class Keys extends Construct {
  /** From which all of the hub's keys are derived. */
  readonly hub: Secret
  /** By which the API knows CloudFront. */
  readonly origin: Secret

  readonly #settings: Settings

  constructor(scope: Construct, id: string, { settings }: { settings: Settings }) {
    super(scope, id)
    this.#settings = settings
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
          'Rotated by `npm run deploy -- --rotate-origin` in two steps that leave no gap (runbook); a rotation on a timer would have to change CloudFront as well.',
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
    // Nobody reads it: a function whose environment changes starts anew, and reads the new value.
    const { hubSecretVersion } = this.#settings
    if (hubSecretVersion) handler.addEnvironment('HUB_SECRET_VERSION', hubSecretVersion)
    this.hub.grantRead(handler)
  }
}

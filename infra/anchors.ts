import { Duration, RemovalPolicy } from 'aws-cdk-lib'
import { PolicyStatement } from 'aws-cdk-lib/aws-iam'
import {
  BlockPublicAccess,
  Bucket,
  BucketEncryption,
  ObjectLockRetention,
} from 'aws-cdk-lib/aws-s3'
import { Construct } from 'constructs'
import type { HubFunction } from './hub-function.ts'
import { acknowledge, opensBelow } from './nag.ts'
import type { Settings } from './settings.ts'

/** As long as public records of this kind are kept. */
const YEARS = 10

/**
 * Where the heads of all histories are written down each day, beyond the reach of whoever could rewrite the
 * table: nobody, the account's owner included, can replace or delete an anchor before its time.
 */
export class Anchors extends Construct {
  readonly bucket: Bucket
  readonly #formerKeys: string | undefined

  constructor(scope: Construct, id: string, { settings }: { settings: Settings }) {
    super(scope, id)
    const isDev = settings.stage === 'dev'
    this.#formerKeys = settings.anchorFormerKeys
    this.bucket = new Bucket(this, 'Bucket', {
      blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
      encryption: BucketEncryption.S3_MANAGED,
      enforceSSL: true,
      versioned: true,
      objectLockEnabled: true,
      objectLockDefaultRetention: isDev
        ? ObjectLockRetention.governance(Duration.days(1))
        : ObjectLockRetention.compliance(Duration.days(365 * YEARS)),
      removalPolicy: RemovalPolicy.RETAIN,
    })
    acknowledge(this.bucket, {
      'AwsSolutions-S1':
        'Hashes and counts, no personal data; what matters is that they can’t be changed, which Object Lock sees to.',
    })
  }

  /** Lets a function add anchors and read them; not replace, delete or unlock any. */
  writtenBy(handler: HubFunction): void {
    this.#openTo(handler, ['s3:PutObject', 's3:GetObject'])
  }

  /** Lets a function read anchors. */
  readBy(handler: HubFunction): void {
    this.#openTo(handler, ['s3:GetObject'])
  }

  #openTo(handler: HubFunction, actions: string[]): void {
    handler.addEnvironment('ANCHOR_BUCKET', this.bucket.bucketName)
    if (this.#formerKeys) handler.addEnvironment('ANCHOR_FORMER_KEYS', this.#formerKeys)
    handler.addToRolePolicy(
      new PolicyStatement({ actions, resources: [this.bucket.arnForObjects('anchors/*')] }),
    )
    handler.addToRolePolicy(
      new PolicyStatement({
        actions: ['s3:ListBucket'],
        resources: [this.bucket.bucketArn],
        conditions: { StringLike: { 's3:prefix': 'anchors/*' } },
      }),
    )
    acknowledge(handler.role ?? handler, {
      [opensBelow(this.bucket, '/anchors/*')]:
        'Anchors have a day and a municipality in their keys; only that prefix of that bucket is open.',
    })
  }
}

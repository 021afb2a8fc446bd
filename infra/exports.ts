import { Duration, RemovalPolicy } from 'aws-cdk-lib'
import { AnyPrincipal, Effect, PolicyStatement } from 'aws-cdk-lib/aws-iam'
import { BlockPublicAccess, Bucket, BucketEncryption } from 'aws-cdk-lib/aws-s3'
import { Construct } from 'constructs'
import type { HubFunction } from './hub-function.ts'
import { acknowledge, opensBelow } from './nag.ts'
import type { Settings } from './settings.ts'
import type { Table } from './table.ts'

/** A file can be fetched until the end of the seventh day after it was asked for: a moment less than eight days. */
const KEPT_DAYS = 8
/** The API's addresses hold for half of it; no other ones are taken either. */
const OLDEST_SIGNATURE = Duration.minutes(10)

/**
 * Where long exports lie until they are fetched, by nobody but whom the API has given a signed address. They hold what
 * the table holds, so the same key encrypts them.
 */
export class Exports extends Construct {
  readonly bucket: Bucket

  constructor(
    scope: Construct,
    id: string,
    { settings, table }: { settings: Settings; table: Table },
  ) {
    super(scope, id)
    const { encryptionKey } = table.table
    const isCustomers = settings.encryption === 'customer' && encryptionKey
    this.bucket = new Bucket(this, 'Bucket', {
      blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
      enforceSSL: true,
      ...(isCustomers
        ? { encryption: BucketEncryption.KMS, encryptionKey, bucketKeyEnabled: true }
        : { encryption: BucketEncryption.S3_MANAGED }),
      lifecycleRules: [
        {
          expiration: Duration.days(KEPT_DAYS),
          // What a run that was cut off has sent.
          abortIncompleteMultipartUploadAfter: Duration.days(1),
        },
      ],
      // It empties itself; a bucket that isn't empty yet would keep the stack from being deleted.
      removalPolicy: RemovalPolicy.RETAIN,
    })
    this.bucket.addToResourcePolicy(
      new PolicyStatement({
        effect: Effect.DENY,
        principals: [new AnyPrincipal()],
        actions: ['s3:GetObject'],
        resources: [this.bucket.arnForObjects('*')],
        conditions: {
          NumericGreaterThan: { 's3:signatureAge': OLDEST_SIGNATURE.toMilliseconds() },
        },
      }),
    )
    acknowledge(this.bucket, {
      'AwsSolutions-S1':
        'The hub’s own history tells who took which file and when; files are gone after eight days, and only addresses that hold for minutes open them.',
    })
  }

  /** Lets a function put files, part by part, and throw away what it has begun; read and delete none. */
  writtenBy(handler: HubFunction): void {
    this.#openTo(handler, ['s3:PutObject', 's3:AbortMultipartUpload'])
  }

  /** Lets a function sign addresses that give a file; put and list none. */
  handedOutBy(handler: HubFunction): void {
    this.#openTo(handler, ['s3:GetObject'])
  }

  #openTo(handler: HubFunction, actions: string[]): void {
    handler.addEnvironment('EXPORT_BUCKET', this.bucket.bucketName)
    handler.addToRolePolicy(
      new PolicyStatement({ actions, resources: [this.bucket.arnForObjects('*')] }),
    )
    acknowledge(handler.role ?? handler, {
      [opensBelow(this.bucket, '/*')]:
        'The bucket holds nothing but exports, each under its municipality and an id that is made when it is asked for.',
    })
  }
}

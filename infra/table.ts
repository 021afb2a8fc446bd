import { RemovalPolicy } from 'aws-cdk-lib'
import {
  AttributeType,
  Billing,
  type ITableV2,
  StreamViewType,
  TableEncryptionV2,
  TableV2,
} from 'aws-cdk-lib/aws-dynamodb'
import { Effect, PolicyStatement } from 'aws-cdk-lib/aws-iam'
import { Key } from 'aws-cdk-lib/aws-kms'
import { Construct } from 'constructs'
import type { HubFunction } from './hub-function.ts'
import type { RestoredTable, Settings } from './settings.ts'

/** Partitions that prove what happened: written once, read, and nothing else, whatever the code says. */
const HISTORY = ['EVENT#*']
/** Names and texts: only what erases them may delete them. */
const PERSONAL = ['TEXT#*']
/** Who signs in, and what they are known by: taken away with the person, by the same job. */
const ACCOUNTS = ['ACCOUNT#*', 'IDENTITY#*']

/** Lists of what waits, is due, is shared or agreed to now: what ends leaves them. */
const PASSING = ['OUTBOX', 'DELIVERY', 'DUE', 'SHARED', 'AGREED']

/** Long exports that were asked for, and how far each is. */
const EXPORTS = ['EXPORT#*']

const CHANGING = [
  'dynamodb:UpdateItem',
  'dynamodb:DeleteItem',
  'dynamodb:BatchWriteItem',
  'dynamodb:PartiQLUpdate',
  'dynamodb:PartiQLDelete',
  'dynamodb:PartiQLInsert',
]

/** What DynamoDB does with a customer's key on behalf of whoever reads and writes. */
const WITH_THE_KEY = [
  'kms:Decrypt',
  'kms:Encrypt',
  'kms:DescribeKey',
  'kms:GenerateDataKey',
  'kms:GenerateDataKeyWithoutPlaintext',
  'kms:ReEncryptFrom',
  'kms:ReEncryptTo',
]

/** The one table. Its keys stand in `functions/store/table.ts`. */
export class Table extends Construct {
  readonly table: ITableV2
  /** The customer's, where that was chosen. */
  readonly key: Key | undefined

  constructor(scope: Construct, id: string, { settings }: { settings: Settings }) {
    super(scope, id)
    if (settings.encryption === 'customer')
      this.key = new Key(this, 'Key', {
        enableKeyRotation: true,
        removalPolicy: RemovalPolicy.RETAIN,
      })
    this.table = settings.restored ? this.#restored(settings.restored) : this.#own(settings)
  }

  /**
   * One that a restore has filled. The one before drops out of the stack and is kept; what a table of the stack's own is
   * given here, `restored-table.ts` gives this one.
   */
  #restored({ name, streamArn }: RestoredTable): ITableV2 {
    return TableV2.fromTableAttributes(this, 'Hub', {
      tableName: name,
      tableStreamArn: streamArn,
      encryptionKey: this.key,
    })
  }

  #own({ encryption, stage }: Settings): TableV2 {
    return new TableV2(this, 'Hub', {
      partitionKey: { name: 'pk', type: AttributeType.STRING },
      sortKey: { name: 'sk', type: AttributeType.STRING },
      billing: Billing.onDemand(),
      pointInTimeRecoverySpecification: {
        pointInTimeRecoveryEnabled: true,
        recoveryPeriodInDays: 35,
      },
      timeToLiveAttribute: 'expiresAt',
      // Keys suffice to wake the jobs; no text ever stands in the stream.
      dynamoStream: StreamViewType.KEYS_ONLY,
      encryption: this.#encryption(encryption),
      deletionProtection: stage !== 'dev',
      removalPolicy: stage === 'dev' ? RemovalPolicy.DESTROY : RemovalPolicy.RETAIN,
    })
  }

  /** Lets a function read and write the register, and tells it the table's name. */
  readAndWrittenBy(handler: HubFunction): void {
    this.#open(handler, PASSING)
    this.#deny(handler, CHANGING, [...HISTORY, ...PERSONAL])
  }

  /**
   * Lets the job that erases persons take their texts and accounts away besides, and leave all history as it is.
   * What it leaves of texts it puts; it updates none.
   */
  erasedBy(handler: HubFunction): void {
    this.#open(handler, [...PASSING, ...PERSONAL, ...ACCOUNTS])
    this.#deny(handler, CHANGING, HISTORY)
    this.#deny(handler, ['dynamodb:UpdateItem'], PERSONAL)
  }

  /** Lets the job that makes long exports read everything, and tell how far it is with each; write nothing else. */
  exportedBy(handler: HubFunction): void {
    this.#read(handler)
    handler.addToRolePolicy(
      new PolicyStatement({
        actions: ['dynamodb:UpdateItem'],
        resources: [this.table.tableArn],
        conditions: { 'ForAllValues:StringLike': { 'dynamodb:LeadingKeys': EXPORTS } },
      }),
    )
    this.#deny(handler, CHANGING, [...HISTORY, ...PERSONAL])
  }

  /** @param leaving partitions whose items may be deleted */
  #open(handler: HubFunction, leaving: string[]): void {
    this.#read(handler)
    handler.addToRolePolicy(
      new PolicyStatement({
        actions: ['dynamodb:PutItem', 'dynamodb:UpdateItem', 'dynamodb:ConditionCheckItem'],
        resources: [this.table.tableArn],
      }),
    )
    handler.addToRolePolicy(
      new PolicyStatement({
        actions: ['dynamodb:DeleteItem'],
        resources: [this.table.tableArn],
        conditions: { 'ForAllValues:StringLike': { 'dynamodb:LeadingKeys': leaving } },
      }),
    )
  }

  #read(handler: HubFunction): void {
    handler.addEnvironment('TABLE', this.table.tableName)
    handler.addToRolePolicy(
      new PolicyStatement({
        actions: ['dynamodb:GetItem', 'dynamodb:BatchGetItem', 'dynamodb:Query'],
        resources: [this.table.tableArn],
      }),
    )
    this.table.encryptionKey?.grant(handler, ...WITH_THE_KEY)
  }

  #deny(handler: HubFunction, actions: string[], partitions: string[]): void {
    handler.addToRolePolicy(
      new PolicyStatement({
        effect: Effect.DENY,
        actions,
        resources: [this.table.tableArn],
        conditions: { 'ForAnyValue:StringLike': { 'dynamodb:LeadingKeys': partitions } },
      }),
    )
  }

  #encryption(choice: Settings['encryption']): TableEncryptionV2 {
    if (this.key) return TableEncryptionV2.customerManagedKey(this.key)
    return choice === 'aws-managed'
      ? TableEncryptionV2.awsManagedKey()
      : TableEncryptionV2.dynamoOwnedKey()
  }
}

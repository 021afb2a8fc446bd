import {
  CreateTableCommand,
  type DynamoDBClient,
  ResourceInUseException,
  waitUntilTableExists,
} from '@aws-sdk/client-dynamodb'
import { Database } from './database.ts'
import { META } from './table.ts'

/** The version of the items this program writes. Older ones are upcast when they are read. */
export const SCHEMA_VERSION = 1

/** The table holds data of a newer program: this one would misread it. */
export class NewerDataError extends Error {
  readonly found: number

  constructor(found: number) {
    super(`the table's schema version is ${found}, newer than ${SCHEMA_VERSION}`)
    this.name = 'NewerDataError'
    this.found = found
  }
}

/**
 * Creates the table where there is none (the embedded engine; in the cloud the stack does) and notes
 * the schema version in it.
 * @throws NewerDataError where the data is from a newer program
 */
export async function prepareTable({
  client,
  table,
}: {
  client: DynamoDBClient
  table: string
}): Promise<void> {
  try {
    await client.send(
      new CreateTableCommand({
        TableName: table,
        BillingMode: 'PAY_PER_REQUEST',
        AttributeDefinitions: [
          { AttributeName: 'pk', AttributeType: 'S' },
          { AttributeName: 'sk', AttributeType: 'S' },
        ],
        KeySchema: [
          { AttributeName: 'pk', KeyType: 'HASH' },
          { AttributeName: 'sk', KeyType: 'RANGE' },
        ],
      }),
    )
    await waitUntilTableExists({ client, maxWaitTime: 30, minDelay: 1 }, { TableName: table })
  } catch (error) {
    if (!(error instanceof ResourceInUseException)) throw error
  }
  const database = new Database({ client, table })
  const [meta] = await database.get([META])
  const found = Number(meta?.v ?? 0)
  if (found > SCHEMA_VERSION) throw new NewerDataError(found)
  if (found < SCHEMA_VERSION)
    await database.transact([{ Put: { TableName: table, Item: { ...META, v: SCHEMA_VERSION } } }])
}

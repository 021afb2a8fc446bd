import {
  CreateTableCommand,
  type DynamoDBClient,
  ResourceInUseException,
  waitUntilTableExists,
} from '@aws-sdk/client-dynamodb'
import { Database } from './database.ts'
import { migrate } from './migrations.ts'

/**
 * Creates the table where there is none (the embedded engine; in the cloud the stack does), and brings it to the
 * version that this program works on.
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
  await migrate(new Database({ client, table }))
}

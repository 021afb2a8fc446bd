import { InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda'

const client = new LambdaClient({
  maxAttempts: 3,
  requestHandler: { connectionTimeout: 1_000, requestTimeout: 5_000, throwOnRequestTimeout: true },
})

/** Has another function run by itself: Lambda keeps the event and tries it again where it fails. */
export async function wake(functionName: string, event: object): Promise<void> {
  await client.send(
    new InvokeCommand({
      FunctionName: functionName,
      InvocationType: 'Event',
      Payload: JSON.stringify(event),
    }),
  )
}

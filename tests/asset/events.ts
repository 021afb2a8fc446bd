import type { DynamoDBRecord, DynamoDBStreamEvent } from 'aws-lambda'

/** What EventBridge Scheduler hands over: its input as the stack says it, with the keyword filled in. */
export const scheduledAt = (scheduledTime: string) => ({ scheduledTime })

/** A record of the table's stream, keys only, as documented ("Tutorial: Process new items with DynamoDB Streams and Lambda"). */
export function recordOf(pk: string, sk: string, at = 0): DynamoDBRecord {
  return {
    eventID: `c4ca4238a0b923820dcc509a6f75849${at}`,
    eventName: 'INSERT',
    eventVersion: '1.1',
    eventSource: 'aws:dynamodb',
    awsRegion: 'ap-northeast-1',
    dynamodb: {
      ApproximateCreationDateTime: 1_795_575_600 + at,
      Keys: { pk: { S: pk }, sk: { S: sk } },
      SequenceNumber: `11100000000000000000${at}`,
      SizeBytes: 59,
      StreamViewType: 'KEYS_ONLY',
    },
    eventSourceARN:
      'arn:aws:dynamodb:ap-northeast-1:123456789012:table/Hub/stream/2026-11-25T00:00:00.000',
  }
}

export const streamed = (...Records: DynamoDBRecord[]): DynamoDBStreamEvent => ({ Records })

/** Records that nothing can be made of: torn, of another table, without keys. */
export const POISON = [
  {},
  { eventName: 'INSERT' },
  { eventName: 'INSERT', dynamodb: { Keys: {} } },
  { eventName: 'REMOVE', dynamodb: { Keys: { pk: { N: '1' } } } },
] as DynamoDBRecord[]

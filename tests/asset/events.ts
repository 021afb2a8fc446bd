import type { DynamoDBRecord, DynamoDBStreamEvent, SNSEvent } from 'aws-lambda'

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

/** What SNS hands to a function, as documented ("Using AWS Lambda with Amazon SNS"), with one message a record. */
export function toldBySns(...messages: string[]): SNSEvent {
  const topic = 'arn:aws:sns:ap-northeast-1:123456789012:Hub-MailEvents'
  return {
    Records: messages.map((Message, at) => ({
      EventVersion: '1.0',
      EventSubscriptionArn: `${topic}:21be56ed-a058-49f5-8c98-aedd2564c486`,
      EventSource: 'aws:sns',
      Sns: {
        SignatureVersion: '1',
        Timestamp: '2026-06-01T03:00:03.000Z',
        Signature: 'not-checked-by-the-function-as-only-sns-may-invoke-it',
        SigningCertUrl: 'https://sns.ap-northeast-1.amazonaws.com/SimpleNotificationService.pem',
        MessageId: `95df01b4-ee98-5cb9-9903-4c221d41eb5${at}`,
        Message,
        MessageAttributes: {},
        Type: 'Notification',
        UnsubscribeUrl: 'https://sns.ap-northeast-1.amazonaws.com/?Action=Unsubscribe',
        TopicArn: topic,
        Subject: 'Amazon SES Email Event Notification',
      },
    })),
  }
}

/** An event that SES publishes for a mail, as documented ("Examples of event data that Amazon SES publishes"). */
export function bounced(
  tags: Record<string, string[]>,
  bounceType = 'Permanent',
  to = 'back@example.jp',
): string {
  return JSON.stringify({
    eventType: 'Bounce',
    bounce: {
      feedbackId: '01000157c44f053b-61b59c11-9236-11e6-8f96-7be8aexample-000000',
      bounceType,
      bounceSubType: 'General',
      bouncedRecipients: [
        {
          emailAddress: to,
          action: 'failed',
          status: '5.1.1',
          diagnosticCode: 'smtp; 550 5.1.1 user unknown',
        },
      ],
      timestamp: '2026-06-01T03:00:02.000Z',
      reportingMTA: 'dsn; mta.example.com',
    },
    mail: {
      timestamp: '2026-06-01T03:00:01.000Z',
      source: 'no-reply@hub.example.jp',
      sendingAccountId: '123456789012',
      messageId: '01000157c44f053b-61b59c11-9236-11e6-8f96-7be8aexample-000000',
      destination: [to],
      headersTruncated: false,
      headers: [{ name: 'From', value: 'no-reply@hub.example.jp' }],
      commonHeaders: { from: ['no-reply@hub.example.jp'], to: [to] },
      tags: { 'ses:configuration-set': ['set'], 'ses:caller-identity': ['outbox'], ...tags },
    },
  })
}

import { describe, expect, test } from 'vitest'
import { destroy } from '../../infra/destroy.ts'
import { account, operation, refusal, stackWith } from './account.ts'
import { synthesized } from './synthesized.ts'

// The command that takes a stage down, over an account that is told what to answer.

const HUB = 'ManeTomoHub-prod'
const HUBS = `cloudformation describe-stacks --stack-name ${HUB}`
const EDGES = `${HUBS}-edge`
const TEMPLATE = synthesized({ stage: 'prod', encryption: 'customer' }).hub.toJSON()

/** A hub as the template makes it, each thing under a name of its own. */
const DEPLOYED = {
  [HUBS]: stackWith({ WebBucket: 'web' }),
  'cloudformation get-template': { TemplateBody: TEMPLATE },
  'cloudformation list-stack-resources': {
    StackResourceSummaries: Object.entries(
      TEMPLATE.Resources as Record<string, { Type: string }>,
    ).map(([LogicalResourceId, { Type }]) => ({
      LogicalResourceId,
      ResourceType: Type,
      PhysicalResourceId: `name-of-${LogicalResourceId}`,
    })),
  },
  'cloudformation update-termination-protection': {},
  'cloudformation delete-stack': {},
  'cloudformation wait': {},
}
const changes = (calls: readonly string[]) =>
  calls.filter((call) => / (delete|update)-|^aws s3 rm/.test(call))

test('the web’s bucket is emptied, the hub goes, and then what CloudFront took from us-east-1', async () => {
  const { reach, calls } = account({ ...DEPLOYED, [EDGES]: stackWith({}) }, 'prod')
  await destroy(reach, operation)
  expect(changes(calls)).toEqual([
    `ap-northeast-1 cloudformation update-termination-protection --no-enable-termination-protection --stack-name ${HUB}`,
    'aws s3 rm s3://web --recursive --region ap-northeast-1',
    `ap-northeast-1 cloudformation delete-stack --stack-name ${HUB}`,
    `us-east-1 cloudformation delete-stack --stack-name ${HUB}-edge`,
  ])
})

test('what stays is told before, each by its name and with what keeping it costs', async () => {
  const { reach, told } = account(DEPLOYED, 'prod')
  await destroy(reach, operation)
  const before = told.slice(
    0,
    told.findIndex((line) => line.startsWith('Type the stage')),
  )
  const stays = before.filter((line) => line.startsWith('  '))
  const kinds = stays.map((line) => line.split(' name-of-')[0]?.trim())
  expect(new Set(kinds)).toEqual(
    new Set([
      'DynamoDB GlobalTable',
      'S3 Bucket',
      'SecretsManager Secret',
      'KMS Key',
      'Cognito UserPool',
      'Logs LogGroup',
    ]),
  )
  for (const line of stays) expect(line).not.toContain('see its price')
  expect(stays.filter((line) => line.includes('S3 Bucket'))).toHaveLength(2)
})

test('a restored table, which is in no template, is told as well', async () => {
  const outputs = { WebBucket: 'web', RestoredTable: 'hub-restored' }
  const { reach, text } = account({ ...DEPLOYED, [HUBS]: stackWith(outputs) }, 'prod')
  await destroy(reach, operation)
  expect(text()).toContain('DynamoDB GlobalTable hub-restored:')
})

describe('nothing is done', () => {
  test.each(['', 'yes', 'stg', 'PROD'])('where “%s” is typed', async (typed) => {
    const { reach, calls } = account({ ...DEPLOYED, [EDGES]: stackWith({}) }, typed)
    await destroy(reach, operation)
    expect(changes(calls)).toEqual([])
  })

  test('where there is nothing', async () => {
    const { reach, calls, text } = account({}, 'prod')
    await destroy(reach, operation)
    expect(changes(calls)).toEqual([])
    expect(text()).toContain(`There is no ${HUB}`)
  })
})

test('one that was broken off goes on where it was', async () => {
  const { reach, calls } = account(
    { ...DEPLOYED, [HUBS]: missing(), [EDGES]: stackWith({}) },
    'prod',
  )
  await destroy(reach, operation)
  expect(changes(calls)).toEqual([`us-east-1 cloudformation delete-stack --stack-name ${HUB}-edge`])
})

test('what CloudFormation can’t delete is told by its reason, and the rest is left for the next time', async () => {
  const { reach, calls } = account(
    {
      ...DEPLOYED,
      [EDGES]: stackWith({}),
      'cloudformation wait': refusal('', 'Waiter StackDeleteComplete failed'),
      'cloudformation describe-stack-events': {
        StackEvents: [
          {
            LogicalResourceId: 'Files',
            ResourceStatus: 'DELETE_FAILED',
            ResourceStatusReason: 'full',
          },
          { LogicalResourceId: 'Api', ResourceStatus: 'DELETE_COMPLETE' },
        ],
      },
    },
    'prod',
  )
  await expect(destroy(reach, operation)).rejects.toThrow(
    `${HUB} could not be deleted:\n  Files: full`,
  )
  expect(changes(calls).at(-1)).toContain(`delete-stack --stack-name ${HUB}`)
})

function missing() {
  return refusal('ValidationError', 'Stack with id x does not exist')
}

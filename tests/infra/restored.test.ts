import { describe, expect, test } from 'vitest'
import { RESTORE } from '../../functions/store/table.ts'
import { deploy } from '../../infra/deploy.ts'
import { operationWith } from '../../infra/operate.ts'
import { RESTORE_MARK, readyTable } from '../../infra/restored-table.ts'
import { account, contextOf, invoked, operation, refusal, stackWith } from './account.ts'
import { resourcesOf, synthesized, theOnly } from './synthesized.ts'

// A table that a restore has filled takes the place of the stack's own: nothing else may change.

const NAME = 'hub-restored'
const STREAM = `arn:aws:dynamodb:ap-northeast-1:123456789012:table/${NAME}/stream/1`
const KEY = 'arn:aws:kms:ap-northeast-1:123456789012:key/own'
const MANAGED = 'arn:aws:kms:ap-northeast-1:123456789012:key/managed'

describe.each(['aws-owned', 'customer'])('the template, encrypted %s', (encryption) => {
  const own = synthesized({ stage: 'prod', encryption }).hub
  const context = { stage: 'prod', encryption, tableName: NAME, tableStreamArn: STREAM }
  const restored = synthesized(context).hub.toJSON()
  const [id = ''] = Object.keys(resourcesOf(own, 'AWS::DynamoDB::GlobalTable'))

  test('says of the restored table all that it says of its own, and nothing else changes', () => {
    const { Resources, Outputs, ...rest } = own.toJSON()
    const { [id]: before, ...others } = Resources
    // It leaves the stack, and stays in the account.
    expect(before.DeletionPolicy).toBe('Retain')
    const expected = {
      ...rest,
      Resources: others,
      Outputs: { ...Outputs, RestoredTable: { Value: NAME } },
    }
    expect(joined(restored)).toEqual(joined(inPlaceOf(id, expected)))
    expect(JSON.stringify(restored)).not.toContain(id)
  })
})

test('a restored table without its stream is refused', () => {
  expect(() => synthesized({ tableName: NAME })).toThrow(/tableStreamArn/)
})

const ARN = {
  'Fn::Join': [
    '',
    [
      'arn:',
      { Ref: 'AWS::Partition' },
      ':dynamodb:ap-northeast-1:',
      { Ref: 'AWS::AccountId' },
      `:table/${NAME}`,
    ],
  ],
}

/** What refers to a table of the stack's own, as it refers to the restored one. */
function inPlaceOf(id: string, value: unknown): unknown {
  if (Array.isArray(value)) return value.map((one) => inPlaceOf(id, one))
  if (typeof value !== 'object' || value === null) return value
  const { Ref, 'Fn::GetAtt': of } = value as { Ref?: string; 'Fn::GetAtt'?: [string, string] }
  if (Ref === id) return NAME
  if (of?.[0] === id) return of[1] === 'StreamArn' ? STREAM : ARN
  return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, inPlaceOf(id, one)]))
}

/** Texts that are joined, with what is known of them in one piece. */
function joined(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(joined)
  if (typeof value !== 'object' || value === null) return value
  const [separator, parts] = (value as { 'Fn::Join'?: [string, unknown[]] })['Fn::Join'] ?? []
  if (separator !== '' || !parts)
    return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, joined(one)]))
  const pieces: unknown[] = []
  for (const part of parts)
    if (typeof part === 'string' && typeof pieces.at(-1) === 'string')
      pieces.push(pieces.pop() + part)
    else pieces.push(part)
  return { 'Fn::Join': ['', pieces] }
}

const OWN = theOnly(synthesized({ stage: 'prod' }).hub, 'AWS::DynamoDB::GlobalTable')

/** DynamoDB as far as the command asks it: one table, which changes as it is told. */
function dynamodb(table: Record<string, unknown> = {}) {
  const state = {
    table: { TableStatus: 'ACTIVE', ...table } as Record<string, unknown>,
    recovery: { PointInTimeRecoveryStatus: 'DISABLED' } as Record<string, unknown>,
    expiring: { TimeToLiveStatus: 'DISABLED' } as Record<string, unknown>,
    mark: undefined as object | undefined,
    refusals: [] as Error[],
  }
  const said = {
    'dynamodb describe-table': () => {
      const { TableStatus } = state.table
      // What was begun is done at the next look.
      if (TableStatus !== 'ACTIVE') state.table = { ...state.table, TableStatus: 'ACTIVE' }
      return { Table: { ...state.table, TableStatus } }
    },
    'dynamodb get-item': () => state.mark,
    'dynamodb describe-continuous-backups': () => ({
      ContinuousBackupsDescription: { PointInTimeRecoveryDescription: state.recovery },
    }),
    'dynamodb describe-time-to-live': () => ({ TimeToLiveDescription: state.expiring }),
    'kms describe-key': { KeyMetadata: { Arn: MANAGED } },
    'dynamodb update-table': (args: string[]) => {
      if (state.table.TableStatus !== 'ACTIVE') throw refusal('ResourceInUseException')
      const [what = '', how = ''] = args.slice(4)
      if (what === '--deletion-protection-enabled') state.table.DeletionProtectionEnabled = true
      if (what === '--stream-specification') {
        state.table.StreamSpecification = { StreamEnabled: true, StreamViewType: viewOf(how) }
        state.table.LatestStreamArn = STREAM
      }
      if (what === '--sse-specification')
        state.table.SSEDescription = how.startsWith('Enabled=true')
          ? {
              Status: 'ENABLED',
              SSEType: 'KMS',
              KMSMasterKeyArn: /KMSMasterKeyId=(\S+)/.exec(how)?.[1] ?? MANAGED,
            }
          : undefined
      state.table.TableStatus = 'UPDATING'
      return {}
    },
    'dynamodb update-continuous-backups': (args: string[]) => {
      const early = state.refusals.shift()
      if (early) throw early
      const days = /RecoveryPeriodInDays=(\d+)/.exec(args.join(' '))?.[1]
      state.recovery = { PointInTimeRecoveryStatus: 'ENABLED', RecoveryPeriodInDays: Number(days) }
      return {}
    },
    'dynamodb update-time-to-live': (args: string[]) => {
      const AttributeName = /AttributeName=(\w+)/.exec(args.join(' '))?.[1]
      state.expiring = { TimeToLiveStatus: 'ENABLING', AttributeName }
      return {}
    },
  }
  return { state, said }
}

const viewOf = (how: string) => /StreamViewType=(\w+)/.exec(how)?.[1]
const encryptedBy = (encryption: string) =>
  operationWith('prod', { ...operation.settings, encryption })
const changes = (calls: readonly string[]) => calls.filter((call) => / update-/.test(call))

describe('a table that a restore has made', () => {
  test('gets what the stack gives its own, and a second time nothing is changed', async () => {
    const { state, said } = dynamodb({ TableStatus: 'CREATING' })
    const { reach, calls } = account(said)
    expect(await readyTable(reach, operation, NAME, undefined)).toBe(STREAM)
    const { Properties } = OWN
    const [replica] = Properties.Replicas
    expect(state.table.StreamSpecification).toMatchObject(Properties.StreamSpecification)
    expect(state.table.DeletionProtectionEnabled).toBe(replica.DeletionProtectionEnabled)
    expect(state.recovery).toEqual({
      PointInTimeRecoveryStatus: 'ENABLED',
      RecoveryPeriodInDays: replica.PointInTimeRecoverySpecification.RecoveryPeriodInDays,
    })
    expect(state.expiring.AttributeName).toBe(Properties.TimeToLiveSpecification.AttributeName)
    expect(state.table.SSEDescription).toBeUndefined()

    const { length } = changes(calls)
    await readyTable(reach, operation, NAME, undefined)
    expect(changes(calls)).toHaveLength(length)
  })

  test.each([
    ['customer', undefined, KEY],
    ['customer', MANAGED, KEY],
    ['aws-managed', undefined, MANAGED],
    ['aws-managed', KEY, MANAGED],
    ['aws-owned', KEY, undefined],
  ])('is encrypted as was chosen (%s), whatever it has: %s', async (encryption, has, wanted) => {
    const SSEDescription = has && { Status: 'ENABLED', SSEType: 'KMS', KMSMasterKeyArn: has }
    const { state, said } = dynamodb({ SSEDescription })
    const { reach, calls } = account(said)
    await readyTable(reach, encryptedBy(encryption), NAME, KEY)
    const { KMSMasterKeyArn } = (state.table.SSEDescription ?? {}) as { KMSMasterKeyArn?: string }
    expect(KMSMasterKeyArn).toBe(wanted)
    const { length } = changes(calls)
    await readyTable(reach, encryptedBy(encryption), NAME, KEY)
    expect(changes(calls)).toHaveLength(length)
  })

  test('is told to have no key where the stack has none yet', async () => {
    const { reach } = account(dynamodb().said)
    await expect(readyTable(reach, encryptedBy('customer'), NAME, undefined)).rejects.toThrow(
      /once/,
    )
  })

  test('of which backups can’t be asked yet is asked again', async () => {
    const { state, said } = dynamodb()
    state.refusals.push(refusal('ContinuousBackupsUnavailableException'))
    const { reach } = account(said)
    await readyTable(reach, operation, NAME, undefined)
    expect(state.recovery.PointInTimeRecoveryStatus).toBe('ENABLED')
    state.recovery = {}
    state.refusals.push(refusal('AccessDeniedException'))
    await expect(readyTable(reach, operation, NAME, undefined)).rejects.toThrow(/AccessDenied/)
  })

  test('that isn’t there, isn’t whole, or whose stream would hold texts is refused, and nothing is changed', async () => {
    const missing = account({ 'dynamodb describe-table': refusal('ResourceNotFoundException') })
    await expect(readyTable(missing.reach, operation, NAME, undefined)).rejects.toThrow(/no table/)

    const half = dynamodb()
    half.state.mark = { Item: { pk: { S: 'META' } } }
    const halfway = account(half.said)
    await expect(readyTable(halfway.reach, operation, NAME, undefined)).rejects.toThrow(/through/)
    expect(changes(halfway.calls)).toEqual([])
    const [asked = ''] = halfway.calls.filter((call) => call.includes('get-item'))
    expect(asked).toContain('--key {"pk":{"S":"META"},"sk":{"S":"RESTORE"}} --consistent-read')

    const open = { StreamEnabled: true, StreamViewType: 'NEW_IMAGE' }
    const telling = account(dynamodb({ StreamSpecification: open }).said)
    await expect(readyTable(telling.reach, operation, NAME, undefined)).rejects.toThrow(/texts/)
  })

  test('is marked where the restore marks it', () => {
    expect(RESTORE_MARK).toEqual(RESTORE)
  })
})

describe('the deployment', () => {
  const HUB = 'ManeTomoHub-prod'
  const outputs = { PublicOrigin: 'https://hub', WebBucket: 'web', SetUpFunction: 'set-up' }
  const settled = (more: Record<string, string>) => ({
    ...dynamodb().said,
    [`cloudformation describe-stacks --stack-name ${HUB}`]: stackWith({ ...outputs, ...more }),
    'once lambda invoke': invoked({}),
  })

  test('puts the table in place that it is told', async () => {
    const { reach, calls } = account(settled({ TableName: 'own' }))
    await deploy(reach, operation, { table: NAME })
    expect(contextOf(calls, HUB)[0]).toMatchObject({ tableName: NAME, tableStreamArn: STREAM })
  })

  test('stays with it from then on, without being told', async () => {
    const { reach, calls } = account(settled({ TableName: NAME, RestoredTable: NAME }))
    await deploy(reach, operation, {})
    expect(contextOf(calls, HUB)[0]).toMatchObject({ tableName: NAME, tableStreamArn: STREAM })
  })

  test('goes from one restored table to another', async () => {
    const { reach, calls } = account(settled({ TableName: 'one', RestoredTable: 'one' }))
    await deploy(reach, operation, { table: NAME })
    expect(contextOf(calls, HUB)[0]).toMatchObject({ tableName: NAME })
  })

  test('does not take the stack’s own table for a restored one, which would make it leave the stack', async () => {
    const { reach, calls } = account(settled({ TableName: 'own' }))
    await expect(deploy(reach, operation, { table: 'own' })).rejects.toThrow(/already/)
    expect(contextOf(calls, HUB)).toEqual([])
  })
})

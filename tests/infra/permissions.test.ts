import { describe, expect, test } from 'vitest'
import { accessesOf, actionsOf, isAllowed, policyOf, statementsOf } from './policy.ts'
import { resourcesOf, synthesized } from './synthesized.ts'

// What each function's role lets it do, on the template; that the code needs no more is the live test's matter.

const { hub } = synthesized({ stage: 'prod' })
const all = (type: string) => Object.values(resourcesOf(hub, type))
const policies = Object.entries(resourcesOf(hub, 'AWS::IAM::Policy'))

/** Those that write the register; the one that makes exports only says how far it is. */
const WRITING = ['api', 'daily', 'outbox', 'stream', 'feedback', 'setUp', 'erasure']
const SERVICES = [...WRITING, 'exporting']

/** Every partition of `functions/store/table.ts`, and who may delete an item of it. */
const DELETED_BY: Record<string, 'all' | 'erasure' | 'nobody'> = {
  META: 'nobody',
  'M#222038': 'nobody',
  'REVIEW#222038': 'nobody',
  SHARED: 'all',
  AGREED: 'all',
  'SUBMISSION#2026': 'nobody',
  ROLLUP: 'nobody',
  'REVISION#222038': 'nobody',
  ERASURES: 'nobody',
  MUNICIPALITIES: 'nobody',
  'EVENT#222038': 'nobody',
  'TEXT#222038': 'erasure',
  'TRAIL#222038': 'nobody',
  'IDEMPOTENCY#222038#somebody': 'nobody',
  'ACCOUNT#1': 'erasure',
  'IDENTITY#1': 'erasure',
  'CODE#1': 'nobody',
  'SENT_CODES#1': 'nobody',
  OUTBOX: 'all',
  DELIVERY: 'all',
  'MAILED#222038': 'nobody',
  DUE: 'all',
  'JOB#reminders': 'nobody',
  'REQUEST#222038': 'nobody',
  'ASKED#222038#1': 'nobody',
  // Looks like one of those that may be emptied, and isn't.
  'OUTBOX#222038': 'nobody',
  'INQUIRY#222038': 'nobody',
  'X#TEXT#222038': 'nobody',
  'EXPORT#222038': 'nobody',
}

describe.each(SERVICES)('the role of %s', (service) => {
  const policy = policyOf(hub, service)
  const may = (action: string, ...partitions: string[]) => isAllowed(policy, { action, partitions })

  test('deletes what has left its list, and only the erasing one texts and accounts', () => {
    for (const [partition, by] of Object.entries(DELETED_BY))
      expect([partition, may('DeleteItem', partition)]).toEqual([
        partition,
        WRITING.includes(service) && (by === 'all' || by === service),
      ])
  })

  test('reads everywhere; what writes puts everywhere and updates all but events and texts, what exports its tasks alone', () => {
    const isWriting = WRITING.includes(service)
    for (const partition of Object.keys(DELETED_BY)) {
      for (const action of ['GetItem', 'BatchGetItem', 'Query'])
        expect([action, partition, may(action, partition)]).toEqual([action, partition, true])
      for (const action of ['PutItem', 'ConditionCheckItem'])
        expect([action, partition, may(action, partition)]).toEqual([action, partition, isWriting])
      expect([partition, may('UpdateItem', partition)]).toEqual([
        partition,
        isWriting ? !/^(EVENT|TEXT)#/.test(partition) : /^EXPORT#/.test(partition),
      ])
    }
  })

  test('has no way around: no batches of writes, no PartiQL, no scan, no end of the table', () => {
    for (const action of [
      'BatchWriteItem',
      'PartiQLUpdate',
      'PartiQLDelete',
      'PartiQLInsert',
      'PartiQLSelect',
      'Scan',
      'DeleteTable',
      'UpdateTable',
      'UpdateTimeToLive',
    ])
      for (const partition of ['M#222038', 'EVENT#222038', 'TEXT#222038'])
        expect([action, may(action, partition)]).toEqual([action, false])
  })

  test('one forbidden partition among others is forbidden', () => {
    expect(may('DeleteItem', 'OUTBOX', 'EVENT#222038')).toBe(false)
    expect(may('DeleteItem', 'OUTBOX', 'M#222038')).toBe(false)
    expect(may('UpdateItem', 'M#222038', 'EVENT#222038')).toBe(false)
    expect(may('UpdateItem', 'EXPORT#222038', 'TEXT#222038')).toBe(false)
  })
})

test('every partition of the table stands in the list above', async () => {
  const keys: Record<string, unknown> = await import('../../functions/store/table.ts')
  const made = Object.values(keys).flatMap((one) => {
    const key = typeof one === 'function' ? one(...Array(4).fill('1')) : one
    if (typeof key === 'object' && key !== null && 'pk' in key) return [String(key.pk)]
    return typeof key === 'string' && /^[A-Z]+#/.test(key) && typeof one === 'function' ? [key] : []
  })
  const listed = new Set(Object.keys(DELETED_BY).map((one) => one.split('#')[0]))
  // The mailbox is one machine's alone; sort keys are no partitions.
  const others = ['MAILBOX', 'MEMBER', 'PROPOSAL', 'SESSION', 'MEMBERSHIP']
  const missing = made.map((one) => one.split('#')[0] ?? '').filter((one) => !listed.has(one))
  const unsaid = missing.filter((one) => !others.includes(one))
  expect(unsaid, 'say in DELETED_BY who may delete these').toEqual([])
  expect(made.length).toBeGreaterThan(20)
})

// ASVS 13.2.2
test('no function may do everything anywhere', () => {
  for (const [id, policy] of policies)
    for (const statement of statementsOf(policy).filter(({ Effect }) => Effect === 'Allow')) {
      expect(actionsOf(statement), id).not.toContain('*')
      expect(actionsOf(statement).join(), id).not.toMatch(/\w+:\*/)
      // Which streams there are can be asked of all or none.
      if (actionsOf(statement).join() !== 'dynamodb:ListStreams')
        expect(statement.Resource, id).not.toBe('*')
    }
})

test('no role has a managed policy, and no function another’s role', () => {
  const roles = all('AWS::IAM::Role').map(({ Properties }) => Properties.ManagedPolicyArns ?? [])
  expect(roles.flat()).toEqual([])
  const used = all('AWS::Lambda::Function').map(({ Properties }) => JSON.stringify(Properties.Role))
  expect(new Set(used).size).toBe(used.length)
})

test('the history is denied to every function in so many words, whatever else comes to be allowed', () => {
  for (const service of SERVICES) {
    const denied = policyOf(hub, service).filter(({ Effect }) => Effect === 'Deny')
    const ofEvents = denied.filter((statement) =>
      JSON.stringify(statement.Condition).includes('EVENT#*'),
    )
    expect(ofEvents.flatMap(actionsOf).toSorted(), service).toEqual([
      'dynamodb:BatchWriteItem',
      'dynamodb:DeleteItem',
      'dynamodb:PartiQLDelete',
      'dynamodb:PartiQLInsert',
      'dynamodb:PartiQLUpdate',
      'dynamodb:UpdateItem',
    ])
    expect(Object.keys(ofEvents[0]?.Condition ?? {})).toEqual(['ForAnyValue:StringLike'])
  }
})

test('only what mails may mail and read the secret of links; only the API knows the origin’s', () => {
  const allowed = (service: string, action: string) =>
    policyOf(hub, service).filter((statement) => actionsOf(statement).includes(action)).length
  const mailing = ['daily', 'outbox', 'stream']
  for (const service of SERVICES.filter((one) => one !== 'api')) {
    const secrets = allowed(service, 'secretsmanager:GetSecretValue')
    expect([service, allowed(service, 'ses:SendEmail'), secrets]).toEqual(
      mailing.includes(service) ? [service, 1, 1] : [service, 0, 0],
    )
  }
  expect(allowed('api', 'ses:SendEmail')).toBe(0)
})

test('exports are put by what makes them and given by the API alone, and only the stream’s reader has one made', () => {
  const resources = (service: string, wanted: RegExp) =>
    policyOf(hub, service)
      .filter((statement) => wanted.test(actionsOf(statement).join()))
      .flatMap((statement) =>
        actionsOf(statement).map((action) => [action, JSON.stringify(statement.Resource)]),
      )
  for (const service of SERVICES) {
    const ofExports = resources(service, /^s3:/).filter(([, on]) => on?.includes('Exports'))
    const actions = {
      exporting: ['s3:PutObject', 's3:AbortMultipartUpload'],
      api: ['s3:GetObject'],
    }
    expect([service, ofExports.map(([action]) => action)]).toEqual([
      service,
      actions[service as keyof typeof actions] ?? [],
    ])
    const invoked = resources(service, /^lambda:/)
    expect([service, invoked.length]).toEqual([service, service === 'stream' ? 1 : 0])
    for (const [action, on] of invoked) {
      expect(action).toBe('lambda:InvokeFunction')
      expect(on).toMatch(/^{"Fn::GetAtt":\["JobsExporting\w+","Arn"\]}$/)
    }
  }
})

test('the evaluator takes a transaction apart as IAM does', () => {
  const Key = { pk: { S: 'DUE' }, sk: { S: '1' } }
  const input = { TransactItems: [{ Put: { Item: { pk: { S: 'M#1' } } } }, { Delete: { Key } }] }
  expect(accessesOf({ name: 'TransactWriteItemsCommand', input })).toEqual([
    { action: 'PutItem', partitions: ['M#1'] },
    { action: 'DeleteItem', partitions: ['DUE'] },
  ])
})

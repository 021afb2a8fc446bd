import { expect, test } from 'vitest'
import { FIRST, mayRotate } from '../../infra/rotation.ts'
import { synthesized } from './synthesized.ts'

// The API takes the current value and the one before: CloudFront must never send an older one.

const once = { a: ['AWSCURRENT'] }
const twice = { a: ['AWSPREVIOUS'], b: ['AWSCURRENT'] }

test('a secret that CloudFront sends may be rotated', () => {
  expect(mayRotate(FIRST, once)).toBe(true)
  expect(mayRotate(undefined, once)).toBe(true)
  expect(mayRotate('b', twice)).toBe(true)
})

test('one that CloudFront does not send yet may not: the deployment that failed has to be made up first', () => {
  expect(mayRotate(FIRST, twice)).toBe(false)
  expect(mayRotate('a', twice)).toBe(false)
})

test('the stack says which version CloudFront sends, and functions start anew with another hub secret', () => {
  const { hub } = synthesized({ originSecretVersion: 'b', hubSecretVersion: 'c' })
  expect(hub.toJSON().Outputs.OriginSecretVersion.Value).toBe('b')
  expect(synthesized().hub.toJSON().Outputs.OriginSecretVersion.Value).toBe(FIRST)
  const functions = Object.values(hub.findResources('AWS::Lambda::Function'))
  const told = functions
    .map(({ Properties }) => Properties.Environment.Variables)
    .filter(({ HUB_SECRET_ID }) => HUB_SECRET_ID)
  expect(told.map(({ SERVICE }) => SERVICE).toSorted()).toEqual([
    'api',
    'daily',
    'outbox',
    'stream',
  ])
  for (const variables of told) expect(variables.HUB_SECRET_VERSION).toBe('c')
})

test('the user pool gets another app client, with a secret of its own, once another is asked for', () => {
  const clientOf = (context: Record<string, string>) => {
    const { hub } = synthesized(context)
    const [id] = Object.keys(hub.findResources('AWS::Cognito::UserPoolClient'))
    const [pool] = Object.keys(hub.findResources('AWS::Cognito::UserPool'))
    const api = Object.values(hub.findResources('AWS::Lambda::Function')).find(
      ({ Properties }) => Properties.Environment.Variables.SERVICE === 'api',
    )
    const [secret] = Object.values(hub.findResources('AWS::SecretsManager::Secret')).flatMap(
      ({ Properties }) => Properties.SecretString ?? [],
    )
    const told = api?.Properties.Environment.Variables.OIDC_CLIENT_ID.Ref
    return { pool, id, told, secretOf: secret['Fn::GetAtt'][0] }
  }
  const [before, after] = [clientOf({}), clientOf({ userPoolClient: '2' })]
  for (const { id, told, secretOf } of [before, after]) expect([told, secretOf]).toEqual([id, id])
  expect(after.id).not.toBe(before.id)
  // People are known by the pool.
  expect(after.pool).toBe(before.pool)
})

test('keys that signed anchors before a rotation are told to who checks and who signs', () => {
  const { hub } = synthesized({ anchorFormerKeys: 'one,two' })
  const told = Object.values(hub.findResources('AWS::Lambda::Function'))
    .map(({ Properties }) => Properties.Environment.Variables)
    .filter(({ ANCHOR_FORMER_KEYS }) => ANCHOR_FORMER_KEYS === 'one,two')
  expect(told.map(({ SERVICE }) => SERVICE).toSorted()).toEqual(['api', 'daily'])
})

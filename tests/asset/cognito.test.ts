import type { CustomMessageTriggerEvent } from 'aws-lambda'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { type RunningFunction, startFunction } from './runtime.ts'

// The function that Cognito asks for the words of its mails, on the events that it sends.

let words: RunningFunction
beforeAll(() => {
  words = startFunction({
    directory: inject('cognitoAsset'),
    environment: { SERVICE: 'cognito' },
    seconds: 5,
  })
})
afterAll(() => words.stop())

/** As documented ("Custom message Lambda trigger"). */
const asked = (triggerSource: string) => ({
  version: '1',
  triggerSource,
  region: 'ap-northeast-1',
  userPoolId: 'ap-northeast-1_AbCdEfGhI',
  userName: '7f3c0b1e-0000-4000-8000-000000000000',
  callerContext: { awsSdkVersion: 'aws-sdk-unknown-unknown', clientId: 'hub' },
  request: {
    userAttributes: { sub: '7f3c0b1e-0000-4000-8000-000000000000', email: 'who@example.jp' },
    codeParameter: '{####}',
    linkParameter: '{##Click Here##}',
    usernameParameter: null,
  },
  response: { smsMessage: null, emailMessage: null, emailSubject: null },
})
const wordsFor = async (triggerSource: string) =>
  (await words.invoke(asked(triggerSource))) as CustomMessageTriggerEvent

test.each(['SignUp', 'ResendCode', 'ForgotPassword', 'Authentication', 'VerifyUserAttribute'])(
  'a code is mailed in Japanese and English: %s',
  async (occasion) => {
    const { request, response } = await wordsFor(`CustomMessage_${occasion}`)
    expect(request).toEqual(asked('').request)
    expect(response.emailSubject).toMatch(/確認コード.*code/)
    expect(response.emailSubject?.length).toBeLessThanOrEqual(140)
    expect(response.emailMessage).toMatch(/マネ友ハブ.*\{####\}.*Mane-tomo Hub/s)
    expect(response.smsMessage).toBeNull()
  },
)

test('what is no code keeps Cognito’s words', async () => {
  const { response } = await wordsFor('CustomMessage_AdminCreateUser')
  expect(response).toEqual(asked('').response)
})

test('its log tells of nobody', () => {
  expect(words.log()).not.toMatch(/who@example|7f3c0b1e/)
})

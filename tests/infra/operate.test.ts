import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { AwsError, operationOf, operationWith, outputsOf, REACH } from '../../infra/operate.ts'

// The AWS CLI, as a program that says what it is told to.

let directory: string
beforeAll(() => {
  directory = mkdtempSync(join(tmpdir(), 'hub-aws-'))
  vi.stubEnv('PATH', `${directory}:${process.env.PATH}`)
})
afterAll(() => {
  vi.unstubAllEnvs()
  rmSync(directory, { recursive: true, force: true })
})

function cli(script: string): void {
  const file = join(directory, 'aws')
  writeFileSync(file, `#!/bin/sh\n${script}\n`)
  chmodSync(file, 0o755)
}

function refused(): AwsError {
  try {
    REACH.aws('ap-northeast-1', 'some', 'call')
  } catch (error) {
    if (error instanceof AwsError) return error
  }
  throw new Error('was not refused')
}

test('an answer is read, and so is none', () => {
  cli(`echo '{"Account": "1"}'`)
  expect(REACH.aws('ap-northeast-1', 'sts', 'get-caller-identity')).toEqual({ Account: '1' })
  cli('true')
  expect(REACH.aws('ap-northeast-1', 'secretsmanager', 'put-secret-value')).toBeUndefined()
})

test.each([
  [
    '',
    'An error occurred (ThrottlingException) when calling the DescribeStacks operation (reached max retries: 2): Rate exceeded',
    'ThrottlingException: Rate exceeded',
  ],
  [
    'aws: [ERROR]: ',
    'An error occurred (ValidationError) when calling the DescribeStacks operation: Stack with id x does not exist',
    'ValidationError: Stack with id x does not exist',
  ],
])('a refusal has the code that AWS gave it', (before, said, told) => {
  cli(`printf '\\n%s\\n' '${before}${said}' >&2; exit 254`)
  expect(refused()).toMatchObject({ code: told.split(':')[0], message: told })
})

test('what the CLI itself can’t do has no code, and its own words', () => {
  cli('echo "Unable to locate credentials. You can configure credentials" >&2; exit 253')
  expect(refused()).toMatchObject({ code: '', message: expect.stringContaining('credentials') })
})

test('only a stack that isn’t there has no outputs', () => {
  cli(
    `echo 'An error occurred (ValidationError) when calling the DescribeStacks operation: Stack with id x does not exist' >&2; exit 254`,
  )
  expect(outputsOf(REACH, 'ap-northeast-1', 'x')).toEqual({})
  cli(
    `echo 'An error occurred (ExpiredToken) when calling the DescribeStacks operation: The security token included in the request is expired' >&2; exit 254`,
  )
  expect(() => outputsOf(REACH, 'ap-northeast-1', 'x')).toThrow('expired')
})

test('what must not be begun twice is asked once, whatever the operator has set', () => {
  vi.stubEnv('AWS_MAX_ATTEMPTS', '7')
  cli(`echo "{\\"tries\\": \\"$AWS_MAX_ATTEMPTS\\"}"`)
  expect(REACH.once('ap-northeast-1', 'lambda', 'invoke')).toEqual({ tries: '1' })
  expect(REACH.aws('ap-northeast-1', 'lambda', 'invoke')).toEqual({ tries: '7' })
})

test('a setting may be written as JSON has it', () => {
  const { settings, region } = operationWith('dev', { waf: true, budget: 20, region: 'eu-west-1' })
  expect(settings).toEqual({ waf: 'true', budget: '20', region: 'eu-west-1' })
  expect(region).toBe('eu-west-1')
})

test('without a stage, or for one that has no settings, the command says what to do', () => {
  expect(() => operationOf(undefined)).toThrow(/--stage is needed: one of dev, stg, prod/)
  expect(() => operationOf('test')).toThrow(/--stage/)
})

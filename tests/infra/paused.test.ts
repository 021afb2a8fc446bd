import { describe, expect, test } from 'vitest'
import { resourcesOf, synthesized } from './synthesized.ts'

// A hub that is put to rest: its API says so, and nothing else begins.

function parts(context: Record<string, string>) {
  const { hub } = synthesized({ stage: 'prod', ...context })
  const of = (type: string) => Object.values(resourcesOf(hub, type)).map((one) => one.Properties)
  const functions = of('AWS::Lambda::Function').map(
    ({ Environment, ReservedConcurrentExecutions }) => ({
      service: Environment.Variables.SERVICE,
      table: Environment.Variables.TABLE,
      paused: Environment.Variables.PAUSED,
      atOnce: ReservedConcurrentExecutions,
    }),
  )
  return {
    api: functions.find(({ service }) => service === 'api'),
    jobs: functions.filter(({ service, table }) => service !== 'api' && table),
    schedules: of('AWS::Scheduler::Schedule').map(({ State }) => State),
    readers: of('AWS::Lambda::EventSourceMapping').map(({ Enabled }) => Enabled),
  }
}

describe('at rest', () => {
  const { api, jobs, schedules, readers } = parts({ paused: 'true' })

  test('the API answers, and is told to say so', () => {
    expect(api).toMatchObject({ paused: 'true', atOnce: undefined })
  })

  test('no job begins, whatever would wake it; the set-up is nobody’s to wake but the deployment’s', () => {
    expect(jobs.length).toBeGreaterThanOrEqual(7)
    for (const { service, atOnce } of jobs)
      expect([service, atOnce]).toEqual([service, service === 'setUp' ? undefined : 0])
    expect(new Set(schedules)).toEqual(new Set(['DISABLED']))
    expect(new Set(readers)).toEqual(new Set([false]))
  })
})

test('awake, nothing of it is left', () => {
  const { api, jobs, schedules, readers } = parts({})
  expect(api?.paused).toBeUndefined()
  for (const { service, atOnce } of jobs) expect([service, atOnce]).toEqual([service, undefined])
  expect(new Set(schedules)).toEqual(new Set(['ENABLED']))
  expect(new Set(readers)).toEqual(new Set([true]))
})

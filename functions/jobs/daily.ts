import { type Day, tokyoDayOf } from '../domain/calendar.ts'
import { logger } from '../log/logger.ts'

/** What a step did, for the operator: how many of what. */
export type Counts = Record<string, number>

/** One run of a step. */
export type StepRun = {
  /** The day, in Asia/Tokyo, that the step is done for. */
  day: Day
  /** The last day it was done for before; what lies between is made up now. */
  last: Day | undefined
}

/**
 * One part of the daily job. A run may be killed at any point and is then begun anew, and two may run at once:
 * what a step does it must do once all the same, by what it finds in the data and not by what it remembers.
 */
export type DailyStep = {
  /** Kept with the data: a step that is called something else is another one. */
  name: string
  run(run: StepRun): Promise<Counts>
}

/** Which steps were done for which days. */
export type StepRecords = {
  last(step: string): Promise<Day | undefined>
  isDone(step: string, day: Day): Promise<boolean>
  finish(step: string, day: Day, done: { at: string; counts: Counts }): Promise<void>
}

export type StepReport = {
  step: string
  /** `done_before` where nothing was left to do. */
  result: 'done' | 'done_before' | 'failed'
  counts?: Counts
  /** What went wrong, without texts or addresses. */
  error?: string
}
export type DailyReport = { day: Day; steps: StepReport[] }

export type DailyJob = {
  /** Does what is left of a day's steps; today's without one. */
  run(day?: Day): Promise<DailyReport>
}

/** Whether nothing of a day is left to do. */
export function isComplete({ steps }: DailyReport): boolean {
  return steps.every(({ result }) => result !== 'failed')
}

/**
 * The daily job: its steps in their order, each done once for a day. One that fails is told and left for the
 * next run; the ones behind it are done, as none may rely on another having succeeded.
 */
export function createDailyJob({
  steps,
  records,
  clock,
}: {
  steps: readonly DailyStep[]
  records: StepRecords
  clock: () => Date
}): DailyJob {
  let turn: Promise<unknown> = Promise.resolve()

  async function runStep({ name, run }: DailyStep, day: Day): Promise<StepReport> {
    try {
      const last = await records.last(name)
      // Only of a day before the last one is it a further question.
      const isDone =
        last === day || (last !== undefined && last > day && (await records.isDone(name, day)))
      if (isDone) return { step: name, result: 'done_before' }
      const counts = await run({ day, last })
      await records.finish(name, day, { at: clock().toISOString(), counts })
      return { step: name, result: 'done', counts }
    } catch (error) {
      logger.error('step_failed', { step: name, error: error as Error })
      return { step: name, result: 'failed', error: (error as Error).name }
    }
  }

  async function runAll(day: Day): Promise<DailyReport> {
    const reports: StepReport[] = []
    for (const step of steps) reports.push(await runStep(step, day))
    return { day, steps: reports }
  }

  return {
    run(day = tokyoDayOf(clock().toISOString())) {
      // In one process one run waits for the other, so that neither does the other's work in vain.
      const mine = turn.then(() => runAll(day))
      turn = mine
      return mine
    },
  }
}

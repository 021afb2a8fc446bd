import { writeFileSync } from 'node:fs'
import { loadavg } from 'node:os'
import { parseArgs } from 'node:util'
import { logger } from '../../functions/log/logger.ts'
import { PATHS } from './all-paths.ts'
import { type Outcome, tryPath } from './try-path.ts'

/**
 * `npm run test:faults`: every way of writing, 10,000 operations each, under the faults of `faults.ts`, over a table
 * in this process. The ways take turns, a hub each, so that a run which is bounded in time tells as much of each as of
 * the others. Ends with 1 where anything was lost, doubled, off, or told otherwise than it was.
 */
const { values: options } = parseArgs({
  options: {
    operations: { type: 'string', default: '10000' },
    /** After so many minutes no further hub is opened. */
    minutes: { type: 'string', default: '600' },
    /** Only ways whose name this expression matches. */
    only: { type: 'string', default: '' },
    /** How many hubs of each way an earlier run has tried: this one goes on with other faults. */
    after: { type: 'string', default: '0' },
    out: { type: 'string', default: 'fault-results.json' },
  },
})
const operations = Number(options.operations)
const ends = Date.now() + Number(options.minutes) * 60_000
// Each fault is told, ten thousand times; what is wrong is in the table.
logger.setLogLevel('SILENT')

/** Operations of one way before the next has its turn. */
const TURN = 100

const wanted = new RegExp(options.only)
const runs = PATHS.filter(({ name }) => wanted.test(name)).map((path) =>
  tryPath(path, Number(options.after)),
)
const goesOn = ({ acknowledged, faults }: Outcome) =>
  acknowledged < operations && faults.length === 0 && Date.now() < ends
for (let open = runs; open.length > 0; open = open.filter(({ outcome }) => goesOn(outcome))) {
  for (const { outcome, goOn } of open) {
    // As many at a turn, whatever one hub takes.
    const turn = Math.min(operations, outcome.acknowledged + TURN)
    while (goesOn(outcome) && outcome.acknowledged < turn) await goOn(turn - outcome.acknowledged)
  }
  const all = runs.map(({ outcome }) => outcome)
  writeFileSync(options.out, `${JSON.stringify({ load: loadavg(), all }, null, 2)}\n`)
}
console.table(
  Object.fromEntries(
    runs.map(({ outcome: { path, seconds, faults: _, ...figures } }) => [
      path,
      { ...figures, seconds: Math.round(seconds) },
    ]),
  ),
)
const wrong = runs.filter(({ outcome }) => outcome.faults.length > 0)
for (const { outcome } of wrong) console.log(outcome.path, outcome.faults)
process.exitCode = wrong.length > 0 ? 1 : 0

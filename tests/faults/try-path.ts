import { itemOfAttributes } from '../../functions/store/attributes.ts'
import { revisionOf } from '../../functions/store/commit.ts'
import { auditTable } from './audit-table.ts'
import type { Injected } from './faults.ts'
import { openWorld, type Path, type Told, type Try, type World } from './world.ts'

/** What came of a way of writing under faults. */
export type Outcome = {
  path: string
  operations: number
  acknowledged: number
  /** Those of the acknowledged that lie in the table as one without faults leaves them. */
  stored: number
  /** What lies there twice. */
  duplicates: number
  /** Counts, revisions, heads, lists and chains that don't agree with what was done. */
  countersOff: number
  /** How often a user was told to come back. */
  hints: number
  /** The most of these for one operation. */
  mostHints: number
  injected: number
  seconds: number
  /** What was wrong, the first of each kind. */
  faults: string[]
}

/**
 * How often a user comes back before this is called never. The SDK's own retries are used up soon when half of all
 * calls fail, and then each of some ten calls of a request has to succeed at once.
 */
const PATIENCE = 5_000

/** One way of writing, tried hub by hub. */
export type PathRun = { outcome: Outcome; goOn(operations: number): Promise<void> }

/**
 * Does a way of writing under faults, each operation until it is acknowledged, and compares what it leaves in the
 * table with what the first one has left, without faults.
 * @param after the hub behind which to begin: each hub has faults of its own, and the same ones in each run
 */
export function tryPath(path: Path, after = 0): PathRun {
  const outcome: Outcome = {
    path: path.name,
    operations: 0,
    acknowledged: 0,
    stored: 0,
    duplicates: 0,
    countersOff: 0,
    hints: 0,
    mostHints: 0,
    injected: 0,
    seconds: 0,
    faults: [],
  }
  const wrong = (what: string) => {
    if (outcome.faults.length < 5) outcome.faults.push(what)
  }
  let usual: Promise<Record<string, number>> | undefined
  let seed = after

  async function one(world: World, key: string): Promise<readonly string[]> {
    const attempt = await path.ready(world)
    const before = countsOf(world)
    outcome.operations += 1
    const told = await world.underFaults(() => insist(attempt, key, outcome))
    outcome.acknowledged += 1
    const left = difference(before, countsOf(world))
    const again = await attempt(key)
    const isSame = again.done && same(told.body, again.body)
    if (!isSame) wrong(`answered otherwise the second time: ${JSON.stringify(again)}`)
    const after = difference(before, countsOf(world))
    const wanted = (await usual) ?? {}
    if (same(left, wanted) && same(after, wanted)) {
      if (isSame) outcome.stored += 1
      return told.operationIds ?? []
    }
    wrong(`left ${JSON.stringify(after)} instead of ${JSON.stringify(wanted)}`)
    if (Object.entries(after).some(([kind, count]) => count > (wanted[kind] ?? 0)))
      outcome.duplicates += 1
    else outcome.countersOff += 1
    return told.operationIds ?? []
  }

  return {
    outcome,
    /** Opens one hub more, and does as many operations as it takes, or so many. */
    async goOn(operations) {
      const started = performance.now()
      usual ??= leftWithoutFaults(path)
      await usual
      seed += 1
      const world = await openWorld(`${path.name} ${seed}`)
      const acknowledged: string[] = []
      try {
        for (let at = 0; at < Math.min(operations, path.perWorld ?? USUAL_OPERATIONS); at += 1)
          acknowledged.push(...(await one(world, `${seed}-${at}-under-faults`)))
      } catch (error) {
        wrong((error as Error).stack ?? String(error))
      }
      const audit = await auditTable(world, acknowledged)
      outcome.duplicates += audit.duplicates
      outcome.countersOff += audit.off.length
      for (const found of audit.off) wrong(found)
      outcome.injected += sum(world.injected)
      await world.stop()
      outcome.seconds += (performance.now() - started) / 1_000
    },
  }
}

/** A register that grows beyond this slows what is to be done often. */
const USUAL_OPERATIONS = 100

async function insist(
  attempt: Try,
  key: string,
  outcome: { hints: number; mostHints: number },
): Promise<Told & { done: true }> {
  for (let count = 0; count < PATIENCE; count += 1) {
    const told = await attempt(key)
    if (told.done) return told
    outcome.hints += 1
    outcome.mostHints = Math.max(outcome.mostHints, count + 1)
  }
  throw new Error('never done')
}

async function leftWithoutFaults(path: Path): Promise<Record<string, number>> {
  const world = await openWorld('')
  const attempt = await path.ready(world)
  const before = countsOf(world)
  const told = await attempt('without-any-faults')
  if (!told.done) throw new Error(`${path.name}: not done without faults`)
  const left = difference(before, countsOf(world))
  await world.stop()
  return left
}

/** Items by kind, how many changes the municipalities have seen, what was anchored and what was mailed. */
function countsOf({ table, anchors, mails }: World): Record<string, number> {
  let changes = 0
  for (const [, , item] of table.all('REVISION#'))
    changes += revisionOf(itemOfAttributes(item)).number
  return { ...table.counts(), changes, anchors: anchors.size, mails: mails.length }
}

function difference(before: Record<string, number>, after: Record<string, number>) {
  const kinds = [...new Set([...Object.keys(before), ...Object.keys(after)])].toSorted()
  return Object.fromEntries(
    kinds
      .map((kind) => [kind, (after[kind] ?? 0) - (before[kind] ?? 0)] as const)
      .filter(([, count]) => count !== 0),
  )
}

const same = (a: unknown, b: unknown) => JSON.stringify(a) === JSON.stringify(b)
const sum = (injected: Injected) => Object.values(injected).reduce((a, b) => a + b, 0)

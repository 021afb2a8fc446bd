import { randomUUID } from 'node:crypto'
import { v7 as uuidv7 } from 'uuid'
import type { Deed } from '../../functions/domain/change.ts'
import { DEFAULT_SETTINGS } from '../../functions/domain/municipalities/municipality.ts'
import type { Operation } from '../../functions/domain/operation.ts'
import type { Actor, RoleGrant } from '../../functions/domain/people/people.ts'
import { type EngineOptions, startEngine } from '../../functions/local/engine.ts'
import { type Consumed, createClient } from '../../functions/store/database.ts'
import { prepareTable } from '../../functions/store/schema.ts'
import { openStore, type Store } from '../../functions/store/store.ts'

/** A clock that a test sets. */
export function handClock(start = '2026-06-01T03:00:00.000Z') {
  let now = Date.parse(start)
  const clock = () => new Date(now)
  return { clock, set: (to: string) => (now = Date.parse(to)), pass: (ms: number) => (now += ms) }
}

/** An engine, in memory where nothing else is said, with an empty table, and as many stores over it as a test opens. */
export async function openEngine(options: EngineOptions = {}, table = 'hub') {
  const engine = await startEngine(options)
  const client = createClient({ endpoint: engine.endpoint })
  await prepareTable({ client, table })
  return {
    engine,
    client,
    open(
      clock: () => Date,
      onConsumed?: (consumed: Consumed) => void,
      onMails?: () => void,
    ): Store {
      return openStore({
        client,
        table,
        clock,
        ...(onConsumed && { onConsumed }),
        ...(onMails && { onMails }),
      })
    },
    async stop() {
      client.destroy()
      await engine.stop()
    },
  }
}

/** An operation as a request would name it. */
export function operation(actor = 'test', key: string = randomUUID()): Operation {
  return { id: uuidv7(), actor, key, fingerprint: `fingerprint of ${key}` }
}

/** A deed of somebody with these roles. */
export function deedOf(
  { id }: Operation,
  code: string,
  grants: RoleGrant[] = [{ role: 'hr', from: '2018-04-01' }],
  memberId?: string,
): Omit<Deed, 'now'> {
  const actor: Actor = { kind: 'person', municipality: code, grants, ...(memberId && { memberId }) }
  return { actor, id, channel: 'web' }
}

/** Creates a municipality with known cohorts; none was sent in 2020. */
export async function createMunicipality(
  store: Store,
  code = '222038',
  name = '沼津市',
  years = [2018, 2019, 2021, 2022],
) {
  const creating = operation()
  await store.municipalities.create(
    {
      code,
      name,
      nameEn: 'Numazu',
      prefecture: '静岡県',
      dispatcher: '人事課',
      cohorts: [
        ...years.map((fiscalYear) => ({ fiscalYear, record: 'cohort' as const })),
        { fiscalYear: 2020, record: 'not_dispatched' },
      ],
      settings: DEFAULT_SETTINGS,
    },
    creating,
    deedOf(creating, code),
  )
}

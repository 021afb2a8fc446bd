import { TransactionCanceledException } from '@aws-sdk/client-dynamodb'
import type { PendingMail } from '../../domain/mails/mail.ts'
import { type Further, revisionOf } from '../commit.ts'
import { type Database, type Item, pause, type TransactItem } from '../database.ts'
import { memberItems } from '../member-items.ts'
import { outboxItem } from '../outbox.ts'
import { sharedItems } from '../shared.ts'
import { stateOf, withStates } from '../states.ts'
import { MUNICIPALITY_SK, mailedKey, proposalSk, registerPartition, revisionKey } from '../table.ts'

const PAGE = 200
/** One less than a transaction takes: the last one is the condition. */
const MOST_WRITES = 99
const ATTEMPTS = 10

/**
 * Writes what points to a municipality from outside it, made from its states as they are now: what it shares, and
 * what its people's accounts may do in it. Nobody enters before the last of it; what changes all the same has it
 * begun anew.
 */
export async function showMunicipality(database: Database, code: string): Promise<void> {
  for (let attempt = 1; !(await shown(database, code)); attempt += 1) {
    if (attempt === ATTEMPTS) throw new Error(`${code} changes without a pause`)
    await pause(attempt)
  }
}

/** @returns false where a change was first */
async function shown(database: Database, code: string): Promise<boolean> {
  const [item] = await database.get([revisionKey(code)])
  const { number, recordedAt } = revisionOf(item)
  const pk = registerPartition(code)
  // Its members, and itself behind them.
  const states = (await database.query(pk, { through: MUNICIPALITY_SK })).map(stateOf)
  const register = withStates({}, states, recordedAt)
  if (!register) throw new Error(`${code} is not there`)
  let after: string | undefined = proposalSk('')
  let waiting: Further[] = []
  do {
    const items: Item[] = await database.query(pk, { after, limit: PAGE })
    // Nothing lies there yet that would have to go.
    waiting.push(
      ...sharedItems(register, items.map(stateOf), recordedAt).filter(({ item }) => item),
    )
    after = items.length === PAGE ? String(items.at(-1)?.sk) : undefined
    if (after === undefined)
      waiting.push(...[...register.members.values()].flatMap((one) => memberItems(code, one)))
    while (waiting.length >= (after === undefined ? 1 : MOST_WRITES)) {
      const unchanged = { code, number }
      if (!(await writeIf(database, unchanged, waiting.slice(0, MOST_WRITES)))) return false
      waiting = waiting.slice(MOST_WRITES)
    }
  } while (after !== undefined)
  return true
}

/** Writes what was made of a register as long as it has not moved on. */
async function writeIf(
  database: Database,
  { code, number }: { code: string; number: number },
  items: readonly Further[],
): Promise<boolean> {
  const TableName = database.table
  return isDone(
    database.transact([
      ...items.map(
        ({ key, item }): TransactItem => ({ Put: { TableName, Item: { ...key, ...item } } }),
      ),
      {
        ConditionCheck: {
          TableName,
          Key: revisionKey(code),
          ConditionExpression: '#number = :number',
          ExpressionAttributeNames: { '#number': 'number' },
          ExpressionAttributeValues: { ':number': number },
        },
      },
    ]),
  )
}

/** Mails that waited wait again, but for those that have ended here since. */
export async function showMails(
  database: Database,
  code: string,
  mails: readonly Item[],
): Promise<void> {
  const TableName = database.table
  const ConditionExpression = 'attribute_not_exists(pk)'
  for (const mail of mails)
    await isDone(
      database.transact([
        { Put: { TableName, Item: outboxItem(mail as PendingMail), ConditionExpression } },
        { ConditionCheck: { TableName, Key: mailedKey(code, mail.id), ConditionExpression } },
      ]),
    )
}

/** False where a condition did not hold. */
async function isDone(transaction: Promise<void>): Promise<boolean> {
  try {
    await transaction
    return true
  } catch (error) {
    if (error instanceof TransactionCanceledException) return false
    throw error
  }
}

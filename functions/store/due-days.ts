import { TransactionCanceledException } from '@aws-sdk/client-dynamodb'
import type { Day } from '../domain/calendar.ts'
import { dueItems, itemOfRevision, REMEMBERED_CHANGES, revisionOf } from './commit.ts'
import type { Database } from './database.ts'
import { DUE, dueKey, revisionKey } from './table.ts'

/**
 * On which day the daily job has to look at which municipality: an item by day, so that those with nothing to
 * do are not even read. The revision of each holds the same day, and counts.
 */
export class DueDays {
  readonly #database: Database

  constructor(database: Database) {
    this.#database = database
  }

  /** The municipalities due by a day, the longest due first. */
  async through(day: Day): Promise<{ code: string; day: Day }[]> {
    const items = await this.#database.query(DUE, { through: `${day}~` })
    return items.map(({ sk }) => {
      const [on = '', code = ''] = String(sk).split('#')
      return { code, day: on }
    })
  }

  /**
   * Puts a municipality's day off, once everything due by then is done. The revision moves on with it, so that
   * a change under way that still knows the old day is decided anew.
   * @param seen the number of the revision at which nothing was left to do
   * @returns false where a change was first: what it made due is looked at again
   */
  async putOff({ code, day }: { code: string; day: Day }, to: Day, seen: number): Promise<boolean> {
    const { table } = this.#database
    const [item] = await this.#database.get([revisionKey(code)])
    const before = revisionOf(item)
    if (before.number !== seen) return false
    const isLast = {
      TableName: table,
      ConditionExpression: '#number = :seen',
      ExpressionAttributeNames: { '#number': 'number' },
      ExpressionAttributeValues: { ':seen': seen },
    }
    const next = {
      ...before,
      number: seen + 1,
      recent: [[], ...before.recent].slice(0, REMEMBERED_CHANGES),
      dueOn: to,
    }
    const writes =
      before.dueOn === day
        ? [
            { Put: { ...isLast, Item: itemOfRevision(code, next) } },
            ...dueItems(table, code, { from: day, to }),
          ]
        : [
            // A left-over of a day that has moved since; a change may make it the due day again.
            { ConditionCheck: { ...isLast, Key: revisionKey(code) } },
            { Delete: { TableName: table, Key: dueKey(day, code) } },
          ]
    return this.#database.transact(writes).then(
      () => true,
      (error) => {
        if (error instanceof TransactionCanceledException) return false
        throw error
      },
    )
  }
}

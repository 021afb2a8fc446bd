import type { ProposalChange } from '../domain/change.ts'
import { Request } from '../domain/requests/request.ts'
import type { Database, Item, TransactItem } from './database.ts'
import { askedKey, askedPartition, type Key, requestKey } from './table.ts'

/** The items of a request: itself, and one for each way to find it. */
export function requestItems(request: Request): { key: Key; item: Item }[] {
  const { municipality: code, id, memberId, reviewId, proposalIds } = request
  const found = [memberId, ...(reviewId === undefined ? [] : [reviewId]), ...proposalIds]
  return [
    { key: requestKey(code, id), item: request },
    ...found.map((about) => ({ key: askedKey(code, about, id), item: { v: 1 } })),
  ]
}

/** Writes an answer into the request that it answers. */
export function answeredItem(
  table: string,
  code: string,
  { requestId, proposalId, answer, first }: NonNullable<ProposalChange['answered']>,
): TransactItem {
  return {
    Update: {
      TableName: table,
      Key: requestKey(code, requestId),
      ConditionExpression: first
        ? 'attribute_exists(pk) AND attribute_not_exists(answers.#proposal)'
        : 'attribute_exists(pk)',
      UpdateExpression: 'SET answers.#proposal = :answer',
      ExpressionAttributeNames: { '#proposal': proposalId },
      ExpressionAttributeValues: { ':answer': answer },
    },
  }
}

/** 回答依頼, outside the registers: found by person, by proposal and by review. */
export class Requests {
  readonly #database: Database

  constructor(database: Database) {
    this.#database = database
  }

  /** One request, or undefined where there is none. */
  async get(code: string, id: string): Promise<Request | undefined> {
    const [item] = await this.#database.get([requestKey(code, id)])
    return item && requestOf(item)
  }

  /**
   * The requests about a person, a proposal or a review, newest first.
   * @param about the id of the member, the proposal or the review
   * @param limit how many at most; without one all are read
   */
  async about(code: string, about: string, { limit }: { limit?: number } = {}): Promise<Request[]> {
    const pointers = await this.#database.query(askedPartition(code, about), {
      limit,
      newestFirst: true,
    })
    const items = await this.#database.get(pointers.map(({ sk }) => requestKey(code, String(sk))))
    return items.flatMap((item) => (item ? [requestOf(item)] : []))
  }

  /**
   * Counts a use of a request's link.
   * @param use the number of this use, as the form that is sent was made with
   * @returns false where another form was sent in between; sending the same one again is as once
   */
  async use(code: string, id: string, use: number): Promise<boolean> {
    const key = requestKey(code, id)
    if (await this.#database.set(key, { uses: use }, { name: 'uses', value: use - 1 })) return true
    return this.#database.set(key, { uses: use }, { name: 'uses', value: use })
  }
}

function requestOf({ pk: _, sk: __, ...item }: Item): Request {
  return Request.parse(item)
}

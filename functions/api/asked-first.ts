import type { Request } from '../domain/requests/request.ts'
import type { Dependencies } from './dependencies.ts'

/**
 * A request, by whoever has asked first: one that renews another is by the person who was asked, and to whom it would be
 * no news what they answer.
 */
export async function askedFirst(
  requests: Dependencies['requests'],
  request: Request,
): Promise<Request> {
  let first = request
  while (first.renews !== undefined) {
    const renewed = await requests.get(request.municipality, first.renews)
    if (!renewed) break
    first = renewed
  }
  return { ...request, by: first.by }
}

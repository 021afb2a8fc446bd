import fc from 'fast-check'
import type { OpenApi, Operation } from '../../../functions/api/open-api.ts'
import { type Context, type Pool, valueFor } from './values.ts'

/** One request as the API's own document lets one imagine it. */
export type Drawn = {
  operation: string
  method: string
  path: string
  headers: Record<string, string | undefined>
  body: unknown
}

/** Ends what the other requests need, so that they are drawn for somebody who isn't needed. */
const ENDING = /^\/api\/sessions|\/sign-out$/

/**
 * Any request to any operation of the document: parameters and bodies by their schemas, and off them.
 * @param municipalities codes; the own one is drawn most often
 */
export function requests(
  document: OpenApi,
  { municipalities, pool }: { municipalities: readonly [string, string]; pool: Pool },
): fc.Arbitrary<Drawn> {
  const { schemas } = document.components
  const operations = Object.entries(document.paths).flatMap(([path, byMethod]) =>
    Object.entries(byMethod)
      .filter(([method]) => method === 'get' || !ENDING.test(path))
      .map(([method, operation]) => ({ path, method: method.toUpperCase(), operation })),
  )
  const inPath = (name: string, operation: Operation, context: Context) => {
    if (name === 'municipality') {
      const [own, other] = municipalities
      if (context.tidy) return fc.constant(own)
      return fc.oneof(
        { weight: 20, arbitrary: fc.constant(own) },
        { weight: 2, arbitrary: fc.constant(other) },
        { weight: 1, arbitrary: fc.constantFrom('011002', '222039', 'x', '%2e%2e') },
      )
    }
    const parameter = operation.parameters?.find((one) => one.name === name && one.in === 'path')
    return valueFor(parameter?.schema ?? { type: 'string' }, name, context).map((value) =>
      // An empty segment would be another path, of no operation.
      encodeURIComponent(wellFormed(String(value)) || 'x'),
    )
  }
  const anyOperation = fc.tuple(fc.constantFrom(...operations), fc.boolean())
  return anyOperation.chain(([{ path, method, operation }, tidy]) => {
    const context: Context = { schemas, pool, tidy, depth: 0 }
    const names = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name ?? '')
    const queries = (operation.parameters ?? []).filter((one) => one.in === 'query')
    const schema = operation.requestBody?.content?.['application/json']?.schema
    return fc
      .record({
        values: fc.tuple(...names.map((name) => inPath(name, operation, context))),
        query: fc.tuple(
          ...queries.map(({ name, description, schema: one }) =>
            fc.tuple(
              fc.constant(name),
              fc.oneof(
                { weight: 6, arbitrary: fc.constant(undefined) },
                { weight: 1, arbitrary: valueFor({ description, ...one }, name, context) },
              ),
            ),
          ),
        ),
        body: schema
          ? fc.oneof(
              { weight: 30, arbitrary: valueFor(schema, '', context) },
              {
                weight: tidy ? 0 : 1,
                arbitrary: fc.constantFrom('{', 'null', '[1', '"', '\u0000'),
              },
            )
          : fc.constant(undefined),
        key: fc.oneof(
          { weight: 20, arbitrary: fc.uuid().map((key): string | undefined => key) },
          { weight: 1, arbitrary: fc.constantFrom(undefined, '', 'short', 'the same key twice') },
        ),
        match: fc.oneof(
          { weight: 3, arbitrary: fc.constant('"1"') },
          { weight: 1, arbitrary: fc.integer({ min: 1, max: 12 }).map((n) => `"${n}"`) },
          { weight: 1, arbitrary: fc.constantFrom(undefined, '*', 'x', '"999999999999999999"') },
        ),
        type: fc.oneof(
          { weight: 30, arbitrary: fc.constant('application/json') },
          { weight: 1, arbitrary: fc.constantFrom('text/plain', 'multipart/form-data') },
        ),
      })
      .map(({ values, query, body, key, match, type }): Drawn => {
        const search = new URLSearchParams(
          query.flatMap(([name, value]) =>
            value === undefined ? [] : [[name, wellFormed(String(value))]],
          ),
        )
        const filled = names.reduce(
          (so, name, at) => so.replace(`{${name}}`, String(values[at])),
          path,
        )
        const asked = search.size > 0 ? `${filled}?${search}` : filled
        return {
          operation: `${method} ${path}`,
          method,
          path: asked,
          headers:
            method === 'GET'
              ? {}
              : {
                  'idempotency-key': key,
                  'if-match': match,
                  ...(body !== undefined && { 'content-type': type }),
                },
          body,
        }
      })
  })
}

/** Lone surrogates can't be sent in an address. */
function wellFormed(text: string): string {
  return text.toWellFormed()
}

import { Validator } from '@seriousme/openapi-schema-validator'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { GLOSSARY, PARTS } from '../../functions/api/glossary/glossary.ts'
import { NAMES } from '../../functions/api/glossary/names.ts'
import { PARAMETERS } from '../../functions/api/glossary/parameters.ts'
import type { Words } from '../../functions/api/glossary/words.ts'
import {
  innerOf,
  type OpenApi,
  parameterKey,
  propertyKey,
  type Schema,
} from '../../functions/api/open-api.ts'
import { ERROR_CODES } from '../../functions/domain/errors.ts'
import { type Hub, serve } from './serve.ts'

let hub: Hub
let document: OpenApi
beforeAll(async () => {
  hub = await serve()
  document = (await hub.people.nobody.get('/api/openapi.json')).body
})
afterAll(() => hub.stop())

/** Every operation of the document, with its method and path. */
function operations() {
  return Object.entries(document.paths).flatMap(([path, byMethod]) =>
    Object.entries(byMethod).map(([method, operation]) => ({ method, path, operation })),
  )
}

/** Every property of a schema, with the path to it. */
function propertiesOf(schema: Schema, at: string): { at: string; name: string; schema: Schema }[] {
  const own = Object.entries(schema.properties ?? {}).flatMap(([name, inner]) => [
    { at: `${at}.${name}`, name, schema: inner },
    ...propertiesOf(inner, `${at}.${name}`),
  ])
  return [...own, ...innerOf(schema).flatMap((inner) => propertiesOf(inner, at))]
}

test('the document is valid OpenAPI 3.1', async () => {
  const result = await new Validator().validate(structuredClone(document))
  expect(result).toMatchObject({ valid: true })
  expect(document).toMatchObject({ openapi: '3.1.0', info: { version: '1' } })
})

test('every route of the API is in the document, and nothing else', () => {
  const routed = hub.app.routes
    .filter(({ method, path }) => method !== 'ALL' && path.startsWith('/api/'))
    .map(({ method, path }) => `${method} ${path.replaceAll(/:(\w+)/g, '{$1}')}`)
  const own = ['GET /api/openapi.json', 'GET /api/docs', 'GET /api/docs.css']
  const expected = [...new Set(routed)].filter((route) => !own.includes(route))
  const documented = operations().map(({ method, path }) => `${method.toUpperCase()} ${path}`)
  expect(documented.sort()).toEqual(expected.sort())
})

// ASVS 3.5.3
test('every write needs an Idempotency-Key, and every edit an If-Match', () => {
  // Ending a session twice is as ending it once.
  const ending = /^\/api\/(sign-out|sessions\b)/
  // Trying a file out writes nothing.
  const trying = /\/preview$/
  for (const { method, path, operation } of operations()) {
    const required = (operation.parameters ?? [])
      .filter((parameter) => parameter.in === 'header' && parameter.required)
      .map(({ name }) => name)
    const expected =
      method === 'get' || ending.test(path) || trying.test(path)
        ? []
        : method === 'patch'
          ? ['Idempotency-Key', 'If-Match']
          : ['Idempotency-Key']
    expect(required, `${method} ${path}`).toEqual(expected)
  }
  expect(
    document.paths['/api/m/{municipality}/proposals/{id}']?.get?.responses['200'],
  ).toMatchObject({
    headers: { ETag: {} },
  })
})

test('every operation says what it does, in which group, and what each parameter is', () => {
  const groups = document.tags.map(({ name }) => name)
  for (const { method, path, operation } of operations()) {
    const name = `${method} ${path}`
    expect(operation.summary, name).toBeTruthy()
    expect(groups, name).toContain(operation.tags?.[0])
    for (const parameter of operation.parameters ?? [])
      expect(parameter.description, `${name}: ${parameter.name}`).toBeTruthy()
    for (const status of ['500', '503']) expect(operation.responses).toHaveProperty(status)
  }
})

/** Every property of every schema, with the whole way to it. */
function properties() {
  return Object.entries(document.components.schemas).flatMap(([name, schema]) =>
    propertiesOf(schema, name),
  )
}

/** Every parameter of every operation, with its path. */
function parameters() {
  return operations().flatMap(({ path, operation }) =>
    (operation.parameters ?? []).map((parameter) => ({ path, ...parameter })),
  )
}

/** What somebody reads of schemas, properties, parameters and operations, with where. */
function texts(): { at: string; text: string | undefined }[] {
  const { schemas } = document.components
  return [
    ...Object.entries(schemas).map(([at, { description: text }]) => ({ at, text })),
    ...properties().map(({ at, schema: { description: text } }) => ({ at, text })),
    ...document.tags.map(({ name: at, description: text }) => ({ at, text })),
    ...parameters().map(({ path, name, description: text }) => ({ at: `${path} ${name}`, text })),
    ...operations().flatMap(({ method, path, operation: { summary, responses } }) => [
      { at: `${method} ${path}`, text: summary },
      ...Object.values(responses).map(({ description: text }) => ({
        at: `${method} ${path}`,
        text,
      })),
    ]),
  ]
}

test('every schema that is sent or answered has a name, and it and each of its properties is described', () => {
  const undescribed = Object.entries(document.components.schemas).flatMap(([name, schema]) => [
    ...(schema.description ? [] : [name]),
    ...propertiesOf(schema, name).flatMap(({ at, schema: { description } }) =>
      description ? [] : [at],
    ),
  ])
  // What is missing here is missing in functions/api/glossary.
  expect(undescribed).toEqual([])
  for (const { method, path, operation } of operations())
    for (const { content = {} } of [
      operation.requestBody ?? {},
      ...Object.values(operation.responses),
    ])
      for (const { schema } of Object.values(content))
        expect(propertiesOf(schema, ''), `${method} ${path}`).toEqual([])
})

test('no two parts of the glossary explain the same', () => {
  const keys = PARTS.flatMap((part) => Object.keys(part))
  expect(keys.filter((key, at) => keys.indexOf(key) !== at)).toEqual([])
})

test('the glossary explains nothing that is not there, and what it explains is told', () => {
  const { schemas } = document.components
  const told = new Map<string, string>([
    ...Object.entries(schemas).map(([name, { description = '' }]) => [name, description] as const),
    ...properties().map(
      ({ at, schema: { description = '' } }) => [propertyKey(at), description] as const,
    ),
  ])
  const ofParameters = new Map(
    parameters().map(({ path, name, description = '' }) => [parameterKey(path, name), description]),
  )
  const untold = (words: Words, by: ReadonlyMap<string, string>) =>
    Object.keys(words).filter((key) => !by.get(key)?.startsWith(words[key] ?? ''))
  expect(untold(GLOSSARY, told)).toEqual([])
  expect(untold(PARAMETERS, ofParameters)).toEqual([])
})

/** What a schema holds, but for null and for how long it may be: its type, or the words of its vocabulary. */
function kindOf(schema: Schema): string | readonly string[] {
  const { $ref, type, format, items } = schema
  if ($ref) return $ref
  const values = schema.enum?.filter((value) => value !== null).map(String)
  if (values) return values
  const inner = schema.anyOf ?? schema.oneOf ?? schema.allOf
  const refs = inner?.filter((one) => one.$ref)
  if (inner) return (refs?.length ? refs : inner).map((one) => String(kindOf(one))).join(' | ')
  const types = [type].flat().filter((one) => one !== undefined && one !== 'null')
  const within = items ? `[${String(kindOf(items))}]` : ''
  return `${types.join(' | ')}${within}${format ? ` (${format})` : ''}`
}

/** Kinds that are the same, where each vocabulary is a part of the widest one. */
function areAlike(kinds: readonly (string | readonly string[])[]): boolean {
  const [widest] = kinds.toSorted((a, b) => b.length - a.length)
  return kinds.every((kind) =>
    typeof kind === 'string' || typeof widest === 'string'
      ? kind === widest
      : kind.every((word) => widest?.includes(word)),
  )
}

test('a name that is explained once for all is of several schemas, and of one type or vocabulary in all of them', () => {
  const all = properties()
  for (const name of Object.keys(NAMES)) {
    const uses = all.filter(({ at, name: own }) => own === name && propertyKey(at) === name)
    expect(uses.length, name).toBeGreaterThan(1)
    const kinds = uses.map(({ schema }) => kindOf(schema))
    expect(areAlike(kinds), `${name}: ${uses.map(({ at }) => at)}`).toBe(true)
  }
})

test('a parameter that is explained once for all is of one type or vocabulary wherever it stands', () => {
  for (const name of Object.keys(PARAMETERS)) {
    const uses = parameters().filter((one) => parameterKey(one.path, one.name) === name)
    const kinds = uses.map(({ schema }) => kindOf(schema))
    expect(areAlike(kinds), `${name}: ${uses.map(({ path }) => path)}`).toBe(true)
  }
})

test('what is read of the API begins in English, and says nothing twice', () => {
  for (const { at, text = '' } of texts()) {
    expect(text, at).toMatch(/^[A-Z`].*[a-z]/)
    // UUIDv7. UUIDv7
    expect(text, at).not.toMatch(/\b(\w+)\W+\1\b/i)
    const sentences = text.split('. ')
    expect(new Set(sentences).size, at).toBe(sentences.length)
  }
})

test('the session cookie is the way in, and what needs none says so', () => {
  expect(document).toMatchObject({
    security: [{ session: [] }],
    components: {
      securitySchemes: { session: { type: 'apiKey', in: 'cookie', name: '__Host-session' } },
    },
  })
  const open = operations()
    .filter(({ operation }) => operation.security?.length === 0)
    .map(({ path }) => path)
  expect(open.sort()).toEqual([
    '/api/health',
    '/api/open/{municipality}',
    '/api/open/{municipality}/proposals.csv',
    '/api/open/{municipality}/proposals.json',
    '/api/sign-out',
  ])
})

test.each([
  ['ja', 'APIリファレンス', '目次'],
  ['en', 'API reference', 'Contents'],
])(
  'the reference page reads in %s, without script and without other hosts',
  async (lang, title, contents) => {
    const { status, body, headers } = await hub.people.nobody.get('/api/docs', {
      'accept-language': lang,
    })
    expect(status).toBe(200)
    expect(headers.get('content-type')).toMatch(/^text\/html/)
    expect(headers.get('content-security-policy')).not.toContain('unsafe')
    expect(body).toContain(`<html lang="${lang}">`)
    expect(body).toContain(`<h1>${title}</h1>`)
    expect(body).toContain(contents)
    expect(body).not.toMatch(/<script|style=|<img|(?:href|src)="(?!\/|#)/)
    const style = await hub.people.nobody.get('/api/docs.css')
    expect(style.headers.get('content-type')).toBe('text/css; charset=utf-8')
  },
)

test('the reference page names every operation, schema and problem, and every link of it leads there', async () => {
  const { body } = await hub.people.nobody.get('/api/docs')
  const ids = [...body.matchAll(/ id="([^"]+)"/g)].map(([, id]) => id)
  expect(new Set(ids).size).toBe(ids.length)
  for (const name of Object.keys(document.components.schemas))
    expect(ids).toContain(`schema-${name}`)
  for (const code of ERROR_CODES) expect(ids).toContain(`problem-${code}`)
  for (const { path } of operations()) expect(body).toContain(path)
  for (const [, target] of body.matchAll(/href="#([^"]+)"/g)) expect(ids).toContain(target)
})

test('the reference page shows texts as texts', async () => {
  const { body } = await hub.people.nobody.get('/api/docs?lang=%22%3E%3Cscript%3E')
  expect(body).not.toContain('<script')
  expect((await hub.people.nobody.get('/api/docs?lang=en')).body).toContain('<html lang="en">')
})

import type { OpenAPIHono } from '@hono/zod-openapi'
import type { Env } from 'hono'
import { PARAMETERS, PROPERTIES, SCHEMAS, TAGS } from './glossary/glossary.ts'
import { sessionCookieName } from './session-cookie.ts'

/** As much of a JSON Schema as the document's words and its page need. */
export type Schema = {
  $ref?: string
  type?: string | string[]
  description?: string
  format?: string
  enum?: (string | number | null)[]
  const?: unknown
  items?: Schema
  properties?: Record<string, Schema>
  required?: string[]
  additionalProperties?: boolean | Schema
  anyOf?: Schema[]
  oneOf?: Schema[]
  allOf?: Schema[]
  minimum?: number
  maximum?: number
  minLength?: number
  maxLength?: number
  maxItems?: number
  example?: unknown
}
type Content = { content?: Record<string, { schema: Schema }> }
export type Parameter = {
  name: string
  in: string
  required?: boolean
  description?: string
  schema: Schema
}
export type Operation = {
  summary?: string
  tags?: string[]
  parameters?: Parameter[]
  requestBody?: Content
  responses: Record<string, Content & { description: string; headers?: Record<string, unknown> }>
  security?: unknown[]
}
export type OpenApi = {
  openapi: string
  info: { title: string; version: string; description: string }
  tags: { name: string; description: string }[]
  paths: Record<string, Record<string, Operation>>
  components: { schemas: Record<string, Schema> }
}

const INFO = {
  title: 'マネ友ハブ API',
  version: '1',
  description:
    'What became of past cohorts’ proposals, and why. Every write in a municipality needs an `Idempotency-Key`; every error is a Problem (RFC 9457) with a stable `code`, worded in the language of `Accept-Language`. Writes are taken from the hub’s own origin only.',
}

/** What the headers of requests are, which the routes read for themselves. */
const HEADERS: Record<string, Partial<Parameter>> = {
  'idempotency-key': {
    name: 'Idempotency-Key',
    required: true,
    description:
      'Names the request, so that sending it again does it once and is answered the same (for a day). The same key with another request is refused.',
    schema: { type: 'string', minLength: 8, maxLength: 200 },
  },
  'if-match': {
    name: 'If-Match',
    required: true,
    description: 'The `ETag` that was read',
    schema: { type: 'string', example: '"1"' },
  },
}

/** The API's own document, made of its routes and of the glossary. */
export function openApiOf<E extends Env>(
  app: OpenAPIHono<E>,
  { publicOrigin }: { publicOrigin: string },
): OpenApi {
  const name = sessionCookieName(publicOrigin.startsWith('https:'))
  app.openAPIRegistry.registerComponent('securitySchemes', 'session', {
    type: 'apiKey',
    in: 'cookie',
    name,
    description: 'The session that a sign-in at `/auth/sign-in` has opened',
  })
  const made: unknown = app.getOpenAPI31Document({
    openapi: '3.1.0',
    info: INFO,
    servers: [{ url: publicOrigin }],
    security: [{ session: [] }],
    tags: Object.entries(TAGS).map(([tag, description]) => ({ name: tag, description })),
  })
  const document = made as OpenApi
  for (const operations of Object.values(document.paths))
    for (const { parameters = [] } of Object.values(operations))
      for (const parameter of parameters) describeParameter(parameter)
  for (const [schemaName, schema] of Object.entries(document.components.schemas)) {
    schema.description ??= SCHEMAS[schemaName] ?? ''
    describeProperties(schema, schemaName)
  }
  return document
}

function describeParameter(parameter: Parameter): void {
  if (parameter.in === 'header') Object.assign(parameter, HEADERS[parameter.name])
  else if (parameter.name === 'to' && parameter.in === 'path') parameter.description = LINKED
  else parameter.description = PARAMETERS[parameter.name] ?? parameter.description ?? ''
}

const LINKED = 'The proposal at the other end'

/** What a schema says of its own properties is narrower than the glossary, and stays, unless it is only a form. */
function describeProperties(schema: Schema, owner: string): void {
  for (const [name, property] of Object.entries(schema.properties ?? {})) {
    const meaning = PROPERTIES[`${owner}.${name}`] ?? PROPERTIES[name]
    const form = property.description
    if (meaning !== undefined)
      property.description = form && isForm(form) ? `${meaning}. ${form}` : (form ?? meaning)
    describeProperties(property, owner)
  }
  for (const inner of innerOf(schema)) describeProperties(inner, owner)
}

const FORMS = /^(UUIDv7|One line|Text,|A day in|http\(s\) address|Number of the fiscal)/
const isForm = (description: string) => FORMS.test(description)

/** The schemas inside of one that are no named property of it. */
export function innerOf({ items, additionalProperties, anyOf, oneOf, allOf }: Schema): Schema[] {
  const values = typeof additionalProperties === 'object' ? [additionalProperties] : []
  return [
    ...(items ? [items] : []),
    ...values,
    ...(anyOf ?? []),
    ...(oneOf ?? []),
    ...(allOf ?? []),
  ]
}

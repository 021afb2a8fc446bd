import type { OpenAPIHono } from '@hono/zod-openapi'
import type { Env } from 'hono'
import {
  DaySchema,
  FiscalYearSchema,
  Id,
  Line,
  MunicipalityCode,
  Text,
  WebAddress,
} from '../domain/fields.ts'
import { SEVERAL } from './documented.ts'
import { GLOSSARY } from './glossary/glossary.ts'
import { PARAMETERS } from './glossary/parameters.ts'
import { TAGS } from './glossary/tags.ts'
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
    'What became of past cohorts’ proposals, and why. Every write in a municipality or in the office needs an `Idempotency-Key`; every error is a Problem (RFC 9457) with a stable `code`, worded in the language of `Accept-Language`. Writes are taken from the hub’s own origin only.',
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
    description:
      'Which edition was read: its `ETag`; of what has none, what the operation names, in quotation marks',
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
  for (const [path, operations] of Object.entries(document.paths))
    for (const { parameters = [] } of Object.values(operations))
      for (const parameter of parameters) describeParameter(parameter, path)
  for (const [schemaName, schema] of Object.entries(document.components.schemas)) {
    schema.description ??= GLOSSARY[schemaName] ?? ''
    describeProperties(schema, schemaName)
  }
  return document
}

function describeParameter(parameter: Parameter, path: string): void {
  const { name, schema } = parameter
  if (parameter.in === 'header') Object.assign(parameter, HEADERS[name])
  else {
    const meaning = PARAMETERS[parameterKey(path, name)]
    parameter.description = described(meaning, schema.description) ?? ''
  }
}

/** Under what the glossary explains a parameter: behind its path, else by its name alone. */
export function parameterKey(path: string, name: string): string {
  const special = `${path.replace(/^\/api(\/m\/\{municipality\})?/, '')} ${name}`
  return special in PARAMETERS ? special : name
}

/** Under what the glossary explains a property: by the whole way to it, else by its name alone. */
export function propertyKey(at: string): string {
  return at in GLOSSARY ? at : at.slice(at.lastIndexOf('.') + 1)
}

function describeProperties(schema: Schema, at: string): void {
  for (const [name, property] of Object.entries(schema.properties ?? {})) {
    const description = described(GLOSSARY[propertyKey(`${at}.${name}`)], property.description)
    delete property.description
    if (description !== undefined) property.description = description
    describeProperties(property, `${at}.${name}`)
  }
  for (const inner of innerOf(schema)) describeProperties(inner, at)
}

/** What fields say of their form alone: it is told behind what they mean. */
const FORMS = new Set([Line, Text, WebAddress, DaySchema, MunicipalityCode].map(formOf))
/** Forms that their type and meaning tell already. */
const TOLD = new Set([Id, FiscalYearSchema].map(formOf))

function formOf(field: { meta(): { description?: string | undefined } | undefined }) {
  return field.meta()?.description
}

/** What a schema says of itself is narrower than the glossary, and stays, unless it is only a form. */
function described(meaning: string | undefined, own: string | undefined): string | undefined {
  if (own === undefined || TOLD.has(own)) return meaning
  const isForm = FORMS.has(own) || own.startsWith(SEVERAL)
  if (!isForm) return own
  return meaning === undefined ? undefined : `${meaning}. ${own}`
}

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

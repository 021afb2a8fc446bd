import fc from 'fast-check'
import type { Schema } from '../../../functions/api/open-api.ts'

export const KINDS = [
  'proposal',
  'report',
  'member',
  'question',
  'message',
  'review',
  'finding',
  'request',
  'claim',
  'inquiry',
] as const
export type Kind = (typeof KINDS)[number]
/** What random values may name, by what they are ids of; what requests make is added as they make it. */
export type Ids = Record<Kind, string[]>

/** The ids of the own municipality, drawn most often, and those of the other one. */
export type Pool = { own: Ids; other: Ids }

export type Context = {
  schemas: Record<string, Schema>
  pool: Pool
  /** Whether all is as the schema asks: what is refused at once tries nothing behind it. */
  tidy: boolean
  /** Nothing is nested without end. */
  depth: number
}

const PLAIN = fc.constantFrom('対話の時間', '引き継ぎました', '人事課', 'a', '一二三')
/** Texts that people, machines and attackers send. */
const TEXTS: fc.Arbitrary<string> = fc.oneof(
  { weight: 6, arbitrary: PLAIN },
  { weight: 1, arbitrary: fc.string({ unit: 'grapheme', maxLength: 40 }) },
  { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 40 }) },
  {
    weight: 1,
    arbitrary: fc.constantFrom(
      '',
      '　',
      '\u0000',
      '\uD800',
      '\u202E逆',
      '=1+1',
      '<script>alert(1)</script>',
      '../../etc/passwd',
      '%00',
      '__proto__',
      'あ'.repeat(2_001),
    ),
  },
)
const FISCAL_YEARS = fc.integer({ min: 2017, max: 2027 })
const DAYS = fc.constantFrom(
  '2018-04-01',
  '2022-03-31',
  '2024-02-29',
  '2026-05-31',
  '2026-06-01',
  '2026-02-30',
  '2099-01-01',
)
const PAST_DAYS = fc.constantFrom('2022-05-10', '2024-02-29', '2026-05-31')
const AS_OF = fc.constantFrom(
  { precision: 'day', date: '2026-05-20' },
  { precision: 'month', date: '2026-05' },
  { precision: 'fiscal_year', date: '2025' },
)
const JUNK: fc.Arbitrary<unknown> = fc.oneof(
  fc.jsonValue({ maxDepth: 2 }),
  fc.constantFrom<unknown>(null, [], {}, -1, 1e308, true, '', [[[]]]),
)

const NOWHERE: [string, ...string[]] = ['01900000-0000-7000-8000-000000000000', 'x', '../settings']

function kindOf(name: string): Kind {
  if (/unchanged/i.test(name)) return 'report'
  return KINDS.find((kind) => name.toLowerCase().startsWith(kind)) ?? 'proposal'
}

function idOf(kind: Kind, { pool: { own, other }, tidy }: Context): fc.Arbitrary<string> {
  // Looked up when it is drawn: by then there may be more.
  const oneOf = (ids: readonly string[]) =>
    fc.nat(999).map((drawn) => ids[drawn % Math.max(1, ids.length)] ?? NOWHERE[0])
  if (tidy) return oneOf(own[kind])
  const all = Object.values(own).flat()
  return fc.oneof(
    { weight: 20, arbitrary: oneOf(own[kind]) },
    { weight: 2, arbitrary: oneOf(other[kind]) },
    { weight: 1, arbitrary: fc.constantFrom(...all, ...NOWHERE) },
  )
}

/** What a property's name tells of its values beyond its schema. */
function ofName(name: string, context: Context): fc.Arbitrary<unknown> | undefined {
  if (/(^id|Id|^to|^unchangedFrom|Ids)$/.test(name)) return idOf(kindOf(name), context)
  if (/cohort|fiscalYear|FiscalYear/.test(name)) return FISCAL_YEARS
  if (name === 'date') return fc.oneof(DAYS, fc.constantFrom('2022', '2022-06', '2026'))
  if (name === 'url') return fc.constantFrom('https://example.jp/a', 'javascript:alert(1)', 'x')
  if (name === 'cursor') return fc.oneof(fc.constant('x.y'), fc.base64String({ maxLength: 60 }))
  return undefined
}

/** Mostly what the schema asks for; now and then a property is left out, is too much, or is junk. */
export function valueFor(schema: Schema, name: string, context: Context): fc.Arbitrary<unknown> {
  if (context.tidy) return rightOf(schema, name, context)
  return fc.oneof(
    { weight: 40, arbitrary: rightOf(schema, name, context) },
    { weight: 1, arbitrary: JUNK },
  )
}

function rightOf(schema: Schema, name: string, context: Context): fc.Arbitrary<unknown> {
  const { schemas, depth } = context
  if (depth > 8) return fc.constant(null)
  const deeper = { ...context, depth: depth + 1 }
  if (schema.$ref) {
    const called = schema.$ref.split('/').at(-1) ?? ''
    if (context.tidy && called === 'AsOf') return AS_OF
    const target = schemas[called]
    if (!target) throw new Error(`no schema ${schema.$ref}`)
    return rightOf(target, name, deeper)
  }
  if (schema.const !== undefined) return fc.constant(schema.const)
  if (schema.enum) return fc.constantFrom(...schema.enum)
  const choices = schema.anyOf ?? schema.oneOf
  if (choices) return fc.oneof(...choices.map((choice) => rightOf(choice, name, deeper)))
  const type = Array.isArray(schema.type) ? schema.type[0] : schema.type
  const known = type === 'object' || type === 'array' ? undefined : ofName(name, context)
  if (known) return known
  switch (type) {
    case 'object':
      return objectOf(schema, deeper)
    case 'array':
      return fc.array(valueFor(schema.items ?? {}, name, deeper), { maxLength: 3 })
    case 'integer':
      return fc.integer({ min: schema.minimum ?? -5, max: Math.min(schema.maximum ?? 60, 3_000) })
    case 'number':
      return fc.double()
    case 'boolean':
      return fc.boolean()
    case 'string':
      if (schema.format === 'date' || /\b(A|this) day in\b/.test(schema.description ?? ''))
        return context.tidy ? PAST_DAYS : DAYS
      return schema.format === 'uuid' ? idOf('proposal', context) : context.tidy ? PLAIN : TEXTS
    default:
      return JUNK
  }
}

function objectOf(schema: Schema, context: Context): fc.Arbitrary<unknown> {
  const properties = Object.entries(schema.properties ?? {})
  const required = new Set(schema.required ?? [])
  const entries = properties.map(([name, property]) => {
    const value = valueFor(property, name, context)
    const isGiven = required.has(name)
      ? fc.integer({ min: context.tidy ? 1 : 0, max: 40 }).map((drawn) => drawn > 0)
      : fc.integer({ min: 0, max: context.tidy ? 7 : 2 }).map((drawn) => drawn === 0)
    return fc.tuple(fc.constant(name), isGiven, value)
  })
  const nothing = fc.constant<[string, unknown][]>([])
  if (context.tidy) return combined(entries, nothing)
  const extra = fc.oneof(
    { weight: 30, arbitrary: nothing },
    { weight: 1, arbitrary: fc.constant<[string, unknown][]>([['__proto__', { admin: true }]]) },
    { weight: 1, arbitrary: fc.constant<[string, unknown][]>([['unknown', 1]]) },
  )
  return combined(entries, extra)
}

function combined(
  entries: fc.Arbitrary<[string, boolean, unknown]>[],
  extra: fc.Arbitrary<[string, unknown][]>,
): fc.Arbitrary<unknown> {
  return fc.tuple(fc.tuple(...entries), extra).map(([given, more]) => {
    const kept = given.flatMap(([name, isGiven, value]) => (isGiven ? [[name, value]] : []))
    return Object.fromEntries([...kept, ...more])
  })
}

import { randomBytes } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { inflateRawSync } from 'node:zlib'
import { type DynamoDBClient, ScanCommand, type ScanCommandOutput } from '@aws-sdk/client-dynamodb'
import canonicalize from 'canonicalize'
import { v7 as uuidv7 } from 'uuid'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createAuditor } from '../../functions/anchors/auditor.ts'
import { createApp } from '../../functions/api/app.ts'
import type { OpenApi } from '../../functions/api/open-api.ts'
import { anchorKeyFrom } from '../../functions/history/anchor.ts'
import { createErasureJob } from '../../functions/jobs/erasure.ts'
import { statisticsStep } from '../../functions/jobs/statistics.ts'
import { itemOfAttributes } from '../../functions/store/attributes.ts'
import { DICTIONARY } from '../../functions/store/dictionary.ts'
import { checkLines } from '../../functions/store/portable/check.ts'
import { Line } from '../../functions/store/portable/form.ts'
import { alreadyThere, importLines } from '../../functions/store/portable/import.ts'
import { finishRestore, restoring } from '../../functions/store/portable/mark.ts'
import { PARTITIONS } from '../../functions/store/portable/partitions.ts'
import type { Store } from '../../functions/store/store.ts'
import { openEngine } from '../store/open.ts'
import { linesIn, textOf } from '../store/portable.ts'
import { documentOf } from './documented.ts'
import { WRITES } from './every-write.ts'
import {
  anchorsInMemory,
  type Client,
  type Hub,
  made,
  NUMAZU,
  ORIGIN,
  proposed,
  SAKATA,
  serve,
  stalled,
} from './serve.ts'

let hub: Hub
let office: Client & { accountId: string; cookie: string }
let other: Awaited<ReturnType<typeof openEngine>>
let moved: Store
let text: string
/** What lay in the table as the file was made. */
let before: Set<string>
const signer = anchorKeyFrom(randomBytes(32))

beforeAll(async () => {
  hub = await serve()
  office = await beginOffice()
  await live()
  text = await textOf(hub.store.portable)
  before = await itemsIn(hub.engine.client)
  other = await openEngine()
  moved = other.open(hub.time.clock)
  await restore(moved, text)
})
afterAll(async () => {
  await hub?.stop()
  await other?.stop()
})

async function beginOffice() {
  const accountId = uuidv7()
  const secret = randomBytes(32).toString('base64url')
  await hub.store.accounts.enrol({ v: 1, id: accountId, issuer: 'test', subject: 'office' })
  await hub.store.accounts.beginSession(accountId, secret)
  const cookie = `__Host-session=${accountId}.${secret}`
  const client = hub.client(cookie, NUMAZU)
  const code = (await hub.store.office.issueSetUpCode())?.code ?? ''
  made(await client.post('/api/office/first-account', { name: '事務局', code }))
  return { ...client, accountId, cookie }
}

/** Everything that can happen in a municipality: every write, a closed review, requests, an erasure, sharing. */
async function live(): Promise<void> {
  const { people } = hub
  for (const { by, ready } of WRITES) {
    hub.time.pass(60_000)
    const { method, path, body, headers } = await ready(hub)
    const { status, body: said } = await by(people).send(method, path, body, headers)
    if (status >= 300) throw new Error(JSON.stringify(said))
  }
  const shared = await proposed(hub, { visibility: 'program', title: '共有\u2028する"取組"\\n' })
  made(
    await people.hr.post(`/proposals/${shared}/reports`, {
      ...stalled,
      reasonVisibility: 'program',
    }),
  )
  const gone = await hub.person(
    '消去される人',
    [{ role: 'member', cohort: 2021, from: '2021-04-01', to: '2022-03-31' }],
    NUMAZU,
    { email: 'gone@example.jp' },
  )
  made(await gone.post(`/proposals/${shared}/comments`, { text: '消える言葉' }))
  made(await gone.post(`/proposals/${shared}/reports`, stalled))
  const round = { fiscalYear: 2026, asOf: '2027-01-12', dueOn: '2026-10-14' }
  const review = made(await people.member.post('/reviews', round))
  made(
    await people.member.post(`/reviews/${review}/findings`, {
      heardOn: { precision: 'month', date: '2026-05' },
      heardFrom: { role: 'executive', note: '副市長' },
      text: '聞いたこと',
    }),
  )
  const about = { proposal: { municipality: NUMAZU, cohort: 2021, id: shared }, text: '質問' }
  const inquiries = []
  for (let n = 0; n < 3; n += 1)
    inquiries.push(made(await people.stranger.post('/inquiries', about)))
  hub.post.held = true
  // Letters on their way, both ways.
  made(await people.stranger.post('/inquiries', about))
  made(await people.stranger.post(`/inquiries/${inquiries[0]}/withdraw`, undefined))
  made(await people.hr.post(`/inquiries/${inquiries[1]}/answer`, { text: '回答' }))
  made(await people.member.post(`/reviews/${review}/requests`, {}))
  const { edition } = (await people.member.get(`/reviews/${review}`)).body
  const version = { version: 1, texts: [shared] }
  made(await people.hr.post(`/reviews/${review}/versions`, { edition }))
  made(await people.hr.post(`/reviews/${review}/submission`, version))
  const erasing = { texts: true, why: 'request', confirmed: true }
  made(await people.hr.post(`/people/${gone.memberId}/erasure`, erasing))
  const forgetMails = async () => undefined
  await createErasureJob({ ...hub.store, newId: uuidv7, forgetMails }).run()
  const { headers } = await people.hr.get('')
  made(
    await people.hr.patch(
      '/settings',
      { sideBySide: true },
      { 'if-match': headers.get('etag') ?? '' },
    ),
  )
  await statisticsStep(hub.store).run({ day: '2026-06-01', last: undefined })
}

async function restore(store: Store, file: string): Promise<void> {
  const checked = await checkLines(linesIn(file))
  expect(await alreadyThere(store.database, checked)).toEqual([])
  await importLines(store.database, linesIn(file), checked)
  await finishRestore(store.database)
}

/** Every item of a table that a file carries; states by what they say. */
async function itemsIn(client: DynamoDBClient): Promise<Set<string>> {
  const found = new Set<string>()
  let start: ScanCommandOutput['LastEvaluatedKey']
  do {
    const page: ScanCommandOutput = await client.send(
      new ScanCommand({ TableName: 'hub', ExclusiveStartKey: start }),
    )
    for (const attributes of page.Items ?? []) {
      const { body, recent: _, ...item } = itemOfAttributes(attributes)
      const kind = String(item.pk).split('#')[0] ?? ''
      const isLeft = PARTITIONS[kind] === undefined || 'left' in PARTITIONS[kind]
      if (isLeft || /^SESSION#|^SET_UP$/.test(item.sk)) continue
      const dictionary = ['M', 'SHARED'].includes(kind) ? { dictionary: DICTIONARY } : {}
      const said = body && JSON.parse(inflateRawSync(body, dictionary).toString('utf8'))
      found.add(canonicalize({ ...item, ...(said && { said }) }) ?? '')
    }
    start = page.LastEvaluatedKey
  } while (start !== undefined)
  return found
}

/** An app over a store whose every new thing has the same name in each run. */
function appOver(store: Store) {
  let made = 0
  const newId = () => {
    made += 1
    return `01900000-0000-7000-8000-${String(made).padStart(12, '0')}`
  }
  const place = anchorsInMemory(new Map())
  const auditor = createAuditor({ verifier: store.verifier, place, key: signer })
  const { clock } = hub.time
  const app = createApp({
    ...store,
    auditor,
    exportFiles: hub.exportFiles,
    clock,
    newId,
    secret: hub.secret,
    publicOrigin: ORIGIN,
    log: hub.log,
  })
  return { app, document: documentOf(app) }
}

/** Every address that can be read, of everything there is, or of the first few of each. */
async function addresses(few = 1_000): Promise<string[]> {
  const register = await hub.store.registers.read(NUMAZU)
  if (!register) throw new Error('gone')
  const { proposals, members, reviews } = register
  const requests = (await hub.store.database.query(`REQUEST#${NUMAZU}`)).map(({ sk }) => String(sk))
  const questions = [...proposals.values()].flatMap(({ questions = [] }) => questions)
  const values: Record<string, string[]> = {
    municipality: [NUMAZU],
    id: [...proposals.keys()],
    memberId: [...members.keys()],
    requestId: requests,
    questionId: questions.map(({ id }) => id),
    reviewId: [...reviews.keys()],
    version: ['1', '2'],
    name: ['2026.anchor'],
    format: ['csv', 'json'],
    form: ['program'],
    since: ['2026-04-01'],
    by: ['formality'],
    proposals: [...proposals.keys()].slice(0, 2),
    cursor: [],
  }
  const { body } = await hub.people.nobody.get('/api/openapi.json')
  return Object.entries((body as OpenApi).paths).flatMap(([path, methods]) => {
    const parameters = (methods.get?.parameters ?? []) as {
      name: string
      in: string
      required?: boolean
    }[]
    if (!methods.get) return []
    let all = [path]
    for (const { name, in: where, required } of parameters) {
      if (!required || where === 'header') continue
      const place = (one: string, value: string) =>
        where === 'path'
          ? one.replace(`{${name}}`, value)
          : `${one}${one.includes('?') ? '&' : '?'}${name}=${value}`
      all = all.flatMap((one) =>
        (values[name] ?? []).slice(0, few).map((value) => place(one, value)),
      )
    }
    return all
  })
}

/** DynamoDB hands an item's attributes out in any order; canonical JSON has one. */
async function said(answer: Response): Promise<string | undefined> {
  const text = await answer.text()
  const isJson = /\/(problem\+)?json/.test(answer.headers.get('content-type') ?? '')
  // Sessions stay behind: everybody signs in anew.
  return isJson ? canonicalize({ ...JSON.parse(text), sessions: undefined }) : text
}

/** What each kind of person reads at each address, byte for byte. */
async function answers(store: Store, [all, some]: readonly [string[], string[]]) {
  const over = appOver(store)
  const { hr, member, executive, stranger } = hub.people
  const found = new Map<string, string>()
  for (const [name, { cookie }] of Object.entries({ hr, member, executive, stranger, office })) {
    const accountId = cookie.slice('__Host-session='.length).split('.')[0] ?? ''
    const secret = randomBytes(32).toString('base64url')
    await store.accounts.beginSession(accountId, secret)
    for (const path of name === 'hr' ? all : some) {
      const answer = await over.app.request(`${ORIGIN}${path}`, {
        headers: { cookie: `__Host-session=${accountId}.${secret}` },
      })
      const headers = ['etag', 'content-type', 'content-disposition'].map((one) =>
        answer.headers.get(one),
      )
      found.set(`${name} ${path}`, [answer.status, ...headers, await said(answer)].join('\n'))
    }
  }
  return found
}

test('every page reads the same after moving, for everybody, byte by byte', async () => {
  const paths = [await addresses(), await addresses(1)] as const
  const [before, after] = [await answers(hub.store, paths), await answers(moved, paths)]
  const different = [...before].filter(([path, said]) => after.get(path) !== said)
  expect(different.map(([path, said]) => [path, said, after.get(path)])).toEqual([])
  const read = [...before.values()].filter((said) => said.startsWith('200'))
  expect(read.length).toBeGreaterThan(150)
}, 60_000)

test('heads, chains and the ledger of the erased are the same', async () => {
  for (const code of [NUMAZU, SAKATA]) {
    const before = await hub.store.verifier.check(code, [])
    expect(before.breaks).toEqual([])
    expect(await moved.verifier.check(code, [])).toEqual(before)
    expect(await moved.verifier.heads(code)).toEqual(await hub.store.verifier.heads(code))
  }
  expect(await moved.erasures.ledger()).toEqual(await hub.store.erasures.ledger())
  expect(await hub.store.erasures.ledger()).toHaveLength(1)
  expect(await restoring(moved.database)).toBeUndefined()
})

test('every item of the table is in the form, made again from it, or left behind for a reason that is told', async () => {
  const keys: Record<string, unknown> = await import('../../functions/store/table.ts')
  const partitions = Object.values(keys).flatMap((one) => {
    const key = typeof one === 'function' ? one(...Array(4).fill('1')) : one
    if (typeof key === 'object' && key !== null && 'pk' in key) return [String(key.pk)]
    return typeof key === 'string' && /^[A-Z_]+#/.test(key) && typeof one === 'function'
      ? [key]
      : []
  })
  const sortKeys = ['MEMBER', 'PROPOSAL', 'REVIEW', 'SESSION', 'MEMBERSHIP']
  const kinds = [...new Set(partitions.map((pk) => pk.split('#')[0] ?? ''))]
  const unknown = kinds.filter((kind) => !(kind in PARTITIONS) && !sortKeys.includes(kind))
  expect(unknown, 'say in PARTITIONS what becomes of these in a backup').toEqual([])
  const guide = readFileSync(
    new URL('../../functions/store/portable/README.md', import.meta.url),
    'utf8',
  )
  for (const kind of Object.keys(PARTITIONS)) expect(guide).toContain(`\`${kind}\``)
  for (const { shape } of Line.options) expect(guide).toContain(`\`${shape.kind.value}\``)
})

test('what lies in the table after moving is what lay there, but for what is left behind', async () => {
  const again = await openEngine()
  try {
    await restore(again.open(hub.time.clock), text)
    const after = await itemsIn(again.client)
    expect([...before].filter((item) => !after.has(item))).toEqual([])
    expect([...after].filter((item) => !before.has(item))).toEqual([])
    expect(after.size).toBeGreaterThan(300)
  } finally {
    await again.stop()
  }
})

test('HR takes everything of its municipality out, the history tells it, and the file moves in elsewhere', async () => {
  const { hr, executive, member, alumnus2021, stranger, nobody } = hub.people
  const path = '/exports/municipality'
  const { status, body, headers } = await hr.get(path)
  expect(status).toBe(200)
  expect(headers.get('content-disposition')).toMatch(/mane-tomo-hub-222038-2026-06-01\.jsonl/)
  const checked = await checkLines(linesIn(body))
  expect(checked.codes).toEqual([NUMAZU])
  // Which municipality has asked a question is the asked one's to keep; nothing else of another is in it.
  const isAsked = (line: string) => line.startsWith('{"kind":"inquiries"')
  expect(
    body
      .split('\n')
      .filter((line: string) => !isAsked(line))
      .join(),
  ).not.toContain('酒田市')
  expect(body).not.toContain('酒田市 担当')
  const told = body.split('\n').findLast((line: string) => line.includes('"data_exported"'))
  expect(told).toContain('"what":"municipality"')
  for (const [who, refused] of [
    [executive, 403],
    [member, 403],
    [alumnus2021, 403],
    [nobody, 401],
  ] as const)
    expect((await who.get(path)).status).toBe(refused)
  expect((await stranger.get(`/api/m/${NUMAZU}${path}`)).status).toBe(404)
  const elsewhere = await openEngine()
  try {
    const store = elsewhere.open(hub.time.clock)
    await restore(store, body)
    expect((await store.verifier.check(NUMAZU, [])).breaks).toEqual([])
    expect(await store.verifier.heads(NUMAZU)).toEqual(await hub.store.verifier.heads(NUMAZU))
  } finally {
    await elsewhere.stop()
  }
})

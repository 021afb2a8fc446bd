import { randomBytes, randomUUID } from 'node:crypto'
import { v7 as uuidv7 } from 'uuid'
import type { AnchorPlace } from '../../functions/anchors/anchors.ts'
import { createAuditor } from '../../functions/anchors/auditor.ts'
import { telling } from '../../functions/anchors/telling.ts'
import { type App, createApp } from '../../functions/api/app.ts'
import { linkRoutes } from '../../functions/api/link/routes.ts'
import type { RateLimits } from '../../functions/api/rate-limits.ts'
import type { Member, RoleGrant } from '../../functions/domain/people/people.ts'
import { anchorKeyFrom } from '../../functions/history/anchor.ts'
import type { Verification } from '../../functions/history/chain.ts'
import { municipalityStream, proposalStream } from '../../functions/history/streams.ts'
import { createExportJob } from '../../functions/jobs/exports.ts'
import { createOutbox } from '../../functions/jobs/outbox.ts'
import { mailLinks } from '../../functions/links/mail-links.ts'
import { type Mail, MailError, type Mailer } from '../../functions/mail/mail.ts'
import type { Consumed } from '../../functions/store/database.ts'
import type { Store } from '../../functions/store/store.ts'
import { anchorSecretOf, apiSecretOf, assetApps, OVER_ASSET } from '../asset/asset-app.ts'
import { KeptLog } from '../log.ts'
import { verifyStream } from '../store/looking.ts'
import { createMunicipality, deedOf, handClock, openEngine, operation } from '../store/open.ts'
import { documentOf } from './documented.ts'

export const ORIGIN = 'https://hub.example'
/** Numazu; Sakata has people of its own who must see nothing of it. */
export const NUMAZU = '222038'
export const SAKATA = '062049'
const COHORTS = [2018, 2019, 2021, 2022, 2026]

export type Answer = {
  status: number
  // biome-ignore lint/suspicious/noExplicitAny: tests read answers freely; the document's types are checked elsewhere
  body: any
  headers: Headers
}
export type Hub = Awaited<ReturnType<typeof serve>>
export type Client = ReturnType<Hub['client']>

/**
 * An app over an in-memory engine, with two municipalities and one person per role.
 * @param start where the clock stands; what is recorded never lies before what was recorded already
 * @param over another engine, in this process; without the check of each answer against the document
 */
export async function serve({
  start,
  limits,
  over,
}: {
  start?: string
  limits?: RateLimits
  over?: Awaited<ReturnType<typeof openEngine>>
} = {}) {
  const time = handClock(start)
  const engine = over ?? (await openEngine())
  const consumed: Consumed[] = []
  const secret = randomBytes(32)
  const mails: Mail[] = []
  const post = { silent: false, waiting: false, held: false }
  const mailer: Mailer = {
    exactlyOnce: true,
    async send(mail) {
      if (post.silent) throw new MailError('later', new Error('no answer'))
      if (!mails.some(({ id }) => id === mail.id)) mails.push(mail)
    },
  }
  const store = engine.open(
    time.clock,
    (one) => consumed.push(one),
    () => {
      post.waiting = true
    },
  )
  const outbox = createOutbox({
    ...store,
    mailer,
    links: mailLinks({ secret: OVER_ASSET ? apiSecretOf(secret) : secret, publicOrigin: ORIGIN }),
    clock: time.clock,
    newId: uuidv7,
  })
  const log = new KeptLog()
  const anchors = new Map<string, string>()
  const auditor = createAuditor({
    verifier: store.verifier,
    place: anchorsInMemory(anchors),
    key: anchorKeyFrom(OVER_ASSET ? anchorSecretOf(secret) : randomBytes(32)),
  })
  const exportFiles = filesInMemory()
  const exportJob = createExportJob({
    ...store,
    files: exportFiles,
    codes: () => store.municipalities.codes(),
    clock: time.clock,
    newId: uuidv7,
  })
  const { endpoint } = engine.engine
  const { clock } = time
  const assets = OVER_ASSET
    ? assetApps({ endpoint, secret, publicOrigin: ORIGIN, clock, anchors })
    : undefined
  const { app, document } = instance(store)
  await createMunicipality(store, NUMAZU, '沼津市', COHORTS)
  await createMunicipality(store, SAKATA, '酒田市', COHORTS)

  /** An app as one process has it: its own copies of the registers, over the same table. */
  function instance(over: Store) {
    // The asset answers `request` as the app does; tests that look further into it aren't run over it.
    if (assets) {
      const one = assets.open() as unknown as App
      return { app: one, document: documentOf(one) }
    }
    const one = createApp({
      ...over,
      exportFiles,
      auditor: telling(auditor, { ...over, newId: uuidv7 }),
      clock: time.clock,
      newId: uuidv7,
      secret,
      publicOrigin: ORIGIN,
      log,
      ...(limits && { limits }),
    })
    return { app: one, document: documentOf(one) }
  }

  const links = linkRoutes({
    ...store,
    clock: time.clock,
    newId: uuidv7,
    secret: OVER_ASSET ? apiSecretOf(secret) : secret,
    log,
  })

  async function sendWaiting(always = false): Promise<void> {
    if (post.held || (!post.waiting && !always)) return
    post.waiting = false
    await outbox.run()
  }

  /** Opens a mailed address, or sends a form there, as a browser that is signed in nowhere. */
  async function follow(
    address: string,
    form?: Record<string, string | string[]>,
    { method = form ? 'POST' : 'GET', headers = {} }: { method?: string; headers?: object } = {},
  ) {
    const { pathname, search } = new URL(address, ORIGIN)
    const fields = Object.entries(form ?? {}).flatMap(([name, value]) =>
      [value].flat().map((one) => [name, one]),
    )
    const response = await links.request(`${pathname.slice('/r'.length)}${search}`, {
      method,
      headers: { 'content-type': 'application/x-www-form-urlencoded', ...headers },
      ...(form && { body: new URLSearchParams(fields).toString() }),
    })
    await sendWaiting()
    return { status: response.status, text: await response.text(), headers: response.headers }
  }

  /** Puts a person on the roster and signs them in. */
  async function person(
    name: string,
    roles: RoleGrant[],
    code = NUMAZU,
    more: Partial<Member> = {},
  ) {
    const adding = operation()
    const member = { v: 1 as const, id: uuidv7(), name, roles, ...more }
    const account = { v: 1 as const, id: uuidv7(), issuer: 'test', subject: randomUUID() }
    const deed = deedOf(adding, code)
    await store.municipalities.addMember(code, { member, account }, adding, deed)
    const session = randomBytes(32).toString('base64url')
    await store.accounts.beginSession(account.id, session)
    const cookie = `__Host-session=${account.id}.${session}`
    return { ...client(cookie, code), memberId: member.id, accountId: account.id, cookie }
  }

  /** Somebody who has signed in and is nobody anywhere yet. */
  async function account(code = NUMAZU) {
    const subject = randomUUID()
    const id = await store.accounts.enrol({ v: 1, id: uuidv7(), issuer: 'test', subject })
    const session = randomBytes(32).toString('base64url')
    await store.accounts.beginSession(id, session)
    const cookie = `__Host-session=${id}.${session}`
    return { ...client(cookie, code), cookie }
  }

  /** Requests as a browser with this cookie sends them, relative to the municipality. */
  function client(cookie: string | undefined, code: string, by = { app, document }) {
    async function send(
      method: string,
      path: string,
      input?: unknown,
      headers: Record<string, string | undefined> = {},
    ): Promise<Answer> {
      const url = path.startsWith('/api') ? path : `/api/m/${code}${path}`
      const sent = {
        cookie,
        ...(method !== 'GET' && { origin: ORIGIN, 'idempotency-key': randomUUID() }),
        ...(input !== undefined && { 'content-type': 'application/json' }),
        ...headers,
      }
      const response = await by.app.request(`${ORIGIN}${url}`, {
        method,
        headers: Object.entries(sent).filter((entry): entry is [string, string] => !!entry[1]),
        ...(input !== undefined && {
          body: typeof input === 'string' ? input : JSON.stringify(input),
        }),
      })
      // As a started hub does: what a change has put into the outbox is sent at once.
      await sendWaiting(OVER_ASSET && method !== 'GET')
      const text = await response.text()
      const isJson = /[/+]json\b/.test(response.headers.get('content-type') ?? '')
      if (!over) await by.document.check(method, url, response)
      return {
        status: response.status,
        body: isJson ? JSON.parse(text) : text,
        headers: response.headers,
      }
    }
    type Sent = Record<string, string | undefined>
    return {
      send,
      get: (path: string, headers?: Sent) => send('GET', path, undefined, headers),
      post: (path: string, input: unknown, headers?: Sent) => send('POST', path, input, headers),
      patch: (path: string, input: unknown, headers?: Sent) => send('PATCH', path, input, headers),
      delete: (path: string, headers?: Sent) => send('DELETE', path, undefined, headers),
      /** The same person through another process. */
      through: (other: { app: typeof app; document: typeof document }) =>
        client(cookie, code, other),
    }
  }

  const people = {
    hr: await person('人事課 担当', [{ role: 'hr', from: '2018-04-01' }], NUMAZU, {
      office: '人事課',
    }),
    alumnus2021: await person('令和3年度 マネ友', [
      { role: 'member', cohort: 2021, from: '2021-04-01', to: '2022-03-31' },
    ]),
    alumnus2018: await person('平成30年度 マネ友', [
      { role: 'member', cohort: 2018, from: '2018-04-01', to: '2019-03-31' },
    ]),
    // The clock stands in fiscal 2026.
    member: await person('令和8年度 研究生', [
      { role: 'member', cohort: 2026, from: '2026-04-01' },
    ]),
    executive: await person('副市長', [{ role: 'executive', from: '2024-04-01' }]),
    stranger: await person('酒田市 担当', [{ role: 'hr', from: '2018-04-01' }], SAKATA),
    nobody: client(undefined, NUMAZU),
  }

  return {
    app,
    store,
    engine,
    time,
    people,
    person,
    account,
    client,
    consumed,
    secret,
    /** What the API has told its log. */
    log,
    /** What was mailed; `post.silent` lets the next mails fail for now, `post.held` leaves them waiting. */
    mails,
    auditor,
    exportJob,
    exportFiles,
    /** What lies where the hub can't rewrite it, by code and name. */
    anchors,
    outbox,
    follow,
    post,
    /** Another process over the same table. */
    another: () => instance(engine.open(time.clock)),
    /** How many changes Numazu's register has seen: a refused request leaves it as it is. */
    revision: async () => (await store.registers.revision(NUMAZU)).number,
    /** Whether a proposal's stored history is whole. */
    async verify(id: string): Promise<Verification> {
      const head = (await store.registers.read(NUMAZU))?.proposals.get(id)?.head
      if (!head) throw new Error('no such proposal')
      return verifyStream(store, NUMAZU, proposalStream(id), head)
    },
    /** Whether the stored history of Numazu and its people is whole. */
    async verifyMunicipality(): Promise<Verification> {
      const head = (await store.registers.read(NUMAZU))?.municipality.head
      if (!head) throw new Error('no such municipality')
      return verifyStream(store, NUMAZU, municipalityStream(NUMAZU), head)
    },
    /** Ends the hub; whatever a test did through it must have left whole histories. */
    async stop({ isTampered = false } = {}) {
      const breaks = isTampered ? [] : await breaksIn(store)
      await assets?.stop()
      await engine.stop()
      // What a new event tells belongs into `functions/history/replay*.ts`.
      if (breaks.length > 0) throw new Error(`broken histories: ${JSON.stringify(breaks)}`)
    },
  }
}

async function breaksIn({ municipalities, verifier }: Store) {
  const checks = []
  for (const code of await municipalities.histories()) checks.push(await verifier.check(code, []))
  return checks.flatMap(({ breaks }) => breaks)
}

/** Files that tests can look into, in a place that fails while they say so. */
function filesInMemory() {
  const files = new Map<string, Buffer>()
  const state = { fails: false }
  return {
    files,
    state,
    async write(code: string, name: string, pieces: AsyncIterable<Uint8Array>) {
      if (state.fails) throw new Error('no room')
      const all: Uint8Array[] = []
      for await (const piece of pieces) all.push(piece)
      const whole = Buffer.concat(all)
      files.set(`${code}/${name}`, whole)
      return whole.length
    },
    async handOut(code: string, name: string) {
      const whole = files.get(`${code}/${name}`)
      async function* pieces() {
        if (whole) yield whole
      }
      return whole && { pieces: pieces() }
    },
  }
}

/** A place for anchors that tests can look into. */
export function anchorsInMemory(files: Map<string, string>): AnchorPlace {
  const keyOf = (code: string, name: string) => `${code}/${name}`
  return {
    async add(code, name, file) {
      if (files.has(keyOf(code, name))) return false
      files.set(keyOf(code, name), file)
      return true
    },
    async list(code) {
      const prefix = keyOf(code, '')
      const keys = [...files.keys()].filter((key) => key.startsWith(prefix))
      return keys.map((key) => key.slice(prefix.length)).sort()
    },
    read: async (code, name) => files.get(keyOf(code, name)) ?? '',
  }
}

/** A report as a page sends it. */
export const stalled = {
  kind: 'report',
  outcome: 'stalled',
  manner: 'paused',
  asOf: { precision: 'fiscal_year', date: '2022' },
  factors: ['external_shock'],
  reason: '感染症の影響で一時中断した',
}

/** A proposal of the 2021 cohort, entered by HR. */
export async function proposed(
  { people }: Pick<Hub, 'people'>,
  more: Record<string, unknown> = {},
): Promise<string> {
  return made(
    await people.hr.post('/proposals', { cohort: 2021, title: '対話の時間を設ける', ...more }),
  )
}

/** A report of the 2021 cohort's alumnus. */
export async function reported(
  { people }: Pick<Hub, 'people'>,
  proposalId: string,
  more: Record<string, unknown> = {},
): Promise<string> {
  const path = `/proposals/${proposalId}/reports`
  return made(await people.alumnus2021.post(path, { ...stalled, ...more }))
}

/** The id of what a write has made. */
export function made({ status, body }: Answer): string {
  if (status !== 200 && status !== 201) throw new Error(JSON.stringify(body))
  return body.id
}

/** Does something with a hub of its own, as when its clock is moved: `use` makes it the file's hub for so long. */
export async function withHubApart(
  shared: Hub,
  run: () => Promise<void>,
  use: (hub: Hub) => void,
): Promise<void> {
  const own = await serve()
  use(own)
  try {
    await run()
  } finally {
    use(shared)
    await own.stop()
  }
}

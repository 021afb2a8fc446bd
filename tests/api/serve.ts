import { randomBytes, randomUUID } from 'node:crypto'
import { v7 as uuidv7 } from 'uuid'
import { createApp } from '../../functions/api/app.ts'
import type { RoleGrant } from '../../functions/domain/people.ts'
import type { Consumed } from '../../functions/store/database.ts'
import { createMunicipality, deedOf, handClock, openEngine, operation } from '../store/open.ts'

export const ORIGIN = 'https://hub.example'
/** Numazu; Sakata has people of its own who must see nothing of it. */
export const NUMAZU = '222038'
export const SAKATA = '062049'

type Answer = {
  status: number
  // biome-ignore lint/suspicious/noExplicitAny: tests read answers freely; types are checked by tsc elsewhere
  body: any
  headers: Headers
}

/** An app over an in-memory engine, with two municipalities and one person per role. */
export async function serve() {
  const time = handClock()
  const engine = await openEngine()
  const consumed: Consumed[] = []
  const store = engine.open(time.clock, (one) => consumed.push(one))
  const secret = randomBytes(32)
  const app = createApp({
    ...store,
    clock: time.clock,
    newId: uuidv7,
    secret,
    publicOrigin: ORIGIN,
  })
  await createMunicipality(store, NUMAZU, '沼津市')
  await createMunicipality(store, SAKATA, '酒田市')

  /** Puts a person on the roster and signs them in. */
  async function person(name: string, roles: RoleGrant[], code = NUMAZU) {
    const adding = operation()
    const member = { v: 1 as const, id: uuidv7(), name, roles }
    const account = { v: 1 as const, id: uuidv7(), issuer: 'test', subject: randomUUID() }
    const deed = deedOf(adding, code)
    await store.municipalities.addMember(code, { member, account }, adding, deed)
    const session = randomBytes(32).toString('base64url')
    await store.accounts.beginSession(account.id, session)
    const cookie = `__Host-session=${account.id}.${session}`
    return { ...client(cookie, code), memberId: member.id, accountId: account.id, cookie }
  }

  /** Requests as a browser with this cookie sends them, relative to the municipality. */
  function client(cookie: string | undefined, code: string) {
    async function send(
      method: string,
      path: string,
      input?: unknown,
      headers: Record<string, string> = {},
    ): Promise<Answer> {
      const url = path.startsWith('/api') ? path : `/api/m/${code}${path}`
      const response = await app.request(`${ORIGIN}${url}`, {
        method,
        headers: {
          ...(cookie !== undefined && { cookie }),
          ...(method !== 'GET' && { origin: ORIGIN, 'idempotency-key': randomUUID() }),
          ...(input !== undefined && { 'content-type': 'application/json' }),
          ...headers,
        },
        ...(input !== undefined && {
          body: typeof input === 'string' ? input : JSON.stringify(input),
        }),
      })
      const text = await response.text()
      const isJson = response.headers.get('content-type')?.includes('json')
      return {
        status: response.status,
        body: isJson ? JSON.parse(text) : text,
        headers: response.headers,
      }
    }
    return {
      send,
      get: (path: string, headers?: Record<string, string>) =>
        send('GET', path, undefined, headers),
      post: (path: string, input: unknown, headers?: Record<string, string>) =>
        send('POST', path, input, headers),
    }
  }

  const people = {
    hr: await person('人事課 担当', [{ role: 'hr', from: '2018-04-01' }]),
    // The clock stands in fiscal 2026; a cohort of that year is made by who needs one.
    alumnus2021: await person('令和3年度 マネ友', [
      { role: 'member', cohort: 2021, from: '2021-04-01', to: '2022-03-31' },
    ]),
    alumnus2018: await person('平成30年度 マネ友', [
      { role: 'member', cohort: 2018, from: '2018-04-01', to: '2019-03-31' },
    ]),
    member: await person('令和8年度 研究生', [
      { role: 'member', cohort: 2026, from: '2026-04-01' },
    ]),
    executive: await person('副市長', [{ role: 'executive', from: '2024-04-01' }]),
    stranger: await person('酒田市 担当', [{ role: 'hr', from: '2018-04-01' }], SAKATA),
    nobody: client(undefined, NUMAZU),
  }

  return { app, store, engine, time, people, person, client, consumed, secret, stop: engine.stop }
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
  { people }: Pick<Awaited<ReturnType<typeof serve>>, 'people'>,
  more: Record<string, unknown> = {},
): Promise<string> {
  const { body, status } = await people.hr.post('/proposals', {
    cohort: 2021,
    title: '対話の時間を設ける',
    ...more,
  })
  if (status !== 201) throw new Error(JSON.stringify(body))
  return body.id
}

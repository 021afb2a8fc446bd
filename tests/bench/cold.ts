import { randomBytes, randomUUID } from 'node:crypto'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { v7 as uuidv7 } from 'uuid'
import { createProposal } from '../../functions/domain/proposals/proposal-changes.ts'
import { bundle } from '../../infra/bundle.ts'
import { API_ENVIRONMENT } from '../asset/api-environment.ts'
import { eventOf, ORIGIN_SECRET } from '../asset/http-event.ts'
import { startFunction } from '../asset/runtime.ts'
import { startSecretsManager } from '../asset/secrets-manager.ts'
import { readAtStart } from '../infra/read-at-start.ts'
import { createMunicipality, deedOf, openEngine, operation } from '../store/open.ts'

/**
 * `npm run bench:cold`: fresh processes of the API's asset, interleaved with a handler that does nothing: from
 * the start of the process to the answer of its first request, here and now, as a ratio.
 */
const ROUNDS = 15
const CODE = '222038'
const ORIGIN = 'https://hub.example'
const PROPOSALS = 100

const clock = () => new Date()
const engine = await openEngine()
const store = engine.open(clock)
await createMunicipality(store, CODE)
const adding = operation()
const member = {
  v: 1 as const,
  id: uuidv7(),
  name: '人事課',
  roles: [{ role: 'hr' as const, from: '2018-04-01' }],
}
const account = { v: 1 as const, id: uuidv7(), issuer: 'bench', subject: randomUUID() }
await store.municipalities.addMember(CODE, { member, account }, adding, deedOf(adding, CODE))
const session = randomBytes(32).toString('base64url')
await store.accounts.beginSession(account.id, session)
for (let count = 0; count < PROPOSALS; count += 1) {
  const doing = operation()
  const said = {
    cohort: 2021,
    title: `対話の時間を設ける ${count}`,
    method: '月に一度、所属を越えて話す場を設ける。'.repeat(8),
  }
  await store.registers.change(CODE, doing, (register, now) =>
    createProposal(register, said, { ...deedOf(doing, CODE), now }),
  )
}
const manager = await startSecretsManager({
  hub: { AWSCURRENT: 'a'.repeat(64) },
  origin: { AWSCURRENT: ORIGIN_SECRET },
})

const directory = mkdtempSync(join(tmpdir(), 'hub-cold-'))
const { metafile } = await bundle('api', join(directory, 'api'))
const bare = join(directory, 'bare')
mkdirSync(bare)
writeFileSync(
  join(bare, 'main.mjs'),
  'export const handler = async () => ({ statusCode: 200, body: "{}" })',
)

const list = await eventOf(
  new Request(`${ORIGIN}/api/m/${CODE}/proposals`, {
    headers: { cookie: `__Host-session=${account.id}.${session}` },
  }),
)

async function once(asset: string): Promise<number> {
  const started = performance.now()
  const one = startFunction({
    directory: asset,
    environment: {
      ...API_ENVIRONMENT,
      PUBLIC_ORIGIN: ORIGIN,
      AWS_ENDPOINT_URL_DYNAMODB: engine.engine.endpoint,
      AWS_ENDPOINT_URL_SECRETS_MANAGER: manager.endpoint,
    },
  })
  const answer = (await one.invoke(list)) as { statusCode: number }
  const milliseconds = performance.now() - started
  await one.stop()
  if (answer.statusCode !== 200) throw new Error(JSON.stringify(answer))
  return milliseconds
}

const api: number[] = []
const nothing: number[] = []
for (let round = 0; round < ROUNDS; round += 1) {
  nothing.push(await once(bare))
  api.push(await once(join(directory, 'api')))
}
const sorted = (values: number[]) => values.toSorted((a, b) => a - b)
const median = (values: number[]) => sorted(values)[Math.floor(values.length / 2)] ?? Number.NaN
const least = (values: number[]) => sorted(values)[0] ?? Number.NaN
const ms = (value: number) => `${Math.round(value)} ms`
console.table({
  'a handler that does nothing': { median: ms(median(nothing)), least: ms(least(nothing)) },
  [`the API, a list of ${PROPOSALS} proposals`]: { median: ms(median(api)), least: ms(least(api)) },
  ratio: {
    median: (median(api) / median(nothing)).toFixed(1),
    least: (least(api) / least(nothing)).toFixed(1),
  },
})

const cost = new Map<string, number>()
for (const file of readAtStart(metafile))
  for (const [input, { bytesInOutput }] of Object.entries(metafile.outputs[file]?.inputs ?? {})) {
    const name = /node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(input)?.[1] ?? 'the hub itself'
    cost.set(name, (cost.get(name) ?? 0) + bytesInOutput)
  }
const bytes = [...cost].toSorted(([, a], [, b]) => b - a)
console.table(
  Object.fromEntries(
    bytes.slice(0, 12).map(([name, size]) => [name, { kB: Math.round(size / 1_000) }]),
  ),
)
console.log(
  `read at the start: ${Math.round(bytes.reduce((sum, [, size]) => sum + size, 0) / 1_000)} kB`,
)

await manager.stop()
await engine.stop()
rmSync(directory, { recursive: true, force: true })

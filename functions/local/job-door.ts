import { randomBytes, timingSafeEqual } from 'node:crypto'
import { once } from 'node:events'
import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import * as z from 'zod'
import type { Audit } from '../anchors/auditor.ts'
import { type Day, isDay } from '../domain/calendar.ts'
import type { DailyReport } from '../jobs/daily.ts'
import { logger } from '../log/logger.ts'

const Door = z.object({ port: z.int(), token: z.string() })
const FILE = 'job-door.json'

/**
 * Where the command `npm run job` asks a running hub: a port of its own, on this machine only, for whoever may
 * read the data directory. What stands in the file holds until the hub ends.
 */
export async function openJobDoor(
  dataDir: string,
  {
    daily,
    verify,
    moveClock,
  }: {
    daily: (day: Day | undefined) => Promise<DailyReport>
    verify: () => Promise<Audit[]>
    /** Where the clock is in somebody's hand: moves it, forward only. */
    moveClock?: (instant: Date) => boolean
  },
): Promise<{ close(): Promise<void> }> {
  const token = randomBytes(32).toString('base64url')
  const server = createServer((request, response) => {
    void answer(request, response).catch((error) => {
      logger.error('job_not_run', { error: error as Error })
      response.writeHead(500).end()
    })
  })

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url ?? '/', 'http://localhost')
    const day = url.searchParams.get('at') ?? undefined
    const job = request.method === 'POST' ? url.pathname : undefined
    const isKnown =
      job === '/daily' || job === '/verify' || (job === '/clock' && moveClock !== undefined)
    if (!isKnown || !isToken(request.headers.authorization, token))
      return void response.writeHead(404).end()
    if (day !== undefined && !isDay(day)) return void response.writeHead(400).end()
    if (job === '/clock') {
      const instant = new Date(url.searchParams.get('to') ?? '')
      const isMoved = !Number.isNaN(instant.getTime()) && moveClock?.(instant)
      return void response.writeHead(isMoved ? 204 : 400).end()
    }
    const report = job === '/verify' ? await verify() : await daily(day)
    response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(report))
  }

  // A run over hundreds of municipalities takes its time.
  server.requestTimeout = 0
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  const file = join(dataDir, FILE)
  rmSync(file, { force: true })
  writeFileSync(file, JSON.stringify({ port, token }), { mode: 0o600, flag: 'wx' })
  return {
    async close() {
      rmSync(file, { force: true })
      const closed = once(server, 'close')
      server.close()
      server.closeAllConnections()
      await closed
    },
  }
}

/** Asks the hub that has the data to run the job. */
export function askRunningHub(
  dataDir: string,
  day: Day | undefined,
): Promise<DailyReport | 'no_answer'> {
  return ask(dataDir, `/daily${day === undefined ? '' : `?at=${day}`}`)
}

/** Asks the hub that has the data to check all histories. */
export function askToVerify(dataDir: string): Promise<Audit[] | 'no_answer'> {
  return ask(dataDir, '/verify')
}

async function ask<Report>(dataDir: string, path: string): Promise<Report | 'no_answer'> {
  const door = Door.parse(JSON.parse(readFileSync(join(dataDir, FILE), 'utf8')))
  const response = await fetch(`http://127.0.0.1:${door.port}${path}`, {
    method: 'POST',
    headers: { authorization: `Bearer ${door.token}` },
  }).catch(() => undefined)
  return response?.ok ? ((await response.json()) as Report) : 'no_answer'
}

function isToken(header: string | undefined, token: string): boolean {
  const [given, expected] = [Buffer.from(header ?? ''), Buffer.from(`Bearer ${token}`)]
  return given.length === expected.length && timingSafeEqual(given, expected)
}

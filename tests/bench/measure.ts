import type { RunningHub } from './hub.ts'
import type { Place } from './places.ts'
import { cpuMilliseconds } from './processes.ts'
import type { Random } from './random.ts'
import { type OperationName, requestFor } from './traffic.ts'

export type Figures = {
  requests: number
  p50: number
  p95: number
  /** CPU time per request in ms. */
  appCpu: number
  engineCpu: number
  /** Kilobytes of an answer. */
  kilobytes: number
  /** When it was measured, on the machine's monotonic clock in µs, to find it in a profile. */
  window: [from: number, to: number]
}

/** Sends requests one after the other and tells what they took and cost. */
export async function measure(
  { engine, pid, client }: RunningHub,
  requests: readonly Parameters<typeof client.send>[0][],
): Promise<Figures> {
  const before = { app: cpuMilliseconds(pid), engine: cpuMilliseconds(engine.pid) }
  const from = monotonic()
  const times: number[] = []
  let bytes = 0
  for (const request of requests) {
    const { milliseconds, body } = await client.send(request)
    times.push(milliseconds)
    bytes += body.length
  }
  const window: [number, number] = [from, monotonic()]
  const count = requests.length
  times.sort((a, b) => a - b)
  return {
    requests: count,
    p50: at(times, 0.5),
    p95: at(times, 0.95),
    appCpu: (cpuMilliseconds(pid) - before.app) / count,
    engineCpu: (cpuMilliseconds(engine.pid) - before.engine) / count,
    kilobytes: bytes / count / 1024,
    window,
  }
}

/** The first request to each municipality after the start: its register is read and unfolded. */
export function cold(hub: RunningHub, places: readonly Place[]): Promise<Figures> {
  return measure(
    hub,
    places.map(({ code }) => ({ method: 'GET', path: `/api/m/${code}/proposals?limit=20` })),
  )
}

/**
 * One operation in steady state, code compiled and copies warm: one request to each municipality and
 * half as many as are measured come before.
 */
export async function warm(
  hub: RunningHub,
  name: OperationName,
  { places, random, requests }: { places: readonly Place[]; random: Random; requests: number },
): Promise<Figures> {
  const make = (count: number) =>
    Array.from({ length: count }, () => requestFor(name, places, random))
  const before = places.map((place) => requestFor(name, [place], random))
  for (const request of [...before, ...make(Math.ceil(requests / 2))])
    await hub.client.send(request)
  return measure(hub, make(requests))
}

/** The value that a share of them stays below. */
export function at(sorted: readonly number[], share: number): number {
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN
}

function monotonic(): number {
  return Number(process.hrtime.bigint() / 1000n)
}

import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

/** Where the app server's CPU time goes. */
export const SHARES = ['our code', 'API framework', 'SDK', 'Node', 'garbage collection'] as const
export type Share = (typeof SHARES)[number]

type Node = {
  id: number
  callFrame: { functionName: string; url: string }
  children?: number[]
}
type Profile = { nodes: Node[]; startTime: number; samples: number[]; timeDeltas: number[] }

/** The one profile that a process left in a directory when it ended. */
export function readProfile(directory: string): Profile {
  const file = readdirSync(directory).find((name) => name.endsWith('.cpuprofile'))
  if (!file) throw new Error('the server left no profile')
  return JSON.parse(readFileSync(join(directory, file), 'utf8'))
}

/**
 * Shares of the busy time within a window. Node's own functions (HTTP, crypto, zlib) count for whoever
 * called them, and as `Node` where nobody of ours did.
 * @param window µs on the machine's monotonic clock, which is the profile's too
 */
export function sharesOf(
  { nodes, startTime, samples, timeDeltas }: Profile,
  [from, to]: [from: number, to: number],
): Record<Share, number> {
  const shareOf = sharesByNode(nodes)
  const sums = Object.fromEntries(SHARES.map((share) => [share, 0])) as Record<Share, number>
  let time = startTime
  let busy = 0
  for (const [at, id] of samples.entries()) {
    const delta = timeDeltas[at] ?? 0
    time += delta
    const share = shareOf.get(id)
    if (time < from || time > to || !share) continue
    sums[share] += delta
    busy += delta
  }
  for (const share of SHARES) sums[share] /= busy
  return sums
}

/** Undefined for idle time. */
function sharesByNode(nodes: readonly Node[]): Map<number, Share | undefined> {
  const byId = new Map(nodes.map((node) => [node.id, node]))
  const shares = new Map<number, Share | undefined>()
  const walk = (node: Node, callers: Share): void => {
    const { functionName, url } = node.callFrame
    const own = ofFrame(functionName, url) ?? callers
    shares.set(node.id, functionName === '(idle)' ? undefined : own)
    for (const child of node.children ?? []) {
      const next = byId.get(child)
      if (next) walk(next, own)
    }
  }
  const [root] = nodes
  if (root) walk(root, 'Node')
  return shares
}

function ofFrame(functionName: string, url: string): Share | undefined {
  if (functionName === '(garbage collector)') return 'garbage collection'
  if (url.includes('/node_modules/@aws') || url.includes('/node_modules/@smithy')) return 'SDK'
  if (url.includes('/node_modules/canonicalize')) return 'our code'
  if (url.includes('/node_modules/')) return 'API framework'
  return url.includes('/functions/') ? 'our code' : undefined
}

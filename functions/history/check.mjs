// Checks an exported history (chain-….jsonl) against an anchor, with Node alone and nothing of the hub:
//   node check.mjs chain-222038.jsonl 2026-11-25T….anchor [public key as HR got it by mail]
import { createHash, createPublicKey, verify } from 'node:crypto'
import { readFileSync } from 'node:fs'

const [historyFile, anchorFile, trustedKey] = process.argv.slice(2)
function fail(text) {
  console.log(`BROKEN: ${text}`)
  process.exit(1)
}
const [payload, signature] = readFileSync(anchorFile, 'utf8').split('\n')
const anchor = JSON.parse(payload)
const spki = Buffer.concat([
  Buffer.from('302a300506032b6570032100', 'hex'),
  Buffer.from(anchor.key, 'base64url'),
])
const key = createPublicKey({ key: spki, format: 'der', type: 'spki' })
if (!verify(null, Buffer.from(payload), key, Buffer.from(signature, 'base64url')))
  fail('the anchor is not signed by its key')
if (trustedKey && trustedKey !== anchor.key) fail('the anchor is signed by another key')

const events = readFileSync(historyFile, 'utf8')
  .split('\n')
  .filter(Boolean)
  .map((line) => ({
    line,
    ...JSON.parse(line),
  }))
// A restore to before the anchor: what the anchor tells of later is gone, and nothing may be dated in between.
const restore = events.find(
  ({ type, data, recordedAt }) =>
    type === 'history_restored' && data.asOf < anchor.at && anchor.at < recordedAt,
)
const last = new Map() // stream → its last event so far
const anchored = new Map() // stream → its last event that the anchor can know
for (const { line, stream, sequence, previous, recordedAt } of events) {
  const before = last.get(stream) ?? { sequence: 0, hash: null, recordedAt: '' }
  const here = `${stream}, event ${before.sequence + 1}`
  if (sequence !== before.sequence + 1) fail(`${here} is missing or out of order`)
  if (previous !== before.hash) fail(`${here} does not follow its predecessor`)
  if (recordedAt < before.recordedAt) fail(`${here} is dated before its predecessor`)
  if (restore && restore.data.asOf < recordedAt && recordedAt <= anchor.at)
    fail(`${here} is dated between the restore and what it restored`)
  const hash = createHash('sha256').update(line).digest('base64url')
  last.set(stream, { sequence, recordedAt, hash })
  if (recordedAt <= anchor.at) anchored.set(stream, last.get(stream))
}
for (const stream of new Set([...Object.keys(anchor.heads), ...anchored.keys()])) {
  const [sequence, hash] = anchor.heads[stream] ?? [0, null]
  const found = anchored.get(stream) ?? { sequence: 0, hash: null }
  if (restore && found.sequence < sequence) continue
  if (found.sequence !== sequence || found.hash !== hash)
    fail(`${stream} is not as it was anchored (event ${sequence})`)
}
const counts = `${events.length} events, ${last.size} chains`
const until = restore
  ? `up to ${restore.data.asOf}; the restore of ${restore.recordedAt} took away what was anchored later,`
  : 'as anchored'
console.log(`INTACT: ${counts}, ${until} at ${anchor.at} with key ${anchor.key}`)

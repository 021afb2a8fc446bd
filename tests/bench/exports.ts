import { setTimeout as wait } from 'node:timers/promises'
import { registerContent } from '../../functions/documents/export-contents.ts'
import { EXPORT_FORMATS, exportPieces } from '../../functions/documents/export-file.ts'
import { exportSpeaking } from '../../functions/domain/messages/export.ts'
import { registerSize } from '../../functions/domain/register-export.ts'
import { viewpointAt } from '../../functions/domain/standing.ts'
import { syntheticMunicipality } from './synthetic.ts'

// How long the register of many proposals, with everything that was ever said of them, takes as a file, and how
// much memory it takes above what the register itself does. `npm run bench:exports -- 10000`

const PROPOSALS = Number(process.argv[2] ?? 10_000)
const { register } = syntheticMunicipality(1, { proposals: PROPOSALS })
const speaking = exportSpeaking('ja')
const madeAt = register.recordedAt
const megabytes = (bytes: number) => Math.round(bytes / 1024 / 1024)

globalThis.gc?.()
await wait(200)
const size = registerSize(register, viewpointAt(madeAt))
console.log(`${size.proposals} proposals, ${size.reports} reports`)
for (const format of EXPORT_FORMATS) {
  globalThis.gc?.()
  await wait(200)
  const idle = process.memoryUsage().rss
  let peak = idle
  let bytes = 0
  const started = performance.now()
  const content = registerContent(register, viewpointAt(madeAt), {
    speaking,
    madeAt,
    madeBy: '',
  })
  const { pieces } = exportPieces(content, { format, table: 1, speaking })
  for await (const piece of pieces) {
    bytes += piece.length
    peak = Math.max(peak, process.memoryUsage.rss())
  }
  const seconds = ((performance.now() - started) / 1000).toFixed(1)
  console.log(
    `${format}: ${seconds} s, ${megabytes(bytes)} MB, at most ${megabytes(peak - idle)} MB above idle`,
  )
}

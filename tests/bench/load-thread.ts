import { workerData } from 'node:worker_threads'
import { itemsOf, writeExport } from './export.ts'
import { exportFile } from './load.ts'
import { syntheticMunicipality } from './synthetic.ts'

/** One thread's share of the municipalities. */
const { directory, count, proposals, first, step } = workerData as {
  directory: string
  count: number
  proposals: number
  first: number
  step: number
}

for (let n = first; n <= count; n += step)
  writeExport(exportFile(directory, n), itemsOf(syntheticMunicipality(n, { proposals })))

import { writeFileSync } from 'node:fs'
import { workerData } from 'node:worker_threads'
import { itemsOf, writeExport } from './export.ts'
import { exportFile, placeFile, placeOf } from './places.ts'
import { syntheticMunicipality } from './synthetic.ts'

/** One thread's share of the municipalities. */
const { directory, count, proposals, first, step } = workerData as {
  directory: string
  count: number
  proposals: number
  first: number
  step: number
}

for (let n = first; n <= count; n += step) {
  const synthetic = syntheticMunicipality(n, { proposals })
  writeExport(exportFile(directory, n), itemsOf(synthetic))
  writeFileSync(placeFile(directory, n), JSON.stringify(placeOf(synthetic)))
}

import { createHash } from 'node:crypto'
import { v7 as uuidv7 } from 'uuid'

/** The day the sample's paper was handed in; ids sort by when a thing was entered. */
const BEGINNING = Date.UTC(2023, 2, 13)

/**
 * The id of a thing of the sample: a UUIDv7 that is the same at every loading, so that a loading
 * which was broken off finds what it already did.
 * @param step its place in the order of loading
 */
export function sampleId(name: string, step = 0): string {
  const random = createHash('sha256').update(`sample/${name}`).digest().subarray(0, 16)
  return uuidv7({ msecs: BEGINNING + step, seq: random.readUInt32BE(0), random })
}

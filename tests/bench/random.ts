/** Pseudo-random choices that are the same for the same seed, on every machine. */
export type Random = {
  /** 0 ≤ x < 1 */
  next(): number
  /** Both ends included. */
  integer(low: number, high: number): number
  pick<T>(from: readonly T[]): T
  chance(probability: number): boolean
  bytes(count: number): Uint8Array
}

/** The generator sfc32 (Chris Doty-Humphrey, PractRand), seeded with a number. */
export function seeded(seed: number): Random {
  let [a, b, c, counter] = [0x9e3779b9, 0x243f6a88, seed | 0, 1]
  const bits = () => {
    const sum = (((a + b) | 0) + counter) | 0
    counter = (counter + 1) | 0
    a = b ^ (b >>> 9)
    b = (c + (c << 3)) | 0
    c = ((c << 21) | (c >>> 11)) + sum
    c |= 0
    return sum >>> 0
  }
  for (let warmUp = 0; warmUp < 15; warmUp += 1) bits()
  const next = () => bits() / 2 ** 32
  return {
    next,
    integer: (low, high) => low + Math.floor(next() * (high - low + 1)),
    pick: <T>(from: readonly T[]): T => from[Math.floor(next() * from.length)] as T,
    chance: (probability) => next() < probability,
    bytes(count) {
      const bytes = new Uint8Array(count)
      for (let at = 0; at < count; at += 1) bytes[at] = bits() >>> 24
      return bytes
    },
  }
}

/**
 * Loads something when it is first asked for, and once for all who ask. What has failed is told to those who were
 * waiting for it, and tried anew by the next one: a fault that passes must not stay until the process ends.
 */
export function once<Thing>(load: () => Promise<Thing>): () => Promise<Thing> {
  let loaded: Promise<Thing> | undefined
  return () => {
    loaded ??= load().catch((error) => {
      loaded = undefined
      throw error
    })
    return loaded
  }
}

/** A secret's versions and their stages, as Secrets Manager tells them. */
export type Versions = Record<string, readonly string[]>

/** What a stack says that was deployed without naming a version: the one that was current then. */
export const FIRST = 'first'

export function currentVersion(versions: Versions): string | undefined {
  return Object.entries(versions).find(([, stages]) => stages.includes('AWSCURRENT'))?.[0]
}

/**
 * Whether the origin's secret may be given a new value now: only once CloudFront sends the current one. Before that,
 * after a deployment that failed, what CloudFront still sends would be neither the current value nor the one before,
 * and the API would refuse everybody.
 * @param deployed the version that the stack says CloudFront sends
 */
export function mayRotate(deployed: string | undefined, versions: Versions): boolean {
  if (deployed !== undefined && deployed !== FIRST) return deployed === currentVersion(versions)
  // Never rotated: there is no value before.
  return !Object.values(versions).some((stages) => stages.includes('AWSPREVIOUS'))
}

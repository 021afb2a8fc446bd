import type { AnchorPlace } from '../anchors/anchors.ts'
import { once } from '../loading/once.ts'

/** Public keys that signed anchors before the present one, as the stack tells them. */
export const formerAnchorKeys = (process.env.ANCHOR_FORMER_KEYS ?? '').split(',').filter(Boolean)

/** The stage's anchors. What speaks to S3 is loaded when somebody first asks: no other request waits for it. */
export function cloudAnchors(bucket: string): AnchorPlace {
  const place = once(() => open(bucket))
  return {
    add: async (code, name, file) => (await place()).add(code, name, file),
    list: async (code) => (await place()).list(code),
    read: async (code, name) => (await place()).read(code, name),
  }
}

async function open(bucket: string): Promise<AnchorPlace> {
  const [{ S3Client }, { anchorBucket }] = await Promise.all([
    import('@aws-sdk/client-s3'),
    import('../anchors/s3.ts'),
  ])
  const requestHandler = {
    connectionTimeout: 1_000,
    requestTimeout: 5_000,
    throwOnRequestTimeout: true,
  }
  return anchorBucket({ client: new S3Client({ maxAttempts: 3, requestHandler }), bucket })
}

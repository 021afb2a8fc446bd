import type { ExportFiles } from '../exports/files.ts'
import { once } from '../loading/once.ts'

/** The stage's long exports for whoever may fetch one. What signs addresses is loaded when the first is fetched. */
export function cloudExports(bucket: string): Pick<ExportFiles, 'handOut'> {
  const opened = once(async () => {
    const { handedOutOfBucket } = await import('../exports/presigned.ts')
    return handedOutOfBucket({ bucket })
  })
  return {
    handOut: async (code, name, as) => (await opened()).handOut(code, name, as),
  }
}

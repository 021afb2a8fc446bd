import type { ExportFiles } from '../exports/files.ts'

/** The stage's long exports for whoever may fetch one. What signs addresses is loaded when the first is fetched. */
export function cloudExports(bucket: string): Pick<ExportFiles, 'handOut'> {
  let opened: Promise<Pick<ExportFiles, 'handOut'>> | undefined
  return {
    async handOut(code, name, as) {
      opened ??= import('../exports/presigned.ts').then(({ handedOutOfBucket }) =>
        handedOutOfBucket({ bucket }),
      )
      return (await opened).handOut(code, name, as)
    },
  }
}

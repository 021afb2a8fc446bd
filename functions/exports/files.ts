/** Where long exports are kept until they are fetched: ports to a directory here, to a bucket in the cloud. */
export type ExportFiles = {
  /**
   * Keeps a file under a name, whole or not at all: what was begun and not ended is never found.
   * @returns its size in bytes
   */
  write(code: string, name: string, pieces: AsyncIterable<Uint8Array>): Promise<number>
  /** The file in pieces; undefined where there is none of that name. */
  read(code: string, name: string): Promise<AsyncIterable<Uint8Array> | undefined>
  /** Takes every file away that was kept before an instant; tells how many. */
  forgetBefore(instant: string): Promise<number>
}

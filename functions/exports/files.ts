/** Where long exports are kept until they are fetched: a directory here, a bucket in the cloud. */
export type ExportFiles = {
  /**
   * Keeps a file under a name, whole or not at all: what was begun and not ended is never found.
   * @returns its size in bytes
   */
  write(code: string, name: string, pieces: AsyncIterable<Uint8Array>): Promise<number>
  /** How a file reaches whoever may have it; undefined where there is none of that name. */
  handOut(code: string, name: string, as: Attachment): Promise<HandedOut | undefined>
}

/** What a browser is told of a file. */
export type Attachment = { type: string; disposition: string }

/** The file in pieces, or an address that gives it to whoever knows it, for some minutes. */
export type HandedOut = { pieces: AsyncIterable<Uint8Array> } | { address: string }

/** Where a file lies in a bucket. */
export const exportObjectKey = (code: string, name: string) => `${code}/${name}`

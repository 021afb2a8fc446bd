import { Readable } from 'node:stream'
import { S3Client } from '@aws-sdk/client-s3'
import { Upload } from '@aws-sdk/lib-storage'
import { type ExportFiles, exportObjectKey } from './files.ts'

/** How long a bucket may be silent over one part. */
const SILENCE_MS = 30_000

/**
 * Writes exports as objects of a bucket, part by part while they are made: an object is there once its last part is,
 * and not before. What a run that was cut off has sent, the bucket throws away by itself.
 */
export function writtenToBucket({
  bucket,
  client = new S3Client({
    maxAttempts: 3,
    requestHandler: { requestTimeout: SILENCE_MS, throwOnRequestTimeout: true },
  }),
}: {
  bucket: string
  client?: S3Client
}): Pick<ExportFiles, 'write'> {
  return {
    async write(code, name, pieces) {
      let bytes = 0
      async function* counted() {
        for await (const piece of pieces) {
          bytes += piece.length
          yield piece
        }
      }
      const upload = new Upload({
        client,
        params: {
          Bucket: bucket,
          Key: exportObjectKey(code, name),
          Body: Readable.from(counted(), { objectMode: false }),
        },
        // Parts of 5 MB, two on their way at once: that much is held in memory, however long the file.
        queueSize: 2,
      })
      await upload.done()
      return bytes
    },
  }
}

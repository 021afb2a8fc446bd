import { GetObjectCommand, S3Client } from '@aws-sdk/client-s3'
import { getSignedUrl } from '@aws-sdk/s3-request-presigner'
import { type ExportFiles, exportObjectKey } from './files.ts'

/** How long an address gives its file (seconds): long enough for a browser that follows it at once. */
const HOLDS = 5 * 60

/**
 * Hands exports out by an address of the bucket itself: a function's answer holds no more than 6 MB. Whether the object
 * is there is not looked up: the bucket keeps it longer than its task lets anybody ask for it.
 */
export function handedOutOfBucket({
  bucket,
  // What is signed for a browser asks for no checksum of what it gives.
  client = new S3Client({ responseChecksumValidation: 'WHEN_REQUIRED' }),
}: {
  bucket: string
  client?: S3Client
}): Pick<ExportFiles, 'handOut'> {
  return {
    async handOut(code, name, { type, disposition }) {
      const command = new GetObjectCommand({
        Bucket: bucket,
        Key: exportObjectKey(code, name),
        ResponseContentType: type,
        ResponseContentDisposition: disposition,
        ResponseCacheControl: 'no-store',
      })
      return { address: await getSignedUrl(client, command, { expiresIn: HOLDS }) }
    },
  }
}

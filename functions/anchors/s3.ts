import {
  GetObjectCommand,
  ListObjectsV2Command,
  PutObjectCommand,
  type S3Client,
  S3ServiceException,
} from '@aws-sdk/client-s3'
import type { AnchorPlace } from './anchors.ts'

/**
 * Anchors as objects of a bucket with Object Lock, whose default retention locks each one: in compliance mode
 * nobody, the account's owner included, deletes or overwrites one before its time. The hub may put, list and
 * read, no more.
 */
export function anchorBucket({
  client,
  bucket,
}: {
  client: S3Client
  bucket: string
}): AnchorPlace {
  const keyOf = (code: string, name: string) => `anchors/${code}/${name}`
  return {
    async add(code, name, file) {
      try {
        await client.send(
          new PutObjectCommand({
            Bucket: bucket,
            Key: keyOf(code, name),
            Body: file,
            ContentType: 'text/plain; charset=utf-8',
            // A versioned bucket would take a second one on top of the first.
            IfNoneMatch: '*',
            // Object Lock demands a checksum of what is put.
            ChecksumAlgorithm: 'SHA256',
          }),
        )
        return true
      } catch (error) {
        // Another run has written the same one.
        if (error instanceof S3ServiceException && error.$metadata.httpStatusCode === 412)
          return false
        throw error
      }
    },
    async list(code) {
      const names: string[] = []
      const prefix = keyOf(code, '')
      let token: string | undefined
      do {
        const page: { Contents?: { Key?: string }[]; NextContinuationToken?: string } =
          await client.send(
            new ListObjectsV2Command({ Bucket: bucket, Prefix: prefix, ContinuationToken: token }),
          )
        for (const { Key } of page.Contents ?? []) if (Key) names.push(Key.slice(prefix.length))
        token = page.NextContinuationToken
      } while (token !== undefined)
      return names.filter((name) => name.endsWith('.anchor')).sort()
    },
    async read(code, name) {
      const { Body } = await client.send(
        new GetObjectCommand({ Bucket: bucket, Key: keyOf(code, name) }),
      )
      return (await Body?.transformToString('utf8')) ?? ''
    },
  }
}

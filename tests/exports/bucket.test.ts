import { S3Client } from '@aws-sdk/client-s3'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { writtenToBucket } from '../../functions/exports/bucket.ts'
import { handedOutOfBucket } from '../../functions/exports/presigned.ts'
import { startExportBucket } from '../asset/export-bucket.ts'

let bucket: Awaited<ReturnType<typeof startExportBucket>>
let client: S3Client
beforeAll(async () => {
  bucket = await startExportBucket()
  client = new S3Client({
    endpoint: bucket.endpoint,
    region: 'ap-northeast-1',
    credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
    forcePathStyle: true,
    maxAttempts: 2,
  })
})
afterAll(() => {
  client.destroy()
  bucket.stop()
})

const MB = 2 ** 20
const files = () => writtenToBucket({ client, bucket: 'exports' })
/** Pieces of some size whose bytes tell their place. */
async function* pieces(count: number, { size = 64 * 1024, fails = false } = {}) {
  for (let at = 0; at < count; at += 1) yield Buffer.alloc(size, at % 251)
  if (fails) throw new Error('the table is away')
}
async function whole(count: number): Promise<Buffer> {
  const all: Buffer[] = []
  for await (const piece of pieces(count)) all.push(piece)
  return Buffer.concat(all)
}

test('a file goes out in parts while it is made, and is there as it was made', async () => {
  const before = bucket.state.parts
  const count = (12 * MB) / (64 * 1024)
  expect(await files().write('222038', 'long', pieces(count))).toBe(12 * MB)
  expect(bucket.state.parts - before).toBe(3)
  expect(bucket.objects.get('222038/long')?.equals(await whole(count))).toBe(true)
  expect(await files().write('222038', 'short', pieces(1))).toBe(64 * 1024)
  expect(await files().write('222038', 'empty', pieces(0))).toBe(0)
  expect(bucket.objects.get('222038/empty')).toHaveLength(0)
})

test('one that breaks off is not there, and leaves no parts behind', async () => {
  const aborted = bucket.state.aborted
  await expect(files().write('222038', 'torn', pieces(200, { fails: true }))).rejects.toThrow(
    'the table is away',
  )
  await expect(files().write('222038', 'torn', pieces(2, { fails: true }))).rejects.toThrow()
  expect(bucket.objects.has('222038/torn')).toBe(false)
  expect(bucket.state.aborted).toBe(aborted + 1)
})

test('made again it takes the place of what was there', async () => {
  await files().write('222038', 'twice', pieces(1))
  await files().write('222038', 'twice', pieces(2))
  expect(bucket.objects.get('222038/twice')?.equals(await whole(2))).toBe(true)
})

test('it is handed out by an address that names it, holds for five minutes and is of no use for another', async () => {
  await files().write('222038', 'asked', pieces(1))
  const { handOut } = handedOutOfBucket({ client, bucket: 'exports' })
  const disposition = `attachment; filename="_.csv"; filename*=UTF-8''%E5%B1%A5.csv`
  const handed = await handOut('222038', 'asked', { type: 'text/csv', disposition })
  if (!handed || !('address' in handed)) throw new Error('no address')
  const address = new URL(handed.address)
  expect(address.pathname).toBe('/exports/222038/asked')
  expect(address.searchParams.get('X-Amz-Expires')).toBe('300')
  expect(address.searchParams.get('X-Amz-SignedHeaders')).toBe('host')
  const response = await fetch(address)
  expect(response.headers.get('content-disposition')).toBe(disposition)
  expect(response.headers.get('cache-control')).toBe('no-store')
  expect((await response.arrayBuffer()).byteLength).toBe(64 * 1024)
  const signature = (of: string) => new URL(of).searchParams.get('X-Amz-Signature')
  const other = await handOut('222038', 'other', { type: 'text/csv', disposition })
  expect(other && 'address' in other && signature(other.address)).not.toBe(
    signature(handed.address),
  )
})

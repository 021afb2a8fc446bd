import { mkdtemp, readdir, readlink, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { sentInPieces } from '../../functions/api/download.ts'
import { exportDirectory } from '../../functions/exports/directory.ts'

let path: string
beforeAll(async () => {
  path = await mkdtemp(join(tmpdir(), 'exports-'))
})
afterAll(() => rm(path, { recursive: true }))

/** How many files of the directory this process holds open. */
async function open(): Promise<number> {
  const held = await Promise.all(
    (await readdir('/proc/self/fd')).map((fd) => readlink(`/proc/self/fd/${fd}`).catch(() => '')),
  )
  return held.filter((file) => file.startsWith(path)).length
}

test('a file is opened by whoever takes it, and closed also where they stop half-way', async () => {
  const files = exportDirectory(path)
  async function* pieces() {
    for (let at = 0; at < 20; at += 1) yield Buffer.alloc(64 * 1024, at)
  }
  await files.write('222038', 'long', pieces())
  const handed = async () => {
    const found = await files.handOut('222038', 'long', { type: '', disposition: '' })
    if (!found || !('pieces' in found)) throw new Error('not there')
    return found.pieces
  }
  // What can't be noted is not sent; nor is an answer's body to who asks for its headers alone.
  await handed()
  const unread = sentInPieces(await handed(), { type: 'application/zip', file: 'a.zip' })
  await wait(50)
  expect(await open()).toBe(0)

  const reader = unread.body?.getReader()
  expect((await reader?.read())?.value?.length).toBeGreaterThan(0)
  expect(await open()).toBe(1)
  await reader?.cancel()
  await wait(50)
  expect(await open()).toBe(0)

  const whole = sentInPieces(await handed(), { type: 'application/zip', file: 'a.zip' })
  expect((await whole.arrayBuffer()).byteLength).toBe(20 * 64 * 1024)
  expect(await files.handOut('222038', 'none', { type: '', disposition: '' })).toBeUndefined()
})

import { expect } from 'vitest'
import type { Answer, Hub } from './serve.ts'

export const JAPANESE = /[ぁ-んァ-ヶ一-龠]/

type Refused = { status: number; code: string; errors?: { pointer: string; code: string }[] }

/** Asks in both languages: each time the same code, worded for its reader, and nothing is written. */
export async function inBothLanguages(
  hub: Pick<Hub, 'revision'>,
  request: (headers: Record<string, string>) => Promise<Answer>,
): Promise<Refused> {
  const before = await hub.revision()
  const ja = await request({ 'accept-language': 'ja' })
  const en = await request({ 'accept-language': 'en-GB, ja;q=0.5' })
  expect(await hub.revision()).toBe(before)
  for (const { body, status, headers } of [ja, en]) {
    expect(headers.get('content-type')).toBe('application/problem+json; charset=utf-8')
    expect(body.status).toBe(status)
    expect(body.type).toBe(`urn:mane-tomo-hub:problem:${body.code}`)
  }
  expect(ja.headers.get('content-language')).toBe('ja')
  expect(en.headers.get('content-language')).toBe('en')
  const texts = ({ body }: Answer): string[] => [
    body.title,
    body.detail,
    ...(body.errors ?? []).map(({ detail }: { detail: string }) => detail),
  ]
  for (const text of texts(ja)) expect(text).toMatch(JAPANESE)
  for (const text of texts(en)) expect(text).not.toMatch(JAPANESE)
  for (const text of [...texts(ja), ...texts(en)]) expect(text).not.toMatch(/undefined|NaN|\{/)
  const codes = ({ body, status }: Answer) => ({
    status,
    code: body.code,
    errors: body.errors?.map(({ pointer, code }: { pointer: string; code: string }) => ({
      pointer,
      code,
    })),
  })
  expect(codes(en)).toEqual(codes(ja))
  return codes(ja)
}

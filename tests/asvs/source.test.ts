import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'

const ROOT = join(import.meta.dirname, '..', '..')
const SOURCES = globSync('{functions,web,infra}/**/*.{ts,tsx}', { cwd: ROOT })
  .filter((file) => !file.startsWith('web/dist'))
  .map((file) => ({ file, text: readFileSync(join(ROOT, file), 'utf8') }))

/** The lines of the program that say something of a kind, with where they stand. */
function said(pattern: RegExp, within: RegExp = /./): string[] {
  return SOURCES.filter(({ file }) => within.test(file)).flatMap(({ file, text }) =>
    text
      .split('\n')
      .filter((line) => pattern.test(line) && !/^\s*(\*|\/\/|\/\*)/.test(line))
      .map((line) => `${file}: ${line.trim()}`),
  )
}
const files = (lines: string[]) => [...new Set(lines.map((line) => line.split(':')[0]))]

test('the program is there to be looked at', () => {
  expect(SOURCES.length).toBeGreaterThan(150)
})

// ASVS 1.2.9, 1.3.2, 1.3.7, 1.3.10
test('nothing runs a text as code, and no template or pattern is made of what people send but of its letters', () => {
  const made = files(said(/new RegExp\((?!\/)/, /^functions\//))
  // Every sign of a pattern stands for itself.
  const escaping = SOURCES.filter(({ text }) =>
    text.includes(String.raw`.replaceAll(/[.*+?^${'$'}{}()|[\]\\]/g, '\\$&')`),
  ).map(({ file }) => file)
  expect(made).toEqual(escaping)
  expect(made).toEqual(['functions/local/mailbox.ts'])
  expect(said(/\beval\(|new Function\(|node:vm|setTimeout\(['"`]/)).toEqual([])
})

// ASVS 1.1.2, 1.2.1, 1.2.3, 3.2.2
test('pages show texts as texts: no markup is made of data', () => {
  expect(
    said(/innerHTML|outerHTML|dangerouslySetInnerHTML|insertAdjacentHTML|document\.write/),
  ).toEqual([])
})

// ASVS 1.2.5
test('only the start on one machine and the deployment begin processes; no request can', () => {
  for (const file of files(said(/node:child_process/)))
    expect(file).toMatch(/^functions\/local\/|^infra\//)
})

// ASVS 11.2.1, 11.2.3, 11.3.1, 11.3.2, 11.3.3, 11.4.1, 11.4.3, 11.6.1
test('cryptography is Node’s own, and only what is approved: SHA-256, HMAC, AES-256-GCM, HKDF, EC and Ed25519', () => {
  const named = (pattern: RegExp) =>
    new Set(
      SOURCES.flatMap(({ text }) => [...text.matchAll(pattern)].map(([, name]) => name ?? '')),
    )
  expect([...named(/create(?:Hash|Hmac)\(\s*'([^']+)'/g)].toSorted()).toEqual(['sha256'])
  expect([...named(/createCipheriv\(\s*'([^']+)'/g)]).toEqual(['aes-256-gcm'])
  for (const kind of named(/generateKeyPairSync\(\s*'([^']+)'/g))
    expect(['ec', 'ed25519']).toContain(kind)
  expect(said(/createHash\((?!\s*'sha256')|createHmac\((?!\s*'sha256')/)).toEqual([])
})

// ASVS 6.5.3, 7.2.3, 11.5.1
test('what must not be guessed comes from the system’s random source; the other one only spreads waits', () => {
  const guessable = said(/Math\.random\(/, /^functions/)
  for (const line of guessable) expect(line).toMatch(/setTimeout|jitter|wait|pause/i)
})

// ASVS 12.3.2
test('no connection forgoes the check of a certificate', () => {
  expect(
    said(/rejectUnauthorized:\s*false|NODE_TLS_REJECT_UNAUTHORIZED|insecureHTTPParser/),
  ).toEqual([])
})

// ASVS 1.3.6, 13.1.1, 13.2.4, 13.2.5, 15.3.2
test('requests go out to the database, the provider, the mail server and the stores of anchors and exports, never to an address that somebody sent', () => {
  const reaching = files(
    said(
      /from '(@aws-sdk\/client-|@aws-sdk\/lib-|nodemailer|openid-client|node:https?|node:net|undici)|[^.\w]fetch\(/,
      /^functions/,
    ),
  )
  for (const file of reaching)
    expect(file).toMatch(
      /^functions\/(store|mail|anchors|exports|jobs|local|infra|cloud|api\/(main|openid-provider|sign-in)\.ts)/,
    )
})

// ASVS 13.3.1, 13.2.3
test('no secret stands in the program', () => {
  expect(said(/(secret|password|token|key)\s*[:=]\s*'[A-Za-z0-9+/_-]{20,}'/i)).toEqual([])
  expect(said(/AKIA[0-9A-Z]{16}|-----BEGIN [A-Z ]*PRIVATE KEY/)).toEqual([])
})

test('every key that is derived of the hub’s secret stands in SECURITY.md, and none else', () => {
  const labels = SOURCES.filter(({ file }) =>
    /^functions\/(api|jobs|local|cloud)\//.test(file),
  ).flatMap(({ text }) =>
    [...text.matchAll(/\bderived(?:From)?\((?:[^()]|\([^()]*\))*?'([^']+)'\)/g)].map(
      ([, label]) => label,
    ),
  )
  const document = readFileSync(join(ROOT, 'SECURITY.md'), 'utf8')
  const listed = [...document.matchAll(/^\| ↳ ([^|]+) \|/gm)].flatMap(([, names = '']) =>
    [...names.matchAll(/`([^`]+)`/g)].map(([, name]) => name),
  )
  // Within the embedded provider its own key is divided once more.
  expect(new Set(labels.filter((label) => label !== 'cookies'))).toEqual(new Set(listed))
})

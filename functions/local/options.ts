import { existsSync, realpathSync } from 'node:fs'
import { isIP } from 'node:net'
import { tmpdir } from 'node:os'
import { basename, dirname, join, resolve } from 'node:path'
import {
  CLIENT_AUTHENTICATIONS,
  DEFAULT_SCOPE,
  demandsIn,
  type OpenIdProvider,
} from '../api/openid-provider.ts'
import type { SmtpSettings } from '../mail/smtp.ts'
import { CommandFailure } from './command-failure.ts'

export type Options = {
  port: number
  host: string
  /** Absolute. */
  dataDir: string
  /** Where anchors of histories are kept: outside the data. Absolute. */
  anchorDir: string
  /** 32 bytes: signs anchors; derived from the secret without it. */
  anchorSeed?: Uint8Array
  /** Public keys that signed anchors before the present one. */
  formerAnchorKeys: string[]
  /** Start without the sample and without one-click sign-in. */
  empty: boolean
  /** The API alone, without building and serving the web UI. */
  withoutWeb: boolean
  databaseEndpoint?: string
  table: string
  /** Where browsers reach the hub, without a trailing slash. */
  publicOrigin: string
  secret?: string
  /** Another one than the embedded one. */
  provider?: OpenIdProvider
  /** The relay that takes the hub's mails; the local mailbox without one. */
  smtp?: SmtpSettings
  /** The header in which the proxy in front tells where a request comes from. */
  addressHeader?: string
  /** For benchmarks: nobody is told to slow down. */
  unlimited: boolean
  /** For benchmarks: the daily job doesn't run by itself, so that it is not measured with requests. */
  withoutJobs: boolean
  /** An instant from which the clock of the process is in the hand of whoever may read `dataDir`. */
  testClock?: string
}

type Environment = Record<string, string | undefined>

const FLAGS = ['--empty', '--no-web', '--no-limits', '--no-jobs']

/**
 * Reads and checks what the start was told.
 *
 * One-click sign-in is for the person at this machine; so are the codes in the local mailbox,
 * which everyone can read who reaches the page. Hence the embedded provider starts on loopback
 * only, and the sample starts with the embedded provider only.
 *
 * @throws CommandFailure with a code that names the setting
 */
export function readOptions(args: readonly string[], env: Environment): Options {
  const unknown = args.find((argument) => !FLAGS.includes(argument))
  if (unknown !== undefined) throw new CommandFailure({ code: 'usage', argument: unknown })

  const host = env.HOST || '127.0.0.1'
  const port = readPort(env.PORT || '3000')
  const publicOrigin = readOrigin('PUBLIC_ORIGIN', env.PUBLIC_ORIGIN || `http://localhost:${port}`)
  const empty = args.includes('--empty')
  const provider = readProvider(env)
  const smtp = readSmtp(env)

  const beyond = [host, new URL(publicOrigin).hostname].find((address) => !isLoopback(address))
  if (provider && !empty) throw new CommandFailure({ code: 'sample_with_other_provider' })
  if (!provider && beyond !== undefined) {
    const code = empty ? 'provider_beyond_loopback' : 'sample_beyond_loopback'
    throw new CommandFailure({ code, address: beyond })
  }

  const dataDir = resolve(env.DATA_DIR || '.data')
  const testClock = env.TEST_CLOCK
    ? readTestClock(env.TEST_CLOCK, { env, dataDir, provider, smtp })
    : undefined
  return {
    port,
    host,
    dataDir,
    anchorDir: readAnchorDir(env.ANCHOR_DIR, dataDir),
    formerAnchorKeys: (env.ANCHOR_FORMER_KEYS ?? '').split(',').filter(Boolean),
    ...(env.ANCHOR_KEY ? { anchorSeed: readSeed(env.ANCHOR_KEY) } : {}),
    empty,
    withoutWeb: args.includes('--no-web'),
    unlimited: args.includes('--no-limits'),
    withoutJobs: args.includes('--no-jobs'),
    table: env.TABLE || 'mane-tomo-hub',
    publicOrigin,
    ...(env.DYNAMODB_ENDPOINT
      ? { databaseEndpoint: readOrigin('DYNAMODB_ENDPOINT', env.DYNAMODB_ENDPOINT) }
      : {}),
    ...(env.HUB_SECRET ? { secret: readSecret(env.HUB_SECRET) } : {}),
    ...(provider ? { provider } : {}),
    ...(smtp ? { smtp } : {}),
    ...(testClock ? { testClock } : {}),
    ...(env.CLIENT_ADDRESS_HEADER
      ? { addressHeader: readHeaderName(env.CLIENT_ADDRESS_HEADER) }
      : {}),
  }
}

/** Whether only this machine can be meant by a host name or address. */
export function isLoopback(host: string): boolean {
  const bare = host.replace(/^\[|\]$/g, '').toLowerCase()
  if (isIP(bare) === 4) return bare.startsWith('127.')
  return bare === '::1' || bare === 'localhost' || bare.endsWith('.localhost')
}

function readPort(value: string): number {
  const port = Number(value)
  if (!/^\d+$/.test(value) || port < 1 || port > 65_535) throw invalid('PORT', value)
  return port
}

function readOrigin(name: string, value: string): string {
  const url = URL.canParse(value) ? new URL(value) : undefined
  if (!url || !/^https?:$/.test(url.protocol) || url.href !== `${url.origin}/`)
    throw invalid(name, value)
  return url.origin
}

function readHeaderName(value: string): string {
  if (!/^[A-Za-z][\w-]*$/.test(value)) throw invalid('CLIENT_ADDRESS_HEADER', value)
  return value.toLowerCase()
}

/** At least 32 characters, as it stands in for 32 random bytes. */
function readSecret(value: string): string {
  if (value.length < 32) throw invalid('HUB_SECRET', '…')
  return value
}

/** Whoever restores or loses the data must not lose the anchors with them. */
function readAnchorDir(value: string | undefined, dataDir: string): string {
  const anchorDir = resolve(value || `${dataDir}-anchors`)
  if (`${anchorDir}/`.startsWith(`${dataDir}/`)) throw invalid('ANCHOR_DIR', value ?? '')
  return anchorDir
}

function readSeed(value: string): Uint8Array {
  const seed = Buffer.from(value, 'base64url')
  if (seed.length !== 32) throw invalid('ANCHOR_KEY', '…')
  return seed
}

function readProvider(env: Environment): OpenIdProvider | undefined {
  const { OIDC_ISSUER: issuer, OIDC_CLIENT_ID: clientId, OIDC_CLIENT_SECRET: clientSecret } = env
  if (!issuer) return undefined
  const url = URL.canParse(issuer) ? new URL(issuer) : undefined
  const encrypted = url?.protocol === 'https:'
  if (!url || !(encrypted || (url.protocol === 'http:' && isLoopback(url.hostname))))
    throw invalid('OIDC_ISSUER', issuer)
  if (!clientId) throw invalid('OIDC_CLIENT_ID', '')
  if (!clientSecret) throw invalid('OIDC_CLIENT_SECRET', '')
  const asked = env.OIDC_CLIENT_AUTH || 'client_secret_basic'
  const clientAuthentication = CLIENT_AUTHENTICATIONS.find((known) => known === asked)
  if (!clientAuthentication) throw invalid('OIDC_CLIENT_AUTH', asked)
  const scope = env.OIDC_SCOPE || DEFAULT_SCOPE
  if (!scope.split(' ').includes('openid')) throw invalid('OIDC_SCOPE', scope)
  const { OIDC_MAX_AGE: maxAge } = env
  if (maxAge && !/^\d{1,9}$/.test(maxAge)) throw invalid('OIDC_MAX_AGE', maxAge)
  const { OIDC_PROMPT: prompt } = env
  // `none` would ask nobody anything, and sign nobody in.
  if (prompt && !/^(login|select_account|consent)$/.test(prompt))
    throw invalid('OIDC_PROMPT', prompt)
  return {
    ...demandsIn(env),
    issuer,
    clientId,
    clientSecret,
    clientAuthentication,
    scope,
    emailClaim: env.OIDC_EMAIL_CLAIM || 'email',
    emailVerifiedClaim: env.OIDC_EMAIL_VERIFIED_CLAIM || 'email_verified',
  }
}

/** A relay and the address that mails come from, or neither. */
function readSmtp({ SMTP_URL: url, MAIL_FROM: from }: Environment): SmtpSettings | undefined {
  if (!url) {
    if (from) throw invalid('SMTP_URL', '')
    return undefined
  }
  const isRelay = URL.canParse(url) && /^smtps?:$/.test(new URL(url).protocol)
  // It may hold a password: only what it is not is told.
  if (!isRelay || !new URL(url).hostname) throw invalid('SMTP_URL', '…')
  if (!from || !/^(?:[^<>\r\n]+ <)?[^\s<>@]+@[^\s<>@]+>?$/.test(from))
    throw invalid('MAIL_FROM', from ?? '')
  return { url, from }
}

/**
 * A clock that somebody moves makes records that are wrong about when: only for data to throw away, on this
 * machine, whose mails reach nobody.
 */
function readTestClock(
  value: string,
  {
    env,
    dataDir,
    provider,
    smtp,
  }: Pick<Options, 'dataDir'> & { env: Environment } & {
    [Key in 'provider' | 'smtp']: Options[Key] | undefined
  },
): string {
  if (!/^\d{4}-\d\d-\d\dT[\d:.]+Z$/.test(value) || Number.isNaN(Date.parse(value)))
    throw invalid('TEST_CLOCK', value)
  const isThrownAway = placeOf(dataDir).startsWith(`${placeOf(tmpdir())}/`)
  const because = provider
    ? 'OIDC_ISSUER'
    : smtp
      ? 'SMTP_URL'
      : env.DYNAMODB_ENDPOINT
        ? 'DYNAMODB_ENDPOINT'
        : isThrownAway
          ? undefined
          : 'DATA_DIR'
  if (because) throw new CommandFailure({ code: 'test_clock_refused', because, tmp: tmpdir() })
  return value
}

/** Where a path really leads, as far as it exists. */
function placeOf(path: string): string {
  if (existsSync(path)) return realpathSync(path)
  return join(placeOf(dirname(path)), basename(path))
}

function invalid(name: string, value: string): CommandFailure {
  return new CommandFailure({ code: 'setting_invalid', name, value })
}

import type { Node } from 'constructs'

export const STAGES = ['dev', 'stg', 'prod'] as const
export type StageName = (typeof STAGES)[number]

/** Another OpenID provider than the stack's own user pool. */
export type ExternalProvider = {
  issuer: string
  clientId: string
  /** A secret of Secrets Manager in this account whose value is the client's secret. */
  secretArn: string
  scope: string
  /** What is demanded of a sign-in there: its `acr`, and how many seconds old it may be. */
  acr: string | undefined
  maxAge: string | undefined
  /** What people are asked there each time: `login` for one's identity. */
  prompt: string | undefined
}

/** A table that a restore has filled, which the hub works on instead of one of the stack's own. */
export type RestoredTable = { name: string; streamArn: string }

/** Everything in which one installation differs from another, all of it by context (`-c name=value`). */
export type Settings = {
  stage: StageName
  region: string
  /** Gets every alarm, and the budget's warnings. */
  alarmMail: string
  /** Mails come from an address of this domain; its DNS must be yours. */
  mailDomain: string
  /** Whether SES has seen the domain's DKIM records: only then may the user pool send by it. */
  mailVerified: boolean
  /** Who owns the key that encrypts the table. */
  encryption: 'aws-owned' | 'aws-managed' | 'customer'
  /** Found by `npm run deploy -- --table`, and kept from then on. */
  restored: RestoredTable | undefined
  /** The hub is at rest: nobody reads or writes, and no job runs. */
  paused: boolean
  /** US dollars a month, beyond which a warning is mailed. */
  budget: number
  /** Without one the hub is at CloudFront's own name. */
  domain: string | undefined
  certificateArn: string | undefined
  waf: boolean
  webAclArn: string | undefined
  provider: ExternalProvider | undefined
  /** Which version of the origin's secret CloudFront sends; without it the current one. */
  originSecretVersion: string | undefined
  /** Which version of the hub's secret is current: another one starts all processes anew. */
  hubSecretVersion: string | undefined
  /** Any word: another one than before makes another app client of the user pool, with a secret of its own. */
  userPoolClient: string
  /** Public keys that signed anchors before the hub's secret was rotated, separated by commas. */
  anchorFormerKeys: string | undefined
}

/** @throws where a setting is missing or can't be meant; the message says what to give */
export function settingsOf(node: Node): Settings {
  const text = (name: string): string | undefined => node.tryGetContext(name) || undefined
  const among = <Value extends string>(name: string, values: readonly Value[], other: Value) => {
    const value = text(name) ?? other
    const known = values.find((one) => one === value)
    if (!known) throw new Error(`-c ${name}=${value}: must be one of ${values.join(', ')}`)
    return known
  }
  const required = (name: string): string => {
    const value = text(name)
    if (!value) throw new Error(`-c ${name}=… is needed; see infra/README.md`)
    return value
  }
  const budget = Number(text('budget') ?? 20)
  if (!(budget > 0)) throw new Error('-c budget=…: US dollars a month, above 0')
  const issuer = text('oidcIssuer')
  return {
    stage: among('stage', STAGES, 'dev'),
    region: text('region') ?? 'ap-northeast-1',
    alarmMail: required('alarmMail'),
    mailDomain: required('mailDomain'),
    mailVerified: text('mailVerified') === 'true',
    encryption: among('encryption', ['aws-owned', 'aws-managed', 'customer'], 'aws-owned'),
    restored: text('tableName')
      ? { name: required('tableName'), streamArn: required('tableStreamArn') }
      : undefined,
    paused: text('paused') === 'true',
    budget,
    domain: text('domain'),
    certificateArn: text('certificateArn'),
    waf: text('waf') === 'true',
    webAclArn: text('webAclArn'),
    provider: issuer
      ? {
          issuer,
          clientId: required('oidcClientId'),
          secretArn: required('oidcSecretArn'),
          scope: text('oidcScope') ?? 'openid email',
          acr: text('oidcAcr'),
          maxAge: text('oidcMaxAge'),
          prompt: text('oidcPrompt'),
        }
      : undefined,
    originSecretVersion: text('originSecretVersion'),
    hubSecretVersion: text('hubSecretVersion'),
    userPoolClient: text('userPoolClient') ?? '',
    anchorFormerKeys: text('anchorFormerKeys'),
  }
}

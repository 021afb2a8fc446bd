/** What the stack tells its functions by their environment; `infra/` sets exactly these. */
export type Settings = {
  table: string
  /** Where the function runs, as Lambda itself says; the table is there. */
  region: string
  /** Where browsers reach the hub, without a trailing slash. */
  publicOrigin: string
  /** Ids of secrets; their values are read when they are needed. */
  hubSecret: string
  originSecret: string
  oidcSecret: string
  oidcIssuer: string
  oidcClientId: string
  oidcScope: string
  /** The bucket with Object Lock that keeps the anchors of histories. */
  anchorBucket: string
  /** The bucket that keeps long exports for some days, and the function that makes them. */
  exportBucket: string
  exportingFunction: string
  mailFrom: string
  mailConfigurationSet: string
}

const NAMES: { [Name in keyof Settings]: string } = {
  table: 'TABLE',
  region: 'AWS_REGION',
  publicOrigin: 'PUBLIC_ORIGIN',
  hubSecret: 'HUB_SECRET_ID',
  originSecret: 'ORIGIN_SECRET_ID',
  oidcSecret: 'OIDC_SECRET_ID',
  oidcIssuer: 'OIDC_ISSUER',
  oidcClientId: 'OIDC_CLIENT_ID',
  oidcScope: 'OIDC_SCOPE',
  anchorBucket: 'ANCHOR_BUCKET',
  exportBucket: 'EXPORT_BUCKET',
  exportingFunction: 'EXPORTING_FUNCTION',
  mailFrom: 'MAIL_FROM',
  mailConfigurationSet: 'MAIL_CONFIGURATION_SET',
}

/** @throws where the environment lacks one of those asked for: a function never starts half configured */
export function settings<Name extends keyof Settings>(...names: Name[]): Pick<Settings, Name> {
  const read = names.map((name) => {
    const value = process.env[NAMES[name]]
    if (!value) throw new Error(`${NAMES[name]} is not set`)
    return [name, value] as const
  })
  return Object.fromEntries(read) as Pick<Settings, Name>
}

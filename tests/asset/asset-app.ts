import { createHmac } from 'node:crypto'
import { inject } from 'vitest'
import { API_ENVIRONMENT } from './api-environment.ts'
import { eventOf, ORIGIN_SECRET, responseOf } from './http-event.ts'
import { type RunningFunction, startFunction } from './runtime.ts'
import { startS3 } from './s3.ts'
import { startSecretsManager } from './secrets-manager.ts'

declare module 'vitest' {
  interface ProvidedContext {
    /** Where the bundles lie; made once for all test files. */
    apiAsset: string
    jobsAsset: string
    cognitoAsset: string
  }
}

/** Whether this run's API tests ask the Lambda asset instead of the app in their own process. */
export const OVER_ASSET = process.env.API_OVER === 'asset'

/** The keys that the asset derives of its secret, as its entry does: for the API, and for anchors. */
const derived = (secret: Uint8Array, label: string): Buffer =>
  createHmac('sha256', Buffer.from(secret).toString('base64url')).update(label).digest()
export const apiSecretOf = (secret: Uint8Array) => derived(secret, 'api')
export const anchorSecretOf = (secret: Uint8Array) => derived(secret, 'anchors')

/**
 * The cloud around the asset, as far as it needs one: secrets, and the engine as its table.
 * @returns apps that answer `request` as the one in this process does, each a Lambda of its own
 */
export function assetApps({
  endpoint,
  secret,
  publicOrigin,
  clock,
  anchors,
}: {
  endpoint: string
  secret: Uint8Array
  publicOrigin: string
  clock: () => Date
  /** What lies in the bucket. */
  anchors: Map<string, string>
}) {
  const functions: RunningFunction[] = []
  const manager = startSecretsManager({
    hub: { AWSCURRENT: Buffer.from(secret).toString('base64url') },
    origin: { AWSCURRENT: ORIGIN_SECRET },
  })
  const bucket = startS3(anchors)
  return {
    open() {
      let lambda: RunningFunction | undefined
      async function started(): Promise<RunningFunction> {
        const [{ endpoint: secrets }, { endpoint: s3 }] = await Promise.all([manager, bucket])
        lambda ??= startFunction({
          directory: inject('apiAsset'),
          environment: {
            ...API_ENVIRONMENT,
            PUBLIC_ORIGIN: publicOrigin,
            AWS_ENDPOINT_URL_DYNAMODB: endpoint,
            AWS_ENDPOINT_URL_SECRETS_MANAGER: secrets,
            AWS_ENDPOINT_URL_S3: s3,
          },
        })
        functions.push(lambda)
        return lambda
      }
      const starting = started()
      return {
        async request(input: string, init?: RequestInit): Promise<Response> {
          const url = new URL(input, publicOrigin)
          const event = await eventOf(new Request(url, { ...init, ...(init?.body && STREAMED) }))
          const response = responseOf(await (await starting).invoke(event, clock().getTime()))
          return response
        },
      }
    },
    async stop() {
      await Promise.all(functions.map((one) => one.stop()))
      await (await manager).stop()
      ;(await bucket).stop()
    },
  }
}

const STREAMED = { duplex: 'half' } as RequestInit

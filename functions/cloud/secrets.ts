import {
  GetSecretValueCommand,
  ResourceNotFoundException,
  SecretsManagerClient,
} from '@aws-sdk/client-secrets-manager'

/** How long a value is taken for the current one; a rotation is seen after that at the latest. */
const KEPT_FOR = 5 * 60_000
/** Whoever presents wrong values doesn't make us read more often than this. */
const READ_ANEW_AFTER = 30_000

/** Who says nothing for so long is asked anew: three times at most, while somebody waits. */
const LIMITS = { connectionTimeout: 1_000, requestTimeout: 1_500, throwOnRequestTimeout: true }

type Stage = 'AWSCURRENT' | 'AWSPREVIOUS'

/**
 * Secrets of Secrets Manager, each read once and kept for five minutes. They are not in the function's
 * environment, which everybody may read who may look at the account.
 */
export class Secrets {
  readonly #client: SecretsManagerClient
  readonly #kept = new Map<string, { at: number; value: Promise<string | undefined> }>()

  constructor(client = new SecretsManagerClient({ maxAttempts: 3, requestHandler: LIMITS })) {
    this.#client = client
  }

  /** @throws where there is no such secret, or no answer */
  async current(id: string): Promise<string> {
    const value = await this.#read(id, 'AWSCURRENT', KEPT_FOR)
    if (value === undefined) throw new Error(`the secret ${id} has no value`)
    return value
  }

  /**
   * Whether a presented value is the secret, or was before its last rotation: those who present it learn
   * of a new one a little later or earlier than we do.
   */
  async holds(id: string, presented: string, same: (a: string, b: string) => boolean) {
    if (same(await this.current(id), presented)) return true
    for (const stage of ['AWSCURRENT', 'AWSPREVIOUS'] as const) {
      const value = await this.#read(id, stage, READ_ANEW_AFTER)
      if (value !== undefined && same(value, presented)) return true
    }
    return false
  }

  #read(id: string, stage: Stage, keptFor: number): Promise<string | undefined> {
    const key = `${id} ${stage}`
    const kept = this.#kept.get(key)
    if (kept && Date.now() - kept.at < keptFor) return kept.value
    // What was the previous one belongs to the current one of that time.
    if (stage === 'AWSCURRENT') this.#kept.delete(`${id} AWSPREVIOUS`)
    const value = this.#fetch(id, stage).catch((error) => {
      this.#kept.delete(key)
      if (!kept) throw error
      // An old value is better than none, until it is asked for again.
      this.#kept.set(key, { ...kept, at: Date.now() })
      return kept.value
    })
    this.#kept.set(key, { at: Date.now(), value })
    return value
  }

  async #fetch(id: string, stage: Stage): Promise<string | undefined> {
    try {
      const command = new GetSecretValueCommand({ SecretId: id, VersionStage: stage })
      return (await this.#client.send(command)).SecretString
    } catch (error) {
      if (stage === 'AWSPREVIOUS' && error instanceof ResourceNotFoundException) return undefined
      throw error
    }
  }
}

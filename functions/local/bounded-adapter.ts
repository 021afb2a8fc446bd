import { LRUCache } from 'lru-cache'
import type { Adapter, AdapterPayload } from 'oidc-provider'

/**
 * Memory for the embedded provider: sign-ins under way, nothing that must outlive the process.
 * At most 5,000 things, the least recently used go first.
 */
export function boundedAdapter(): (model: string) => Adapter {
  const kept = new LRUCache<string, AdapterPayload>({ max: 5_000 })
  const ids = new LRUCache<string, string>({ max: 5_000 })
  const ofGrant = new LRUCache<string, Set<string>>({ max: 5_000 })

  return (model) => {
    const key = (id: string) => `${model}:${id}`
    return {
      async upsert(id, payload, expiresIn) {
        const life = expiresIn ? { ttl: expiresIn * 1000 } : {}
        kept.set(key(id), payload, life)
        if (payload.uid) ids.set(key(payload.uid), id, life)
        if (payload.userCode) ids.set(key(payload.userCode), id, life)
        if (payload.grantId && model !== 'Grant') {
          const members = ofGrant.get(payload.grantId) ?? new Set()
          ofGrant.set(payload.grantId, members.add(key(id)))
        }
      },
      async find(id) {
        return kept.get(key(id))
      },
      async findByUid(uid) {
        return kept.get(key(ids.get(key(uid)) ?? ''))
      },
      async findByUserCode(code) {
        return kept.get(key(ids.get(key(code)) ?? ''))
      },
      async consume(id) {
        const payload = kept.get(key(id))
        if (payload) payload.consumed = Math.floor(Date.now() / 1000)
      },
      async destroy(id) {
        kept.delete(key(id))
      },
      async revokeByGrantId(grantId) {
        for (const member of ofGrant.get(grantId) ?? []) kept.delete(member)
        ofGrant.delete(grantId)
      },
    }
  }
}

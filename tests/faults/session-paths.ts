import { randomBytes, randomUUID } from 'node:crypto'
import { v7 as uuidv7 } from 'uuid'
import { NUMAZU } from '../api/serve.ts'
import { type Path, toldBy, type World } from './world.ts'

// Signing in, and what one does to one's own sessions.

export const SESSION_PATHS: Path[] = [
  {
    name: 'a first sign-in',
    async ready({ store }) {
      const [id, secret, subject] = [uuidv7(), randomBytes(32).toString('base64url'), randomUUID()]
      return async () => {
        try {
          const account = await store.accounts.enrol({ v: 1, id, issuer: 'test', subject })
          await store.accounts.beginSession(account, secret)
          return { done: true }
        } catch (error) {
          if ((error as { code?: string }).code !== 'unavailable') throw error
          return { done: false, hint: 'unavailable' }
        }
      }
    },
  },
  {
    name: 'signing out',
    operation: 'post /api/sign-out',
    async ready(world) {
      const { here } = await signedInTwice(world)
      return async (key) => endedOr(await here.send('POST', '/api/sign-out', undefined, named(key)))
    },
  },
  {
    name: 'ending one of my sessions',
    operation: 'delete /api/sessions/{sessionId}',
    async ready(world) {
      const { here, others } = await signedInTwice(world)
      const path = `/api/sessions/${others[0]}`
      return async (key) => endedOr(await here.send('DELETE', path, undefined, named(key)))
    },
  },
  ...(['end-others', 'end-all'] as const).map(
    (which): Path => ({
      name: `ending my sessions (${which})`,
      operation: `post /api/sessions/${which}`,
      async ready(world) {
        const { here } = await signedInTwice(world)
        return async (key) =>
          endedOr(await here.send('POST', `/api/sessions/${which}`, undefined, named(key)))
      },
    }),
  ),
]

const named = (key: string) => ({ 'idempotency-key': key })

/** Once it has ended, the session is nobody’s any more: that is what one wanted. */
function endedOr(answer: Parameters<typeof toldBy>[0]) {
  const isOver =
    (answer.status === 404 && answer.body.code === 'not_found') ||
    (answer.status === 401 && answer.body.code === 'not_signed_in')
  if (isOver || answer.status === 200) return { done: true as const }
  return toldBy(answer)
}

async function signedInTwice({ store, client }: World) {
  const subject = randomUUID()
  const id = await store.accounts.enrol({ v: 1, id: uuidv7(), issuer: 'test', subject })
  const secrets = [1, 2].map(() => randomBytes(32).toString('base64url'))
  for (const secret of secrets) await store.accounts.beginSession(id, secret)
  const here = client(`__Host-session=${id}.${secrets[0]}`, NUMAZU)
  const { body } = await here.get('/api/sessions')
  const others = body.sessions.flatMap((one: { id: string; current: boolean }) =>
    one.current ? [] : [one.id],
  )
  return { here, others: others as string[] }
}

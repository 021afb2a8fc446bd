import { createRoute } from '@hono/zod-openapi'
import type { Context } from 'hono'
import * as z from 'zod'
import { DomainError } from '../../domain/errors.ts'
import type { Dependencies } from '../dependencies.ts'
import { answer, problems } from '../documented.ts'
import { type Environment, newApp, signedIn, withoutQuery } from '../environment.ts'
import { askedBy } from '../log.ts'
import { clearSessionCookie } from '../session-cookie.ts'

const SessionId = z.string().regex(/^[\w-]{22}$/)

export const OwnSession = z
  .object({
    id: SessionId,
    createdAt: z.string(),
    lastSeenAt: z.string(),
    endsAt: z.string(),
    current: z.boolean(),
  })
  .meta({ id: 'OwnSession' })

const Ended = z.object({ ended: z.int() }).meta({ id: 'SessionsEnded' })

const list = createRoute({
  method: 'get',
  path: '/',
  tags: ['session'],
  summary: 'My sessions that hold: where I am signed in',
  responses: {
    200: answer(
      'The last used first',
      z
        .object({ sessions: z.array(OwnSession), passkeyPage: z.url().optional() })
        .meta({ id: 'OwnSessions' }),
    ),
    ...problems(400, 401, 503),
  },
})

const endOne = createRoute({
  method: 'delete',
  path: '/{sessionId}',
  tags: ['session'],
  summary: 'End one of my sessions at once',
  request: { params: z.object({ sessionId: SessionId }) },
  responses: { 200: answer('It has ended', Ended), ...problems(400, 401, 403, 404, 413, 503) },
})

const ending = (path: '/end-others' | '/end-all', summary: string) =>
  createRoute({
    method: 'post',
    path,
    tags: ['session'],
    summary,
    responses: { 200: answer('They have ended', Ended), ...problems(400, 401, 403, 413, 503) },
  })

/** `/api/sessions`: where one is signed in, and ending it. Nobody sees or ends another account's. */
export function ownSessionRoutes(dependencies: Dependencies) {
  const { accounts, publicOrigin, passkeyPage, log } = dependencies
  function owner(c: Context<Environment>): ReturnType<typeof signedIn> {
    withoutQuery(c)
    return signedIn(c, dependencies)
  }
  async function end(
    c: Context<Environment>,
    chosen: (session: { id: string; current: boolean }) => boolean,
  ): Promise<number> {
    const ended = await accounts.endSessions(await owner(c), chosen)
    log.info('session_ended', { ...askedBy(c), ended })
    return ended
  }
  const leave = (c: Context) => clearSessionCookie(c, publicOrigin.startsWith('https:'))

  return newApp()
    .openapi(list, async (c) => {
      const { accountId, secret } = await owner(c)
      const sessions = await accounts.sessions(accountId, secret)
      return c.json({ sessions, ...(passkeyPage && { passkeyPage }) }, 200)
    })
    .openapi(ending('/end-others', 'End all of my sessions but this one'), async (c) => {
      const ended = await end(c, ({ current }) => !current)
      return c.json({ ended }, 200)
    })
    .openapi(ending('/end-all', 'End all of my sessions, this one too'), async (c) => {
      const ended = await end(c, () => true)
      leave(c)
      return c.json({ ended }, 200)
    })
    .openapi(endOne, async (c) => {
      const { sessionId } = c.req.valid('param')
      let own = false
      const ended = await end(c, ({ id, current }) => {
        if (id === sessionId) own = current
        return id === sessionId
      })
      if (ended === 0) throw new DomainError('not_found')
      if (own) leave(c)
      return c.json({ ended }, 200)
    })
}

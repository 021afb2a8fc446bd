import { Hono } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import { compress } from 'hono/compress'
import { html } from 'hono/html'
import { tokyoDayOf } from '../../domain/calendar.ts'
import { DomainError } from '../../domain/errors.ts'
import type { Language } from '../../domain/messages/messages.ts'
import type { Register } from '../../domain/register.ts'
import { issueRequest, linkEnded, type Request } from '../../domain/requests/request.ts'
import { requestTokens } from '../../links/link-tokens.ts'
import { askedFirst } from '../asked-first.ts'
import type { Dependencies } from '../dependencies.ts'
import { languageOf } from '../language.ts'
import { askedBy, tellFault } from '../log.ts'
import { answerOf, readForm } from './answer-form.ts'
import { type AnswerPage, answerPage } from './answer-page.ts'
import { type Given, isOfUse, refusals, type Sent, writeAnswers } from './answer-writing.ts'
import { chosenLanguage, framedPage } from './frame.ts'
import { linkTexts } from './link-texts.ts'
import { preferenceRoutes } from './preferences.ts'
import { questionLinkRoutes } from './question.ts'

const LARGEST_FORM = 256 * 1024

type Linked = Pick<Dependencies, 'registers' | 'requests' | 'clock' | 'newId' | 'secret' | 'log'>

/**
 * `/r`: what the links in mails open, without signing in and without script. Reading changes nothing, however
 * often a mail scanner does it; a form without a choice changes nothing either. The Origin of a form isn't
 * compared: whoever can send one knows the link, and nothing that a browser keeps is asked for, so there is
 * nothing to forge. (Mail programs' own browsers send `Origin: null` or none.)
 */
export function linkRoutes(dependencies: Linked) {
  const { registers, requests, clock, secret, log } = dependencies
  const tokens = requestTokens(secret)

  /** What a link is about, read anew. */
  async function opened(
    token: string,
  ): Promise<{ request: Request; register: Register } | undefined> {
    const named = tokens.read(token)
    const request = named && (await requests.get(named.code, named.id))
    const register = request && (await registers.read(request.municipality))
    const receiver = request && register?.members.get(request.memberId)
    if (!named?.wentTo(receiver?.email)) return undefined
    return request && register && { request, register }
  }

  function nowOf({ recordedAt }: Register): string {
    const now = clock().toISOString()
    return now > recordedAt ? now : recordedAt
  }

  return new Hono()
    .onError((error, c) => {
      const isAway =
        error instanceof DomainError && (error.code === 'unavailable' || error.code === 'conflict')
      if (!isAway) throw error
      tellFault(log, c, error)
      const language = chosenLanguage(c, languageOf(c.req.raw.headers))
      const t = linkTexts[language]
      c.header('retry-after', '5')
      const content = html`<p role="alert">${t.away}</p>`
      return framedPage(c, { language, title: t.awayTitle, content }, 503)
    })
    .use('*', compress({ threshold: 0 }))
    .use('*', bodyLimit({ maxSize: LARGEST_FORM }))
    .use('*', async (c, next) => {
      await next()
      if (c.res.status === 410) log.warn('link_refused', askedBy(c))
    })
    .route('/mail', preferenceRoutes(dependencies))
    .route('/question', questionLinkRoutes(dependencies))
    .get('/:token', async (c) => {
      const link = await opened(c.req.param('token'))
      const language = chosenLanguage(c, languageFor(link, c.req.raw.headers))
      const ended = link ? linkEnded(link.register, link.request, nowOf(link.register)) : 'revoked'
      const isDone = c.req.query('done') !== undefined && (link?.request.uses ?? 0) > 0
      if (ended === 'used_up' && isDone) return framedPage(c, thanksPage(language))
      if (!link || ended)
        return framedPage(c, endedPage(language, ended ?? 'revoked', c.req.param('token')), 410)
      const notice = isDone ? 'recorded' : undefined
      return shown(c, { ...link, language, ...(notice && { notice }) })
    })
    .post('/:token', async (c) => {
      const link = await opened(c.req.param('token'))
      const language = chosenLanguage(c, languageFor(link, c.req.raw.headers))
      const form = readForm(
        await c.req.parseBody({ all: true }),
        link?.request.proposalIds.length ?? 0,
      )
      // The same form sent twice is the last use once more, also where it was the last one there is.
      const again = link !== undefined && form.use === link.request.uses
      const uses = link ? link.request.uses - (again ? 1 : 0) : 0
      const ended = link
        ? linkEnded(link.register, { ...link.request, uses }, nowOf(link.register))
        : 'revoked'
      if (!link || ended)
        return framedPage(c, endedPage(language, ended ?? 'revoked', c.req.param('token')), 410)
      const { request } = link
      // What is sent again stays that use until all of it is recorded.
      const page = { ...link, language, typed: form.typed, ...(again && { use: form.use }) }
      const parsed = form.typed.map(answerOf)
      const errors = parsed.map((one) => (one && 'errors' in one ? one.errors : []))
      if (errors.some((codes) => codes.length > 0))
        return shown(c, { ...page, errors, notice: 'mend' }, 422)
      const given = request.proposalIds.flatMap((proposalId, at): Given[] => {
        const one = parsed[at]
        return one && 'answer' in one ? [{ proposalId, answer: one.answer }] : []
      })
      if (given.length === 0) return shown(c, { ...page, notice: 'nothingChosen' }, 422)
      if (!again && form.use !== request.uses + 1)
        return shown(c, { ...page, notice: 'stale' }, 409)
      const sent = { use: form.use, given }
      const refused = again ? undefined : refusedIn(link, sent)
      if (refused) return shown(c, { ...page, errors: refused, notice: 'mend' }, 422)
      try {
        const counted = await requests.use(request.municipality, request.id, form.use)
        if (!counted) return shown(c, { ...page, notice: 'stale' }, 409)
        await writeAnswers(dependencies, await askedFirst(requests, request), sent)
      } catch (error) {
        if (!(error instanceof DomainError)) throw error
        const { use: _, ...next } = page
        const failed = { ...page, use: form.use, notice: 'failed' as const }
        if (error.code === 'conflict' || error.code === 'unavailable') return shown(c, failed, 503)
        const fresh = (await opened(c.req.param('token'))) ?? link
        if (error.code === 'idempotency_key_reused')
          return shown(c, { ...next, ...fresh, notice: 'stale' }, 409)
        const rest = given.filter(({ proposalId }) => !isOfUse(fresh.request, proposalId, form.use))
        const errors = refusedIn(fresh, { use: form.use, given: rest })
        return errors
          ? shown(c, { ...failed, ...fresh, errors, notice: 'mend' }, 422)
          : shown(c, failed, 503)
      }
      return c.redirect(`?done=1${c.req.query('l') ? `&l=${language}` : ''}`, 303)
    })
    .post('/:token/new', async (c) => {
      const link = await opened(c.req.param('token'))
      const language = chosenLanguage(c, languageFor(link, c.req.raw.headers))
      const now = link && nowOf(link.register)
      const ended = link && now ? linkEnded(link.register, link.request, now) : 'revoked'
      if (!link || !now || ended === 'revoked')
        return framedPage(c, endedPage(language, 'revoked', c.req.param('token')), 410)
      if (ended) await renew(link.request, tokyoDayOf(now))
      const t = linkTexts[language]
      return framedPage(c, {
        language,
        title: t.title,
        content: html`<p role="status">${t.renewed}</p>`,
      })
    })

  /** What would be refused of a form, as its page lists the proposals; undefined where nothing would. */
  function refusedIn({ register, request }: { request: Request; register: Register }, sent: Sent) {
    const refused = refusals(register, request, sent, nowOf(register))
    if (refused.size === 0) return undefined
    return request.proposalIds.map((id) => refused.get(id) ?? [])
  }

  /** A new link to the same person, for what they haven't answered: once a day for each that has lapsed. */
  async function renew(request: Request, today: string): Promise<void> {
    const { id: renews, municipality: code, memberId, proposalIds, purpose } = request
    const open = proposalIds.filter((id) => !request.answers[id])
    const dueOn = request.dueOn > today ? request.dueOn : today
    const operation = {
      id: dependencies.newId(),
      actor: memberId,
      key: `renew ${renews} ${today}`,
      fingerprint: 'renew',
    }
    const actor = { kind: 'link' as const, municipality: code, memberId, grants: [] }
    await registers.changeMunicipality(code, operation, (register, now) =>
      issueRequest(
        register,
        {
          memberId,
          proposalIds: open.length > 0 ? open : proposalIds,
          purpose,
          dueOn,
          renews,
          ...(request.reviewId !== undefined && { reviewId: request.reviewId }),
          ...(request.asOf !== undefined && { asOf: request.asOf }),
        },
        { actor, now, id: operation.id, channel: 'mail_link' },
      ),
    )
  }

  function shown(
    c: Parameters<typeof framedPage>[0],
    page: Omit<AnswerPage, 'now'>,
    status: 200 | 409 | 422 | 503 = 200,
  ) {
    const { language, register } = page
    const content = answerPage({ ...page, now: nowOf(register) })
    return framedPage(c, { language, title: linkTexts[language].title, content }, status)
  }
}

function languageFor(
  link: { request: Request; register: Register } | undefined,
  headers: Headers,
): Language {
  if (!link) return languageOf(headers)
  const { members, municipality } = link.register
  return members.get(link.request.memberId)?.language ?? municipality.settings.language ?? 'ja'
}

/** After the last use of a link. */
function thanksPage(language: Language) {
  const t = linkTexts[language]
  const content = html`<p role="status">${t.recordedLast}</p><p>${t.usedUp}</p>`
  return { language, title: t.thanks, content }
}

/** What a link shows that opens nothing any more; a lapsed one offers a new one, and tells no address. */
function endedPage(
  language: Language,
  ended: NonNullable<ReturnType<typeof linkEnded>>,
  token: string,
) {
  const t = linkTexts[language]
  const why = { revoked: t.revoked, expired: t.expired, used_up: t.usedUp }[ended]
  const content =
    ended === 'revoked'
      ? html`<p>${why}</p>`
      : html`<p>${why}</p><p>${t.renewLead}</p><form method="post" action="/r/${token}/new"><button>${t.renew}</button></form>`
  return { language, title: t.endedTitle, content }
}

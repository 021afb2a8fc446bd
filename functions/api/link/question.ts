import { createHmac } from 'node:crypto'
import { Hono } from 'hono'
import { html } from 'hono/html'
import { tokyoDayOf } from '../../domain/calendar.ts'
import { DomainError } from '../../domain/errors.ts'
import type { Language } from '../../domain/messages/messages.ts'
import { messagesOf } from '../../domain/messages/messages.ts'
import { isAdmitted, type Member } from '../../domain/people/people.ts'
import type { Proposal } from '../../domain/proposals/proposal.ts'
import { type Message, MessageInput, type Question } from '../../domain/questions/question.ts'
import { questionIn, writeMessage } from '../../domain/questions/question-changes.ts'
import { askerOf } from '../../domain/questions/thread.ts'
import type { Register } from '../../domain/register.ts'
import { questionTokens } from '../../links/link-tokens.ts'
import type { Dependencies } from '../dependencies.ts'
import { languageOf } from '../language.ts'
import { chosenLanguage, framedPage } from './frame.ts'
import { linkTexts } from './link-texts.ts'
import { questionTexts } from './question-texts.ts'

/** How often something may be written with one link. */
const LINK_USES = 5

type Linked = Pick<Dependencies, 'registers' | 'clock' | 'newId' | 'secret'>
type Opened = {
  code: string
  register: Register
  proposal: Proposal
  question: Question
  member: Member
  /** What this person has written with it. */
  written: Message[]
}

/**
 * `/r/question/:asked/:token`: whoever was asked answers there, without signing in and without script. The page
 * shows the asker's words and the reader's own, nobody else's. Only its form changes anything.
 */
export function questionLinkRoutes({ registers, clock, newId, secret }: Linked) {
  /** What a link is about while it holds: the thread is open, and the person still of the municipality. */
  async function opened(asked: string, token: string): Promise<Opened | undefined> {
    const named = questionTokens(secret, Number(asked)).read(token)
    const register = named && (await registers.read(named.code))
    if (!named || !register) return undefined
    for (const proposal of register.proposals.values()) {
      const question = proposal.questions?.find(({ id }) => id === named.id)
      const memberId = question?.to[Number(asked)]
      const member = memberId === undefined ? undefined : register.members.get(memberId)
      if (!question) continue
      const today = tokyoDayOf(clock().toISOString())
      if (!member || question.ended || !isAdmitted(member, today)) return undefined
      if (!named.wentTo(member.email)) return undefined
      const written = writtenBy(question, member.id)
      return { code: named.code, register, proposal, question, member, written }
    }
    return undefined
  }

  const languageFor = (link: Opened | undefined, headers: Headers): Language =>
    link
      ? (link.member.language ?? link.register.municipality.settings.language ?? 'ja')
      : languageOf(headers)

  return new Hono()
    .get('/:asked/:token', async (c) => {
      const link = await opened(c.req.param('asked'), c.req.param('token'))
      const language = chosenLanguage(c, languageFor(link, c.req.raw.headers))
      if (!link) return framedPage(c, gone(language), 410)
      const isDone = c.req.query('done') !== undefined && link.written.length > 0
      return framedPage(c, page(language, link, isDone ? 'done' : undefined))
    })
    .post('/:asked/:token', async (c) => {
      const link = await opened(c.req.param('asked'), c.req.param('token'))
      const language = chosenLanguage(c, languageFor(link, c.req.raw.headers))
      if (!link) return framedPage(c, gone(language), 410)
      const { text: typed, use } = await c.req.parseBody()
      const input = MessageInput.safeParse({ text: typed })
      const told = typeof typed === 'string' ? typed : ''
      if (!input.success) return framedPage(c, page(language, link, 'missing', told), 422)
      const count = Number(use)
      if (!Number.isInteger(count) || count < 1 || count > LINK_USES)
        return framedPage(c, page(language, link, 'stale', told), 409)
      const { code, proposal, question, member, written } = link
      const done = () => c.redirect(`?done=1${c.req.query('l') ? `&l=${language}` : ''}`, 303)
      // The last form once more, however long after.
      if (count === written.length && written.at(-1)?.text === input.data.text) return done()
      const id = newId()
      const actor = { kind: 'link' as const, municipality: code, memberId: member.id }
      const operation = {
        id,
        actor: member.id,
        // Sent twice it is one message; another text under the same use is told.
        key: `question link ${question.id} ${count}`,
        fingerprint: createHmac('sha256', secret).update(`question\n${told}`).digest('base64url'),
      }
      try {
        await registers.change(code, operation, (current, now) => {
          const before = current.proposals.get(proposal.id)
          const grants = current.members.get(member.id)?.roles ?? []
          if (!before) throw new DomainError('not_found')
          const uses = writtenBy(questionIn(before, question.id), member.id).length
          if (count !== uses + 1) throw new DomainError('idempotency_key_reused')
          const deed = { actor: { ...actor, grants }, now, id, channel: 'mail_link' as const }
          return writeMessage(current, before, { ...input.data, questionId: question.id }, deed)
        })
      } catch (error) {
        if (!(error instanceof DomainError)) throw error
        if (error.code === 'question_ended' || error.code === 'not_allowed')
          return framedPage(c, gone(language), 410)
        const isReused = error.code === 'idempotency_key_reused'
        return framedPage(
          c,
          page(language, link, isReused ? 'stale' : 'failed', told),
          isReused ? 409 : 503,
        )
      }
      return done()
    })
}

/** What somebody has written in a thread by the link of its mail: each is one use of it. */
function writtenBy({ messages }: Question, memberId: string): Message[] {
  return messages.filter(({ by }) => by.memberId === memberId && by.channel === 'mail_link')
}

function page(
  language: Language,
  { register, proposal, question, member, written }: Opened,
  notice?: 'done' | 'missing' | 'stale' | 'failed',
  typed = '',
) {
  const t = questionTexts[language]
  const messages = messagesOf(language)
  const asker = askerOf(question)
  const shown = question.messages.filter(
    ({ by }) => by.memberId === asker || by.memberId === member.id,
  )
  const uses = written.length
  const isLeft = uses < LINK_USES
  const { name, nameEn } = register.municipality
  const content = html`<p>${t.lead(language === 'en' ? nameEn : name, messages.day(question.dueOn))}</p>${
    notice
      ? html`<div class="n${notice === 'done' ? '' : ' e'}" role="${notice === 'done' ? 'status' : 'alert'}"><p>${t[notice]}</p></div>`
      : ''
  }<section><h2>${proposal.title}</h2><p>${messages.fiscalYears([proposal.cohort, ...proposal.carriedBy])}</p>${shown.map(
    ({ by, text = '' }) =>
      html`<p class="q">${by.memberId === asker ? t.question : t.yours}</p>${text.split('\n').map((line) => html`<p>${line}</p>`)}`,
  )}</section>${
    isLeft
      ? html`<form method="post"><input type="hidden" name="use" value="${uses + 1}"><label class="q" for="text">${t.answer}</label><p>${t.hint}</p><textarea id="text" name="text" rows="6" maxlength="2000" required>${typed}</textarea><p>${linkTexts[language].record}</p><button>${linkTexts[language].send}</button></form>`
      : html`<p>${t.usedUp}</p>`
  }`
  return { language, title: t.title, content }
}

function gone(language: Language) {
  const { endedTitle } = linkTexts[language]
  return { language, title: endedTitle, content: html`<p>${questionTexts[language].gone}</p>` }
}

import { Hono } from 'hono'
import { html } from 'hono/html'
import { languageOf, rememberLanguage } from '../api/language.ts'
import type { Language } from '../domain/messages/messages.ts'
import type { Mail } from '../mail/mail.ts'
import type { Mailbox } from './mailbox.ts'
import { type Html, page } from './page.ts'
import { localTexts } from './texts.ts'

/** Several mails of one operation are told apart by a number. */
const MAIL_ID = /^[0-9a-f-]{36}(\.\d+)?$/

/** `/mailbox`: what the hub has sent. Only the local start has it, only on loopback. */
export function mailboxPage({ mailbox, publicOrigin }: { mailbox: Mailbox; publicOrigin: string }) {
  const app = new Hono()

  app.get('/', async (c) => {
    const language = languageOf(c.req.raw.headers)
    const before = c.req.query('before')
    const { mails, next } = await mailbox.list(before && MAIL_ID.test(before) ? { before } : {})
    c.header('cache-control', 'no-store')
    return c.html(mailPage({ language, mails, next, first: !before, publicOrigin }))
  })

  app.get('/language/:language', (c) => {
    const language = c.req.param('language') === 'en' ? 'en' : 'ja'
    rememberLanguage(c, language, publicOrigin)
    return c.redirect('/mailbox', 303)
  })

  return app
}

type MailPage = {
  language: Language
  mails: Mail[]
  next: string | undefined
  first: boolean
  publicOrigin: string
}

function mailPage({ language, mails, next, first, publicOrigin }: MailPage): Html {
  const t = localTexts[language]
  return page({
    language,
    title: t.mailbox,
    languageLink: `/mailbox/language/${language === 'ja' ? 'en' : 'ja'}`,
    content: html`<p class="hint">${t.mailboxAbout}</p>
${
  mails.length === 0
    ? html`<p>${t.mailboxEmpty}</p>`
    : html`<ul class="mails">${mails.map((mail, index) => entry(mail, language, publicOrigin, first && index === 0))}</ul>`
}
<p>${first ? '' : html`<a href="/mailbox">${t.newest}</a> `}${next ? html`<a href="/mailbox?before=${next}">${t.older}</a>` : ''}</p>`,
  })
}

/** The newest mail is open: it is the one somebody came for. */
function entry(mail: Mail, language: Language, publicOrigin: string, open: boolean): Html {
  const t = localTexts[language]
  const sent = new Intl.DateTimeFormat(language === 'ja' ? 'ja-JP' : 'en-GB', {
    dateStyle: 'medium',
    timeStyle: 'short',
    timeZone: 'Asia/Tokyo',
  }).format(new Date(mail.sentAt))
  return html`<li><details${open ? html` open` : ''}>
<summary><strong>${mail.subject}</strong><span class="facts">${t.to} ${mail.to} · ${t.sentAt} <time datetime="${mail.sentAt}">${sent}</time></span></summary>
<div class="letter">${withLinks(mail.text, publicOrigin)}</div>
</details></li>`
}

/** Only the hub's own addresses become links: a mail may quote what others wrote. */
function withLinks(text: string, publicOrigin: string): Html {
  const parts = text.split(/(https?:\/\/[^\s<>"]+)/)
  return html`${parts.map((part) =>
    part.startsWith(`${publicOrigin}/`) ? html`<a href="${part}">${part}</a>` : part,
  )}`
}

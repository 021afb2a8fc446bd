import { Hono } from 'hono'
import { html } from 'hono/html'
import { tokyoDayOf } from '../../domain/calendar.ts'
import { DomainError } from '../../domain/errors.ts'
import { MAIL_KINDS, type MailKind } from '../../domain/mails/mail.ts'
import { setMailPreference } from '../../domain/mails/mail-preferences.ts'
import { MAIL_WORDS } from '../../domain/messages/mail-words.ts'
import type { Language } from '../../domain/messages/messages.ts'
import { isAdmitted, type Member } from '../../domain/people/people.ts'
import { preferenceTokens } from '../../links/mail-links.ts'
import type { Dependencies } from '../dependencies.ts'
import { languageOf } from '../language.ts'
import { chosenLanguage, framedPage } from './frame.ts'
import { linkTexts } from './link-texts.ts'

type Linked = Pick<Dependencies, 'registers' | 'clock' | 'newId' | 'secret'>

/**
 * `/r/mail/:kind/:token`: whoever gets a kind of mail turns it off there, and on again. Only its form changes
 * anything, as mail scanners open every address.
 */
export function preferenceRoutes({ registers, clock, newId, secret }: Linked) {
  async function opened(kind: string, token: string) {
    const known = MAIL_KINDS.find((one) => one === kind)
    const named = known && preferenceTokens(secret, known).read(token)
    const register = named && (await registers.read(named.code))
    const member = named && register?.members.get(named.id)
    const today = tokyoDayOf(clock().toISOString())
    if (!known || !named || !register || !member || !isAdmitted(member, today)) return undefined
    if (!named.wentTo(member.email)) return undefined
    const usual = member.language ?? register.municipality.settings.language ?? 'ja'
    return { kind: known, code: named.code, member, usual }
  }

  return new Hono()
    .get('/:kind/:token', async (c) => {
      const link = await opened(c.req.param('kind'), c.req.param('token'))
      const language = chosenLanguage(c, link?.usual ?? languageOf(c.req.raw.headers))
      if (!link) return framedPage(c, gone(language), 410)
      return framedPage(c, preferencePage(language, link, c.req.query('done') !== undefined))
    })
    .post('/:kind/:token', async (c) => {
      const link = await opened(c.req.param('kind'), c.req.param('token'))
      const language = chosenLanguage(c, link?.usual ?? languageOf(c.req.raw.headers))
      if (!link) return framedPage(c, gone(language), 410)
      const form = await c.req.parseBody()
      const { wanted, language: written } = form
      const { code, kind, member } = link
      const id = newId()
      const actor = { kind: 'link' as const, municipality: code, memberId: member.id, grants: [] }
      await registers
        .changeMunicipality(
          code,
          { id, actor: member.id, key: `preference ${id}`, fingerprint: 'preference' },
          (register, now) =>
            setMailPreference(
              register,
              {
                memberId: member.id,
                kind,
                wanted: wanted === 'on' ? true : wanted === 'off' ? false : undefined,
                language: written === 'ja' || written === 'en' ? written : undefined,
              },
              { actor, now, id, channel: 'mail_link' },
            ),
        )
        // Sent twice, or without a choice: it is as it is.
        .catch((error) => {
          if (!(error instanceof DomainError && error.code === 'nothing_changed')) throw error
        })
      return c.redirect('?done=1', 303)
    })
}

function preferencePage(
  language: Language,
  { kind, member }: { kind: MailKind; member: Member },
  isDone: boolean,
) {
  const t = linkTexts[language]
  const isOff = member.mailsOff?.includes(kind) ?? false
  const choice = (value: 'ja' | 'en', name: string) =>
    html`<label class="c"><input type="radio" name="language" value="${value}"${member.language === value ? html` checked` : ''}><span lang="${value}">${name}</span></label>`
  const { kinds, missed } = MAIL_WORDS[language]
  const wish = html`<p>${isOff ? t.off : t.on}</p>${missed[kind] ? html`<p>${missed[kind]}</p>` : ''}<form method="post"><input type="hidden" name="wanted" value="${isOff ? 'on' : 'off'}"><button>${isOff ? t.turnOn : t.turnOff}</button></form>`
  const content = html`${isDone ? html`<div class="n" role="status"><p>${t.saved}</p></div>` : ''}<section><h2>${t.about(kinds[kind])}</h2>${wish}</section><section><form method="post"><fieldset><legend>${t.mailLanguage}</legend>${choice('ja', '日本語')}${choice('en', 'English')}</fieldset><button>${t.save}</button></form></section>`
  return { language, title: t.preferences, content }
}

function gone(language: Language) {
  const t = linkTexts[language]
  return { language, title: t.endedTitle, content: html`<p>${t.revoked}</p>` }
}

import { html } from 'hono/html'
import type { Language } from '../domain/messages/messages.ts'
import { describe } from '../domain/messages/problems.ts'
import type { SamplePerson } from './identity-provider.ts'
import { type Html, page } from './page.ts'
import { localTexts } from './texts.ts'

const other = (language: Language) => (language === 'ja' ? 'en' : 'ja')

type AddressPage = { language: Language; uid: string; people: SamplePerson[]; typed?: string }

/** The first page: an address, and the sample's people where they are offered. */
export function addressPage({ language, uid, people, typed }: AddressPage): Html {
  const t = localTexts[language]
  const wrong = typed !== undefined
  return page({
    language,
    title: t.signIn,
    languageLink: `/oidc/sign-in/${uid}/language/${other(language)}`,
    content: html`<form method="post" action="/oidc/sign-in/${uid}/address" novalidate>
<label for="email">${t.address}</label>
<p class="hint" id="hint">${t.addressHint}</p>
${wrong ? html`<p class="error" id="error" role="alert">${t.addressWrong}</p>` : ''}
<input id="email" name="email" type="email" autocomplete="email" required maxlength="254" value="${typed ?? ''}" aria-describedby="hint${wrong ? ' error' : ''}" aria-invalid="${wrong ? 'true' : 'false'}" autofocus>
<p><button>${t.sendCode}</button></p>
</form>
${people.length > 0 ? peopleForm(language, uid, people) : ''}`,
  })
}

function peopleForm(language: Language, uid: string, people: SamplePerson[]): Html {
  const t = localTexts[language]
  return html`<h2>${t.people}</h2>
<p class="hint">${t.peopleHint}</p>
<form method="post" action="/oidc/sign-in/${uid}/person">
<ul class="people">${people.map(
    (person) =>
      html`<li><button name="email" value="${person.email}">${person.label[language]}</button></li>`,
  )}</ul>
</form>`
}

type CodePage = { language: Language; uid: string; to: string; left?: number }

/** The second page: the code, with what is wrong about the last try. */
export function codePage({ language, uid, to, left }: CodePage): Html {
  const t = localTexts[language]
  const error = left === undefined ? '' : left > 0 ? t.wrongCode(left) : t.codeVoid
  const form = html`<form method="post" action="/oidc/sign-in/${uid}/code" novalidate>
<label for="code">${t.code}</label>
<p class="hint" id="hint">${t.codeHint}</p>
${error ? html`<p class="error" id="error" role="alert">${error}</p>` : ''}
<input class="code" id="code" name="code" inputmode="numeric" autocomplete="one-time-code" required maxlength="12" aria-describedby="hint${error ? ' error' : ''}" aria-invalid="${error ? 'true' : 'false'}" autofocus>
<p><button>${t.enter}</button></p>
</form>`
  return page({
    language,
    title: t.codeTitle,
    languageLink: `/oidc/sign-in/${uid}/language/${other(language)}`,
    content:
      left === 0
        ? html`<p class="error" role="alert">${t.codeVoid}</p>${restart(uid, t.otherAddress, to, t.sendCode)}`
        : html`${to ? html`<p>${t.codeSent(to)}</p>` : ''}
<div class="notice"><p>${t.inMailbox}</p><p><a href="/mailbox" target="_blank" rel="noopener">${t.openMailbox}</a></p></div>
${form}
<p><a href="/oidc/sign-in/${uid}">${t.otherAddress}</a></p>`,
  })
}

/** One button sends a new code to the same address; a link leads to another address. */
function restart(uid: string, otherAddress: string, to: string, send: string): Html {
  return html`<form method="post" action="/oidc/sign-in/${uid}/address">
<input type="hidden" name="email" value="${to}">
<p><button>${send}</button></p>
</form>
<p><a href="/oidc/sign-in/${uid}">${otherAddress}</a></p>`
}

/** A sign-in that is over, or was begun in another browser. */
export function expiredPage(language: Language): Html {
  const t = localTexts[language]
  return page({
    language,
    title: t.expiredTitle,
    content: html`<p>${t.expired}</p><p><a href="/auth/sign-in">${t.again}</a></p>`,
  })
}

/** The table, where the codes lie, doesn’t answer for now. */
export function awayPage(language: Language): Html {
  const { title, detail } = describe(language, 'unavailable')
  return page({
    language,
    title,
    content: html`<p role="alert">${detail}</p><p><a href="/auth/sign-in">${localTexts[language].again}</a></p>`,
  })
}

/** What the protocol refuses, which only a broken link or setting brings about. */
export function refusedPage(language: Language, detail: string): Html {
  const t = localTexts[language]
  return page({
    language,
    title: t.refusedTitle,
    content: html`<p lang="en">${detail}</p><p><a href="/auth/sign-in">${t.again}</a></p>`,
  })
}

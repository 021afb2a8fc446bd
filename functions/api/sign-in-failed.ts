import { html } from 'hono/html'
import type { Language } from '../domain/messages/messages.ts'

const texts = {
  ja: {
    title: 'サインインできませんでした',
    brokenOff:
      'サインインの手続きが途中で終わったか、時間が経ちすぎました。お手数ですが、はじめからやり直してください。',
    tooWeakly:
      'このハブは、多要素認証など、より強いサインインを求めています。はじめからやり直し、求められた確認をすべて済ませてください。できないときは、庁内の認証の担当にご相談ください。',
    again: 'もう一度サインインする',
  },
  en: {
    title: 'Signing in failed',
    brokenOff: 'The sign-in was broken off, or too much time has passed. Please start again.',
    tooWeakly:
      'This hub asks for a stronger sign-in, such as one with several factors. Please start again and complete every step you are asked for; if you can’t, ask whoever looks after sign-ins in your organization.',
    again: 'Sign in again',
  },
} as const

/** What a browser shows that came back from the identity provider with nothing usable. */
export function signInFailedPage(language: Language, why: 'brokenOff' | 'tooWeakly') {
  const t = texts[language]
  return html`<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${t.title}</title>
</head>
<body>
<main>
<h1>${t.title}</h1>
<p>${t[why]}</p>
<p><a href="/auth/sign-in">${t.again}</a></p>
</main>
</body>
</html>`
}

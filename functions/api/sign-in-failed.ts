import { html } from 'hono/html'
import type { Language } from '../domain/messages/messages.ts'

const texts = {
  ja: {
    title: 'サインインできませんでした',
    text: 'サインインの手続きが途中で終わったか、時間が経ちすぎました。お手数ですが、はじめからやり直してください。',
    again: 'もう一度サインインする',
  },
  en: {
    title: 'Signing in failed',
    text: 'The sign-in was broken off, or too much time has passed. Please start again.',
    again: 'Sign in again',
  },
} as const

/** What a browser shows that came back from the identity provider with nothing usable. */
export function signInFailedPage(language: Language) {
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
<p>${t.text}</p>
<p><a href="/auth/sign-in">${t.again}</a></p>
</main>
</body>
</html>`
}

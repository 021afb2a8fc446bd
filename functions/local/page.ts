import { readFileSync } from 'node:fs'
import { html } from 'hono/html'
import type { Language } from '../domain/messages/messages.ts'
import { localTexts } from './texts.ts'

export type Html = ReturnType<typeof html>

/** The style sheet, served at /oidc/pages.css: the policy allows no inline style. */
export const pageStyles = readFileSync(new URL('./pages.css', import.meta.url), 'utf8')

/** The web UI's icon, served at /oidc/icon.svg. */
export const pageIcon = readFileSync(new URL('../../web/icon.svg', import.meta.url), 'utf8')

type Page = { language: Language; title: string; languageLink?: string; content: Html }

/** A whole page without script: header with the language switch, one main region. */
export function page({ language, title, languageLink, content }: Page): Html {
  const t = localTexts[language]
  const other = language === 'ja' ? 'en' : 'ja'
  const change = languageLink
    ? html`<a href="${languageLink}" lang="${other}" hreflang="${other}">${t.otherLanguage}</a>`
    : ''
  return html`<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title} | ${t.hub}</title>
<link rel="icon" href="/oidc/icon.svg" type="image/svg+xml">
<link rel="stylesheet" href="/oidc/pages.css">
</head>
<body>
<header><a class="hub" href="/">${t.hub}</a>${change}</header>
<main><h1>${title}</h1>${content}</main>
</body>
</html>`
}

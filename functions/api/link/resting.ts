import type { Context } from 'hono'
import { html } from 'hono/html'
import { describe } from '../../domain/messages/problems.ts'
import { languageOf } from '../language.ts'
import { PAUSE } from '../problem.ts'
import { chosenLanguage, framedPage } from './frame.ts'

/** What somebody finds behind a mail's link, or on the way to sign in, while the hub is at rest. */
export function restingPage(c: Context): Promise<Response> | Response {
  const language = chosenLanguage(c, languageOf(c.req.raw.headers))
  const { title, detail } = describe(language, 'paused')
  c.header('retry-after', PAUSE)
  return framedPage(c, { language, title, content: html`<p role="alert">${detail}</p>` }, 503)
}

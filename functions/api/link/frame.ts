import { createHash } from 'node:crypto'
import type { Context } from 'hono'
import { html, raw } from 'hono/html'
import type { Language } from '../../domain/messages/messages.ts'
import { linkTexts } from './link-texts.ts'

export type Html = ReturnType<typeof html>

/** Inside the page: one file to load on a slow line. Wide targets, one column, the system's fonts. */
const STYLE = `*{box-sizing:border-box}body{margin:0 auto;max-width:40rem;padding:1rem;font:1rem/1.6 "BIZ UDPGothic","Yu Gothic UI",Meiryo,"Hiragino Sans","Noto Sans JP",system-ui,sans-serif;color:#1a1a1c;overflow-wrap:anywhere}h1{font-size:1.4rem;margin:.5rem 0}h2{font-size:1.15rem;margin:0}p{margin:.4rem 0}a{color:#00118f}.l{text-align:right}section,.n{border:1px solid #767676;border-radius:.5rem;padding:1rem;margin:1rem 0}.n{border-width:2px;border-color:#00118f}.e{border-color:#ce0000}.e>p:first-child,.x{color:#ce0000;font-weight:700}fieldset{border:0;margin:1rem 0 0;padding:0;min-width:0}legend,.q{font-weight:700;padding:0;display:block}label.c{display:flex;align-items:center;gap:.75rem;min-height:2.75rem;padding:.25rem .75rem;margin:.35rem 0;border:1px solid #767676;border-radius:.5rem}label.c:has(:checked){background:#e8f1fe;border-color:#00118f}.f label.c{display:inline-flex;margin-right:.35rem;font-size:.9rem}.c input{width:1.35rem;height:1.35rem;flex:none;margin:0}textarea,input[type=text]{width:100%;font:inherit;padding:.5rem;border:1px solid #767676;border-radius:.5rem}button{width:100%;min-height:3rem;font:inherit;font-weight:700;color:#fff;background:#00118f;border:0;border-radius:.5rem;margin:1rem 0}button.o{color:#00118f;background:#fff;border:1px solid}summary{min-height:2.75rem;padding:.5rem 0;color:#00118f;cursor:pointer}:focus-visible{outline:4px solid #000;outline-offset:2px;box-shadow:0 0 0 2px #ffd43d}@supports selector(:has(*)){.f,.w{display:none}section:has([value*="."]:not([value^="same"]):checked) .f,section:has([value=completed]:checked) .f{display:block}section:has([value=completed]:checked) .h:not(:has(:checked)),section:has([value$=as_proposed]:checked) .h:not(:has(:checked)),section:has([value^=stalled]:checked) .k:not(:has(:checked)),section:has([value^=never]:checked) .k:not(:has(:checked)){display:none}section:has([name^=a][value=unknown]:checked) .w,section:has([value=not_mine]:checked) .w{display:block}}`

const POLICY = [
  "default-src 'none'",
  `style-src 'sha256-${createHash('sha256').update(STYLE).digest('base64')}'`,
  "form-action 'self'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
].join('; ')

/** A page behind a mail's link: no script, nothing to load, nothing that another site may keep. */
export function framedPage(
  c: Context,
  { language, title, content }: { language: Language; title: string; content: Html },
  status: 200 | 404 | 409 | 410 | 422 | 429 | 503 = 200,
): Promise<Response> | Response {
  c.header('content-security-policy', POLICY)
  c.header('cache-control', 'no-store')
  c.header('referrer-policy', 'same-origin')
  c.header('x-robots-tag', 'noindex')
  c.header('content-language', language)
  const t = linkTexts[language]
  return c.html(
    html`<!doctype html><html lang="${language}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1"><title>${title}</title><style>${raw(STYLE)}</style></head><body><header class="l"><a href="?l=${t.otherLanguage}" lang="${t.otherLanguage}">${t.other}</a></header><main><h1>${title}</h1>${content}</main></body></html>`,
    status,
  )
}

/** The language that the link's reader has chosen, else theirs. */
export function chosenLanguage(c: Context, otherwise: Language): Language {
  const asked = c.req.query('l')
  return asked === 'ja' || asked === 'en' ? asked : otherwise
}

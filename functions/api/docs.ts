import { Hono } from 'hono'
import { html } from 'hono/html'
import { ERROR_CODES } from '../domain/errors.ts'
import { LANGUAGES, type Language } from '../domain/messages/messages.ts'
import { describe } from '../domain/messages/problems.ts'
import { docsStyle } from './docs-style.ts'
import { docsTexts } from './docs-texts.ts'
import { languageOf } from './language.ts'
import type { OpenApi, Operation, Parameter, Schema } from './open-api.ts'
import { innerOf } from './open-api.ts'
import { statusOf } from './problem.ts'
import { vocabularies, vocabularyOf } from './vocabularies.ts'

type Html = ReturnType<typeof html> | string

/**
 * `/api/openapi.json`, and `/api/docs`: the reference page, made on the server of the document itself.
 * No script, one style sheet, nothing from elsewhere.
 */
export function docsRoutes(make: () => OpenApi): Hono {
  let made: OpenApi | undefined
  const document = () => (made ??= make())
  const pages = new Map<Language, string>()

  const app = new Hono()
  app.get('/openapi.json', (c) => c.json(document()))
  app.get('/docs.css', (c) => c.body(docsStyle, 200, { 'content-type': 'text/css; charset=utf-8' }))
  app.get('/docs', async (c) => {
    const asked = LANGUAGES.find((language) => language === c.req.query('lang'))
    const language = asked ?? languageOf(c.req.raw.headers)
    const page = pages.get(language) ?? String(await docsPage(document(), language))
    pages.set(language, page)
    return c.html(page, 200, {
      'content-security-policy':
        "default-src 'none'; style-src 'self'; object-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
      'x-content-type-options': 'nosniff',
      'content-language': language,
      vary: 'accept-language, cookie',
    })
  })
  return app
}

function docsPage(document: OpenApi, language: Language): Html {
  const t = docsTexts[language]
  const other = language === 'ja' ? 'en' : 'ja'
  const operations = operationsOf(document)
  const schemas = Object.entries(document.components.schemas).sort(([a], [b]) => (a < b ? -1 : 1))
  return html`<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${t.title}</title>
<link rel="stylesheet" href="/api/docs.css">
</head>
<body>
<a class="skip" href="#main">${t.skip}</a>
<header>
<a class="hub" href="/">${t.hub}</a>
<a href="/api/docs?lang=${other}" lang="${other}" hreflang="${other}">${t.otherLanguage}</a>
</header>
<div class="columns">
<nav aria-label="${t.contents}">
<h2>${t.contents}</h2>
<ul>
<li><a href="#use">${t.use}</a></li>
${document.tags.map(
  (tag) => html`<li><a href="#tag-${tag.name}">${t.tags[tag.name] ?? tag.name}</a>
<ul>
${operations
  .filter(({ operation }) => operation.tags?.includes(tag.name))
  .map(
    ({ id, method, path }) =>
      html`<li><a href="#${id}"><code class="method">${method}</code> <code>${short(path)}</code></a></li>`,
  )}
</ul></li>`,
)}
<li><details><summary>${t.schemas}</summary>
<ul>${schemas.map(([name]) => html`<li><a href="#schema-${name}"><code>${name}</code></a></li>`)}</ul>
</details></li>
<li><a href="#words">${t.words}</a></li>
<li><a href="#problems">${t.problems}</a></li>
</ul>
</nav>
<main id="main">
<h1>${t.title}</h1>
<p lang="en">${prose(document.info.description)}</p>
<p><a href="/api/openapi.json">${t.document}</a></p>
<section aria-labelledby="use"><h2 id="use">${t.use}</h2>
<ul>${t.using.map((line) => html`<li>${prose(line)}</li>`)}</ul>
</section>
${document.tags.map(
  (tag) => html`<section aria-labelledby="tag-${tag.name}">
<h2 id="tag-${tag.name}">${t.tags[tag.name] ?? tag.name}</h2>
<p lang="en">${prose(tag.description)}</p>
${operations
  .filter(({ operation }) => operation.tags?.includes(tag.name))
  .map((one) => operationSection(one, language))}
</section>`,
)}
<section aria-labelledby="schemas"><h2 id="schemas">${t.schemas}</h2>
${schemas.map(
  ([name, schema]) => html`<div>
<h3 id="schema-${name}"><code>${name}</code></h3>
<p lang="en">${prose(schema.description ?? '')}</p>
${propertyList(schema, language)}
</div>`,
)}
</section>
<section aria-labelledby="words"><h2 id="words">${t.words}</h2>
${vocabularies.map(
  ({ name, codes, ja, en }) => html`<div>
<h3 id="word-${name}"><code>${name}</code></h3>
<table>
<thead><tr><th scope="col">${t.code}</th><th scope="col" lang="ja">日本語</th><th scope="col" lang="en">English</th></tr></thead>
<tbody>${codes.map(
    (code) => html`<tr><th scope="row"><code>${code}</code></th>
<td lang="ja">${ja[code]}</td><td lang="en">${en[code]}</td></tr>`,
  )}</tbody>
</table></div>`,
)}
</section>
<section aria-labelledby="problems"><h2 id="problems">${t.problems}</h2>
<p>${prose(t.aboutProblems)}</p>
<dl>${ERROR_CODES.map((code) => {
    const ja = describe('ja', code)
    const en = describe('en', code)
    return html`<div><dt id="problem-${code}"><code>${code}</code> <span class="kind">${statusOf(code)}</span></dt>
<dd><p lang="ja"><strong>${ja.title}</strong> ${ja.detail}</p>
<p lang="en"><strong>${en.title}.</strong> ${en.detail}</p></dd></div>`
  })}</dl>
</section>
</main>
</div>
</body>
</html>`
}

type Listed = { id: string; method: string; path: string; operation: Operation }

function operationsOf({ paths }: OpenApi): Listed[] {
  return Object.entries(paths).flatMap(([path, operations]) =>
    Object.entries(operations).map(([method, operation]) => ({
      id: `${method}${path.replaceAll(/[^a-zA-Z]+/g, '-').replace(/-$/, '')}`,
      method: method.toUpperCase(),
      path,
      operation,
    })),
  )
}

/** Within one municipality the way to it goes without saying. */
const short = (path: string) =>
  path.replace('/api/m/{municipality}', '…').replace(/^\/api(?=\/)/, '')

function operationSection({ id, method, path, operation }: Listed, language: Language): Html {
  const t = docsTexts[language]
  const { parameters = [], requestBody, responses, security } = operation
  const sent = Object.values(requestBody?.content ?? {})[0]?.schema
  return html`<div>
<h3 id="${id}"><code class="method">${method}</code> <code>${path}</code></h3>
<p lang="en">${prose(operation.summary ?? '')}</p>
${security?.length === 0 ? html`<p>${t.withoutSession}</p>` : ''}
${parameters.length > 0 ? html`<h4>${t.parameters}</h4><dl>${parameters.map((one) => parameterEntry(one, language))}</dl>` : ''}
${sent ? html`<h4>${t.body}</h4><p><code>application/json</code> ${typeOf(sent)}</p>` : ''}
<h4>${t.responses}</h4>
<dl>${Object.entries(responses).map(([status, { description, content, headers }]) => {
    const [type, answer] = Object.entries(content ?? {})[0] ?? []
    const withProblem = type === 'application/problem+json'
    return html`<div><dt><code>${status}</code></dt>
<dd><span lang="en">${prose(description)}</span>${answer ? html` ${typeOf(answer.schema)}` : ''}${
      headers && !withProblem
        ? html` <span class="kind">${Object.keys(headers).join(', ')}</span>`
        : ''
    }</dd></div>`
  })}</dl>
</div>`
}

function parameterEntry(
  { name, in: place, required, description, schema }: Parameter,
  language: Language,
) {
  const t = docsTexts[language]
  return html`<div><dt><code>${name}</code> <span class="kind">${t.places[place] ?? place}${
    required ? html`, <strong>${t.required}</strong>` : ''
  }</span></dt>
<dd>${typeOf(schema)} <span lang="en">${prose(description ?? schema.description ?? '')}</span></dd></div>`
}

function propertyList(schema: Schema, language: Language): Html {
  const t = docsTexts[language]
  const entries = Object.entries(schema.properties ?? {})
  if (entries.length === 0) return html`<p>${typeOf(schema)}</p>`
  return html`<dl>${entries.map(
    ([name, property]) => html`<div><dt><code>${name}</code>${
      schema.required?.includes(name) ? html` <strong class="kind">${t.required}</strong>` : ''
    }</dt>
<dd>${typeOf(property)} <span lang="en">${prose(property.description ?? '')}</span>${nested(property, language)}</dd></div>`,
  )}</dl>`
}

/** The properties of an object that has no name of its own, wherever it stands in the property. */
function nested(schema: Schema, language: Language): Html {
  if (schema.$ref) return ''
  if (schema.properties) return propertyList(schema, language)
  const inner = innerOf(schema).filter(({ $ref }) => !$ref)
  return html`${inner.map((one) => nested(one, language))}`
}

/** A type in a few letters, with the way to what it is made of. */
function typeOf(schema: Schema): Html {
  const { $ref, enum: values, type, items, format, maxItems, maxLength } = schema
  if ($ref) {
    const name = $ref.split('/').at(-1) ?? ''
    return html`<a class="type" href="#schema-${name}"><code>${name}</code></a>`
  }
  const alternatives = schema.anyOf ?? schema.oneOf ?? schema.allOf
  if (alternatives)
    return html`${alternatives.map((one, at) => html`${at > 0 ? ' | ' : ''}${typeOf(one)}`)}`
  if (schema.const !== undefined)
    return html`<code class="type">${JSON.stringify(schema.const)}</code>`
  if (values) {
    const words = vocabularyOf(values)
    if (words) return html`<a class="type" href="#word-${words}"><code>${words}</code></a>`
    return html`<span class="type">${values.map(
      (value, at) => html`${at > 0 ? ' | ' : ''}<code>${String(value)}</code>`,
    )}</span>`
  }
  if (items) {
    const limit = maxItems === undefined ? '' : ` ≤ ${maxItems}`
    return html`<span class="type">[ ${typeOf(items)} ]${limit}</span>`
  }
  const name = Array.isArray(type) ? type.join(' | ') : (type ?? 'any')
  const limit = maxLength === undefined ? '' : ` ≤ ${maxLength}`
  return html`<code class="type">${format ? `${name} (${format})` : name}${limit}</code>`
}

/** Words between backticks as code. */
function prose(text: string): Html {
  return html`${text.split('`').map((part, at) => (at % 2 === 1 ? html`<code>${part}</code>` : part))}`
}

import type { App } from '../../functions/api/app.ts'

type Documented = { responses: Record<string, { content?: Record<string, unknown> }> }
type Document = { paths: Record<string, Record<string, Documented>> }

/**
 * Holds answers against the API's own document: a status or a content type that it doesn't tell fails
 * the test that saw it.
 */
export function documentOf(app: App) {
  let known: ReturnType<typeof read> | undefined
  async function read() {
    const document = (await (await app.request('/api/openapi.json')).json()) as Document
    return Object.entries(document.paths).map(([path, operations]) => ({
      pattern: new RegExp(`^${path.replaceAll(/\{\w+\}/g, '[^/]+')}$`),
      operations,
    }))
  }
  return {
    async check(method: string, path: string, response: Response): Promise<void> {
      const [pathname = ''] = path.split('?')
      // The document doesn't speak of itself.
      if (/^\/api\/(docs|openapi)\b/.test(pathname)) return
      // `/people/{memberId}` has the form of `/people/roster`, too.
      known ??= read()
      const operation = (await known)
        .filter(({ pattern }) => pattern.test(pathname))
        .map(({ operations }) => operations[method.toLowerCase()])
        .find((one) => one !== undefined)
      if (!operation) {
        if ([401, 403, 404, 413].includes(response.status)) return
        throw new Error(`${method} ${path} is not documented, and answered ${response.status}`)
      }
      const told = operation.responses[String(response.status)]
      if (!told) throw new Error(`${method} ${path} answered ${response.status}, undocumented`)
      const type = response.headers.get('content-type')?.split(';')[0] ?? ''
      // What says that nothing has changed, or where the file lies, has nothing to send.
      if (![302, 304].includes(response.status) && !(type in (told.content ?? {})))
        throw new Error(`${method} ${path} answered ${response.status} as ${type}, undocumented`)
    },
  }
}

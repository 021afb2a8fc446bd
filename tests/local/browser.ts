/**
 * As much of a browser as signing in needs: cookies with their paths, redirects followed by GET,
 * forms submitted with the fields they show.
 */
export class Browser {
  readonly #origin: string
  readonly #jar = new Map<string, { name: string; value: string; path: string }>()
  readonly #language: string
  /** Where the last answer came from, and what it said. */
  path = '/'
  status = 0
  body = ''
  headers = new Headers()

  constructor(origin: string, language = 'ja') {
    this.#origin = origin
    this.#language = language
  }

  async open(path: string, init: RequestInit = {}): Promise<this> {
    const url = new URL(path, new URL(this.path, this.#origin))
    const response = await fetch(url, {
      ...init,
      redirect: 'manual',
      headers: {
        accept: 'text/html',
        'accept-language': this.#language,
        cookie: this.#cookiesFor(url.pathname),
        ...init.headers,
      },
    })
    for (const line of response.headers.getSetCookie()) this.#keep(line, url.pathname)
    this.path = url.pathname + url.search
    const location = response.headers.get('location')
    if (location && response.status < 400) {
      await response.body?.cancel()
      const target = new URL(location, url)
      if (target.origin !== this.#origin) throw new Error(`led elsewhere: ${target.href}`)
      return this.open(target.pathname + target.search)
    }
    this.status = response.status
    this.headers = response.headers
    this.body = await response.text()
    return this
  }

  /** Submits the form whose action ends so, with its hidden fields and these. */
  async submit(action: string, fields: Record<string, string>): Promise<this> {
    const form = this.forms().find((one) => one.action.endsWith(action))
    if (!form) throw new Error(`no form ${action} on ${this.path}`)
    return this.open(form.action, {
      method: 'POST',
      headers: {
        'content-type': 'application/x-www-form-urlencoded',
        origin: this.#origin,
      },
      body: new URLSearchParams({ ...form.hidden, ...fields }).toString(),
    })
  }

  forms(): { action: string; hidden: Record<string, string> }[] {
    return [...this.body.matchAll(/<form[^>]*action="([^"]*)"[^>]*>(.*?)<\/form>/gs)].map(
      ([, action = '', inside = '']) => ({
        action,
        hidden: Object.fromEntries(
          [...inside.matchAll(/<input type="hidden" name="([^"]*)" value="([^"]*)"/g)].map(
            ([, name = '', value = '']) => [name, value],
          ),
        ),
      }),
    )
  }

  cookie(name: string): string | undefined {
    return [...this.#jar.values()].find((one) => one.name === name)?.value
  }

  setCookie(name: string, value: string): void {
    this.#jar.set(`${name};/`, { name, value, path: '/' })
  }

  #cookiesFor(path: string): string {
    return [...this.#jar.values()]
      .filter((one) => path === one.path || path.startsWith(one.path.replace(/\/?$/, '/')))
      .map((one) => `${one.name}=${one.value}`)
      .join('; ')
  }

  #keep(line: string, path: string): void {
    const [pair = '', ...attributes] = line.split(/;\s*/)
    const [name = '', value = ''] = pair.split(/=(.*)/s)
    const given = attributes.find((one) => /^path=/i.test(one))?.slice(5)
    const kept = { name, value, path: given ?? path.replace(/\/[^/]*$/, '') }
    const gone = attributes.some((one) => /^max-age=0$|^expires=thu, 01 jan 1970/i.test(one))
    if (gone) this.#jar.delete(`${name};${kept.path}`)
    else this.#jar.set(`${name};${kept.path}`, kept)
  }
}

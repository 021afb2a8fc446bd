type Sent = {
  param?: Record<string, string>
  query?: Record<string, string | undefined>
  header?: Record<string, string>
  json?: unknown
}

/**
 * The part of hono's `hc` that pages use, under the types that it gives an app: `client.m[':code'].$get(…)` asks `/m/…`. The
 * original is three times as large, as it also does forms, cookies and web sockets.
 * @param headers go with every request
 */
export function typedClient<Client>(headers: () => Record<string, string>): Client {
  const at = (path: readonly string[]): unknown =>
    new Proxy(() => {}, {
      get: (_, name) => at([...path, String(name)]),
      apply: (_, __, [sent]: [Sent?]) => send(path, sent, headers()),
    })
  return at([]) as Client
}

/** @param path ends with the method, as `$get` */
function send(
  path: readonly string[],
  { param = {}, query = {}, header, json }: Sent = {},
  headers: Record<string, string>,
): Promise<Response> {
  const places = path
    .slice(0, -1)
    .map((part) => encodeURIComponent(part.startsWith(':') ? (param[part.slice(1)] ?? '') : part))
  const search = new URLSearchParams()
  for (const [name, value] of Object.entries(query))
    if (value !== undefined) search.set(name, value)
  return fetch(`/${places.join('/')}${search.size > 0 ? `?${search}` : ''}`, {
    method: path.at(-1)?.slice(1).toUpperCase() ?? '',
    headers: {
      ...headers,
      ...header,
      ...(json !== undefined && { 'content-type': 'application/json' }),
    },
    ...(json !== undefined && { body: JSON.stringify(json) }),
  })
}

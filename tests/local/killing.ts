import { Browser } from './browser.ts'
import { freshDirectory, type HubProcess, startHub, untilNothingRunsOn } from './hub-process.ts'

export const NUMAZU = '222038'

/** A hub to be killed while it works, and started again. */
export function hubToKill() {
  const { dataDir, remove } = freshDirectory()
  const cookies = new Map<string, Promise<string>>()
  /** A Tuesday in office hours. A mail whose try died is leased for a minute: each start lies behind that. */
  let minutes = 0
  let hub: HubProcess

  /** SIGKILL, as when the machine goes down: nothing is said, nothing is put away. */
  async function kill(): Promise<void> {
    hub.child.kill('SIGKILL')
    await hub.ended
    await untilNothingRunsOn(dataDir)
  }

  /** As a page of somebody of the sample asks; they sign in when they first do. */
  async function headersOf(email: string) {
    const cookie = cookies.get(email) ?? signIn(email)
    cookies.set(email, cookie)
    return { origin: hub.origin, cookie: `session=${await cookie}` }
  }

  async function signIn(email: string): Promise<string> {
    const browser = new Browser(hub.origin)
    await browser.open('/auth/sign-in?return_to=/api/session')
    await browser.submit('/person', { email })
    return browser.cookie('session') ?? ''
  }

  return {
    dataDir,
    kill,
    async start(): Promise<void> {
      minutes += 2
      const at = new Date(Date.parse('2026-06-02T01:00:00Z') + minutes * 60_000).toISOString()
      const args = ['--no-web', '--no-jobs']
      hub = await startHub({ dataDir, args, env: { TEST_CLOCK: at } })
      await hub.ready()
    },
    async end(): Promise<void> {
      await kill()
      remove()
    },
    async read<Answer>(email: string, path: string): Promise<Answer> {
      const response = await fetch(`${hub.origin}${path}`, { headers: await headersOf(email) })
      if (!response.ok) throw new Error(await response.text())
      return (await response.json()) as Answer
    },
    /** One write, under a key of its own however often it is sent; undefined where no answer came. */
    async write(email: string, path: string, body: unknown, key: string) {
      const response = await fetch(`${hub.origin}${path}`, {
        method: 'POST',
        headers: {
          ...(await headersOf(email)),
          'content-type': 'application/json',
          'idempotency-key': key,
        },
        body: JSON.stringify(body),
      }).catch(() => undefined)
      if (response && response.status >= 400 && response.status < 500)
        throw new Error(await response.text())
      return response?.ok ? ((await response.json()) as { id: string }) : undefined
    },
    /** Whom the mails of the mailbox went to, by what their subjects hold. */
    async receivers(subject: string): Promise<string[]> {
      const found: string[] = []
      for (let path: string | undefined = '/mailbox'; path; ) {
        const page: string = await (await fetch(`${hub.origin}${path}`)).text()
        for (const [, title = '', to = ''] of page.matchAll(
          /<strong>(.*?)<\/strong>.*?宛先 (\S+)/gs,
        ))
          if (title.includes(subject)) found.push(to)
        path = /href="(\/mailbox\?before=[^"]+)"/.exec(page)?.[1]
      }
      return found.toSorted()
    },
  }
}

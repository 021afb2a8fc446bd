import { randomUUID } from 'node:crypto'
import { AxeBuilder } from '@axe-core/playwright'
import { type Browser, type BrowserContext, chromium, type Page } from '@playwright/test'
import { expect } from 'vitest'
import { freshDirectory, startHub } from '../local/hub-process.ts'
import { chromiumProgram } from './chromium.ts'

export const NUMAZU = '222038'
/** People of the sample by what they may do. */
export const PEOPLE = {
  member: 'member@numazu.example',
  alumnus: 'alumnus2021@numazu.example',
  hr: 'hr@numazu.example',
  executive: 'executive@numazu.example',
  otherMunicipality: 'hr@sakata.example',
} as const
export type Person = keyof typeof PEOPLE

export const DEVICES = {
  desktop: { viewport: { width: 1280, height: 800 } },
  phone: { viewport: { width: 375, height: 740 }, hasTouch: true, isMobile: true },
} as const

type Visit = {
  person?: Person
  language?: 'ja' | 'en'
  device?: keyof typeof DEVICES
  /** Off for pages that must do without. */
  script?: boolean
  /** Narrower than the device. */
  width?: number
}

/** A page that notes what should never happen. */
export type Visitor = {
  page: Page
  context: BrowserContext
  /** Requests to another host. */
  strangers: string[]
  /** Uncaught errors, and errors on the console that are not refused requests. */
  faults: string[]
}

const ARGS =
  '--headless --no-sandbox --disable-gpu --disable-quic --no-first-run ' +
  '--disable-background-networking --disable-component-update --disable-sync'

let launched: Promise<Browser> | undefined
/** One browser for all files that a worker runs; it ends with the worker. */
function sharedBrowser(): Promise<Browser> {
  launched ??= launch()
  return launched
}

async function launch(): Promise<Browser> {
  const { executablePath, env } = await chromiumProgram()
  return chromium.launch({
    executablePath,
    args: ARGS.split(' '),
    env: { ...(process.env as Record<string, string>), ...env },
  })
}

/** A really started hub, with its sample unless `--empty` is said, and a real browser to visit it with. */
export async function openHub({
  args = [],
  env = {},
}: {
  args?: string[]
  env?: Record<string, string>
} = {}) {
  const { dataDir, remove } = freshDirectory()
  const [hub, browser] = await Promise.all([startHub({ dataDir, args, env }), sharedBrowser()])
  await hub.ready()
  const { origin } = hub
  const opened = new Set<BrowserContext>()
  const sessions = new Map<string, Awaited<ReturnType<BrowserContext['storageState']>>>()

  async function signIn(context: BrowserContext, person: Person): Promise<void> {
    const page = await context.newPage()
    await page.goto(`${origin}/auth/sign-in?return_to=/`)
    await page.click(`button[value="${PEOPLE[person]}"]`)
    await page.waitForURL(/\/m\/\d+/)
    await page.close()
  }

  return {
    origin,
    dataDir,
    /** What the terminal shows so far. */
    output: hub.output,
    signIn,
    /** A fresh browser profile of somebody; signed in unless nobody is named. */
    async visit({
      person,
      language = 'ja',
      device = 'desktop',
      script = true,
      width,
    }: Visit = {}): Promise<Visitor> {
      const known = person && sessions.get(person)
      const context = await browser.newContext({
        ...DEVICES[device],
        ...(width !== undefined && { viewport: { ...DEVICES[device].viewport, width } }),
        javaScriptEnabled: script,
        baseURL: origin,
        locale: language === 'ja' ? 'ja-JP' : 'en-GB',
        ...(known && { storageState: known }),
      })
      opened.add(context)
      context.once('close', () => opened.delete(context))
      context.setDefaultTimeout(15_000)
      if (person && !known) {
        await signIn(context, person)
        sessions.set(person, await context.storageState())
      }
      if (language === 'en')
        await context.addCookies([{ name: 'hub-language', value: 'en', url: origin }])
      const page = await context.newPage()
      const strangers: string[] = []
      const faults: string[] = []
      context.on('request', (request) => {
        if (!request.url().startsWith(origin)) strangers.push(request.url())
      })
      page.on('pageerror', (error) => faults.push(error.message))
      page.on('console', (message) => {
        if (message.type() === 'error' && !message.text().startsWith('Failed to load resource'))
          faults.push(message.text())
      })
      return { page, context, strangers, faults }
    },
    /** What the API answers somebody, as JSON. */
    async ask(context: BrowserContext, path: string) {
      const response = await context.request.get(`${origin}/api/m/${NUMAZU}${path}`)
      return (await response.json()) as never
    },
    /** What somebody writes past the pages; the page under test is another one. */
    async tell(context: BrowserContext, path: string, data: unknown): Promise<{ id: string }> {
      const response = await context.request.post(`${origin}/api/m/${NUMAZU}${path}`, {
        headers: { origin, 'idempotency-key': randomUUID() },
        data,
      })
      if (!response.ok()) throw new Error(await response.text())
      return (await response.json()) as { id: string }
    },
    async close() {
      await Promise.all([...opened].map((context) => context.close()))
      hub.child.kill('SIGTERM')
      await hub.ended
      remove()
    },
  }
}
export type OpenHub = Awaited<ReturnType<typeof openHub>>

/** The address of the first proposal of that title. */
export async function proposalPath({ page }: Visitor, title: string): Promise<string> {
  const response = await page.request.get(`/api/m/${NUMAZU}/proposals?limit=100`)
  const { rows } = (await response.json()) as { rows: { id: string; title: string }[] }
  const row = rows.find((each) => each.title.includes(title))
  if (!row) throw new Error(`no proposal ${title}`)
  return `/m/${NUMAZU}/proposals/${row.id}`
}

/** The page is there: its heading, and nothing that still loads. */
export async function settled(page: Page): Promise<void> {
  await page.waitForFunction(
    () => document.querySelector('h1') && !document.querySelector('[data-loading]'),
  )
}

/** No violation of WCAG 2.2 AA that axe can find, and nothing wider than the screen. */
export async function expectAccessible({ page, faults, strangers }: Visitor): Promise<void> {
  // There are no frames, for whose sake the other mode takes twice as long.
  const { violations } = await new AxeBuilder({ page }).setLegacyMode(true).analyze()
  expect(
    violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`),
  ).toEqual([])
  await expectToFit(page)
  expect(faults).toEqual([])
  expect(strangers).toEqual([])
}

/** Nothing makes one scroll sideways. */
export async function expectToFit(page: Page): Promise<void> {
  const { scroll, client } = await page.evaluate(() => ({
    scroll: document.documentElement.scrollWidth,
    client: document.documentElement.clientWidth,
  }))
  expect(scroll).toBeLessThanOrEqual(client)
}

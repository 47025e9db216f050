// What end-to-end tests stand on: the browser, a phone or a desktop, JavaScript on or off, sign-in, and the axe check.
// Tests are people: they press what is to be read on the page and look at what it says next.
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core'
import { afterAll, inject } from 'vitest'
import { demoAccounts } from '../../demo/accounts.ts'

interface Device {
  /** Both are also tried by hand on real devices: a small phone and a common office screen. */
  readonly device: 'phone' | 'desktop'
  /** Default true; every form must work without. */
  readonly javaScript?: boolean
  /** What the device asks pages to look like. */
  readonly look?: 'light' | 'dark'
  /** Another product than the one all files share. */
  readonly at?: string
}

const SCREENS = {
  phone: { viewport: { width: 360, height: 740 }, isMobile: true, hasTouch: true, deviceScaleFactor: 2 },
  desktop: { viewport: { width: 1440, height: 900 } },
} as const

/** A browser is for pages: it shall neither look for updates nor report anything. */
const QUIET = [
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-default-apps',
  '--disable-domain-reliability',
  '--disable-sync',
  '--disable-features=OptimizationHints,MediaRouter,Translate',
  '--no-first-run',
  '--no-pings',
]

let browser: Promise<Browser> | undefined
const contexts: BrowserContext[] = []
/** Where scripts are off no timer ever fires, and axe would wait for ever. */
const scriptless = new WeakSet<Page>()
afterAll(async () => {
  for (const context of contexts) await context.close()
  await (await browser)?.close()
})

/** Address of the product under test, without a slash at the end. */
export const origin = (): string => inject('origin')

/** A new visitor with an empty cookie jar. */
export async function visitor({ device, javaScript = true, look = 'light', at }: Device): Promise<Page> {
  browser ??= chromium.launch({
    executablePath: process.env['KHOI_CHROMIUM'] ?? '/usr/bin/chromium',
    args: [...QUIET, ...(process.getuid?.() === 0 ? ['--no-sandbox'] : [])],
  })
  const context = await (
    await browser
  ).newContext({
    ...SCREENS[device],
    baseURL: at ?? origin(),
    javaScriptEnabled: javaScript,
    colorScheme: look,
    locale: 'vi-VN',
    timezoneId: 'Asia/Ho_Chi_Minh',
  })
  contexts.push(context)
  context.setDefaultTimeout(15_000)
  const page = await context.newPage()
  if (!javaScript) scriptless.add(page)
  return page
}

/** Sessions of this file's people: the sign-in page is walked through once for each. */
const sessions = new Map<string, Awaited<ReturnType<BrowserContext['cookies']>>>()

/** A visitor signed in as the demo account of this user name, the first time through the sign-in page like anybody. */
export async function signedIn(userName: string, device: Device): Promise<Page> {
  const page = await visitor(device)
  const known = sessions.get(userName)
  if (known) {
    await page.context().addCookies(known)
    await page.goto('/')
  } else {
    await signIn(page, userName)
    sessions.set(userName, await page.context().cookies())
  }
  return page
}

/** Walks through the sign-in page as the demo account of this user name. */
export async function signIn(page: Page, userName: string): Promise<void> {
  const account = demoAccounts.find((one) => one.userName === userName)
  if (!account) throw new Error(`There is no demo account "${userName}".`)
  await signInAs(page, account)
}

/** The same with any account's name and password. */
export async function signInAs(page: Page, account: { userName: string; password: string }): Promise<void> {
  await page.goto('/dang-nhap')
  await page.getByLabel('Tên đăng nhập').fill(account.userName)
  await page.locator('input[type=password]').fill(account.password)
  await page.getByRole('button', { name: 'Đăng nhập' }).click()
  await page.waitForURL((url) => !url.pathname.startsWith('/dang-nhap'))
}

/** Waits until the page's scripts have taken it over, where it has any; a person needs longer to begin. */
export async function settled(page: Page): Promise<void> {
  if (!scriptless.has(page)) await page.waitForLoadState('networkidle')
}

/** A second window of the same person. */
export async function otherWindow(page: Page): Promise<Page> {
  const other = await page.context().newPage()
  if (scriptless.has(page)) scriptless.add(other)
  return other
}

/** What axe (WCAG 2.2 A and AA, best practices) finds on the page: one line each, empty when it is clean. `only` names rules. */
export async function axeFindings(page: Page, only: readonly string[] | null = null): Promise<string[]> {
  const scripted = scriptless.has(page) ? await withScripts(page) : page
  if (!(await scripted.evaluate(() => 'axe' in globalThis))) await scripted.evaluate(axeSource())
  const findings = await scripted.evaluate(async (rules) => {
    const { axe } = globalThis as unknown as { axe: { run(options: object): Promise<AxeResult> } }
    const { violations } = await axe.run(rules ? { runOnly: { type: 'rule', values: rules } } : {})
    return violations.map(
      ({ id, help, nodes }) => `${id}: ${help} — ${nodes.map(({ target }) => target.join(' ')).join(' | ')}`,
    )
  }, only)
  if (scripted !== page) await scripted.close()
  return findings
}

/** The very document a reader without scripts has, in a page where axe can run. */
async function withScripts(page: Page): Promise<Page> {
  const size = page.viewportSize()
  const other = await visitor({ device: size && size.width < 600 ? 'phone' : 'desktop' })
  const body = (await page.content()).replace(/<script[^]*?<\/script>/g, '')
  await other.route(page.url(), (route) => route.fulfill({ contentType: 'text/html; charset=utf-8', body }))
  await other.goto(page.url())
  return other
}

interface AxeResult {
  readonly violations: readonly {
    readonly id: string
    readonly help: string
    readonly nodes: readonly { readonly target: readonly string[] }[]
  }[]
}

let axe: string | undefined
function axeSource(): string {
  return (axe ??= readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8'))
}

// Drives the browser for `npm run pictures`, on Node 26: signs in as each user of the list, goes where the list says, takes the picture.
// A page that answers with an error, or a press that finds nothing, is named at the end, and the old picture stays.
import { mkdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { chromium } from 'playwright-core'
import sharp from 'sharp'
import { demoAccounts } from '../demo/accounts.ts'
import { root } from './prepare.mjs'

const SCREENS = {
  phone: { viewport: { width: 390, height: 780 }, deviceScaleFactor: 2, isMobile: true, hasTouch: true },
  desk: { viewport: { width: 1366, height: 800 }, deviceScaleFactor: 1 },
}
/** Looks the same at every taking: no caret, nothing half-way, no scroll bars. */
const STILL =
  '*{caret-color:transparent!important;transition:none!important;animation:none!important;scrollbar-width:none}'
/** Requests under way, by page: a page changed by script has no load event to wait for. */
const underWay = new WeakMap()
const DIRECTORY = join(root, 'docs/guide/pictures')

const args = process.argv.slice(2)
const names = args.filter((one) => !/^https?:/.test(one))
const list = JSON.parse(readFileSync(join(root, 'docs/guide/pictures.json'), 'utf8'))
const wanted = names.length > 0 ? list.filter(({ name }) => names.includes(name)) : list
const faults = names.filter((name) => list.every((one) => one.name !== name)).map((name) => `${name}: not in the list`)

const running = args.find((one) => /^https?:/.test(one))
const { origin, stop } = running ? { origin: running.replace(/\/$/, ''), stop: async () => {} } : await startProduct()
try {
  mkdirSync(DIRECTORY, { recursive: true })
  const browser = await chromium.launch({
    executablePath: process.env.KHOI_CHROMIUM,
    args: ['--disable-background-networking', '--no-first-run', ...(process.getuid?.() === 0 ? ['--no-sandbox'] : [])],
  })
  const pages = new Map()
  for (const picture of wanted) {
    try {
      const key = `${picture.as} ${picture.screen}`
      const page = pages.get(key) ?? (await visit(browser, picture))
      pages.set(key, page)
      await take(page, picture)
      console.log(`  ${picture.name}`)
    } catch (error) {
      faults.push(`${picture.name}: ${String(error.message).split('\n')[0]}`)
    }
  }
  await browser.close()
} finally {
  await stop()
}
if (faults.length > 0) {
  console.error(`\nNot taken:\n${faults.map((one) => `  ${one}`).join('\n')}`)
  process.exitCode = 1
}

/** A page of this size, signed in as the demo user, through the sign-in page like anybody. */
async function visit(browser, { as, screen }) {
  const context = await browser.newContext({
    ...SCREENS[screen],
    baseURL: origin,
    locale: 'vi-VN',
    timezoneId: 'Asia/Ho_Chi_Minh',
    colorScheme: 'light',
    reducedMotion: 'reduce',
  })
  context.setDefaultTimeout(20_000)
  const page = await context.newPage()
  watch(page)
  if (as === null) return page
  const account = demoAccounts.find(({ userName }) => userName === as)
  if (!account) throw new Error(`there is no demo account "${as}"`)
  await page.goto('/dang-nhap', { waitUntil: 'networkidle' })
  await page.getByLabel('Tên đăng nhập').fill(account.userName)
  await page.locator('input[type=password]').fill(account.password)
  await page.getByRole('button', { name: 'Đăng nhập' }).click()
  await page.waitForURL((url) => !url.pathname.startsWith('/dang-nhap'))
  return page
}

async function take(page, { name, path, press = [] }) {
  const response = await page.goto(path, { waitUntil: 'networkidle' })
  if (response && response.status() >= 400) throw new Error(`${path} answered ${response.status()}`)
  for (const selector of press) {
    await page.locator(selector).first().click()
    await settled(page)
  }
  await page.addStyleTag({ content: STILL })
  // The pointer would light up what lies under it.
  await page.mouse.move(0, 0)
  await page.evaluate(() => {
    document.activeElement?.blur()
    window.scrollTo(0, 0)
    return document.fonts.ready
  })
  const taken = await page.screenshot({ type: 'png' })
  await sharp(taken)
    .png({ palette: true, quality: 90, effort: 10 })
    .toFile(join(DIRECTORY, `${name}.png`))
}

function watch(page) {
  underWay.set(page, 0)
  const count = (step) => () => underWay.set(page, underWay.get(page) + step)
  page.on('request', count(1))
  page.on('requestfinished', count(-1))
  page.on('requestfailed', count(-1))
}

/** Waits until nothing has been asked for a while. */
async function settled(page) {
  for (let quiet = 0; quiet < 4;) {
    await page.waitForTimeout(150)
    quiet = underWay.get(page) > 0 ? 0 : quiet + 1
  }
}

/** A product of its own with the demo, in a place that is thrown away. */
async function startProduct() {
  const { default: start } = await import('../tests/e2e/start-product.ts')
  let provided = ''
  const end = await start({ provide: (_, address) => (provided = address) })
  return { origin: provided, stop: async () => end?.() }
}

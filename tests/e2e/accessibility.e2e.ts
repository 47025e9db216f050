// Every main page for everybody: axe finds nothing on a phone and on a desk, in light and in dark, and nothing runs off a phone's side.
// And once with the keyboard alone, from the sign-in page to the saved attendance.
import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { BLOC_1 } from '../../demo/blocs.ts'
import { axeFindings, signedIn, visitor } from './harness.ts'
import { save, saved, takeBack, toMeetingAhead } from './meeting-people.ts'

const PHONE = { width: 360, height: 740 }
const DESK = { width: 1440, height: 900 }
/** What differs between light and dark is colours. */
const COLOURS = ['color-contrast', 'link-in-text-block']

/** Where each person is at home; `>` follows the first link to a record of the page before it, `+` adds to the address one is at. */
const rounds: readonly (readonly [who: string, addresses: readonly string[]])[] = [
  ['bithu', ['/', '/sinh-hoat', '>', '/sinh-hoat/moi', '/dang-vien', '>', '/tai-khoan']],
  ['dangbo', ['/', '/sinh-hoat', '/bao-cao', '>', '/nhiem-vu', '>', '/to-chuc/phuong-an', '>', '+?phan=y-kien']],
  ['vanphong', ['/', '/dang-vien', '/dang-vien/ket-nap-moi', '/chi-tieu', '/bao-cao', '>', '/bao-cao/mo', '/so-lieu', '/so-lieu/I03', '/so-lieu?co-cau=hien-nay', '/hoi-nghi', '>', '/hoi-nghi/moi', '/hoi-nghi/kien-nghi', '/bai-viet', '>']],
  ['vanphong', ['/to-chuc', '>', '+/thay-doi', '/to-chuc?mau=dia-ban&so-voi=2025-02-28', '/to-chuc/tim?tim=so', '/to-chuc/thanh-lap', '/to-chuc/so-do', '/to-chuc/nhap', '/to-chuc/danh-muc', '/to-chuc/dia-ban', '>', '/to-chuc/dia-ban/chuyen']],
  ['vanphong', ['/to-chuc/phuong-an/moi', '/to-chuc/phuong-an', '>', '+?phan=mo-phong', '+?phan=y-kien', '+?phan=thuc-hien', '+/sua', '/to-chuc/phuong-an', '>', '+/in', '/to-chuc/phuong-an?trang-thai=applied', '>', '+?phan=thuc-hien']],
  ['vanphong', ['/cap-uy', '/cap-uy?khuyet=1', '/cap-uy/co-cau', '/cap-uy/nhap', '/to-chuc', '>', '+/cap-uy', '+/nhiem-ky/moi', '/to-chuc', '>', '+/cap-uy', '>', '/dai-hoi', '/dai-hoi?nhiem-ky=2025-2030', '>', '/dai-hoi/len-ke-hoach', '/dai-hoi/nhap']],
  ['thuongtruc', ['/', '/sinh-hoat', '/bao-cao', '/bai-viet', '/to-chuc/phuong-an', '>', '+?phan=thuc-hien']],
  ['quantri', ['/', '/quyen', '>', '/quyen/moi', '/quy-dinh', '/nhat-ky', '/nhat-ky/doc-thong-tin']],
  ['visitor', ['/dang-nhap', '/cong', `/cong/${BLOC_1.slug}`, '>', `/cong/${BLOC_1.slug}/tim?tim=hoi%20nghi`, '/khong-co-trang-nay']],
] // prettier-ignore

async function faultsHere(page: Page): Promise<string[]> {
  const faults: string[] = []
  for (const [screen, rules] of [
    [PHONE, null],
    [DESK, null],
    [DESK, COLOURS],
    [PHONE, COLOURS],
  ] as const) {
    // prettier-ignore
    await page.setViewportSize(screen)
    await page.emulateMedia({ colorScheme: rules ? 'dark' : 'light' })
    const where = `${new URL(page.url()).pathname} at ${screen.width}${rules ? ' in the dark' : ''}`
    faults.push(...(await axeFindings(page, rules)).map((finding) => `${where}: ${finding}`))
    const beyond = await page.evaluate(
      () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
    )
    if (beyond > 0) faults.push(`${where}: runs ${beyond} px off the side`)
    if (rules === null) faults.push(...(await idsTwice(page)).map((id) => `${where}: the id ${id} stands twice`))
  }
  return faults
}

/** Two forms of a page may have fields of one name; a label finds its own only by an id of its own. */
const idsTwice = (page: Page): Promise<string[]> =>
  page.evaluate(() => {
    const ids = [...document.querySelectorAll('[id]')].map(({ id }) => id)
    return [...new Set(ids.filter((id, at) => ids.indexOf(id) !== at))]
  })

test.each(rounds)(
  'every page of %s is clean (%s)',
  async (who, addresses) => {
    const page = who === 'visitor' ? await visitor({ device: 'desktop' }) : await signedIn(who, { device: 'desktop' })
    const faults: string[] = []
    for (const address of addresses) {
      const target = await addressOf(page, address)
      const status = (await page.goto(target))?.status()
      if (status !== (target === '/khong-co-trang-nay' ? 404 : 200)) faults.push(`${target} answered ${status}`)
      faults.push(...(await faultsHere(page)))
    }
    expect(faults).toEqual([])
  },
  120_000,
)

async function addressOf(page: Page, address: string): Promise<string> {
  if (address === '>') return firstRecord(page)
  return address.startsWith('+') ? `${new URL(page.url()).pathname}${address.slice(1)}` : address
}

/** The first link in the page that leads one level down, to a record. */
async function firstRecord(page: Page): Promise<string> {
  const here = new URL(page.url()).pathname
  const hrefs = await page.locator('main a').evaluateAll((all) => all.map((a) => a.getAttribute('href') ?? ''))
  const record = hrefs.find((href) => href.startsWith(`${here}/`) && /\/[0-9a-f]{8}-[0-9a-f]{4}-|\/tin\//.test(href))
  if (!record) throw new Error(`no record to open from ${here}`)
  return record
}

test('with the keyboard alone from the sign-in page to the saved attendance', async () => {
  await toMeetingAhead(await signedIn('bithu', { device: 'desktop' }))
  const page = await visitor({ device: 'desktop' })
  await page.goto('/dang-nhap')
  await tabTo(page, 'Tên đăng nhập')
  await page.keyboard.type('bithu')
  await tabTo(page, 'Mật khẩu')
  await page.keyboard.type('khoi-demo-2026')
  await page.keyboard.press('Enter')
  await page.waitForURL((url) => url.pathname === '/')
  await tabTo(page, 'Mở buổi sinh hoạt')
  await page.keyboard.press('Enter')
  await save(page).waitFor()
  await tabTo(page, 'có mặt')
  // Letters mark and move on; the arrow keeps the first, P and K are for the second and third.
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('p')
  await page.keyboard.press('k')
  await page.getByText('vắng có lý do 1 · vắng không lý do 1').waitFor()
  await tabTo(page, 'lưu buổi sinh hoạt')
  await page.keyboard.press('Enter')
  await saved(page)
  const people = await page.getByRole('radiogroup').count()
  expect(await page.getByText(`${people - 2}/${people} đồng chí có mặt`).count()).toBe(1)
  await takeBack(page)
})

/** Presses Tab until what is called so has the focus; what has it already needs no press. */
async function tabTo(page: Page, name: string): Promise<void> {
  for (let presses = 0; presses < 150; presses++) {
    const at = await page.evaluate(() => {
      const focused = document.activeElement as HTMLInputElement | null
      if (!focused || focused === (document.body as Element)) return ''
      return focused.ariaLabel ?? focused.labels?.[0]?.textContent ?? focused.textContent ?? ''
    })
    if (at.includes(name)) return
    await page.keyboard.press('Tab')
  }
  throw new Error(`"${name}" was not reached with Tab`)
}

// Members between cells and at home: a transfer with its letter, remarks from the place of residence by a link, the strength table that
// adds up, and every new page of members on a small phone.
import { execFileSync } from 'node:child_process'
import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { axeFindings, otherWindow, signedIn, visitor } from './harness.ts'

const numberOf = (text: string | null | undefined): number => Number((text ?? '').replaceAll(/[^\d]/g, ''))
const idIn = (href: string): string => /[0-9a-f]{8}-[0-9a-f-]{27}/.exec(href)?.[0] ?? ''

/** Asks for the transfer of a member for good; what comes of it is for the caller to see. */
async function ask(page: Page, to: string | { place: string }): Promise<void> {
  await page.getByRole('radiogroup', { name: 'Loại' }).or(page.getByRole('group', { name: 'Loại' })).first().locator('label', { hasText: 'Chính thức' }).click() // prettier-ignore
  if (typeof to === 'string') await page.getByLabel('Đến chi bộ trong đảng bộ').selectOption({ label: to })
  else await page.getByLabel('Đến nơi ở ngoài hệ thống').fill(to.place)
  await page.getByRole('button', { name: 'Gửi đề nghị' }).click()
}

/** Somebody of the secretary's cell who stands behind no account and asked for nothing. */
async function plainMember(page: Page): Promise<{ id: string; name: string }> {
  await page.goto('/dang-vien')
  const rows = await page.locator('tbody tr').evaluateAll((all) => all.map((row) => ({ text: row.textContent ?? '', name: row.querySelector('a')?.textContent?.trim() ?? '', href: row.querySelector('a')?.getAttribute('href') ?? '' }))) // prettier-ignore
  await page.goto('/chuyen-sinh-hoat')
  const going = (await page.locator('main').textContent()) ?? ''
  const free = rows.filter(
    ({ text, name }) => text.includes('Chính thức') && !/Thu Châm|Văn Kiên/.test(name) && !going.includes(name),
  )
  const { name, href } = free.at(-1)!
  return { id: idIn(href), name }
}

test('a transfer between two cells: asked once, reviewed, its letter with the name, received', async () => {
  const from = await signedIn('chibo', { device: 'desktop' })
  const { id, name } = await plainMember(from)
  const form = `/chuyen-sinh-hoat/moi?dang-vien=${id}`
  // A form left open in another window while the case goes its way.
  const old = await otherWindow(from)
  await old.goto(form)
  await from.goto(form)
  await ask(from, 'Chi bộ Văn phòng Sở Nội vụ')
  await from.waitForURL(/\/chuyen-sinh-hoat\/[0-9a-f-]{36}/)
  const here = new URL(from.url()).pathname
  await ask(old, 'Chi bộ Văn phòng Sở Nội vụ')
  await old.getByText(/đang có một lần chuyển sinh hoạt chưa xong/).first().waitFor() // prettier-ignore

  await from.getByRole('textbox', { name: 'Nhận xét của chi bộ' }).fill('Hoàn thành tốt nhiệm vụ được giao.')
  await from.getByRole('button', { name: 'Ghi nhận xét của chi bộ' }).click()
  await from.getByLabel('Người ký').fill('Triệu Văn Kiên')
  await from.getByRole('button', { name: 'Cấp giấy giới thiệu' }).click()
  await from.getByText('Đã cấp giấy giới thiệu').first().waitFor()
  expect(await axeFindings(from)).toEqual([])
  const href = await from.getByRole('link', { name: 'Giấy giới thiệu (PDF)' }).getAttribute('href')
  const letter = await from.context().request.get(href!)
  expect([letter.status(), letter.headers()['content-type']]).toEqual([200, 'application/pdf'])
  const read = execFileSync('pdftotext', ['-layout', '-', '-'], { input: await letter.body() }).toString().normalize('NFC') // prettier-ignore
  expect(read.replaceAll(/\s+/g, ' ')).toContain(name)

  const to = await signedIn('bithu', { device: 'phone' })
  await to.goto(`/dang-vien?tim=${encodeURIComponent(name)}`)
  expect(await to.locator(`main a[href*="${id}"]`).count()).toBe(0)
  await to.goto(here)
  if ((await to.getByRole('button', { name: 'Tiếp nhận', exact: true }).count()) === 0) await to.getByRole('link', { name: 'Tiếp nhận', exact: true }).click() // prettier-ignore
  await to.getByRole('button', { name: 'Tiếp nhận', exact: true }).click()
  await to.getByText('Đã tiếp nhận').first().waitFor()
  await to.goto(`/dang-vien?tim=${encodeURIComponent(name)}`)
  expect(await to.locator(`main a[href*="${id}"]`).count()).toBeGreaterThan(0)

  // The old cell has nobody to send away any more.
  await old.goto('/dang-vien')
  expect(await old.locator(`main a[href*="${id}"]`).count()).toBe(0)
  await from.goto(here)
  expect(await from.getByRole('button', { name: /Rút|Tiếp nhận|Trả lại/ }).count()).toBe(0)
})

test('who has left the bloc is not transferred a second time', async () => {
  const office = await signedIn('vanphong', { device: 'desktop' })
  await office.goto('/thong-ke/bien-dong')
  const { heads, rows } = await strength(office)
  await office.goto(rows[0]!.cells[heads.indexOf('Chuyển đi') - 1]!.href!)
  const member = idIn((await office.locator('tbody a[href^="/dang-vien/"]').first().getAttribute('href')) ?? '')
  await office.goto(`/chuyen-sinh-hoat/moi?dang-vien=${member}`)
  await ask(office, { place: 'Đảng bộ phường Noong Bua' })
  await office.getByText(/không còn ở đảng bộ/).first().waitFor() // prettier-ignore
  expect(new URL(office.url()).pathname).toBe('/chuyen-sinh-hoat/moi')
  expect(await office.getByLabel('Đến nơi ở ngoài hệ thống').inputValue()).toBe('Đảng bộ phường Noong Bua')
})

const GONE = 'Không mở được đường dẫn'

/** Remarks there are, of those needed, as /noi-cu-tru says: both numbers and the rate. */
async function remarks(page: Page): Promise<{ needed: number; missing: number; rate: string }> {
  await page.goto('/noi-cu-tru')
  const stat = (label: string) => page.locator('dl dt', { hasText: label }).first().locator('xpath=../dd[1]').textContent() // prettier-ignore
  return {
    needed: numberOf(await stat('Cần nhận xét')),
    missing: numberOf(await stat('Còn thiếu nhận xét')),
    rate: ((await stat('Đã có nhận xét')) ?? '').trim(),
  }
}

test('a residence cell writes one remark by its link on a phone without an account; the rate counts it', async () => {
  const secretary = await signedIn('bithu', { device: 'desktop' })
  const before = await remarks(secretary)
  expect(before.missing).toBeGreaterThan(0)
  await secretary.goto('/noi-cu-tru/chi-bo')
  const waiting = secretary.getByRole('row').filter({ hasText: /0\/\d/ }).first()
  await waiting.getByRole('link').first().click()
  await secretary.getByRole('button', { name: 'Tạo đường dẫn' }).click()
  const text = await secretary.getByRole('textbox', { name: 'Đường dẫn', exact: true }).inputValue()
  const link = /https?:\S+\/lien-ket\/[\w-]{100,}/.exec(text)?.[0] ?? ''
  expect(link).not.toBe('')

  const guest = await visitor({ device: 'phone', javaScript: false })
  const first = await guest.goto(link)
  expect(first?.headers()).toMatchObject({ 'cache-control': 'no-store', 'referrer-policy': 'no-referrer', 'x-robots-tag': 'noindex, nofollow' }) // prettier-ignore
  expect(await axeFindings(guest)).toEqual([])
  if ((await guest.getByLabel('Họ tên, chức vụ người nhận xét').count()) === 0) await guest.locator('main li a').first().click() // prettier-ignore
  const save = guest.getByRole('button', { name: 'Lưu, sang người tiếp theo' })
  await guest.getByLabel('Ý kiến').fill('Gương mẫu, gần gũi bà con.')
  await save.click()
  // Who remarks and how good are asked for; what was typed stays.
  expect(await guest.getByLabel('Ý kiến').inputValue()).toBe('Gương mẫu, gần gũi bà con.')
  await guest.locator('form label:has(input[type=radio])').first().click()
  await guest.getByLabel('Họ tên, chức vụ người nhận xét').fill('Lò Văn Minh, bí thư chi bộ')
  await save.click()
  await guest.getByText(/^Đã lưu\./).waitFor()

  const after = await remarks(secretary)
  expect(after).toMatchObject({ needed: before.needed, missing: before.missing - 1 })
  const share = ((after.needed - after.missing) * 100) / after.needed
  expect(after.rate).toBe(`${share.toFixed(2).replace('.', ',')}%`)

  const stranger = await visitor({ device: 'phone', javaScript: false })
  for (const address of [link.replace(/.{10}$/, 'AAAAAAAAAA'), `${link}A`, link.slice(0, -1)]) {
    const answer = await stranger.goto(address)
    expect([answer?.status(), await stranger.getByRole('heading').textContent()]).toEqual([404, GONE])
  }
})

interface StrengthTable {
  heads: string[]
  rows: { name: string; cells: { text: string; href: string | null }[] }[]
}

/** The strength table as printed, with what its numbers open. */
async function strength(page: Page): Promise<StrengthTable> {
  const table = page.getByRole('table').first()
  const heads = (await table.getByRole('columnheader').allTextContents()).map((head) => head.trim())
  const rows = await table.locator('tbody tr').evaluateAll((all) => all.map((row) => ({ name: row.querySelector('th')?.textContent?.trim() ?? '', cells: [...row.querySelectorAll('td')].map((cell) => ({ text: cell.textContent?.trim() ?? '', href: cell.querySelector('a')?.getAttribute('href') ?? null })) }))) // prettier-ignore
  return { heads, rows }
}

test('the strength table adds up line by line, and a number opens its people', async () => {
  const office = await signedIn('vanphong', { device: 'desktop' })
  await office.goto('/thong-ke/bien-dong')
  await office.getByLabel('Kỳ', { exact: true }).selectOption({ label: 'năm 2025' })
  await office.getByRole('button', { name: 'Xem', exact: true }).click()
  await office.getByRole('heading', { name: /năm 2025/ }).waitFor()
  const { heads, rows } = await strength(office)
  expect(rows.length).toBeGreaterThan(100)
  const moved = rows.filter(({ cells }) => numberOf(cells[heads.indexOf('Giảm') - 1]?.text) > 0)
  const [whole, ...others] = moved
  for (const { name, cells } of [whole!, others[0]!, others.at(-1)!]) {
    const at = (head: string) => numberOf(cells[heads.indexOf(head) - 1]?.text)
    const between = (first: string, end: string) =>
      heads
        .slice(heads.indexOf(first) + 1, heads.indexOf(end))
        .flatMap((head, place) =>
          head === 'Trong đó kết nạp lại' ? [] : [numberOf(cells[heads.indexOf(first) + place]?.text)],
        ) // prettier-ignore
        .reduce((sum, count) => sum + count, 0)
    expect(at('Đầu kỳ') + at('Tăng') - at('Giảm'), name).toBe(at('Cuối kỳ'))
    expect([between('Tăng', 'Giảm'), between('Giảm', 'Cuối kỳ')], name).toEqual([at('Tăng'), at('Giảm')])
  }
  const { text, href } = whole!.cells[heads.indexOf('Giảm') - 1]!
  await office.goto(href!)
  await office.getByText(new RegExp(`^${text.replace('.', '\\.')} đảng viên`)).first().waitFor() // prettier-ignore
  let people = await office.locator('tbody tr').count()
  for (let page = 2; people < numberOf(text) && page < 20; page++) {
    await office.goto(`${href!}&trang=${page}`)
    people += await office.locator('tbody tr').count()
  }
  expect(people).toBe(numberOf(text))
})

/** `>` follows the first link to a record of the page before it, `+` adds to the address one is at. */
const rounds: readonly (readonly [who: string, addresses: readonly string[]])[] = [
  ['dangvien', ['/ho-so-cua-toi', '+/de-nghi', '/ho-so-cua-toi/bo-sung', '/ho-so-cua-toi/luot-doc']],
  ['bithu', ['/dang-vien', '>', '+/qua-trinh', '/dang-vien/de-nghi', '>', '/dang-vien/so', '/dang-vien/giay-to', '/dang-vien/trung']],
  ['bithu', ['/dang-phi', '/dang-phi/no', '/noi-cu-tru', '/noi-cu-tru/danh-sach', '/noi-cu-tru/chi-bo', '>', '/noi-cu-tru/gioi-thieu', '/sap-den-han']],
  ['vanphong', ['/dang-vien/nhap', '/dang-vien/doi-chieu', '/ket-nap', '>', '/ket-nap/dot', '>', '/ket-nap/them']],
  ['vanphong', ['/chuyen-sinh-hoat', '>', '/chuyen-sinh-hoat/den', '/chuyen-sinh-hoat/so']],
  ['vanphong', ['/lop-hoc', '>', '/thong-ke', '/thong-ke/bien-dong']],
  ['vanphong', ['/dang-phi', '/dang-phi/nop-len', '/huy-hieu', '/huy-hieu/ghi', '/the-dang', '/noi-cu-tru']],
] // prettier-ignore

test.each(rounds)('new pages of %s are clean on a phone (%s)', async (who, addresses) => {
  const page = await signedIn(who, { device: 'phone' })
  const faults: string[] = []
  for (const address of addresses) {
    const target = await addressOf(page, address)
    const status = (await page.goto(target))?.status()
    const where = new URL(page.url()).pathname
    if (status !== 200) faults.push(`${where} answered ${status}`)
    faults.push(...(await axeFindings(page)).map((finding) => `${where}: ${finding}`))
    const beyond = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth) // prettier-ignore
    if (beyond > 0) faults.push(`${where}: runs ${beyond} px off the side`)
  }
  expect(faults).toEqual([])
})

async function addressOf(page: Page, address: string): Promise<string> {
  const here = new URL(page.url()).pathname
  if (address.startsWith('+')) return `${here}${address.slice(1)}`
  if (address !== '>') return address
  const hrefs = await page.locator('main a').evaluateAll((all) => all.map((a) => a.getAttribute('href') ?? ''))
  const record = hrefs.find((href) => href.startsWith(`${here}/`) && idIn(href) !== '')
  if (!record) throw new Error(`no record to open from ${here}`)
  return record
}

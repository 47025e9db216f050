// Registers from Excel seen before they are taken and taken back whole, a month's dues on a phone, and a member on the own page: what
// others have looks missing, what is asked for is confirmed by the cell.
import type { Page } from 'playwright-core'
import { zipStream } from '#platform/paper/zip.ts'
import { expect, test } from 'vitest'
import { workbook } from '../samples/registers.ts'
import { axeFindings, otherWindow, signedIn, visitor } from './harness.ts'

const numberOf = (text: string | null | undefined): number => Number((text ?? '').replaceAll(/[^\d]/g, ''))

/** In an order of its own; the day of birth is column D. The first head line is line 1. */
const HEADS = ['Chi bộ', 'Giới tính', 'Họ và tên', 'Ngày sinh', 'Ngày chính thức', 'Ngày vào Đảng', 'Dân tộc']
/** As three computers type a name: letters and marks apart, a font of the nineties, and as it should be. */
const TYPED = ['Đàm Quốc Ưởng'.normalize('NFD'), 'NguyÔn ThÞ Thæ H»ng', 'Lục Thị Bích Ước']
const READ = ['Đàm Quốc Ưởng', 'Nguyễn Thị Thổ Hằng', 'Lục Thị Bích Ước']

const registerOf = (cell: string, secondBirth: string) =>
  workbook({
    heads: HEADS,
    rows: [
      [cell, 'Nam', TYPED[0], '02/09/1981', '19/05/2010', '19/05/2009', 'Tày'],
      [cell, 'Nữ', TYPED[1], secondBirth, '03/02/2016', '03/02/2015', 'Kinh'],
      [cell, 'Nữ', TYPED[2], '20/10/1990', '03/02/2018', '03/02/2017', 'Nùng'],
    ],
  })

const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'

/** Brings a file for a unit; what the page then says is for the caller to look at. */
async function bring(page: Page, name: string, bytes: Uint8Array, unit?: string): Promise<void> {
  await page.goto('/dang-vien/nhap')
  await page.getByLabel('Tệp Excel').setInputFiles({ name, mimeType: XLSX, buffer: Buffer.from(bytes) })
  if (unit) await page.getByLabel('Đơn vị', { exact: true }).first().selectOption({ label: unit })
  await page.getByRole('button', { name: 'Đọc tệp' }).click()
}

/** From the columns that were found to the rows; the page turns itself while the job reads. */
async function readRows(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Đọc các dòng' }).click()
  await page.getByText('Dòng đọc được').waitFor()
}

/** How many of the three the register has. */
async function known(page: Page): Promise<number> {
  let found = 0
  for (const name of READ) {
    await page.goto(`/dang-vien?tim=${encodeURIComponent(name)}`)
    found += await page.getByRole('rowheader', { name, exact: true }).count()
  }
  return found
}

test('a register from Excel: the wrong cell is named, the corrected one is taken by a job and taken back whole', async () => {
  const office = await signedIn('vanphong2', { device: 'desktop' })
  await office.goto('/dang-vien/nhap')
  const units = await office.getByLabel('Đơn vị', { exact: true }).first().locator('option').allTextContents()
  const cell = units.map((unit) => unit.trim()).find((unit) => unit.startsWith('Chi bộ'))!
  expect(await known(office)).toBe(0)

  await bring(office, 'danh-sach-sai.xlsx', await registerOf(cell, '31/02/1988'), cell)
  await readRows(office)
  const wrong = office.getByRole('row').filter({ hasText: READ[1]! })
  expect(await wrong.getByText('D3', { exact: true }).count()).toBe(1)
  expect(await wrong.textContent()).toContain('31/02/1988')
  // The others are read as people write them today.
  for (const name of READ) expect(await office.getByRole('row').filter({ hasText: name }).count(), name).toBe(1)
  expect(await office.getByRole('button', { name: /^Nhận/ }).count()).toBe(0)
  expect(await axeFindings(office)).toEqual([])
  const faults = await office.getByRole('link', { name: 'Tải bảng lỗi' }).getAttribute('href')
  const sheet = await office.context().request.get(faults!)
  expect([sheet.status(), sheet.headers()['content-type']]).toEqual([200, XLSX])
  expect((await sheet.body()).subarray(0, 2).toString()).toBe('PK')
  await office.getByRole('button', { name: 'Bỏ lần nhập này' }).click()
  await office.waitForURL(/\/dang-vien\/nhap$/)
  expect(await office.getByRole('link', { name: 'danh-sach-sai.xlsx' }).count()).toBe(0)

  await bring(office, 'danh-sach-dung.xlsx', await registerOf(cell, '28/02/1988'), cell)
  await readRows(office)
  const here = new URL(office.url()).pathname
  expect(await known(office)).toBe(0)
  await office.goto(here)
  await office.getByRole('button', { name: 'Nhận 3 dòng' }).click()
  await office.getByText('Nhập mới 3, cập nhật 0 đảng viên').waitFor()
  // The job is told of with how far it came.
  await office.goto('/viec-cua-toi')
  expect(await office.locator('main').textContent()).toContain('Nhập danh sách đảng viên')
  expect(await known(office)).toBe(3)

  await office.goto(here)
  await office.locator('summary', { hasText: 'Hủy kết quả lần nhập này' }).click()
  await office.getByRole('textbox', { name: 'Lý do', exact: true }).fill('Gửi nhầm danh sách.')
  await office.getByRole('button', { name: 'Hủy kết quả' }).click()
  await office.getByText(/^Đã hủy kết quả lúc/).waitFor()
  expect(await known(office)).toBe(0)
})

test('workbooks with macros, bombs and files too large are refused in a sentence; nothing is kept', async () => {
  const office = await signedIn('vanphong2', { device: 'desktop' })
  await office.goto('/dang-vien/nhap')
  const listed = () => office.getByRole('table', { name: 'Các lần nhập' }).getByRole('row').count()
  const before = await listed()
  const types = (more = '') => ({
    name: '[Content_Types].xml',
    data: new TextEncoder().encode(
      `<Types><Override ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/>${more}</Types>`,
    ),
  })
  const zip = async (...parts: { name: string; data: Uint8Array }[]) =>
    new Uint8Array(await new Response(zipStream(parts)).arrayBuffer())
  const hostile: readonly (readonly [string, Uint8Array, RegExp])[] = [
    ['macro.xlsx', await zip(types('<Default ContentType="application/vnd.ms-office.vbaProject"/>')), /có chứa macro nên không nhận/],
    ['bom.xlsx', await zip(types(), { name: 'xl/worksheets/sheet1.xml', data: new Uint8Array(300_000_000) }), /phình quá lớn khi mở ra/],
    ['lon.xlsx', new Uint8Array(21 * 1024 * 1024), /quá lớn, chỉ nhận đến 20 MB/],
  ] // prettier-ignore
  for (const [name, bytes, says] of hostile) {
    await bring(office, name, bytes)
    await office.getByRole('alert').getByText(says).first().waitFor()
  }
  await office.goto('/dang-vien/nhap')
  expect(await listed()).toBe(before)
})

/** A figure of the row of figures on top, by what stands beside it. */
async function sumOf(page: Page, label: string, at = 0): Promise<string> {
  const item = page.locator('dt', { hasText: label }).nth(at).locator('xpath=..')
  return ((await item.locator('dd').first().textContent()) ?? '').replace(/\s+/g, ' ').trim()
}

test('the dues of the month on a phone: all but one, the sum, one taken back', async () => {
  const page = await signedIn('bithu', { device: 'phone' })
  await page.goto('/dang-phi')
  await page.getByRole('heading', { name: /^Đảng phí tháng/ }).waitFor()
  const sheet = new URL(page.url()).pathname
  const lines = page.getByRole('listitem').filter({ has: page.getByRole('radiogroup') })
  const open = await lines.count()
  expect(open).toBeGreaterThan(1)
  const paidBefore = numberOf(await sumOf(page, 'Đã nộp'))
  const amounts = await lines.locator('input[data-due]').evaluateAll((all) => all.map((input) => Number((input as HTMLInputElement).dataset['due']))) // prettier-ignore
  const last = open - 1
  const names = await page.getByRole('radiogroup').evaluateAll((all) => all.map((group) => group.getAttribute('aria-label') ?? '')) // prettier-ignore
  await lines.nth(last).locator('label', { hasText: 'Chưa' }).click()
  const given = amounts.slice(0, last).reduce((sum, amount) => sum + amount, 0)
  // The sum follows the finger, before anything is sent.
  expect(numberOf(await page.locator('[data-money]').textContent())).toBe(given)
  expect(await axeFindings(page)).toEqual([])
  await page.getByRole('button', { name: 'Lưu các khoản thu' }).click()
  await page.getByText('Đã lưu các khoản thu.').waitFor()
  expect(numberOf(await sumOf(page, 'Đã nộp'))).toBe(paidBefore + given)
  expect(await lines.count()).toBe(1)
  expect(names).toHaveLength(open)

  // What was written by mistake is taken back with its reason: here all of it, so that the month stands as it was.
  for (let left = last; left > 0; left--) {
    await page.locator('summary', { hasText: 'Hủy một khoản ghi nhầm' }).click()
    const choice = page.locator('select[name=paymentId]')
    const label = await choice.locator('option').evaluateAll((all, ours) => all.map((one) => one.textContent?.trim() ?? '').find((text) => ours.some((name) => text.startsWith(`${name}:`))) ?? '', names) // prettier-ignore
    const sum = numberOf(await sumOf(page, 'Đã nộp'))
    await choice.selectOption({ label })
    await page.getByRole('textbox', { name: 'Lý do', exact: true }).fill('Ghi nhầm người.')
    await page.getByRole('button', { name: 'Hủy khoản này' }).click()
    await page.getByText('Đã hủy khoản ghi nhầm').waitFor()
    expect(numberOf(await sumOf(page, 'Đã nộp'))).toBe(sum - numberOf(label.split(':')[1]))
  }
  await page.goto(sheet)
  expect(numberOf(await sumOf(page, 'Đã nộp'))).toBe(paidBefore)
  expect(await lines.count()).toBe(open)
})

test('a member sees the own page only, asks for a correction, and reads it there when the cell has confirmed it', async () => {
  const own = await signedIn('dangvien', { device: 'phone' })
  await own.goto('/')
  expect(new URL(own.url()).pathname).toBe('/ho-so-cua-toi')
  const name = (await own.getByRole('heading', { level: 1 }).textContent())!.trim()
  const secretary = await signedIn('chibo', { device: 'desktop' })
  await secretary.goto('/dang-vien')
  const hrefs = await secretary.locator('tbody a[href^="/dang-vien/"]').evaluateAll((all, mine) => all.filter((a) => !a.textContent?.includes(mine)).map((a) => a.getAttribute('href') ?? ''), name) // prettier-ignore
  const foreign = hrefs.find((href) => /[0-9a-f]{8}-/.test(href))!
  for (const path of ['/dang-vien', foreign, `${foreign}/trich-luc`, '/dang-vien/so', '/dang-vien/nhap', '/dang-vien/de-nghi', '/ket-nap', '/dang-phi', '/chuyen-sinh-hoat', '/noi-cu-tru', '/thong-ke', '/thong-ke/bien-dong', '/huy-hieu', '/the-dang', '/lop-hoc', '/nhat-ky', '/bao-cao', '/sap-den-han']) {
    const answer = await own.goto(path)
    expect([path, answer?.status()]).toEqual([path, 404])
    expect(await own.getByRole('heading', { level: 1 }).textContent()).toContain('Không tìm thấy trang')
  } // prettier-ignore

  const wanted = `Kế toán hợp tác xã ${Date.now() % 100_000}`
  await own.goto('/ho-so-cua-toi/de-nghi')
  await own.getByRole('link', { name: 'Nghề nghiệp', exact: true }).click()
  await own.getByLabel('Nghề nghiệp trước khi vào Đảng').fill(wanted)
  await own.getByRole('button', { name: 'Gửi đề nghị' }).click()
  // Without a reason it does not go; what was typed stays.
  expect(new URL(own.url()).pathname).toBe('/ho-so-cua-toi/de-nghi')
  expect(await own.getByLabel('Nghề nghiệp trước khi vào Đảng').inputValue()).toBe(wanted)
  await own.getByLabel('Lý do').fill('Theo lý lịch gốc.')
  await own.getByRole('button', { name: 'Gửi đề nghị' }).click()
  await own.getByText('Đã gửi đề nghị.').waitFor()
  const before = own.locator('dt', { hasText: 'Nghề nghiệp trước khi vào Đảng' }).first().locator('xpath=following-sibling::dd[1]') // prettier-ignore
  expect(await before.textContent()).not.toContain(wanted)

  await secretary.goto('/')
  const waiting = secretary.locator('main a[href^="/dang-vien/de-nghi/"]')
  const requests = [...new Set(await waiting.evaluateAll((all) => all.map((a) => a.getAttribute('href') ?? '')))]
  const asked = await (async () => {
    for (const href of requests) {
      const look = await otherWindow(secretary)
      await look.goto(href)
      const is = (await look.locator('main').textContent())?.includes(wanted)
      await look.close()
      if (is) return href
    }
    return null
  })()
  expect(asked, 'among what is to be done').not.toBeNull()
  await secretary.goto(asked!)
  expect(await axeFindings(secretary)).toEqual([])
  await secretary.getByRole('button', { name: 'Xác nhận và sửa hồ sơ' }).click()
  await secretary.getByText('Đã xác nhận').first().waitFor()

  await own.goto('/ho-so-cua-toi')
  expect(await before.textContent()).toContain(wanted)
  // Nobody who is not signed in sees any of it.
  const stranger = await visitor({ device: 'phone' })
  await stranger.goto('/ho-so-cua-toi')
  expect(new URL(stranger.url()).pathname).toBe('/dang-nhap')
})

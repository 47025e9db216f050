// The tree through time, its colours, a unit's page, the drawings as files, and the tree out into Excel and in again: errors named by
// their cells, then taken under one decision.
import { execFileSync } from 'node:child_process'
import type { Page } from 'playwright-core'
import { readXlsx, writeXlsx } from 'hucre/xlsx'
import { expect, test } from 'vitest'
import { axeFindings, settled, signedIn } from './harness.ts'
import { dayFromNow } from './meeting-people.ts'

const STAMP = String(Date.now()).slice(-6)
const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'
const GRASSROOTS = '63 tổ chức cơ sở đảng (33 đảng bộ, 30 chi bộ)'

test('the slider goes through the days at which the tree changed', async () => {
  const page = await signedIn('vanphong', { device: 'desktop' })
  await page.goto('/to-chuc?ngay=21/09/2023')
  await page.getByText(GRASSROOTS).waitFor()
  expect(await page.locator('.tr-l', { hasText: /^Đảng bộ Sở Kế hoạch và Đầu tư$/ }).count()).toBe(1)
  const slider = page.getByRole('slider', { name: 'Tính đến ngày' })
  const before = await slider.getAttribute('aria-valuetext')
  await settled(page)
  await slider.focus()
  await page.keyboard.press('ArrowRight')
  // It says where it stands before it goes there, and keeps the focus.
  expect(await slider.getAttribute('aria-valuetext')).not.toBe(before)
  await page.waitForURL((url) => url.searchParams.get('ngay') !== '21/09/2023')
  await page.getByRole('heading', { level: 1, name: /^Tổ chức ngày/ }).waitFor()
  expect(await slider.evaluate((element) => element === document.activeElement)).toBe(true)

  await page.getByRole('link', { name: 'hôm nay' }).first().click()
  await page.getByRole('heading', { level: 1, name: `Tổ chức ngày ${dayFromNow()}` }).waitFor()
  expect(await page.getByText(GRASSROOTS).count()).toBe(0)
  expect(await page.locator('.tr-l', { hasText: /^Đảng bộ Sở Kế hoạch và Đầu tư$/ }).count()).toBe(0)
})

test('a day is reached without scripts, and colours tell sectors and places', async () => {
  const page = await signedIn('vanphong', { device: 'phone', javaScript: false })
  await page.goto('/to-chuc')
  await page.getByRole('slider', { name: 'Tính đến ngày' }).focus()
  await page.keyboard.press('Home')
  await page.getByRole('button', { name: 'Đến mốc này' }).click()
  await page.getByRole('heading', { level: 1, name: 'Tổ chức ngày 01/04/1998' }).waitFor()

  await page.goto('/to-chuc')
  expect(await page.locator('.tr-k').count()).toBe(0)
  await page.getByRole('link', { name: 'Theo loại hình cơ sở' }).click()
  await page.getByText('Cơ quan Đảng').first().waitFor()
  expect(await page.locator('.tr-k[title="Cơ quan Đảng"]').count()).toBeGreaterThan(5)
  await page.getByRole('link', { name: 'Theo địa bàn' }).click()
  await page.getByText('tại trụ sở của Khối').first().waitFor()
  expect(await page.locator('.tr-k[title="Cơ quan Đảng"]').count()).toBe(0)
  expect(await axeFindings(page)).toEqual([])
  await page.getByRole('link', { name: 'Không màu' }).click()
  await page.locator('.tr-k').first().waitFor({ state: 'detached' })
})

test('a unit tells what it is, who leads it, where it came from; its drawing names everybody below', async () => {
  const page = await signedIn('vanphong', { device: 'desktop' })
  await page.goto('/to-chuc')
  await page.getByRole('link', { name: 'Đảng bộ Sở Tài chính', exact: true }).click()
  const main = page.locator('main')
  await page.getByRole('heading', { level: 1, name: 'Đảng bộ Sở Tài chính' }).waitFor()
  expect(await main.getByText('Cơ quan nhà nước cấp tỉnh').count()).toBe(1)
  expect(await page.getByRole('region', { name: 'Cấp ủy' }).textContent()).toMatch(/Nhiệm kỳ .*Bí thư/s)
  const kin = page.getByRole('region', { name: 'Hình thành và kế thừa' })
  expect(await kin.textContent()).toMatch(/Đảng bộ Sở Kế hoạch và Đầu tư.*đảng viên.*QĐ/s)
  expect(await page.getByRole('list', { name: /^Lịch sử/ }).getByRole('listitem').count()).toBeGreaterThan(2) // prettier-ignore
  expect(await axeFindings(page)).toEqual([])
  const below = await page.getByRole('table', { name: /^Tổ chức trực thuộc/ }).getByRole('rowheader').allTextContents() // prettier-ignore

  await page.getByRole('link', { name: 'Sơ đồ' }).click()
  await page.getByRole('heading', { level: 1, name: 'Sơ đồ tổ chức' }).waitFor()
  expect(await axeFindings(page)).toEqual([])
  const plain = (text: string) => text.replace(/\s+/g, '')
  const svg = plain((await download(page, 'Tệp SVG', 'image/svg+xml')).toString('utf8').replaceAll(/<[^>]*>/g, ''))
  const pdf = await download(page, /PDF/, 'application/pdf')
  const text = plain(execFileSync('pdftotext', ['-', '-'], { input: pdf }).toString())
  expect(below.length).toBeGreaterThan(3)
  for (const name of below) {
    expect(svg).toContain(plain(name.replaceAll('&', '&amp;')))
    expect(text).toContain(plain(name))
  }
})

async function download(page: Page, name: string | RegExp, type: string): Promise<Buffer> {
  const href = await page.getByRole('link', { name }).first().getAttribute('href')
  const answer = await page.context().request.get(href ?? '')
  expect([answer.status(), answer.headers()['content-type']?.split(';')[0]]).toEqual([200, type])
  return answer.body()
}

type Cells = (string | number | boolean | Date | null | undefined)[]

/** The sheet as people have it on their desk, with something changed in it. */
async function changed(bytes: Buffer, change: (cell: (code: string, head: string) => Place) => void): Promise<Buffer> {
  const [sheet] = (await readXlsx(bytes)).sheets
  const rows = (sheet?.rows ?? []) as Cells[]
  const top = rows.findIndex((row) => row.includes('Mã cấp trên'))
  const heads = rows[top] ?? []
  change((code, head) => {
    const at = rows.findIndex((row, n) => n > top && row[0] === code)
    const column = heads.indexOf(head)
    return {
      address: `${String.fromCharCode(65 + column)}${at + 1}`,
      write: (value) => ((rows[at] ?? [])[column] = value),
    }
  })
  return Buffer.from(await writeXlsx({ sheets: [{ name: 'Tổ chức', rows: rows as never }] }))
}
interface Place {
  address: string
  write: (value: string) => void
}

test('the tree goes out into Excel and comes back in, wrong cells by their names, then under a decision', async () => {
  const page = await signedIn('vanphong', { device: 'desktop' })
  await page.goto('/to-chuc')
  await page.getByRole('link', { name: 'Đảng bộ Trường Chính trị tỉnh', exact: true }).click()
  const unit = new URL(page.url()).pathname
  const code = await page.locator('dt', { hasText: /^Mã$/ }).locator('..').locator('dd').innerText()
  await page.goto('/to-chuc')
  const sheet = await download(page, 'Tải Excel', XLSX)

  const upload = async (name: string, buffer: Buffer) => {
    await page.goto('/to-chuc/nhap')
    await page.getByLabel('Tệp Excel (.xlsx)').setInputFiles({ name, mimeType: XLSX, buffer })
    await page.getByRole('button', { name: 'Xem trước' }).click()
  }
  await upload('nguyen.xlsx', sheet)
  await page.getByText('Không có gì thay đổi').waitFor()

  let wrong = ''
  const bad = await changed(sheet, (cell) => {
    const kind = cell(code, 'Loại hình tổ chức')
    kind.write('Chi đoàn')
    wrong = kind.address
  })
  await upload('sai.xlsx', bad)
  await page.getByText('1 chỗ cần sửa').waitFor()
  const fault = page.getByRole('table', { name: 'Các ô cần sửa' }).getByRole('row').nth(1)
  expect(await fault.textContent()).toMatch(new RegExp(`${wrong}.*Đảng bộ Trường Chính trị tỉnh.*Chi đoàn`, 's'))
  expect(await page.getByRole('button', { name: /^Nhận/ }).count()).toBe(0)
  expect(await axeFindings(page)).toEqual([])

  const symbol = `TCT${STAMP}`
  await upload('dung.xlsx', await changed(sheet, (cell) => cell(code, 'Ký hiệu văn bản').write(symbol)))
  const table = page.getByRole('table', { name: 'Bảng này sẽ làm gì' })
  expect(await table.getByRole('row').nth(1).textContent()).toContain(symbol)
  await page.getByRole('textbox', { name: 'Số, ký hiệu' }).fill(`4${STAMP}-QĐ/ĐUK`)
  await page.getByRole('textbox', { name: 'Ngày ban hành' }).fill(dayFromNow())
  await page.getByRole('textbox', { name: 'Cơ quan ban hành' }).fill('Đảng ủy Khối')
  await page.getByRole('button', { name: 'Nhận 1 tổ chức thay đổi' }).click()
  // Of the paper the subject is missing: what was read and typed stays.
  const said = page.getByRole('alert')
  expect(await said.textContent()).toContain('Trích yếu')
  expect(await page.getByRole('textbox', { name: 'Số, ký hiệu' }).inputValue()).toBe(`4${STAMP}-QĐ/ĐUK`)
  await page.getByRole('textbox', { name: 'Trích yếu' }).fill('Cấp ký hiệu văn bản')
  await page.getByRole('button', { name: 'Nhận vào cây tổ chức' }).click()
  await page.getByRole('heading', { level: 1, name: /^Tổ chức ngày/ }).waitFor()
  await page.getByText('1 tổ chức').first().waitFor()
  await page.goto(unit)
  expect(await page.locator('dt', { hasText: 'Ký hiệu văn bản' }).locator('..').locator('dd').innerText()).toBe(symbol)
  expect(await page.getByRole('list', { name: /^Lịch sử/ }).first().textContent()).toContain(`4${STAMP}-QĐ/ĐUK`) // prettier-ignore
  await page.goto(`${unit}?ngay=${dayFromNow(-1)}`)
  expect(await page.locator('dd', { hasText: symbol }).count()).toBe(0)
})

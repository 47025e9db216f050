// The bloc office and a report: how far the units are, the consolidated table with the records behind every figure, freezing, the three
// exports, and a correction afterwards that changes nothing frozen but shows in a restated version with its reason.
import { execFileSync } from 'node:child_process'
import type { Page } from 'playwright-core'
import { listZip, readZipEntry } from '#platform/paper/zip.ts'
import { expect, test } from 'vitest'
import { axeFindings, signedIn } from './harness.ts'
import { answer, isMarked, save, saved } from './meeting-people.ts'

const numberOf = (text: string): number => Number(text.replaceAll('.', ''))
const text = async (page: Page, selector: string): Promise<string> =>
  ((await page.locator(selector).first().textContent()) ?? '').replace(/\s+/g, ' ').trim()

/** The row of the whole bloc, by the heads of its columns. */
async function totals(page: Page): Promise<Map<string, string>> {
  const table = page.getByRole('table').first()
  const heads = await table.getByRole('columnheader').allTextContents()
  const cells = await table
    .getByRole('row', { name: /^Toàn Đảng bộ/ })
    .getByRole('cell')
    .allTextContents()
  return new Map(cells.map((cell, at) => [heads[at + 1]?.trim() ?? '', cell.trim()]))
}

async function toReport(page: Page, name: RegExp, state: string): Promise<void> {
  await page.goto('/bao-cao')
  const card = page.getByRole('article').filter({ hasText: state })
  await card.getByRole('heading', { name }).getByRole('link').first().click()
  await page.getByRole('table').first().waitFor()
}

test('how far the units are adds up to the grassroots units of the cut-off day', async () => {
  const page = await signedIn('vanphong', { device: 'desktop' })
  await toReport(page, /^Báo cáo 9 tháng/, 'Đang tổng hợp')
  const parts = await page
    .getByRole('list', { name: /^Tiến độ nộp/ })
    .getByRole('link')
    .allTextContents()
  const sum = parts.map((part) => numberOf(/^[\d.]+/.exec(part.trim())?.[0] ?? '')).reduce((a, b) => a + b, 0)
  const cutOff = /chốt số liệu (\S+)/.exec(await text(page, 'main'))?.[1]
  expect(numberOf((await totals(page)).get('TCCSĐ') ?? '')).toBe(sum)
  expect(await axeFindings(page)).toEqual([])

  // Each part of the strip keeps exactly its units.
  const first = page
    .getByRole('list', { name: /^Tiến độ nộp/ })
    .getByRole('link')
    .first()
  const count = numberOf(/^[\d.]+/.exec((await first.textContent())?.trim() ?? '')?.[0] ?? '')
  await first.click()
  await page.getByText('Chỉ hiện đơn vị').waitFor()
  expect(await page.getByRole('table').first().getByRole('rowheader').count()).toBe(count)

  await page.goto(`/to-chuc?ngay=${cutOff}`)
  await page.getByText(`${sum} tổ chức cơ sở đảng`).waitFor()
})

test('ten figures chosen by chance open lists that add up to them', async () => {
  const page = await signedIn('vanphong', { device: 'desktop' })
  await toReport(page, /^Báo cáo 9 tháng/, 'Đang tổng hợp')
  const links = await page
    .getByRole('table')
    .first()
    .locator('td a')
    .evaluateAll((all) => all.map((a) => ({ shown: a.textContent?.trim() ?? '', href: (a as HTMLAnchorElement).href })))
  expect(links.length).toBeGreaterThan(200)
  for (let n = 0; n < 10; n++) {
    const { shown, href } = links[Math.floor(Math.random() * links.length)]!
    await page.goto(href)
    const all = page.getByRole('link', { name: /^Xem cả [\d.]+ hồ sơ$/ })
    const records = numberOf(/[\d.]+/.exec((await all.textContent()) ?? '')?.[0] ?? '')
    await all.click()
    await page.getByText(`khớp ${records.toLocaleString('vi-VN')} bản ghi`).waitFor()
    const figure = await text(page, '.big')
    expect(figure.startsWith(`${shown} `), `${href}: ${figure}`).toBe(true)
    const ratio = /([\d.]+)\/([\d.]+)$/.exec(figure)
    if (!ratio) expect(records, href).toBe(numberOf(shown))
    if (records === 0 || records > 50) continue
    const rows = page.getByRole('table').first().locator('tbody tr')
    expect(await rows.count(), href).toBe(records)
    if (!ratio) continue
    const parts = (await rows.locator('td:last-child').allTextContents()).map((part) => /([\d.]+)\/([\d.]+)/.exec(part))
    const sum = (at: number) => parts.reduce((total, part) => total + numberOf(part?.[at] ?? '0'), 0)
    expect([sum(1), sum(2)], href).toEqual([numberOf(ratio[1]!), numberOf(ratio[2]!)])
  }
})

/** The bytes behind a button that exports; browsers show some kinds themselves instead of storing them. */
async function exported(page: Page, name: string): Promise<Buffer> {
  const href = await page.getByRole('link', { name, exact: true }).getAttribute('href')
  const answer = await page.context().request.get(href ?? '')
  expect(answer.status()).toBe(200)
  expect(answer.headers()['content-disposition']).toContain('filename')
  return answer.body()
}

function partOf(zip: Uint8Array, name: RegExp): string {
  const entries = (listZip(zip) ?? []).filter((entry) => name.test(entry.name))
  return entries.map((entry) => Buffer.from(readZipEntry(zip, entry, 50_000_000) ?? []).toString('utf8')).join('')
}

test('frozen, exported, corrected afterwards, restated', async () => {
  const office = await signedIn('vanphong', { device: 'desktop' })
  const { month, year } = await openMonth(office)
  const base = new URL(office.url()).pathname
  await office.getByRole('link', { name: 'Chốt báo cáo' }).click()
  await office.getByRole('button', { name: 'Chốt báo cáo' }).click()
  await office.waitForURL(/\/ban\/1$/)
  const frozen = await totals(office)
  const hash = await text(office, 'main code')
  expect(hash).toMatch(/^[0-9a-f]{64}$/)

  const members = frozen.get('Đảng viên')!
  const docx = await exported(office, 'Xuất Word')
  expect(partOf(docx, /^word\/document\.xml$/)).toContain(members)
  const xlsx = await exported(office, 'Excel')
  expect(partOf(xlsx, /^xl\/worksheets\/.*\.xml$/)).toMatch(new RegExp(`>${numberOf(members)}<`))
  const pdf = await exported(office, 'PDF')
  expect(pdf.subarray(0, 5).toString()).toBe('%PDF-')
  const read = execFileSync('pdftotext', ['-layout', '-', '-'], { input: pdf }).toString().normalize('NFC')
  expect(read.replace(/\s+/g, ' ')).toContain(`tháng ${month} năm ${year}`)
  expect(read).toContain(members)

  const secretary = await signedIn('bithu', { device: 'phone' })
  await correctOneMark(secretary, month, year)
  await office.goto(`${base}/ban/1?kiem-tra=1`)
  await office.getByText('nội dung nguyên vẹn').waitFor()
  expect(await text(office, 'main code')).toBe(hash)
  expect(await totals(office)).toEqual(frozen)

  await office.goto(`${base}/ban/1`)
  await office.getByRole('link', { name: 'Lập bản điều chỉnh' }).click()
  await office.getByRole('button', { name: 'Lập bản điều chỉnh' }).click()
  await office.getByRole('alert').waitFor()
  const reason = 'Chi bộ Văn phòng Sở Nội vụ ghi nhầm một đồng chí.'
  await office.getByRole('textbox', { name: 'Lý do điều chỉnh' }).fill(reason)
  await office.getByRole('button', { name: 'Lập bản điều chỉnh' }).click()
  await office.waitForURL(/\/ban\/2$/)
  await office.getByText(`Lý do: ${reason}`).waitFor()
  const differences = office.getByRole('table', { name: 'Số liệu khác bản trước' })
  const row = differences.getByRole('row', { name: /Chi bộ Văn phòng Sở Nội vụ.*dự sinh hoạt/i })
  const [, before, after] = await row.getByRole('cell').allTextContents()
  expect(before).toMatch(/%$/)
  expect(after).toMatch(/%$/)
  expect(after).not.toBe(before)
  expect(await axeFindings(office)).toEqual([])
})

/** Opens the report of the latest past month that has none, as the office would; one that has is refused at its field. */
async function openMonth(page: Page): Promise<{ month: number; year: number }> {
  await page.goto('/bao-cao/mo')
  const choices = await page.getByLabel('Kỳ báo cáo').locator('option').allTextContents()
  const now = new Date(Date.now() + 7 * 3_600_000)
  const past = choices.flatMap((label) => {
    const [, month, year] = /^tháng (\d+) năm (\d+)$/.exec(label) ?? []
    return month && Number(year) * 12 + Number(month) < now.getUTCFullYear() * 12 + now.getUTCMonth() + 1
      ? [{ label, month: Number(month), year: Number(year) }]
      : []
  })
  for (const { label, month, year } of past) {
    await page.goto('/bao-cao/mo')
    await page.getByLabel('Kỳ báo cáo').selectOption({ label })
    await page.getByRole('button', { name: 'Tiếp tục' }).click()
    await page.getByRole('button', { name: 'Mở báo cáo' }).click()
    const taken = page.getByText('Kỳ này đã có báo cáo').first()
    await taken
      .or(page.getByRole('link', { name: 'Chốt báo cáo' }))
      .first()
      .waitFor()
    if ((await taken.count()) === 0) return { month, year }
  }
  throw new Error('every past month already has its report')
}

/** The secretary finds that one person was marked wrongly in a month gone by. */
async function correctOneMark(page: Page, month: number, year: number): Promise<void> {
  await page.goto(`/sinh-hoat?nam=${year}`)
  await page
    .getByRole('rowheader', { name: `Tháng ${month}`, exact: true })
    .getByRole('link')
    .click()
  await answer(page, 2, (await isMarked(page, 2, 'có mặt')) ? 'K' : 'Có').click()
  await save(page).click()
  // The month is over, so it asks why.
  await page.getByRole('alert').waitFor()
  await page.getByRole('textbox', { name: 'Lý do sửa' }).fill('Đối chiếu lại phiếu điểm danh.')
  await save(page).click()
  await saved(page)
}

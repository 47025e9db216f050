// A grassroots committee's nine-month report: which cells met, the figures that are already there, the texts, handing in, being sent
// back with a reason, handing in again, being accepted. What an earlier run left is sent back first.
import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { axeFindings, otherWindow, signedIn } from './harness.ts'

const NINE_MONTHS = /^Báo cáo 9 tháng đầu năm \d{4}$/
const REASON = 'Mục nhiệm vụ kỳ tới chưa gắn chỉ tiêu kết nạp. Đề nghị bổ sung.'

/** Opens the committee's part of the nine-month report that is still being worked on, and returns its path. */
async function toOpenPart(page: Page): Promise<string> {
  await page.goto('/bao-cao')
  const open = page.getByRole('article').filter({ hasNotText: 'Đã chốt' })
  await open.getByRole('heading', { name: NINE_MONTHS }).getByRole('link').click()
  await page.getByRole('heading', { level: 1 }).waitFor()
  return new URL(page.url()).pathname
}

/** The bloc sends a part back, when it lies with the bloc. */
async function sendBack(office: Page, path: string, reason: string): Promise<boolean> {
  await office.goto(path)
  const fold = office.getByText('Trả lại để đơn vị sửa')
  if ((await fold.count()) === 0) return false
  await fold.click()
  await office.getByRole('textbox', { name: 'Lý do trả lại' }).fill(reason)
  await office.getByRole('button', { name: 'Trả lại báo cáo' }).click()
  await office.getByText('Đã trả lại báo cáo kèm lý do').waitFor()
  return true
}

const heading = (page: Page) => page.getByRole('textbox', { name: /^[IVX]+\.?\d*\. / })

/** Presses the button under a heading's text, and sees the page go on to the next step. */
async function saveHeading(page: Page): Promise<void> {
  const step = (await heading(page).getAttribute('id')) ?? ''
  const label = (await page.locator(`label[for="${step}"]`).textContent()) ?? ''
  await page.getByRole('button', { name: /^Lưu, / }).click()
  await page.getByRole('textbox', { name: label, exact: true }).waitFor({ state: 'detached' })
}

/** Writes every heading that is still empty, one after another, as the page leads. */
async function writeWhatIsMissing(page: Page): Promise<void> {
  for (;;) {
    await heading(page)
      .or(page.getByRole('button', { name: 'Nộp báo cáo' }))
      .waitFor()
    if ((await heading(page).count()) === 0) return
    if ((await heading(page).inputValue()) === '') await heading(page).fill('Không phát sinh.')
    await saveHeading(page)
  }
}

test('which cells met and which did not is one look', async () => {
  const page = await signedIn('dangbo', { device: 'desktop' })
  await page.goto('/sinh-hoat')
  const table = page.getByRole('table', { name: /Chi bộ sinh hoạt từng tháng/ })
  const cells = (await table.getByRole('row').count()) - 2
  expect(cells).toBe(5)
  const sums = table.getByRole('row').nth(1).getByRole('cell')
  const january = await sums.first().textContent()
  const met = await table.getByRole('cell', { name: /^Tháng 1: đã sinh hoạt/ }).count()
  expect(january).toBe(`${met}/${cells}`)
  await table
    .getByRole('link', { name: /^Tháng 1: đã sinh hoạt/ })
    .first()
    .click()
  await page.getByRole('heading', { level: 1, name: /Sinh hoạt chi bộ tháng 1\// }).waitFor()
})

test('a report is written, handed in once, sent back with a reason, handed in again and accepted', async () => {
  const page = await signedIn('dangbo', { device: 'phone' })
  const office = await signedIn('vanphong', { device: 'desktop' })
  const path = await toOpenPart(page)
  await sendBack(office, path, 'Chuẩn bị cho lần nộp mới.')

  await page.goto(path)
  const members = page.getByRole('row', { name: /^Tổng số đảng viên|^Đảng viên/ }).getByRole('link')
  expect(Number(await members.first().textContent())).toBeGreaterThan(50)
  expect(await axeFindings(page)).toEqual([])
  await writeWhatIsMissing(page)
  const late = await otherWindow(page)
  await late.goto(page.url())
  await page.getByRole('button', { name: 'Nộp báo cáo' }).dblclick()
  await page.getByText('Đã nộp báo cáo.').waitFor()

  // The other window still shows the button.
  await late.getByRole('button', { name: 'Nộp báo cáo' }).click()
  await late.getByText('đã nộp rồi, không nộp lần nữa').first().waitFor()

  // An empty reason is refused at its field, and nothing is sent back.
  await office.goto(path)
  await office.getByText('Trả lại để đơn vị sửa').click()
  await office.getByRole('button', { name: 'Trả lại báo cáo' }).click()
  await office.getByRole('alert').waitFor()
  expect(await office.getByRole('textbox', { name: 'Lý do trả lại' }).getAttribute('aria-invalid')).toBe('true')
  expect(await sendBack(office, path, REASON)).toBe(true)

  await page.goto('/')
  await page.getByRole('link', { name: 'Sửa báo cáo' }).click()
  await page.getByText(REASON).waitFor()
  await page.goto(`${path}?muc=nop`)
  await page
    .locator('main')
    .getByRole('list')
    .getByRole('link', { name: /^[IVX]/ })
    .last()
    .click()
  await heading(page).fill('Phấn đấu kết nạp đủ chỉ tiêu được giao; mỗi chi bộ giới thiệu một quần chúng.')
  await saveHeading(page)
  await page.getByRole('button', { name: 'Nộp báo cáo' }).click()
  await page.getByText('Đã nộp báo cáo.').waitFor()

  await office.goto('/')
  await office.getByRole('link', { name: 'Duyệt báo cáo' }).first().click()
  await office.goto(path)
  await office.getByText('mỗi chi bộ giới thiệu một quần chúng').waitFor()
  await office.getByRole('button', { name: 'Tiếp nhận báo cáo' }).click()
  await office.waitForURL(/trang-thai=submitted/)
  await page.goto(path)
  await page.getByText('Đã tiếp nhận').first().waitFor()
})

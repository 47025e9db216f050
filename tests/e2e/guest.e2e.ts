// A commune's committee answers by its link on a small phone without JavaScript; the office gives it back, the guest writes again, the
// office accepts and revokes. What is sent stays text, what is too large stays out, a link that is no more opens nothing.
import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { axeFindings, signedIn, visitor } from './harness.ts'

const MARKUP = '<script>document.title = "đã chạy"</script><b>Đã gửi</b>'
const GONE = 'Không mở được đường dẫn'

/** Makes a link for the outside body of a regulation that holds, and returns the page of the regulation and the link. */
async function makeLink(office: Page): Promise<{ regulation: string; link: string }> {
  await office.goto('/phoi-hop?tim=04-QC')
  await office.getByRole('link', { name: /04-QC\/ĐU/ }).click()
  await office.getByRole('heading', { name: /Theo dõi năm/ }).waitFor()
  const regulation = new URL(office.url()).pathname
  await office.locator('summary', { hasText: 'Tạo đường dẫn' }).click()
  await office.getByRole('button', { name: 'Tạo đường dẫn' }).click()
  const link = await office.getByRole('textbox', { name: 'Đường dẫn' }).inputValue()
  expect(link).toMatch(/\/lien-ket\/[\w-]{100,}$/)
  return { regulation, link }
}

/** What an earlier run left is sent back, so that the year's plan of the committee outside waits for an answer. */
async function sendBack(office: Page, regulation: string, reason: string): Promise<void> {
  await office.goto(regulation)
  const row = office.getByRole('row', { name: /Gửi nghị quyết, kế hoạch công tác năm/ })
  await row.getByRole('link').first().click()
  const fold = office.locator('summary', { hasText: /trả lại/i })
  if ((await fold.count()) === 0) return
  await fold.click()
  await office.getByRole('textbox', { name: 'Lý do' }).fill(reason)
  await office.getByRole('button', { name: 'Trả lại' }).click()
  await office.getByText(`Lý do trả lại: ${reason}`).first().waitFor()
}

const phone = () => visitor({ device: 'phone', javaScript: false })
const answerBox = (page: Page) => page.getByRole('textbox', { name: 'Nội dung trả lời' })

test('a guest answers, is sent back, answers again, is accepted; then the link is revoked', async () => {
  const office = await signedIn('vanphong', { device: 'desktop' })
  const { regulation, link } = await makeLink(office)
  await sendBack(office, regulation, 'Thiếu phụ lục.')
  const guest = await phone()
  const first = await guest.goto(link)
  expect(first?.headers()).toMatchObject({ 'cache-control': 'no-store', 'referrer-policy': 'no-referrer', 'x-robots-tag': 'noindex, nofollow' }) // prettier-ignore
  expect(first?.headers()['set-cookie']).toBeUndefined()
  expect(await axeFindings(guest)).toEqual([])
  // The plan that was given back stands open; what is missing is said at its field.
  if ((await answerBox(guest).count()) === 0) await guest.getByRole('link', { name: /Gửi nghị quyết/ }).click()
  await answerBox(guest).fill('')
  await guest.getByRole('button', { name: 'Gửi trả lời' }).click()
  expect(await guest.getByRole('alert').textContent()).toContain('Nội dung trả lời')
  await answerBox(guest).fill(MARKUP)
  await guest.getByRole('textbox', { name: /Họ tên/ }).fill('Lò <i>Văn</i> Minh')
  await guest.getByLabel('Tệp kèm theo').setInputFiles({ name: 'phu-luc.pdf', mimeType: 'application/pdf', buffer: Buffer.from('<html>') }) // prettier-ignore
  await guest.getByRole('button', { name: 'Gửi trả lời' }).click()
  expect(await guest.getByRole('alert').textContent()).toContain('Chỉ nhận PDF')
  // What was typed is still there.
  expect(await answerBox(guest).inputValue()).toBe(MARKUP)
  await guest.getByLabel('Tệp kèm theo').setInputFiles({ name: 'phu-luc.pdf', mimeType: 'application/pdf', buffer: Buffer.from('%PDF-1.4') }) // prettier-ignore
  await guest.getByRole('button', { name: 'Gửi trả lời' }).click()
  await guest.getByText('Đã gửi. Nơi nhận sẽ xem').waitFor()

  await office.goto(regulation)
  await office.getByRole('link', { name: 'Chờ xem xét' }).first().click()
  await office.getByRole('button', { name: 'Tiếp nhận' }).waitFor()
  expect(await office.locator('article').first().textContent()).toContain(MARKUP)
  expect(await office.title()).not.toBe('đã chạy')
  await sendBack(office, regulation, 'Cần ghi số văn bản.')

  await guest.goto(link)
  await guest.getByText('Cần ghi số văn bản.').waitFor()
  await answerBox(guest).fill('Kế hoạch số 12-KH/ĐU')
  await guest.getByRole('textbox', { name: /Họ tên/ }).fill('Lò Văn Minh')
  await guest.getByRole('button', { name: 'Gửi trả lời' }).click()
  await guest.getByText('Đã gửi. Nơi nhận sẽ xem').waitFor()
  await office.reload()
  await office.getByRole('button', { name: 'Tiếp nhận' }).click()
  await office.getByText('Đã tiếp nhận').first().waitFor()

  await office.goto(regulation)
  await office
    .getByRole('button', { name: /Thu hồi/ })
    .first()
    .click()
  await office.getByText('Đã thu hồi').first().waitFor()
  for (const address of [
    link,
    `${link}A`,
    link.replace(/.{10}$/, 'AAAAAAAAAA'),
    `${new URL(link).origin}/lien-ket/x`,
  ]) {
    const answer = await guest.goto(address)
    expect([answer?.status(), await guest.getByRole('heading').textContent()]).toEqual([404, GONE])
  }
})

test('a file too large is refused before it is taken in', async () => {
  const office = await signedIn('vanphong', { device: 'desktop' })
  const { link } = await makeLink(office)
  const guest = await phone()
  await guest.goto(link)
  await guest
    .getByRole('link', { name: /Cho ý kiến|Gửi nghị quyết/ })
    .first()
    .click()
  await answerBox(guest).fill('Nội dung')
  await guest.getByRole('textbox', { name: /Họ tên/ }).fill('Lò Văn Minh')
  const large = Buffer.concat([Buffer.from('%PDF-1.4'), Buffer.alloc(12 * 1024 * 1024)])
  await guest.getByLabel(/[Tt]ệp kèm theo/).setInputFiles({ name: 'lon.pdf', mimeType: 'application/pdf', buffer: large }) // prettier-ignore
  await guest.getByRole('button', { name: /Gửi trả lời|Lưu thay đổi/ }).click()
  expect(await guest.getByRole('alert').textContent()).toContain('Tệp quá lớn')
})

test('pages of coordination are clean for who reads them with other means', async () => {
  for (const device of ['phone', 'desktop'] as const) {
    const page = await signedIn('vanphong', { device, look: device === 'phone' ? 'dark' : 'light' })
    for (const path of ['/phoi-hop', '/phoi-hop/moi', '/phoi-hop/co-quan', '/phoi-hop/co-quan/them']) {
      await page.goto(path)
      expect([path, await axeFindings(page)]).toEqual([path, []])
    }
    await page.goto('/phoi-hop')
    await page.getByRole('link', { name: /03-QC\/ĐU/ }).click()
    await page.getByRole('heading', { name: /Theo dõi năm/ }).waitFor()
    expect(await axeFindings(page)).toEqual([])
    await page.getByRole('link', { name: 'Sửa, kết thúc' }).click()
    await page.getByRole('heading', { name: 'Sửa quy chế' }).waitFor()
    expect(await axeFindings(page)).toEqual([])
  }
})

// From the plan of a conference to the article a stranger reads: template, papers, recommendation, conclusion whose points become tasks
// of their owners, the article drafted from the record, held back by the gate, approved by another person, published, withdrawn.
import type { Page } from 'playwright-core'
import sharp from 'sharp'
import { expect, test } from 'vitest'
import { axeFindings, origin, signedIn, visitor } from './harness.ts'
import { dayFromNow } from './meeting-people.ts'

/** Every run has a conference of its own. */
const stamp = Date.now().toString(36)
const TITLE = `Hội nghị sơ kết 9 tháng, lần ${stamp}`
const TASK = `Rà soát nguồn kết nạp đảng viên, báo cáo danh sách ${stamp}`

test('planned, held, concluded, given as a task, written about, approved and read by anybody', async () => {
  const office = await signedIn('vanphong', { device: 'desktop' })
  await plan(office)
  await addPaper(office, 'Báo cáo đề dẫn', 'Báo cáo kết quả công tác 9 tháng')
  await addPaper(office, 'Tham luận', 'Kinh nghiệm nâng cao chất lượng sinh hoạt chuyên đề')
  await addPaper(office, 'Ý kiến phát biểu', 'Đề nghị bồi dưỡng kỹ năng cho bí thư chi bộ')
  await recommend(office)
  expect(await axeFindings(office)).toEqual([])
  await addPicture(office)
  const conference = new URL(office.url()).pathname
  await conclude(office, conference)
  await taskIsDone(await signedIn('dangbo', { device: 'phone' }))

  const address = await writeArticle(office, conference)
  await readAsStranger(address)

  await office.getByText('Gỡ bài khỏi cổng').click()
  await office.getByRole('textbox', { name: 'Lý do', exact: true }).fill('Bài thử, không dùng nữa.')
  await office.getByRole('button', { name: 'Gỡ khỏi cổng' }).click()
  await office.getByText('Bài đã gỡ').waitFor()
  expect((await fetch(`${origin()}${address}`)).status).toBeGreaterThanOrEqual(400)
})

async function plan(page: Page): Promise<void> {
  await page.goto('/hoi-nghi/moi')
  await page.getByRole('link', { name: 'Hội nghị sơ kết 9 tháng' }).click()
  await page.getByLabel('Tên hội nghị').fill(TITLE)
  await page.getByRole('textbox', { name: 'Ngày họp' }).fill(dayFromNow(-1))
  await page.getByLabel('Giờ bắt đầu').fill('14:00')
  await page.getByLabel('Giờ kết thúc').fill('13:00')
  await page.getByLabel('Địa điểm').fill('Hội trường Đảng ủy Khối')
  const frozen = page.getByLabel('Báo cáo trình hội nghị').locator('option', { hasNotText: /chưa chốt|Chưa chọn/ })
  await page.getByLabel('Báo cáo trình hội nghị').selectOption({ label: (await frozen.first().textContent()) ?? '' })
  await page.getByRole('button', { name: 'Lập kế hoạch' }).click()
  // An end before the beginning is refused, and everything typed is still there.
  await page.getByRole('alert').getByText('phải sau giờ bắt đầu').waitFor()
  expect(await page.getByLabel('Tên hội nghị').inputValue()).toBe(TITLE)
  await page.getByLabel('Giờ kết thúc').fill('17:00')
  await page.getByRole('button', { name: 'Lập kế hoạch' }).click()
  await page.getByRole('heading', { level: 1, name: TITLE }).waitFor()
  expect(
    await page
      .getByRole('textbox', { name: /^Nội dung \d+$/ })
      .first()
      .inputValue(),
  ).not.toBe('')
  await page.getByRole('button', { name: 'Ghi nhận đã họp' }).click()
  await page.getByText('Đã họp, chờ kết luận').waitFor()
}

async function addPaper(page: Page, kind: string, title: string): Promise<void> {
  await page.getByText('Thêm báo cáo, tham luận hoặc phát biểu').click()
  await page.getByLabel('Loại').selectOption({ label: kind })
  await page.getByLabel('Trạng thái').selectOption({ label: 'Đã trình bày' })
  await page.getByLabel('Tên, nội dung chính').fill(title)
  await page.getByLabel('Người trình bày').fill('Đồng chí Bí thư Đảng ủy Sở Nội vụ')
  await page.getByRole('button', { name: 'Thêm', exact: true }).click()
  await page.getByRole('link', { name: title }).waitFor()
}

async function recommend(page: Page): Promise<void> {
  await page.getByText('Thêm kiến nghị').first().click()
  await page.getByLabel('Gửi cấp').selectOption({ index: 1 })
  await page.getByLabel('Nội dung kiến nghị').fill('Có hướng dẫn riêng cho chi bộ đông đảng viên.')
  await page.getByRole('button', { name: 'Thêm kiến nghị' }).click()
  await page.getByText('Chờ trả lời').first().waitFor()
}

async function addPicture(page: Page): Promise<void> {
  const picture = await sharp({ create: { width: 900, height: 600, channels: 3, background: '#a03030' } }).jpeg().toBuffer() // prettier-ignore
  await page.getByRole('link', { name: /^Hình ảnh/ }).click()
  await page
    .getByLabel('Ảnh', { exact: false })
    .first()
    .setInputFiles({ name: 'anh.jpg', mimeType: 'image/jpeg', buffer: picture })
  await page.getByLabel('Chú thích').fill('Quang cảnh hội nghị')
  await page.getByLabel('Nguồn ảnh').fill('Văn phòng Đảng ủy Khối')
  await page.getByRole('button', { name: 'Thêm ảnh' }).click()
  await page.getByText('Quang cảnh hội nghị').first().waitFor()
}

async function conclude(page: Page, conference: string): Promise<void> {
  await page.goto(`${conference}?phan=ket-luan`)
  await page.getByLabel('Nội dung kết luận').fill('Các cấp ủy tập trung hoàn thành chỉ tiêu kết nạp đảng viên năm nay.')
  await page.getByLabel('Việc 1', { exact: true }).fill(TASK)
  await page.getByRole('textbox', { name: 'Hạn' }).first().fill(dayFromNow(1))
  await page.getByRole('button', { name: 'Ban hành kết luận, giao việc' }).click()
  await page.getByText('chưa có đơn vị thực hiện').first().waitFor()
  expect(await page.getByLabel('Việc 1', { exact: true }).inputValue()).toBe(TASK)
  await page.getByLabel('Đơn vị thực hiện').first().selectOption({ label: 'Đảng bộ Sở Nội vụ' })
  await page.getByRole('button', { name: 'Ban hành kết luận, giao việc' }).click()
  await page.getByText('Đã kết luận').first().waitFor()
  await page.getByRole('link', { name: 'Xem tiến độ' }).waitFor()
}

async function taskIsDone(page: Page): Promise<void> {
  await page.goto('/')
  const card = page.getByRole('article').filter({ hasText: TASK })
  await card.getByText('còn 1 ngày').waitFor()
  await card.getByRole('link', { name: 'Báo cáo kết quả' }).click()
  await page.getByLabel('Kết quả thực hiện').fill('Đã rà soát 5 chi bộ, gửi danh sách 7 quần chúng.')
  await page.getByRole('button', { name: 'Báo cáo kết quả' }).click()
  await page.getByText('gửi danh sách 7 quần chúng').first().waitFor()
  await page.goto('/')
  expect(await page.getByRole('article').filter({ hasText: TASK }).count()).toBe(0)
}

/** Drafted, given a telephone number that the gate finds, mended, approved by another person, published. Returns its address. */
async function writeArticle(office: Page, conference: string): Promise<string> {
  await office.goto(conference)
  await office.getByRole('link', { name: 'Viết bài' }).click()
  await office.getByRole('button', { name: 'Soạn nháp' }).click()
  await office.getByRole('heading', { level: 1, name: TITLE }).waitFor()
  expect(await office.getByText('Câu của biên tập viên', { exact: true }).count()).toBe(0)
  const sentences = office.getByRole('textbox', { name: /^Câu \d+$/ })
  const empty = (await sentences.evaluateAll((all) => all.map((one) => (one as HTMLTextAreaElement).value))).indexOf('')
  await sentences.nth(empty).fill('Mọi chi tiết xin gọi 0912 345 678.')
  await office.getByRole('button', { name: 'Lưu bài' }).click()
  await office.getByText('Giống số điện thoại').waitFor()

  await sentences.nth(empty).fill('Mọi chi tiết xin liên hệ Văn phòng Đảng ủy Khối.')
  await office.getByRole('button', { name: 'Lưu bài' }).click()
  await office.waitForLoadState()
  expect(await office.getByText('Giống số điện thoại').count()).toBe(0)
  // Names of members are the other thing the gate asks about.
  while ((await office.getByRole('button', { name: 'Xác nhận' }).count()) > 0) {
    await office.getByLabel('Lý do được đăng').first().fill('Người phát biểu công khai tại hội nghị.')
    await office.getByRole('button', { name: 'Xác nhận' }).first().click()
    await office.waitForLoadState()
  }
  await office.getByRole('button', { name: 'Gửi duyệt' }).click()
  await office.getByText('Gửi duyệt: ').waitFor()
  const desk = new URL(office.url()).pathname

  const leader = await signedIn('thuongtruc', { device: 'phone' })
  await leader.goto(desk)
  await leader.getByRole('button', { name: 'Duyệt bài' }).click()
  await leader.getByText('Duyệt: ', { exact: false }).last().waitFor()
  await office.goto(desk)
  await office.getByRole('button', { name: 'Đăng lên cổng' }).click()
  const link = office.getByRole('link', { name: 'Xem trên cổng' })
  return (await link.getAttribute('href')) ?? ''
}

async function readAsStranger(address: string): Promise<void> {
  const views = async (page: Page) =>
    Number(/(\d+) lượt xem/.exec((await page.locator('article').textContent()) ?? '')?.[1])
  const first = await visitor({ device: 'phone', javaScript: false })
  expect((await first.goto(address))?.status()).toBe(200)
  await first.getByRole('heading', { level: 1, name: TITLE }).waitFor()
  expect(await first.locator('time').first().getAttribute('datetime')).toMatch(/^\d{4}-\d{2}-\d{2}T/)
  expect(await first.locator('figcaption').first().textContent()).toContain('Quang cảnh hội nghị. Ảnh: Văn phòng')
  expect(await first.locator('figure img').first().evaluate((img) => (img as HTMLImageElement).naturalWidth)).toBeGreaterThan(0) // prettier-ignore
  expect(await first.getByText('0912 345 678').count()).toBe(0)
  expect(await first.getByRole('heading', { name: /^(Bài liên quan|Tin mới hơn)$/ }).count()).toBeGreaterThan(0)
  await first.getByRole('link', { name: /Chữ lớn/ }).click()
  expect(await first.getByRole('link', { name: /Chữ lớn/ }).getAttribute('aria-current')).toBe('true')

  const second = await visitor({ device: 'desktop' })
  await second.goto(address)
  expect(await views(second)).toBeGreaterThan(0)
  await second.getByRole('button', { name: 'In', exact: true }).waitFor()
  expect(await axeFindings(second)).toEqual([])

  const portal = `${origin()}${address.split('/tin/')[0]}`
  expect(await (await fetch(`${portal}/rss.xml`)).text()).toContain(TITLE)
  await second.goto(`${portal}/tim?tim=${stamp}`)
  await second.getByRole('link', { name: TITLE }).first().waitFor()
}

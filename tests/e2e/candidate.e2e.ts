// From the list of candidates to full membership, over fifteen months of a clock of the test: a cell secretary and the committee write on
// their phones, two officers of the bloc decide at their desks. On the way whatever comes too early, or does not add up, is refused.
// One story in six parts: each goes on where the one before ended.
import type { Locator, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { addDays, addMonths, formatDay } from '#kernel/day.ts'
import type { Day } from '#kernel/day.ts'
import { axeFindings, signInAs, visitor } from './harness.ts'
import { PASSWORD, smallBloc } from './small-bloc.ts'
import type { SmallBloc } from './small-bloc.ts'

const NAME = 'Quàng Văn Thử'
const FULL_MEMBERS = 7
const PHONE_WIDTH = 360
const NEARLY_FIFTEEN_MONTHS = 455

let bloc: SmallBloc
let began: Day
let dossier = ''
let member = ''
let ceremonyOn: Day

beforeAll(async () => {
  bloc = await smallBloc()
  began = bloc.today()
})
afterAll(() => bloc?.stop())

/** Everybody has one device, and signs in anew when days have passed. */
const seats = new Map<string, { page: Page; since: Day }>()
async function seat(userName: string): Promise<Page> {
  const today = bloc.today()
  const known = seats.get(userName)
  if (known?.since === today) return known.page
  const device = userName.startsWith('canbo') ? 'desktop' : 'phone'
  const page = known?.page ?? (await visitor({ device, at: bloc.origin }))
  await page.context().clearCookies()
  await signInAs(page, { userName, password: PASSWORD })
  seats.set(userName, { page, since: today })
  return page
}

const today = () => formatDay(bloc.today())
const control = (page: Page, label: string): Locator =>
  page
    .getByRole('textbox', { name: label, exact: true })
    .or(page.getByRole('combobox', { name: label, exact: true }))
    .or(page.getByRole('checkbox', { name: label, exact: true }))

type Fields = Readonly<Record<string, string | true>>

/** Fills by label: text, one of a list by its words, or a box to tick. */
async function fill(page: Page, fields: Fields): Promise<void> {
  for (const [label, value] of Object.entries(fields)) {
    const one = control(page, label)
    if (value === true) await one.check()
    else if ((await one.evaluate((each) => each.tagName)) === 'SELECT') await one.selectOption({ label: value })
    else await one.fill(value)
  }
}

const press = (page: Page) => page.getByRole('button', { name: 'Ghi', exact: true }).click()

/** No page is wider than the screen it is read on. */
async function fits(page: Page): Promise<void> {
  const wide = await page.evaluate(() => document.documentElement.scrollWidth)
  expect(wide, page.url()).toBeLessThanOrEqual(page.viewportSize()?.width ?? PHONE_WIDTH)
}

/** Who wrote last still looks at the dossier as it has become. */
let upToDate: Page | null = null

/** Opens the form of a step from the page of the dossier. */
async function open(page: Page, act: string): Promise<void> {
  if (upToDate !== page || new URL(page.url()).pathname !== dossier) await page.goto(dossier)
  await fits(page)
  await page.locator('main').getByRole('link', { name: act, exact: true }).click()
  await page.getByRole('heading', { level: 1, name: act, exact: true }).waitFor()
  await fits(page)
}

/** Writes one step as somebody does, and reads that it is written. */
async function write(page: Page, act: string, fields: Fields): Promise<void> {
  await open(page, act)
  await fill(page, fields)
  await press(page)
  await written(page)
}
async function written(page: Page): Promise<void> {
  await page.waitForURL(/[?&]xong=/)
  await page.getByText(/^Đã ghi/).waitFor()
  upToDate = page
}

/** Presses a filled form that is refused: the sentence stands on the form, and what was typed is still there. */
async function refused(page: Page, fields: Fields, sentence: RegExp): Promise<void> {
  await fill(page, fields)
  await press(page)
  await page.getByRole('alert').getByText(sentence).waitFor()
  await kept(page, fields)
  await fits(page)
}
async function kept(page: Page, fields: Fields): Promise<void> {
  for (const [label, value] of Object.entries(fields)) {
    const one = control(page, label)
    if (value === true) expect(await one.isChecked(), label).toBe(true)
    else if ((await one.evaluate((each) => each.tagName)) === 'SELECT')
      expect(await one.evaluate((each) => (each as HTMLSelectElement).selectedOptions[0]?.label), label).toBe(value)
    else expect(await one.inputValue(), label).toBe(value)
  }
}

/** Whose turn has not come finds no form behind its address; one sent there all the same is answered by a sentence and changes nothing. */
async function notYet(page: Page, step: string, version: string, posted: Readonly<Record<string, string>>) {
  const answer = await page.goto(`${dossier}/${step}`)
  expect(answer?.status()).toBe(404)
  await fits(page)
  await page.goto(dossier)
  const before = await page.getByRole('list', { name: /^Các bước/ }).innerText()
  const sent = await page.evaluate(
    async ([to, fields]) => {
      const response = await fetch(to, { method: 'POST', body: new URLSearchParams(fields) })
      return { status: response.status, text: await response.text() }
    },
    [`${dossier}/${step}`, { ...posted, version }] as const,
  )
  expect(sent.status).toBe(409)
  expect(sent.text).toContain('Hồ sơ chưa đến hoặc đã qua bước')
  await page.goto(dossier)
  expect(await page.getByRole('list', { name: /^Các bước/ }).innerText()).toBe(before)
}
const versionOn = (page: Page) => page.locator('input[name=version]').inputValue()

const fact = (page: Page, term: string) =>
  page
    .getByRole('term')
    .filter({ hasText: new RegExp(`^${term}$`) })
    .locator('xpath=following-sibling::dd')

/** How many members the list of this reader counts. */
async function counted(page: Page): Promise<number> {
  await page.goto('/dang-vien')
  const line = await page.getByText(/^\d+ đảng viên, tính đến ngày/).innerText()
  return Number.parseInt(line, 10)
}

test('a candidate comes onto the list, is given a helper and sent to the class', async () => {
  const bithu = await seat('bithu')
  expect(await counted(bithu)).toBe(FULL_MEMBERS)
  await bithu.goto('/ket-nap')
  await bithu.getByText('Chưa có ai trong danh sách').waitFor()
  await bithu.getByRole('link', { name: 'Thêm người' }).first().click()
  await bithu.getByRole('heading', { level: 1, name: 'Thêm người' }).waitFor()
  await fits(bithu)

  const person = { 'Họ và tên': NAME, 'Ngày sinh': '14/02/1996', 'Trình độ học vấn': 'Đại học' }
  const tomorrow = { Ngày: formatDay(addDays(bloc.today(), 1)), 'Số nghị quyết chi bộ': '05-NQ/CB' }
  await bithu.getByRole('radio', { name: 'Nam', exact: true }).check()
  await refused(bithu, { ...person, ...tomorrow }, /còn ở tương lai/)
  expect(await bithu.getByRole('radio', { name: 'Nam', exact: true }).isChecked()).toBe(true)
  expect(await axeFindings(bithu)).toEqual([])
  await fill(bithu, { Ngày: today() })
  await press(bithu)
  await written(bithu)
  dossier = new URL(bithu.url()).pathname
  await bithu.getByRole('heading', { level: 1, name: NAME }).waitFor()
  await bithu.getByText('Đảng viên được phân công giúp đỡ').waitFor()

  await write(bithu, 'Phân công giúp đỡ', { Ngày: today(), 'Đảng viên chính thức của chi bộ': 'Lò Văn Chung' })
  await write(bithu, 'Cử đi học lớp nhận thức về Đảng', { Ngày: today(), 'Nơi học': 'Trung tâm chính trị thành phố' })
})

test('the dossier is gathered: certificate, papers, sponsors, opinions, checks', async () => {
  bloc.forward(30)
  const bithu = await seat('bithu')
  const on = { 'Ngày của giấy tờ': today() }
  const letter = {
    'Ngày của giấy giới thiệu': today(),
    'Cùng công tác, học tập, cư trú từ ngày': formatDay(addMonths(bloc.today(), -24)),
  }
  await write(bithu, 'Ghi giấy chứng nhận đã học', {
    'Ngày cấp': formatDay(addDays(bloc.today(), -5)),
    'Số giấy chứng nhận': '118/GCN',
  })
  await write(bithu, 'Lập hồ sơ', { Ngày: today(), 'Số nghị quyết chi bộ': '07-NQ/CB' })
  await write(bithu, 'Thêm giấy tờ', { ...on, 'Loại giấy tờ': 'Đơn xin vào Đảng (1-KNĐ)' })
  await write(bithu, 'Thêm giấy tờ', { ...on, 'Loại giấy tờ': 'Lý lịch của người xin vào Đảng (2-KNĐ)' })
  for (const sponsor of ['Lò Văn Chung', 'Hoàng Thị Duyên'])
    await write(bithu, 'Thêm giấy giới thiệu của đảng viên', { ...letter, 'Đảng viên chính thức của chi bộ': sponsor })
  for (const about of ['Người vào Đảng', 'Cha, mẹ đẻ'])
    await write(bithu, 'Gửi thẩm tra lý lịch', {
      'Ngày nơi được đề nghị nhận': today(),
      'Thẩm tra về': about,
      'Nơi được đề nghị thẩm tra': 'Đảng ủy xã Chiềng Thử',
    })
  await write(bithu, 'Thêm ý kiến nhận xét', { Ngày: today(), 'Ý kiến của': 'Đoàn thể nơi làm việc' })
  // The next step waits for what lacks, and is the committee's.
  await bithu.goto(dossier)
  await bithu.getByText('Thẩm tra lý lịch những người phải thẩm tra').waitFor()
  await bithu.getByText('Do đảng ủy cơ sở ghi.').waitFor()
})

test('the standard is concluded upon, the file complete; cell and committee vote by counts that add up', async () => {
  bloc.forward(25)
  const bithu = await seat('bithu')
  const danguy = await seat('danguy')
  const canbo = await seat('canbo')
  const sent = (about: string) => `${about}, gửi ${formatDay(addDays(bloc.today(), -25))}`
  await write(bithu, 'Ghi trả lời thẩm tra', { Ngày: today(), 'Trả lời đề nghị': sent('Người vào Đảng') })
  await write(bithu, 'Ghi trả lời thẩm tra', { Ngày: today(), 'Trả lời đề nghị': sent('Cha, mẹ đẻ') })
  await write(danguy, 'Ghi kết luận tiêu chuẩn chính trị', {
    Ngày: today(),
    'Kết luận': 'Bảo đảm tiêu chuẩn chính trị',
    'Không có cha, mẹ vợ hoặc chồng, người nuôi dưỡng phải thẩm tra': true,
    'Không có vợ hoặc chồng phải thẩm tra': true,
    'Không có con đẻ phải thẩm tra': true,
    'Số kết luận': '21-KL/ĐU',
  })
  await write(bithu, 'Xác nhận đủ hồ sơ', { Ngày: today() })

  await bithu.goto('/ket-nap')
  await bithu.getByRole('link', { name: NAME }).waitFor()
  await bithu.getByText('Ghi kết quả chi bộ xét kết nạp').waitFor()
  expect(await axeFindings(bithu)).toEqual([])
  await fits(bithu)
  await bithu.goto(dossier)
  expect(await axeFindings(bithu)).toEqual([])

  // More ballots than voters.
  await open(bithu, 'Ghi kết quả chi bộ xét kết nạp')
  expect(await control(bithu, 'Tổng số đảng viên chính thức của chi bộ').inputValue()).toBe(String(FULL_MEMBERS))
  const ballots = { 'Ngày chi bộ họp': today(), 'Có mặt biểu quyết': '7', 'Số nghị quyết (6-KNĐ)': '09-NQ/CB' }
  const many = { ...ballots, 'Tán thành': '6', 'Không tán thành': '3', 'Hình thức biểu quyết': 'Bỏ phiếu kín' }
  await refused(bithu, many, /Cộng các phiếu được 9, nhiều hơn 7 đồng chí có mặt/)
  expect(await axeFindings(bithu)).toEqual([])

  // A decision before anybody voted.
  await notYet(canbo, 'quyet-dinh', await versionOn(bithu), {
    on: today(),
    by: 'direct_upper',
    'decision.number': '30-QĐ/ĐUK',
    'decision.issuer': 'Đảng ủy Khối',
  })

  await fill(bithu, { 'Không tán thành': '1' })
  await press(bithu)
  await written(bithu)
  await write(danguy, 'Ghi kết quả đảng ủy cơ sở xét', {
    'Ngày đảng ủy họp': today(),
    'Tổng số cấp ủy viên': '9',
    'Có mặt biểu quyết': '8',
    'Tán thành': '8',
    'Số nghị quyết (8-KNĐ)': '14-NQ/ĐU',
  })
})

test('the bloc decides, and the ceremony makes a member', async () => {
  bloc.forward(10)
  const bithu = await seat('bithu')
  const canbo = await seat('canbo')
  // The ceremony before the decision; the version is that of the form the secretary may have open.
  await open(bithu, 'Thêm giấy tờ')
  await notYet(bithu, 'le-ket-nap', await versionOn(bithu), { on: today() })

  await canbo.goto('/ket-nap')
  await canbo.getByRole('link', { name: NAME }).click()
  await open(canbo, 'Ghi quyết định kết nạp')
  const paper = { 'Số quyết định': '31-QĐ/ĐUK', 'Người ký': 'Lò Văn Bình' }
  const early = { ...paper, 'Ngày ký quyết định': formatDay(addDays(bloc.today(), -11)) }
  await refused(canbo, early, /Bước trước của hồ sơ là ngày/)
  await fill(canbo, { 'Ngày ký quyết định': today() })
  await press(canbo)
  await written(canbo)

  await write(bithu, 'Ghi ngày nhận quyết định', { 'Ngày nhận': today() })
  await open(bithu, 'Ghi lễ kết nạp')
  const held = {
    'Ngày tổ chức lễ': formatDay(addDays(bloc.today(), -1)),
    'Là đoàn viên thanh niên': 'Phải',
  }
  await refused(bithu, held, /Bước trước của hồ sơ là ngày/)
  await fill(bithu, { 'Ngày tổ chức lễ': today() })
  await press(bithu)
  await written(bithu)
  ceremonyOn = bloc.today()

  await bithu.getByRole('link', { name: 'Trang đảng viên' }).click()
  await bithu.getByRole('heading', { level: 2, name: 'Trong Đảng' }).waitFor()
  member = new URL(bithu.url()).pathname
  expect(await bithu.locator('main').getByText('Dự bị', { exact: true }).count()).toBe(1)
  expect(await fact(bithu, 'Ngày vào Đảng').innerText()).toContain(today())
  await fits(bithu)
  expect(await counted(bithu)).toBe(FULL_MEMBERS + 1)
})

test('probation lasts its twelve months: class, papers, votes, and no vote before its end', async () => {
  bloc.forward(200)
  const bithu = await seat('bithu')
  await write(bithu, 'Ghi giấy chứng nhận lớp đảng viên mới', {
    'Ngày cấp': today(),
    'Số giấy chứng nhận': '44/GCN-ĐVM',
  })
  const ends = addMonths(ceremonyOn, 12)
  await bithu.getByText(`Làm được từ ngày ${formatDay(ends)}.`).waitFor()
  await open(bithu, 'Ghi kết quả chi bộ xét chính thức')
  const vote = { 'Có mặt biểu quyết': '7', 'Tán thành': '7', 'Số nghị quyết (13-KNĐ)': '20-NQ/CB' }
  await refused(bithu, { ...vote, 'Ngày chi bộ họp': today() }, /12 tháng/)

  bloc.forward(170)
  const again = await seat('bithu')
  for (const form of [
    'Bản tự kiểm điểm (10-KNĐ)',
    'Nhận xét của đảng viên giúp đỡ (11-KNĐ)',
    'Tổng hợp ý kiến nhận xét (12-KNĐ)',
  ])
    await write(again, 'Thêm giấy tờ', { 'Ngày của giấy tờ': today(), 'Loại giấy tờ': form })
  await write(again, 'Ghi kết quả chi bộ xét chính thức', { ...vote, 'Ngày chi bộ họp': today() })
  await write(await seat('danguy'), 'Ghi kết quả đảng ủy cơ sở xét', {
    'Ngày đảng ủy họp': today(),
    'Tổng số cấp ủy viên': '9',
    'Có mặt biểu quyết': '9',
    'Tán thành': '9',
    'Số nghị quyết (15-KNĐ)': '33-NQ/ĐU',
  })
})

test('of two officers who confirm at once one is told; the member is a full one from the legal day', async () => {
  bloc.forward(20)
  expect(bloc.today() >= addDays(began, NEARLY_FIFTEEN_MONTHS)).toBe(true)
  const officers = await Promise.all(['canbo', 'canbo2'].map(seat))
  const typed = (n: number) => ({
    'Ngày ký quyết định': today(),
    'Số quyết định': `${52 + n}-QĐ/ĐUK`,
    'Số thẻ đảng viên': `1000990${n}`,
  })
  for (const [n, page] of officers.entries()) {
    await open(page, 'Ghi quyết định công nhận chính thức')
    await fill(page, typed(n))
  }
  const outcomes = await Promise.all(
    officers.map(async (page) => {
      await press(page)
      const told = page.getByRole('alert').getByText('Người khác vừa sửa nội dung này')
      await told.or(page.getByText(/^Đã ghi/)).waitFor()
      return (await told.count()) === 0
    }),
  )
  expect(outcomes.toSorted()).toEqual([false, true])
  const winner = outcomes.indexOf(true)
  const loser = officers[1 - winner]!
  await kept(loser, typed(1 - winner))
  expect(await axeFindings(loser)).toEqual([])
  // Pressed again it is told that the step is over, and nothing is written twice.
  await press(loser)
  await loser
    .getByRole('alert')
    .getByText(/đã qua bước «Quyết định công nhận chính thức»/)
    .waitFor()

  const legal = addMonths(ceremonyOn, 12)
  const bithu = await seat('bithu')
  await bithu.goto(member)
  expect(await bithu.locator('main').getByText('Chính thức', { exact: true }).count()).toBe(1)
  expect(await fact(bithu, 'Ngày chính thức').innerText()).toContain(formatDay(legal))
  expect(await fact(bithu, 'Ngày vào Đảng').innerText()).toContain(formatDay(ceremonyOn))
  expect(await fact(bithu, 'Số thẻ đảng viên').innerText()).toBe(`1000990${winner}`)
  await fits(bithu)
  await bithu.goto(`${member}/dien-bien`)
  expect(await bithu.getByText(`${52 + winner}-QĐ/ĐUK`).count()).toBeGreaterThan(0)
  expect(await bithu.getByText(`${53 - winner}-QĐ/ĐUK`).count()).toBe(0)
  // Full from the legal day on, and not a day earlier, though it was decided weeks later.
  for (const [day, state] of [
    [addDays(legal, -1), 'Dự bị'],
    [legal, 'Chính thức'],
  ] as const) {
    await bithu.goto(`${member}?ngay=${day}`)
    expect(await bithu.locator('main').getByText(state, { exact: true }).count(), day).toBe(1)
  }
  expect(await counted(bithu)).toBe(FULL_MEMBERS + 1)
  expect(await counted(officers[winner]!)).toBe(3 * FULL_MEMBERS + 1)
  await bithu.goto('/ket-nap?xem=da-xong')
  await bithu.getByRole('link', { name: NAME }).waitFor()
})

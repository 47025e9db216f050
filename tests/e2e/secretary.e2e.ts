// An evening of a cell secretary, on a small phone: what is due, the meeting, who came, the theme, the minutes, and everything that can
// go wrong with them. The form works the same with and without JavaScript.
import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { axeFindings, otherWindow, settled, signedIn } from './harness.ts'
import {
  Hand,
  answer,
  dayFromNow,
  isMarked,
  reasonOf,
  save,
  saved,
  takeBack,
  toMeetingAhead,
} from './meeting-people.ts'

const ways = [{ javaScript: true }, { javaScript: false }] as const
/** Everybody is present at first; what is left are two away with reasons, the theme, the minutes, the resolution. */
const MOST_TAPS = 14
/** A script's hand is fast: what is measured is the waiting for pages. */
const LONGEST_MS = 20_000

/** `num/den` of an indicator of the secretary's cell this month. */
async function figure(page: Page, code: string): Promise<string> {
  const [, month, year] = dayFromNow().split('/')
  const other = await otherWindow(page)
  await other.goto(`/so-lieu/${code}?ky=thang-${year}-${month}`)
  const text = (await other.locator('.big small').textContent()) ?? ''
  expect(await other.getByText(/^khớp \d+ bản ghi$/).count()).toBe(1)
  await other.close()
  return text.trim()
}

test.each(ways)('an evening from what is due to the minutes, JavaScript $javaScript', async ({ javaScript }) => {
  const page = await signedIn('bithu', { device: 'phone', javaScript })
  await toMeetingAhead(page)
  const people = await page.getByRole('radiogroup').count()
  expect(people).toBeGreaterThan(10)
  // A month is owed when it is over; one that runs counts from the day the cell has met.
  const owed = await figure(page, 'I24')
  expect(owed).toMatch(/^0\/[01]$/)
  expect(await figure(page, 'I25')).toBe('0/0')

  const began = performance.now()
  const hand = new Hand()
  await page.goto('/')
  await hand.tap(page.getByRole('link', { name: 'Mở buổi sinh hoạt' }).first())
  await hand.tap(answer(page, 1, 'P'))
  await hand.write(reasonOf(page, 1), 'Đi công tác')
  await hand.tap(answer(page, 4, 'P'))
  await hand.write(reasonOf(page, 4), 'Ốm')
  await hand.tap(page.getByLabel('Có sinh hoạt chuyên đề'))
  await hand.write(page.getByLabel('Tên chuyên đề'), 'Học và làm theo Bác trong công tác văn phòng')
  await hand.write(page.getByLabel('Diễn biến'), 'Bí thư chi bộ đánh giá tháng qua.\nNăm đồng chí phát biểu.')
  await hand.write(page.getByLabel('Nghị quyết, kết luận'), 'Hoàn thành rà soát hồ sơ trước ngày 15.')
  expect(await axeFindings(page)).toEqual([])
  await hand.tap(save(page))
  await saved(page)
  expect(performance.now() - began).toBeLessThan(LONGEST_MS)
  expect(hand.taps).toBeLessThanOrEqual(MOST_TAPS)

  expect(await page.getByText(`${people - 2}/${people} đồng chí có mặt`).count()).toBe(1)
  expect(await reasonOf(page, 1).inputValue()).toBe('Đi công tác')
  expect(await page.getByLabel('Diễn biến').inputValue()).toContain('Năm đồng chí phát biểu.')
  expect(await figure(page, 'I24')).toBe('1/1')
  expect(await figure(page, 'I25')).toBe(`${people - 2}/${people}`)

  // One of the two came late after all: corrected on the same page, without a reason while the month runs.
  await answer(page, 4, 'Có').click()
  await save(page).click()
  await page.getByText(`${people - 1}/${people} đồng chí có mặt`).waitFor()
  expect(await figure(page, 'I25')).toBe(`${people - 1}/${people}`)

  await takeBack(page)
  expect(await figure(page, 'I24')).toBe(owed)
  expect(await figure(page, 'I25')).toBe('0/0')
})

/** One fault at a time; what is wrong stands at its field. */
const refused = [
  { label: 'Ngày họp', typed: '31/02', says: /ngày/i },
  { label: 'Ngày họp', typed: dayFromNow(1), says: /chưa đến nên chưa ghi/ },
  { label: 'Ngày họp', typed: dayFromNow(-40), says: /trong tháng của buổi này/ },
  { label: 'Tên chuyên đề', typed: '', says: /phải có tên chuyên đề/ },
]

test.each(ways)('a refusal keeps everything typed, JavaScript $javaScript', async ({ javaScript }) => {
  const page = await signedIn('chibo', { device: 'phone', javaScript })
  await toMeetingAhead(page)
  await answer(page, 2, 'K').click()
  await reasonOf(page, 2).fill('Không báo cáo')
  await page.getByLabel('Có sinh hoạt chuyên đề').check()
  await page.getByLabel('Tên chuyên đề').fill('Chuyên đề thử')
  await page.getByLabel('Diễn biến').fill('Dòng thứ nhất\nDòng thứ hai')
  for (const { label, typed, says } of refused) {
    const wrong = page.getByRole('textbox', { name: label, exact: true })
    const before = await wrong.inputValue()
    await wrong.fill(typed)
    await save(page).click()
    await page.getByRole('alert').getByText(says).waitFor()
    expect(await wrong.getAttribute('aria-invalid')).toBe('true')
    const message = (await wrong.getAttribute('aria-describedby'))?.split(' ').find((id) => id.endsWith('-e'))
    expect(await page.locator(`[id="${message}"]`).textContent()).toMatch(says)
    expect(await wrong.inputValue()).toBe(typed)
    expect(await isMarked(page, 2, 'vắng không lý do')).toBe(true)
    expect(await reasonOf(page, 2).inputValue()).toBe('Không báo cáo')
    expect(await page.getByLabel('Có sinh hoạt chuyên đề').isChecked()).toBe(true)
    expect(await page.getByLabel('Diễn biến').inputValue()).toBe('Dòng thứ nhất\nDòng thứ hai')
    await wrong.fill(before)
  }
  // Nothing was saved meanwhile.
  const other = await otherWindow(page)
  await other.goto(page.url())
  expect(await other.getByText('đã lên lịch').count()).toBe(1)
  expect(await other.getByLabel('Diễn biến').inputValue()).toBe('')
})

test.each(ways)(
  'a form grown old is told so and wins when sent again, JavaScript $javaScript',
  async ({ javaScript }) => {
    const page = await signedIn('bithu', { device: 'phone', javaScript })
    await toMeetingAhead(page)
    const old = await otherWindow(page)
    await old.goto(page.url())
    await settled(old)
    await old.getByLabel('Diễn biến').fill('Bản của cửa sổ cũ')
    await page.getByLabel('Diễn biến').fill('Bản đã lưu trước')
    await save(page).click()
    await saved(page)

    await save(old).click()
    await old.getByText('Bản đang lưu trên hệ thống').waitFor()
    expect(await old.getByLabel('Diễn biến').inputValue()).toBe('Bản của cửa sổ cũ')
    await page.reload()
    expect(await page.getByLabel('Diễn biến').inputValue()).toBe('Bản đã lưu trước')

    await save(old).click()
    await saved(old)
    await page.reload()
    expect(await page.getByLabel('Diễn biến').inputValue()).toBe('Bản của cửa sổ cũ')
    await takeBack(page)
  },
)

test.each(ways)('pressed twice it is saved once, JavaScript $javaScript', async ({ javaScript }) => {
  const page = await signedIn('bithu', { device: 'phone', javaScript })
  await toMeetingAhead(page)
  await page.getByLabel('Địa điểm').fill('Hội trường tầng 2')
  const path = new URL(page.url()).pathname
  const version = async () => Number(await page.locator('input[name=version]').inputValue())
  const before = await version()
  await save(page).dblclick()
  await saved(page)
  await page.goto(path)
  expect(await version()).toBe(before + 1)
  // Enter in a field sends the form like the button; it marks nobody.
  await answer(page, 3, 'P').click()
  await page.getByLabel('Địa điểm').press('Enter')
  await saved(page)
  expect(await isMarked(page, 3, 'vắng có lý do')).toBe(true)
  await takeBack(page)
})

test('all present is one tap, also without JavaScript', async () => {
  for (const { javaScript } of ways) {
    const page = await signedIn('bithu', { device: 'phone', javaScript })
    await toMeetingAhead(page)
    const people = await page.getByRole('radiogroup').count()
    await answer(page, 0, 'K').click()
    await answer(page, 5, 'P').click()
    await page.getByRole('button', { name: 'Có mặt tất cả' }).click()
    if (javaScript) await save(page).click()
    await page.getByText(`${people}/${people} đồng chí có mặt`).waitFor()
    await takeBack(page)
  }
})

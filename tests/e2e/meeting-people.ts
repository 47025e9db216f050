// What a cell secretary does with hands: finds this month's meeting, marks, writes, saves. Used by the tests that follow secretaries.
import type { Locator, Page } from 'playwright-core'
import { settled } from './harness.ts'

/** Counts what a hand does: every tap, and every field that is entered. */
export class Hand {
  taps = 0
  async tap(target: Locator): Promise<void> {
    this.taps += 1
    await target.click()
  }
  async write(target: Locator, text: string): Promise<void> {
    this.taps += 1
    await target.fill(text)
  }
}

export const save = (page: Page): Locator => page.getByRole('button', { name: /[Ll]ưu buổi sinh hoạt/ })

export const saved = (page: Page): Promise<void> => page.getByText('Đã lưu', { exact: true }).waitFor()

/** The line of the list: the name, the answers, the reason of who is away. */
const line = (page: Page, at: number): Locator =>
  page
    .getByRole('listitem')
    .filter({ has: page.getByRole('radiogroup') })
    .nth(at)

export const isMarked = (
  page: Page,
  at: number,
  answer: 'có mặt' | 'vắng có lý do' | 'vắng không lý do',
): Promise<boolean> => line(page, at).getByLabel(answer, { exact: true }).isChecked()

/** The radio itself is hidden; its label is what a finger meets. */
export const answer = (page: Page, at: number, label: 'Có' | 'P' | 'K'): Locator =>
  line(page, at).locator('label', { hasText: label })

export const reasonOf = (page: Page, at: number): Locator =>
  line(page, at).getByRole('textbox', { name: /^Lý do vắng/ })

/** Today as people in Việt Nam write it, some days later or earlier. */
export function dayFromNow(days = 0): string {
  const at = new Date(Date.now() + 7 * 3_600_000 + days * 86_400_000)
  return at.toISOString().slice(0, 10).split('-').reverse().join('/')
}

export const thisMonth = (): string => `Tháng ${Number(dayFromNow().slice(3, 5))}`

/**
 * Goes to this month's meeting, still to be held: one already recorded, by an earlier run or by whom ever, goes back to the calendar first.
 */
export async function toMeetingAhead(page: Page): Promise<void> {
  await page.goto('/sinh-hoat')
  const row = page.getByRole('row').filter({ has: page.getByRole('rowheader', { name: thisMonth(), exact: true }) })
  const open = row
    .getByRole('link', { name: 'Mở buổi sinh hoạt' })
    .or(row.getByRole('button', { name: 'Mở buổi sinh hoạt' }))
  if ((await open.count()) > 0) {
    await open.click()
    await save(page).waitFor()
    return settled(page)
  }
  await row.getByRole('rowheader').getByRole('link').click()
  await takeBack(page)
}

/** From the page of a held meeting: it was recorded by mistake. */
export async function takeBack(page: Page): Promise<void> {
  await page.getByRole('link', { name: 'Ghi nhầm' }).click()
  await page.getByRole('textbox', { name: 'Lý do', exact: true }).fill('Ghi nhầm buổi, chi bộ chưa họp.')
  await page.getByRole('button', { name: 'Đưa về lịch' }).click()
  await page.getByText('đã lên lịch').first().waitFor()
  await settled(page)
}

// What people do with a plan of reorganisation: open it, choose units in the tree and an act for them, read what it would do. Used by the
// tests that carry plans out, by the table with or without scripts.
import type { Locator, Page } from 'playwright-core'

/** Opens a new plan and returns its address without a query. */
export async function openPlan(page: Page, title: string, day: string): Promise<string> {
  await page.goto('/to-chuc/phuong-an/moi')
  await page.getByRole('textbox', { name: 'Tên phương án' }).fill(title)
  await page.getByRole('textbox', { name: 'Ngày hiệu lực' }).fill(day)
  await page.getByRole('button', { name: 'Lập phương án' }).click()
  await page.getByRole('heading', { level: 1, name: title }).waitFor()
  return new URL(page.url()).pathname
}

/** The parts of a plan's page by their tabs. */
type Part = 'viec' | 'mo-phong' | 'y-kien' | 'thuc-hien'
export const toPart = (page: Page, plan: string, part: Part) => page.goto(`${plan}?phan=${part}`)

/** Unfolds a branch of a tree, when it is folded. */
export async function unfold(page: Page, name: string): Promise<void> {
  const summary = page.getByLabel(`Mục dưới ${name}`, { exact: true }).first()
  if (!(await summary.evaluate((element) => element.parentElement?.hasAttribute('open')))) await summary.click()
}

/** Marks units (each with the one above it, to unfold) and goes on to the form of an act. */
export async function choose(page: Page, plan: string, act: string, units: readonly (readonly [string, string])[]) {
  await toPart(page, plan, 'viec')
  for (const [above, name] of units) {
    if (above) await unfold(page, above)
    await page.getByRole('checkbox', { name, exact: true }).check()
  }
  await page.getByLabel('Việc cần làm').selectOption({ label: act })
  await page.getByRole('button', { name: 'Tiếp tục' }).click()
  await page.getByRole('heading', { name: /^Thêm việc: / }).waitFor()
}

/** Chooses in a list by the beginning of what stands there. */
export async function pick(list: Locator, begins: string): Promise<void> {
  const labels = await list.locator('option').allTextContents()
  const label = labels.find((text) => text.startsWith(begins))
  if (label === undefined) throw new Error(`"${begins}" is not among ${labels.length} choices`)
  await list.selectOption({ label })
}

export const addAct = (page: Page) => page.getByRole('button', { name: 'Thêm việc sắp xếp' }).click()

/** The acts of the plan, as they are listed. */
export const acts = (page: Page): Locator => page.getByRole('list', { name: 'Việc sắp xếp' }).getByRole('listitem')

/** Joins cells: `from` goes into `into`, all under one committee. */
export async function joinCells(page: Page, plan: string, above: string, from: string, into: string): Promise<void> {
  await choose(page, plan, 'Sáp nhập', [[above, from]])
  await pick(page.getByLabel('Sáp nhập vào'), into)
  await addAct(page)
}

/** Moves a unit to another committee. */
export async function moveUnit(page: Page, plan: string, above: string, name: string, to: string): Promise<void> {
  await choose(page, plan, 'Chuyển trực thuộc', [[above, name]])
  await pick(page.getByLabel('Chuyển về trực thuộc'), to)
  await addAct(page)
}

/** Hands over, right where the simulation asks, whatever still lacks a successor; returns how many things that were. */
export async function placeWhatIsMissing(page: Page, plan: string, heir: string): Promise<number> {
  for (let placed = 0; ; placed++) {
    await toPart(page, plan, 'mo-phong')
    const ask = page.getByLabel(/^Giao .+ cho$/).first()
    if ((await ask.count()) === 0) return placed
    await pick(ask, heir)
    await page.getByRole('button', { name: 'Bàn giao' }).first().click()
    await page.getByRole('heading', { level: 1 }).waitFor()
  }
}

/** The figure under a label in a row of figures, in whatever unit. */
export async function stat(page: Page, label: string): Promise<number> {
  const text = await page.locator('main').getByText(label, { exact: true }).first().locator('..').innerText()
  return Number(/\d[\d.]*/.exec(text.replace(label, ''))?.[0].replaceAll('.', '') ?? NaN)
}

/** Fills in the decision a plan rests on. */
export async function cite(step: Locator, number: string, day: string): Promise<void> {
  await step.getByRole('textbox', { name: 'Số, ký hiệu' }).fill(number)
  await step.getByRole('textbox', { name: 'Ngày ban hành' }).fill(day)
  await step.getByRole('textbox', { name: 'Cơ quan ban hành' }).fill('Đảng ủy Khối')
  await step.getByRole('textbox', { name: 'Người ký' }).fill('Nguyễn Đức Hòa')
  await step.getByRole('textbox', { name: 'Trích yếu' }).fill('Sắp xếp một số tổ chức đảng trực thuộc')
}

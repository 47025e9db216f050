// A plan of reorganisation from its first act to its day and back: the office builds and tries it, the leader comments, fixes it with a
// decision, undoes that, carries it out; tree, members, lineage and figures tell the same story; what cannot be taken back any more is
// corrected. And one act by dragging, or by the table without scripts.
import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { axeFindings, otherWindow, signedIn } from './harness.ts'
import { dayFromNow } from './meeting-people.ts'
import { acts, addAct, choose, cite, joinCells, moveUnit, openPlan, pick, placeWhatIsMissing, stat, toPart, unfold } from './plan-people.ts' // prettier-ignore

/** Committees with the same cells, and how these are called after them; the first that no earlier run has changed is taken. */
const COMMITTEES = {
  'Sở Tư pháp': 'Sở Tư pháp',
  'Sở Công Thương': 'Sở Công Thương',
  'Cục Thi hành án dân sự tỉnh': 'Cục THADS',
}
const OTHER = 'Đảng bộ Thanh tra tỉnh'
let HOME = ''
let RENAMED = ''
let GOING = ''
let TAKING = ''
let MOVING = ''
let STAYING = ''
/** Of this run; a number serves once. */
const STAMP = String(Date.now()).slice(-6)
const NUMBER = `7${STAMP}-QĐ/ĐUK`
const today = dayFromNow()

const alert = (page: Page) => page.getByRole('alert').first()
const desk = (who: string, javaScript = true) => signedIn(who, { device: 'desktop', javaScript })
/** The line of a unit in the tree, with its figures; the first is the first tree. */
const line = (page: Page, name: string) =>
  page
    .locator('.tr-u li > div')
    .filter({ has: page.locator('.tr-l').getByText(name, { exact: true }) })
    .first()
const membersIn = async (page: Page, name: string): Promise<number> =>
  Number((await line(page, name).locator('.tr-n').textContent())?.replaceAll('.', '').trim())

/** Today's tree, and in it a committee as the demo has it. */
async function findHome(page: Page): Promise<void> {
  await page.goto('/to-chuc?mo=het')
  const there = new Set(await page.locator('.tr-l').allTextContents())
  const [name, short] = Object.entries(COMMITTEES).find(([each]) => there.has(`Đảng bộ ${each}`)) ?? []
  if (name === undefined) throw new Error('every committee was changed by earlier runs')
  HOME = `Đảng bộ ${name}`
  RENAMED = `Đảng bộ ${name} và Pháp chế`
  ;[GOING, TAKING, MOVING, STAYING] = ['Phòng Nghiệp vụ 2', 'Phòng Nghiệp vụ 1', 'Phòng Tổng hợp', 'Văn phòng'].map((cell) => `Chi bộ ${cell} ${short}`) as [string, string, string, string] // prettier-ignore
}

/** What cannot be done is said in one sentence, with everything typed still there. */
async function tryBadActs(page: Page, plan: string): Promise<void> {
  // A unit below itself.
  await choose(page, plan, 'Chuyển trực thuộc', [['', OTHER]])
  await pick(page.getByLabel('Chuyển về trực thuộc'), OTHER)
  await addAct(page)
  expect(await alert(page).textContent()).toContain('sẽ nằm dưới chính nó')
  expect(await page.getByLabel('Chuyển về trực thuộc').locator('option:checked').textContent()).toContain(OTHER)
  // A unit that ends by an earlier act, and one nobody knows, by an address that was kept.
  const code = await page.goto(`${plan}?phan=viec`).then(() => page.getByLabel(GOING, { exact: true }).inputValue())
  await page.goto(`${plan}?phan=viec&viec=rename&chon=${code}`)
  const name = page.getByRole('textbox', { name: 'Tên mới' })
  await name.fill('Chi bộ Phòng Nghiệp vụ Hai')
  await addAct(page)
  expect(await alert(page).textContent()).toContain('Giữ lại một trong hai việc')
  expect(await name.inputValue()).toBe('Chi bộ Phòng Nghiệp vụ Hai')
  await page.goto(`${plan}?phan=viec&viec=rename&chon=khong-co`)
  await page.getByText('Đánh dấu trong cây tổ chức cần đổi tên').waitFor()
  // A cell of two people is too small, by which rule it says; the act is dropped again.
  await choose(page, plan, 'Tách', [[RENAMED, STAYING]])
  await page.getByRole('textbox', { name: 'Tên', exact: true }).fill('Chi bộ Tổ Pháp chế')
  await page.locator('summary', { hasText: 'Chọn riêng cho từng người' }).click()
  const people = page.locator('select[name^="members."]')
  for (const at of [0, 1]) await people.nth(at).selectOption({ index: 1 })
  await addAct(page)
  await toPart(page, plan, 'mo-phong')
  const small = page.getByRole('row', { name: /Chi bộ Tổ Pháp chế/ }).filter({ hasText: 'đảng viên' })
  expect(await small.last().textContent()).toMatch(/Điều|Điều lệ|Quy định/)
  expect(await page.getByRole('alert').first().textContent()).toContain('Chi bộ Tổ Pháp chế')
  await toPart(page, plan, 'viec')
  const last = acts(page).last()
  await last.locator('summary').click()
  await last.getByRole('button', { name: 'Bỏ việc này' }).click()
  await page.getByText('Tổ Pháp chế').waitFor({ state: 'detached' })
  expect(await acts(page).count()).toBe(3)
}

async function fix(leader: Page, plan: string, number: string, day: string): Promise<void> {
  await toPart(leader, plan, 'thuc-hien')
  await cite(leader.getByRole('region', { name: 'Chốt phương án cùng quyết định' }), number, day)
  await leader.getByRole('button', { name: /^Chốt cho ngày/ }).click()
}

test('a plan is built, tried, talked over, fixed, undone, fixed again, carried out and corrected', async () => {
  const office = await desk('vanphong')
  const leader = await desk('thuongtruc')
  const title = `Sắp xếp cấp dưới một sở ${STAMP}`
  const plan = await openPlan(office, title, dayFromNow(1))
  await findHome(office)
  const was = { home: await membersIn(office, HOME), other: await membersIn(office, OTHER) }
  const cells = { going: await membersIn(office, GOING), taking: await membersIn(office, TAKING), moving: await membersIn(office, MOVING) } // prettier-ignore

  await joinCells(office, plan, HOME, GOING, TAKING)
  await moveUnit(office, plan, HOME, MOVING, OTHER)
  await choose(office, plan, 'Đổi tên', [['', HOME]])
  await office.getByRole('textbox', { name: 'Tên mới' }).fill(RENAMED)
  await addAct(office)
  expect(await acts(office).count()).toBe(3)
  await tryBadActs(office, plan)

  await placeWhatIsMissing(office, plan, TAKING)
  await office.getByText('Đủ điều kiện thực hiện').waitFor()
  expect(await stat(office, 'Kết thúc')).toBe(1)
  expect(await stat(office, 'Chuyển trực thuộc')).toBe(1)
  expect(await stat(office, 'Đảng viên chuyển chi bộ')).toBe(cells.going)
  expect(await membersIn(office, HOME)).toBe(was.home)
  expect(await membersIn(office, RENAMED)).toBe(was.home - cells.moving)
  await office
    .getByRole('table', { name: 'Đảng viên chuyển' })
    .getByRole('row', { name: new RegExp(`^${TAKING}.*${cells.going}`) })
    .waitFor()
  expect(await axeFindings(office)).toEqual([])

  // Before it is shared, nobody else may fix it; then the leader has a word.
  await toPart(office, plan, 'thuc-hien')
  await office.getByRole('button', { name: 'Gửi lấy ý kiến' }).click()
  await toPart(leader, plan, 'y-kien')
  await leader.getByRole('textbox', { name: 'Ý kiến' }).fill('Nhất trí, làm ngay trong tháng.')
  await leader.getByRole('button', { name: 'Gửi ý kiến' }).click()
  await toPart(office, plan, 'y-kien')
  await office.getByRole('textbox', { name: 'Trả lời' }).fill('Đã chuẩn bị quyết định.')
  await office.getByRole('button', { name: 'Trả lời' }).click()
  await office.getByText('Đã trả lời').waitFor()

  // A number that another paper of this issuer bears is refused, and stays in its field.
  await fix(leader, plan, NUMBER, today)
  await leader.getByText('Đã chốt, chờ ngày').first().waitFor()
  await leader.getByRole('button', { name: /^Hủy lịch/ }).click()
  await leader.getByText('Đang lấy ý kiến').first().waitFor()
  await fix(leader, plan, NUMBER, dayFromNow(-3))
  expect(await alert(leader).textContent()).toContain('Số văn bản không lặp lại')
  expect(await leader.getByRole('textbox', { name: 'Số, ký hiệu' }).inputValue()).toBe(NUMBER)

  // The day is brought forward to today, fixed by the same paper and carried out, by two people at once only once.
  await office.goto(`${plan}/sua`)
  await office.getByRole('textbox', { name: 'Ngày hiệu lực' }).fill(today)
  await office.getByRole('button', { name: 'Lưu' }).click()
  await office.getByRole('heading', { level: 1, name: title }).waitFor()
  await fix(leader, plan, NUMBER, today)
  const late = await otherWindow(leader)
  await toPart(late, plan, 'thuc-hien')
  await leader.getByRole('button', { name: 'Thực hiện phương án' }).click()
  await leader.getByText('Đã thực hiện').first().waitFor()
  await late.getByRole('button', { name: 'Thực hiện phương án' }).click()
  await late.getByText('Đã thực hiện').first().waitFor()
  await late.getByRole('alert').filter({ hasText: 'Việc vừa bấm không thực hiện được' }).waitFor()
  expect(await stat(leader, 'Đảng viên chuyển chi bộ')).toBe(cells.going)

  const old = await theTreeTells(office, was, cells)
  await theMembersTell(office, cells)
  await theFiguresTell(office, { old, was, cells })

  // The posts and meetings of the cell that ended have gone on elsewhere: it is not taken back, it is corrected by a plan of its own.
  await toPart(leader, plan, 'thuc-hien')
  await leader.getByText('xin lập phương án đính chính').waitFor()
  expect(await leader.getByText('Hủy kết quả').count()).toBe(0)
  await toPart(office, plan, 'thuc-hien')
  const correction = office.getByRole('region', { name: 'Lập phương án đính chính' })
  await correction.getByRole('textbox', { name: 'Ngày hiệu lực' }).fill(dayFromNow(40))
  await correction.getByRole('textbox', { name: 'Lý do' }).fill('Tên ghi trong quyết định chưa đúng.')
  await correction.getByRole('button', { name: 'Lập phương án đính chính' }).click()
  await office.getByRole('heading', { level: 1, name: `Đính chính: ${title}` }).waitFor()
  expect(await office.getByRole('link', { name: title, exact: true }).first().getAttribute('href')).toBe(plan)
}, 240_000)

type Was = { home: number; other: number }
type Cells = { going: number; taking: number; moving: number }

/** Yesterday the old tree, today the new one with its marks; returns the old numbers, as no run of today has changed them. */
async function theTreeTells(page: Page, was: Was, cells: Cells): Promise<Was> {
  await page.goto(`/to-chuc?mo=het&ngay=${dayFromNow(-1)}`)
  expect([await membersIn(page, HOME), await membersIn(page, GOING)]).toEqual([was.home, cells.going])
  expect(await line(page, RENAMED).count()).toBe(0)
  const old = { home: await membersIn(page, HOME), other: await membersIn(page, OTHER) }
  await page.goto(`/to-chuc?mo=het&ngay=${today}&so-voi=${dayFromNow(-1)}`)
  expect(await membersIn(page, RENAMED)).toBe(was.home - cells.moving)
  expect(await membersIn(page, OTHER)).toBe(was.other + cells.moving)
  expect(await membersIn(page, TAKING)).toBe(cells.taking + cells.going)
  expect(await line(page, GOING).getAttribute('class')).toContain('gone')
  expect(await line(page, MOVING).getAttribute('class')).toContain('moved')
  return old
}

/** The people of the cell that ended stand in the other, by the decision; both units tell where they came from and went. */
async function theMembersTell(page: Page, cells: Cells): Promise<void> {
  await line(page, GOING).getByRole('link').first().click()
  await page.getByText('Đã kết thúc').first().waitFor()
  const kin = page.getByRole('region', { name: 'Hình thành và kế thừa' })
  expect(await kin.textContent()).toContain(TAKING)
  expect(await kin.textContent()).toContain(NUMBER)
  await kin.getByRole('link', { name: new RegExp(TAKING) }).click()
  await page.getByRole('heading', { level: 1, name: TAKING }).waitFor()
  expect(await kin.textContent()).toContain(GOING)
  await page.locator('#main').getByRole('link', { name: 'Danh sách đảng viên' }).click()
  await page
    .getByText(`${cells.taking + cells.going} đảng viên`)
    .first()
    .waitFor()
}

/** In its own structure yesterday's figure stands where it stood; in today's it has moved along. */
async function theFiguresTell(page: Page, { old, was, cells }: { old: Was; was: Was; cells: Cells }): Promise<void> {
  const total = async (name: string): Promise<number> => {
    const table = page.getByRole('table', { name: 'Số liệu theo tổ chức' })
    const heads = await table.getByRole('columnheader').allTextContents()
    const row = table.getByRole('row', { name: new RegExp(`^${name}`) }).first()
    const text = await row.locator('th, td').nth(heads.findIndex((head) => head.trim() === 'Đảng viên')).textContent() // prettier-ignore
    return Number(text?.replaceAll('.', '').trim())
  }
  await page.goto(`/so-lieu?ngay=${dayFromNow(-1)}`)
  expect([await total(`${HOME}( |$|\\d)`), await total(OTHER)]).toEqual([old.home, old.other])
  await page.getByRole('navigation', { name: 'Cơ cấu' }).getByRole('link', { name: 'Hiện nay' }).click()
  expect([await total(RENAMED), await total(OTHER)]).toEqual([was.home - cells.moving, was.other + cells.moving])
}

test.each([true, false])('a cell goes to another committee, dragged or (scripts %s) by the table', async (scripts) => {
  const page = await desk('vanphong', scripts)
  const [from, cell, to] = ['Đảng bộ Cục Thống kê tỉnh', 'Chi bộ Thanh tra Cục Thống kê', 'Đảng bộ Trường Chính trị tỉnh'] // prettier-ignore
  const plan = await openPlan(page, `Chuyển một chi bộ ${STAMP} ${scripts ? 'kéo' : 'bảng'}`, dayFromNow(30))
  await toPart(page, plan, 'viec')
  if (scripts) {
    await unfold(page, from)
    // Onto itself nothing happens.
    await line(page, cell).dragTo(line(page, cell))
    expect(await acts(page).count()).toBe(0)
    await line(page, cell).dragTo(line(page, to))
    await acts(page).first().waitFor()
  } else {
    expect(await page.locator('[data-drag-hint]').isVisible()).toBe(false)
    await moveUnit(page, plan, from, cell, to)
  }
  expect(await acts(page).count()).toBe(1)
  expect((await acts(page).textContent())?.replace(/\s+/g, ' ')).toContain(`Chuyển trực thuộc ${cell} về ${to}`)
  await toPart(page, plan, 'mo-phong')
  expect(await stat(page, 'Chuyển trực thuộc')).toBe(1)
  await toPart(page, plan, 'thuc-hien')
  await page.locator('summary', { hasText: 'Rút phương án' }).click()
  await page.locator('details[open]', { hasText: 'Rút phương án' }).getByRole('textbox', { name: 'Lý do' }).fill('Thử.')
  await page.getByRole('button', { name: 'Rút phương án' }).click()
  await page.getByText('Phương án đã rút').first().waitFor()
})

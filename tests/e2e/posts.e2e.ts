// A post ends and its rights end with it, on a small phone without JavaScript: the office lets a secretary go from today, the secretary
// finds every record gone as if it never was, the vacancy is seen, an acting post brings the rights back. Then it is all put right again.
import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { axeFindings, signedIn } from './harness.ts'
import { dayFromNow } from './meeting-people.ts'

const PERSON = 'Triệu Văn Kiên'
const UNIT = 'Chi bộ cơ quan Hội Nông dân tỉnh'
const STAMP = String(Date.now()).slice(-6)
const today = dayFromNow()

const phone = (who: string) => signedIn(who, { device: 'phone', javaScript: false })
const statusOf = async (page: Page, address: string) => (await page.goto(address))?.status()

/** The committee of the secretary's cell, found by the person's name. */
async function toCommittee(office: Page): Promise<string> {
  await office.goto(`/to-chuc/tim?tim=${encodeURIComponent('hoi nong dan')}`)
  await office.locator('main').getByRole('link', { name: UNIT }).first().click()
  await office.getByRole('link', { name: 'Toàn bộ cấp ủy, chức vụ' }).click()
  await office.getByRole('heading', { level: 1, name: 'Cấp ủy' }).waitFor()
  return new URL(office.url()).pathname
}

async function cite(office: Page, number: string, abstract: string): Promise<void> {
  await office.getByRole('textbox', { name: 'Số, ký hiệu' }).fill(number)
  await office.getByRole('textbox', { name: 'Ngày ban hành' }).fill(today)
  await office.getByRole('textbox', { name: 'Cơ quan ban hành' }).fill('Đảng ủy Khối')
  await office.getByRole('textbox', { name: 'Người ký' }).fill('Nguyễn Đức Hòa')
  await office.getByRole('textbox', { name: 'Trích yếu' }).fill(abstract)
}

/** It was all a mistake: who acts is struck out, the end is corrected away. Also what an earlier run left. */
async function putRight(office: Page, committee: string): Promise<void> {
  await office.goto(committee)
  const acting = office.getByRole('row', { name: new RegExp(`${PERSON}.*Phụ trách`, 's') })
  if ((await acting.count()) > 0) {
    await acting.getByRole('link', { name: /^Thay đổi/ }).click()
    await office.getByRole('textbox', { name: 'Lý do hủy' }).fill('Ghi nhầm.')
    await office.getByRole('button', { name: 'Hủy việc ghi' }).click()
    await office.getByRole('heading', { level: 1, name: 'Cấp ủy' }).waitFor()
  }
  await office.goto(`${committee}?ngay=${dayFromNow(-1)}`)
  await office.getByRole('link', { name: `Thay đổi Bí thư chi bộ ${PERSON}` }).click()
  const correction = office.getByRole('region', { name: 'Đính chính' })
  const end = correction.getByRole('textbox', { name: 'Thôi giữ từ ngày' })
  if ((await end.inputValue()) !== '') {
    await end.fill('')
    await correction.getByRole('textbox', { name: 'Lý do đính chính' }).fill('Ghi nhầm.')
    await correction.getByRole('button', { name: 'Đính chính' }).click()
    await office.getByRole('heading', { level: 1, name: 'Cấp ủy' }).waitFor()
  }
  await office.goto(committee)
}

test('a secretary goes, loses what the post allowed, and has it back as acting secretary', async () => {
  const office = await phone('vanphong')
  const secretary = await phone('chibo')
  const committee = await toCommittee(office)
  await putRight(office, committee)
  await secretary.goto('/dang-vien')
  const member = (await secretary.locator('main a[href^="/dang-vien/0"]').first().getAttribute('href'))!.split('?')[0]!
  expect(await statusOf(secretary, member)).toBe(200)

  await office.getByRole('link', { name: `Thay đổi Bí thư chi bộ ${PERSON}` }).click()
  const form = office.getByRole('region', { name: 'Thôi giữ chức vụ' })
  expect(await form.getByRole('textbox', { name: 'Thôi giữ từ ngày' }).inputValue()).toBe(today)
  // Why is asked, and what was typed stays.
  await cite(office, `6${STAMP}-QĐ/ĐUK`, 'Cho thôi giữ chức bí thư chi bộ')
  await form.getByRole('button', { name: 'Ghi thôi giữ chức vụ' }).click()
  await office.getByRole('alert').waitFor()
  expect(await office.getByRole('textbox', { name: 'Số, ký hiệu' }).inputValue()).toBe(`6${STAMP}-QĐ/ĐUK`)
  await form.getByRole('radio', { name: 'Chuyển công tác, chuyển sinh hoạt' }).check()
  await form.getByRole('button', { name: 'Ghi thôi giữ chức vụ' }).click()
  await office.getByRole('heading', { level: 1, name: 'Cấp ủy' }).waitFor()
  await office.getByText('Khuyết bí thư').first().waitFor()
  expect(await axeFindings(office)).toEqual([])

  // At once, in the session that is open: the record is gone like one that never was.
  expect(await statusOf(secretary, member)).toBe(404)
  const gone = await secretary.locator('main').innerText()
  expect(await statusOf(secretary, member.replace(/[0-9a-f]{12}$/, '0000ffff0000'))).toBe(404)
  const never = await secretary.locator('main').innerText()
  const plain = (text: string) => text.replace(/[0-9a-f]{8}-[0-9a-f-]{27}/g, '')
  expect(plain(gone)).toBe(plain(never))

  await office.goto(`/cap-uy?khuyet=1&tim=${encodeURIComponent('hoi nong dan')}`)
  const vacancy = office.getByRole('row', { name: new RegExp(UNIT) })
  expect(await vacancy.first().textContent()).toContain('Khuyết bí thư')

  await office.goto(committee)
  await office.getByRole('link', { name: 'Thêm người' }).first().click()
  await office.getByRole('radio', { name: 'Bí thư chi bộ', exact: true }).check()
  await office.getByRole('textbox', { name: 'Tìm đảng viên' }).fill('trieu van kien')
  await office.locator('main').getByRole('button', { name: 'Tìm', exact: true }).click()
  // The search keeps what was chosen before it.
  expect(await office.getByRole('radio', { name: 'Bí thư chi bộ', exact: true }).isChecked()).toBe(true)
  await office.getByRole('radio', { name: new RegExp(PERSON) }).first().check() // prettier-ignore
  await office.getByRole('radio', { name: 'Giao quyền, phụ trách' }).check()
  await cite(office, `5${STAMP}-QĐ/ĐUK`, 'Giao phụ trách chi bộ')
  await office.getByRole('button', { name: 'Ghi người giữ chức vụ' }).click()
  await office.getByRole('heading', { level: 1, name: 'Cấp ủy' }).waitFor()
  await office.getByText(`${PERSON} phụ trách`).first().waitFor()
  expect(await statusOf(secretary, member)).toBe(200)

  // Who held what on the day before: the elected secretary.
  await office.goto(`${committee}?ngay=${dayFromNow(-1)}`)
  await office.getByRole('link', { name: `Thay đổi Bí thư chi bộ ${PERSON}` }).waitFor()

  await putRight(office, committee)
  await office.getByRole('link', { name: `Thay đổi Bí thư chi bộ ${PERSON}` }).waitFor()
  expect(await office.getByText('Khuyết bí thư').count()).toBe(0)
  expect(await statusOf(secretary, member)).toBe(200)
})

// The day in the address: tree, figures, members and records of 21/09/2023 as the newspaper printed them. And the other border of what
// is seen: an id of another bloc answers exactly like an id that nobody ever had.
import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { signedIn } from './harness.ts'

test('a day gone by shows its own tree, figures, members and records', async () => {
  const page = await signedIn('vanphong', { device: 'desktop' })
  await page.goto('/to-chuc?ngay=21/09/2023')
  await page.getByRole('heading', { name: 'Tổ chức ngày 21/09/2023' }).waitFor()
  await page.getByText('63 tổ chức cơ sở đảng (33 đảng bộ, 30 chi bộ) · 10 đảng bộ bộ phận').waitFor()
  expect(await page.getByRole('link', { name: '4.351' }).count()).toBe(1)
  await page.goto('/to-chuc')
  expect(await page.getByText('63 tổ chức cơ sở đảng (33 đảng bộ').count()).toBe(0)

  await page.goto('/so-lieu?ngay=2023-09-21')
  const table = page.getByRole('table', { name: 'Số liệu theo tổ chức' })
  const heads = await table.getByRole('columnheader').allTextContents()
  const whole = table.getByRole('row').nth(1).locator('th, td')
  const cell = (head: string) => whole.nth(heads.findIndex((text) => text.trim() === head))
  expect((await cell('TCCSĐ').textContent())?.trim()).toBe('63')
  expect((await cell('Đảng viên').textContent())?.trim()).toBe('4.351')
  await cell('Đảng viên').getByRole('link').click()
  await page.getByText('khớp 4.351 bản ghi').waitFor()
  const probationary = page.getByRole('link', { name: 'Dự bị 212' })
  expect(await page.getByRole('link', { name: 'Chính thức 4.139' }).count()).toBe(1)
  await probationary.click()
  await page.getByText('khớp 212 bản ghi').waitFor()

  await page.goto('/dang-vien?ngay=21/09/2023')
  await page.getByText('4.351 đảng viên, tính đến ngày 21/09/2023').waitFor()
})

/** A record of each kind this person sees, as its address. */
async function addressesOf(page: Page): Promise<string[]> {
  const found: string[] = []
  for (const area of ['to-chuc', 'dang-vien', 'sinh-hoat', 'bao-cao', 'hoi-nghi', 'nhiem-vu', 'bai-viet']) {
    await page.goto(`/${area}${area === 'sinh-hoat' ? '?nam=2025' : ''}`)
    const hrefs = await page.locator('main a').evaluateAll((all) => all.map((a) => a.getAttribute('href') ?? ''))
    const record = hrefs.find((href) => new RegExp(`^/${area}/${ID.source}`).test(href))
    if (record) found.push(record.split('?')[0]!)
  }
  const unit = found[0]?.split('/')[2] ?? ''
  return [...found, `/so-lieu/I03?don-vi=${unit}`, `/sinh-hoat?don-vi=${unit}`]
}

const ID = /[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}/
const everyId = new RegExp(ID, 'g')
/** What is answered, but for the ids it repeats: the one that was asked for and the one of the request. */
async function answered(page: Page, address: string): Promise<[number | undefined, string]> {
  const status = (await page.goto(address))?.status()
  return [status, (await page.locator('body').innerText()).replace(/[0-9a-f]{8}-[0-9a-f-]{27}/g, '<id>')]
}

test("another bloc's record answers exactly like one that never was", async () => {
  const addresses = await addressesOf(await signedIn('vanphong', { device: 'desktop' }))
  expect(addresses.length).toBeGreaterThanOrEqual(8)
  const stranger = await signedIn('vanphong2', { device: 'desktop' })
  for (const address of addresses) {
    const foreign = await answered(stranger, address)
    const unknown = await answered(stranger, address.replace(everyId, '0190aaaa-bbbb-7ccc-8ddd-eeeeffff0000'))
    expect(foreign, address).toEqual(unknown)
    if (!address.includes('?')) expect(foreign[0], address).toBe(404)
  }
})

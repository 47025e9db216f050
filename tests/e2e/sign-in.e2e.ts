// The sign-in page: there, clean, and usable, on a phone and a desktop, with JavaScript and without.
import { expect, test } from 'vitest'
import { axeFindings, origin, visitor } from './harness.ts'

test.each([
  { device: 'phone', javaScript: true },
  { device: 'phone', javaScript: false },
  { device: 'desktop', javaScript: true },
] as const)('opens on a $device, JavaScript $javaScript', async (device) => {
  const page = await visitor(device)
  const response = await page.goto('/dang-nhap')
  expect(response?.status()).toBe(200)
  await page.getByRole('button', { name: 'Đăng nhập' }).waitFor()
  const width = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)
  expect(width).toBe(0)
  expect(await axeFindings(page)).toEqual([])
})

test('a wrong password keeps the user name and says so', async () => {
  const page = await visitor({ device: 'phone', javaScript: false })
  await page.goto('/dang-nhap')
  await page.getByLabel('Tên đăng nhập').fill('khong-co-ai')
  await page.locator('input[type=password]').fill('sai mật khẩu rồi')
  await page.getByRole('button', { name: 'Đăng nhập' }).click()
  await page.getByRole('alert').first().waitFor()
  expect(await page.getByLabel('Tên đăng nhập').inputValue()).toBe('khong-co-ai')
  expect(page.url().startsWith(`${origin()}/dang-nhap`)).toBe(true)
})

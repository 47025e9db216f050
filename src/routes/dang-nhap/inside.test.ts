// Where signing in leads: only to this very site, whatever the address asks.
import { expect, test } from 'vitest'
import { inside } from './inside.ts'

test.each([
  '//evil.example',
  '/\\evil.example',
  '/\t/evil.example',
  '/\n/evil.example',
  '/.//evil.example',
  '/x/..//evil.example',
  'https://evil.example',
  'javascript:alert(1)',
  'evil',
  '',
  null,
])('%j leads home', (target) => {
  const led = inside(target)
  expect(new URL(led, 'https://khoi.example').host).toBe('khoi.example')
  expect(led).toMatch(/^\/(?![/\\\t\n])/)
})

test('an address of the site is kept with its question', () => {
  expect(inside('/dang-vien?tim=L%C3%AA&trang=2')).toBe('/dang-vien?tim=L%C3%AA&trang=2')
})

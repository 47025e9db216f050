// Ids: the layout of RFC 9562 and the order by time.
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { isId, uuidv7 } from './ids.ts'

const random = fc.uint8Array({ minLength: 10, maxLength: 10 })
const time = fc.integer({ min: 0, max: 2 ** 48 - 1 })

test('the example of RFC 9562, appendix A.6', () => {
  const bytes = Uint8Array.of(0x0c, 0xc3, 0x18, 0xc4, 0xdc, 0x0c, 0x0c, 0x07, 0x39, 0x8f)
  expect(uuidv7(0x017f22e279b0, bytes)).toBe('017f22e2-79b0-7cc3-98c4-dc0c0c07398f')
})

test('every id is well formed and later ids sort later', () => {
  fc.assert(
    fc.property(time, time, random, random, (a, b, first, second) => {
      const [left, right] = [uuidv7(a, first), uuidv7(b, second)]
      expect(left).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/)
      expect(isId(left)).toBe(true)
      if (a < b) expect(left < right).toBe(true)
    }),
  )
})

test('the random bytes of the caller stay as they were', () => {
  const bytes = new Uint8Array(10).fill(255)
  uuidv7(1, bytes)
  expect([...bytes]).toEqual(new Array(10).fill(255))
})

test('other input is refused', () => {
  for (const at of [-1, 1.5, 2 ** 48, Number.NaN]) expect(() => uuidv7(at, new Uint8Array(10))).toThrow(RangeError)
  expect(() => uuidv7(1, new Uint8Array(9))).toThrow(RangeError)
  const id = uuidv7(1, new Uint8Array(10))
  for (const wrong of [
    null,
    7,
    '',
    id.slice(1),
    `${id}0`,
    ` ${id}`,
    `${id}\n`,
    id.replace('-', 'g'),
    'ABCDEF00-0000-7000-8000-000000000000',
  ])
    expect(isId(wrong)).toBe(false)
})

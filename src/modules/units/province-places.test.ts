import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { addDays, day } from '#kernel/day.ts'
import { PROVINCES, provincesOn, successorOf } from './province-places.ts'

const names = (on: string) => provincesOn(day(on)).map(({ name }) => name)
const days = fc.integer({ min: 0, max: 9000 }).map((count) => addDays(day('2008-08-01'), count))

describe('provinces', () => {
  it('are 63 until 30/06/2025 and 34 from the day after', () => {
    expect([names('2008-08-01').length, names('2025-06-30').length, names('2025-07-01').length]).toEqual([63, 63, 34])
  })

  it('map each old one to exactly one new one, and every new one has at least two behind it', () => {
    const merged = PROVINCES.filter(({ to }) => to === '2025-07-01')
    expect(merged).toHaveLength(52)
    const heirs = Map.groupBy(merged, (place) => successorOf(place))
    expect(heirs.size).toBe(23)
    for (const [heir, before] of heirs) {
      expect(heir?.from).toBe('2025-07-01')
      expect(before.length, heir?.name).toBeGreaterThanOrEqual(2)
    }
    expect(PROVINCES.filter(({ from }) => from === '2025-07-01').every((place) => heirs.has(place))).toBe(true)
  })

  it.each([
    ['Tỉnh Hà Giang', 'Tỉnh Tuyên Quang'],
    ['Tỉnh Yên Bái', 'Tỉnh Lào Cai'],
    ['Tỉnh Bắc Kạn', 'Tỉnh Thái Nguyên'],
    ['Tỉnh Bà Rịa - Vũng Tàu', 'Thành phố Hồ Chí Minh'],
    ['Tỉnh Bình Thuận', 'Tỉnh Lâm Đồng'],
    ['Tỉnh Thừa Thiên Huế', 'Thành phố Huế'],
  ])('say that %s became %s', (old, now) => {
    expect(successorOf(PROVINCES.find(({ name, to }) => name === old && to !== null)!)?.name).toBe(now)
  })

  it('never hold a code or a name twice on one day', () => {
    fc.assert(
      fc.property(days, (on) => {
        const standing = provincesOn(on)
        expect(new Set(standing.map(({ code }) => code)).size).toBe(standing.length)
        expect(new Set(standing.map(({ name }) => name)).size).toBe(standing.length)
      }),
    )
  })

  it('lead from any place and day to exactly one place of any later day', () => {
    fc.assert(
      fc.property(fc.constantFrom(...PROVINCES), days, (place, on) => {
        let at = place
        while (at.to !== null && at.to <= on) at = successorOf(at)!
        expect(provincesOn(on).filter((each) => each === at)).toHaveLength(at.from <= on ? 1 : 0)
      }),
    )
  })
})

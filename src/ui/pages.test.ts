// The pager keeps first, last and neighbours, and never hides a single page behind dots.
import { expect, it } from 'vitest'
import { pageNumbers } from './pages.ts'

it('shows ends, neighbours and gaps', () => {
  expect(pageNumbers(7, 12)).toEqual([1, null, 6, 7, 8, null, 12])
  expect(pageNumbers(1, 12)).toEqual([1, 2, null, 12])
  expect(pageNumbers(12, 12)).toEqual([1, null, 11, 12])
  expect(pageNumbers(1, 1)).toEqual([1])
})

it('shows the page itself where dots would hide only one', () => {
  for (let pages = 1; pages <= 20; pages++)
    for (let page = 1; page <= pages; page++) {
      const shown = pageNumbers(page, pages)
      shown.forEach((n, at) => {
        if (n === null) expect((shown[at + 1] ?? 0) - (shown[at - 1] ?? 0)).toBeGreaterThan(2)
      })
      expect(shown).toContain(page)
    }
})

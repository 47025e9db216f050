// Quarters follow each other without a gap, across years.
import { expect, test } from 'vitest'
import { day } from '#kernel/day.ts'
import { periodCode } from '#kernel/period.ts'
import { lastQuarters, quarterOf } from './quarters.ts'

test('the last quarters run back across the year, and an unknown code means the running one', () => {
  expect(lastQuarters(day('2026-02-10'), 5).map(periodCode)).toEqual([
    'quy-2026-1',
    'quy-2025-4',
    'quy-2025-3',
    'quy-2025-2',
    'quy-2025-1',
  ])
  expect(periodCode(quarterOf('quy-2024-2', day('2026-12-31')))).toBe('quy-2024-2')
  for (const code of [null, '', 'nam-2024', 'x'])
    expect(periodCode(quarterOf(code, day('2026-12-31')))).toBe('quy-2026-4')
})

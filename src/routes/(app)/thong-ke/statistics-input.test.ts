// The default round: the last 30/06 or 31/12 that is over.
import { day } from '#kernel/day.ts'
import { expect, test } from 'vitest'
import { lastRound, statisticsInput } from './statistics-input.server.ts'

test('the last round is the half-year from July on, the year before until then', () => {
  expect(lastRound(day('2026-07-01'))).toEqual({ kind: 'half', year: 2026 })
  expect(lastRound(day('2026-12-31'))).toEqual({ kind: 'half', year: 2026 })
  expect(lastRound(day('2026-06-30'))).toEqual({ kind: 'year', year: 2025 })
})

test('a period wins over a day, and a day over the default', () => {
  const ctx = { today: day('2026-11-23'), actor: { stands: [{ unitId: 'u' }] } }
  const at = (search: string) => statisticsInput(new URL(`http://x/thong-ke${search}`), ctx).query
  expect(at('?ky=nam-2024&ngay=2025-05-05')).toMatchObject({ period: 'nam-2024', on: null, unitId: 'u' })
  expect(at('?ky=&ngay=05/05/2025')).toMatchObject({ period: null, on: '2025-05-05' })
  // The days of a term are not in its code.
  expect(at('?ky=nhiem-ky-2020-2025').period).toBe('6-thang-2026')
  expect(at('')).toMatchObject({ period: '6-thang-2026', on: null, tree: 'cut-off' })
})

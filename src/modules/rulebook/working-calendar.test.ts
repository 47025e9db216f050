import { describe, expect, it } from 'vitest'
import { day } from '#kernel/day.ts'
import { addWorkingDays } from '#kernel/working-days.ts'
import { nationalRules } from './rule-catalogue.ts'
import { rulebookOf } from './rule-queries.ts'
import { workingCalendarOf } from './working-calendar.ts'

describe('the working calendar', () => {
  const calendar = workingCalendarOf(rulebookOf([]))

  it.each([
    ['2025-01-29', false, 'the first day of the lunar year'],
    ['2025-04-26', true, 'a Saturday worked for a bridging day'],
    ['2025-05-02', false, 'the bridging day'],
    ['2025-06-02', true, 'a plain Monday'],
    ['2031-01-01', true, 'a year whose list is not known'],
  ])('of %s says %s: %s', (on, worked) => {
    expect(calendar(day(on))).toBe(worked)
  })

  it('knows the lists of nine years, each with its days in its own year and only weekends worked', () => {
    const lists = nationalRules.filter(({ code }) => code === 'HOLIDAYS')
    expect(lists.map(({ from }) => from.slice(0, 4))).toEqual(['2019', '2020', '2021', '2022', '2023', '2024', '2025', '2026', '2027']) // prettier-ignore
    for (const { value, from } of lists) {
      if (value.kind !== 'list') throw new Error('not a list')
      expect(value.items.every(({ code }) => code.startsWith(from.slice(0, 5)))).toBe(true)
      expect(value.items.filter(({ worked }) => worked !== true).length).toBeGreaterThanOrEqual(10)
    }
  })

  it('takes a list of the bloc for the national one', () => {
    const value = { kind: 'list' as const, items: [{ code: '2027-03-08', label: 'Nghỉ riêng' }] }
    const own = { id: 'x', code: 'HOLIDAYS', value, from: day('2026-12-01'), to: null, reason: 'Quyết định', decisionId: null } // prettier-ignore
    const ours = workingCalendarOf(rulebookOf([own]))
    expect([ours(day('2027-03-08')), ours(day('2027-02-05'))]).toEqual([false, true])
    expect(addWorkingDays(ours, day('2027-03-05'), 1)).toBe('2027-03-09')
  })
})

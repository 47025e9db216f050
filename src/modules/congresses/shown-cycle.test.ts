// The calendar opens where something is to be done: in today's cycle until its last result is approved, then in the next.
import { describe, expect, it } from 'vitest'
import type { CongressRow } from './congress-rows.ts'
import { shownCycle } from './shown-cycle.ts'

const row = (cycle: string, state: CongressRow['state'], next: CongressRow['next'] = null) => ({ cycle, state, next })
const approved = row('2025-2030', 'approved')

describe('the cycle shown first', () => {
  it.each([
    ['is that of today while one is due', row('2025-2030', 'due'), '2025-2030'],
    ['is that of today while one is planned', row('2025-2030', 'planned', { act: 'hold', by: null }), '2025-2030'],
    ['is that of today while one is put off', row('2025-2030', 'postponed'), '2025-2030'],
    ['is that of today while a result is not approved', row('2025-2030', 'reported', { act: 'approve', by: null }), '2025-2030'], // prettier-ignore
    ['is the next once all are approved', approved, '2030-2035'],
    ['is the next also when one was called off', row('2025-2030', 'cancelled'), '2030-2035'],
    ['does not wait for what was entered afterwards', row('2025-2030', 'held'), '2030-2035'],
    ['does not go back', row('2020-2025', 'due'), '2030-2035'],
  ])('%s', (_, extra, expected) => {
    expect(shownCycle([approved, row('2020-2025', 'approved'), row('2030-2035', 'due'), extra], 2025)).toBe(expected)
  })

  it('is the soonest of those to come', () => {
    expect(shownCycle([approved, row('2030-2035', 'due'), row('2027-2032', 'due')], 2025)).toBe('2027-2032')
    expect(shownCycle([approved, row('2025-2027', 'due')], 2025)).toBe('2025-2027')
  })

  it('stays at that of today when nothing waits, at the latest when there is none, and is none without rows', () => {
    expect(shownCycle([approved, row('2020-2025', 'approved')], 2025)).toBe('2025-2030')
    expect(shownCycle([row('2015-2020', 'approved'), row('2020-2025', 'approved')], 2025)).toBe('2020-2025')
    expect(shownCycle([], 2025)).toBeNull()
  })
})

import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { addDays, day } from '#kernel/day.ts'
import { rulebookOf } from '#modules/rulebook/rulebook.server.ts'
import { UNIT_KINDS } from '#modules/units/units.server.ts'
import { congressDue, cycleYear, windowOf, yearsOfCycle } from './congress-due.ts'
import type { TermStanding } from './congress-due.ts'

const rules = rulebookOf([])
const standing = (more: Partial<TermStanding>): TermStanding => ({
  kind: 'grassroots_committee',
  foundedOn: day('1998-04-01'),
  since: null,
  endsOn: null,
  appointed: false,
  ...more,
})
const due = (more: Partial<TermStanding>, today = '2024-11-01') => congressDue(rules, standing(more), day(today))

describe('the next congress', () => {
  it('of a committee that met in 2020 is due by the calendar of 2025', () => {
    expect(due({ since: day('2020-05-18') })).toEqual({
      cycle: '2025-2030',
      dueOn: '2025-06-30',
      earliest: '2024-05-18',
      latest: '2026-05-18',
      window: { code: 'CON-09-GRASSROOTS', first: '2025-04-01', last: '2025-06-30' },
      from: 'term',
    })
  })

  it('of the bloc follows the calendar of its level', () => {
    expect(due({ kind: 'bloc', since: day('2015-08-21') }, '2019-12-01')).toMatchObject({ cycle: '2020-2025', dueOn: '2020-08-31' }) // prettier-ignore
  })

  it('of a sub-cell comes after half the time, and from 01/07/2025 once in five years', () => {
    expect(due({ kind: 'sub_cell', since: day('2022-09-10') })).toMatchObject({ cycle: '2025-2027', dueOn: '2025-03-31', latest: '2025-09-10' }) // prettier-ignore
    expect(due({ kind: 'sub_cell', since: day('2025-02-20') })).toMatchObject({ cycle: '2027-2032', dueOn: '2027-08-20', window: null }) // prettier-ignore
    expect(due({ kind: 'sub_cell', since: day('2025-08-01') })).toMatchObject({ cycle: '2030-2035', dueOn: '2030-08-01', latest: null }) // prettier-ignore
  })

  it('takes the end of a term that somebody fixed', () => {
    expect(due({ since: day('2022-01-01'), endsOn: day('2025-05-01') })).toMatchObject({ cycle: '2025-2030', dueOn: '2025-06-30' }) // prettier-ignore
  })

  it('of a unit founded inside a term comes with the cycle, however soon (TERM-04)', () => {
    expect(due({ foundedOn: day('2023-05-01') })).toMatchObject({ cycle: '2025-2030', dueOn: '2025-06-30', from: 'first_term' }) // prettier-ignore
    expect(due({ foundedOn: day('2025-02-13') }, '2025-03-01')).toMatchObject({ cycle: '2025-2030', dueOn: '2025-06-30' }) // prettier-ignore
    expect(due({ foundedOn: day('2025-07-01') }, '2026-11-01')).toMatchObject({ cycle: '2030-2035', dueOn: '2030-06-30' }) // prettier-ignore
    expect(due({ since: day('2023-01-01'), appointed: true })).toMatchObject({ cycle: '2025-2030', from: 'first_term' })
  })

  it('says that nothing is on record instead of counting decades of missed congresses', () => {
    expect(due({}, '2026-11-01')).toMatchObject({ cycle: '2025-2030', dueOn: '2025-06-30', from: 'unknown' })
    expect(due({ kind: 'section' }, '2026-11-01')).toMatchObject({ cycle: '2025-2030', dueOn: null, from: 'unknown' })
    expect(due({ kind: 'group' })).toBeNull()
  })

  it('lets a calendar go that the term could not reach', () => {
    expect(due({ since: day('2023-06-01') })).toMatchObject({ dueOn: '2028-06-01', window: null })
  })

  const days = fc.integer({ min: 0, max: 6500 }).map((count) => addDays(day('2012-01-01'), count))
  it('always lies after the one before, inside what the rules allow, and in a cycle with two years', () => {
    fc.assert(
      fc.property(fc.constantFrom(...UNIT_KINDS), days, days, (kind, since, today) => {
        const found = congressDue(rules, standing({ kind, since }), today)
        expect(found === null).toBe(kind === 'group')
        if (found === null) return
        expect(yearsOfCycle(found.cycle)).not.toBeNull()
        expect(found.dueOn! > since).toBe(true)
        if (found.earliest && found.latest) {
          expect(found.earliest < found.latest).toBe(true)
          if (found.window === null) expect(found.earliest <= found.dueOn! && found.dueOn! <= found.latest).toBe(true)
          else expect(found.window.last >= found.earliest && found.window.first <= found.latest).toBe(true)
        }
      }),
    )
  })
})

describe('cycles', () => {
  it.each([
    ['2018-01-01', 2020],
    ['2022-12-31', 2020],
    ['2023-01-01', 2025],
    ['2026-11-22', 2025],
  ])('of %s is %i', (on, year) => expect(cycleYear(day(on))).toBe(year))

  it.each(['2025', '2025-2025', '2030-2025', '2025-2040', 'nhiệm kỳ'])('have no label like %s', (label) => {
    expect(yearsOfCycle(label)).toBeNull()
  })

  it('have calendars for 2020 and 2025 only, until a document sets another', () => {
    expect(windowOf(rules, 'grassroots_cell', 2020)).toMatchObject({ first: '2020-04-01', last: '2020-06-30' })
    expect(windowOf(rules, 'sub_cell', 2020)).toBeNull()
    expect(windowOf(rules, 'grassroots_cell', 2030)).toBeNull()
  })
})

// The pure core: each part stands in one place, lateness, missing headings, merging, differences cell by cell.
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { addDays, day } from '#kernel/day.ts'
import { spansOf } from './draw-content.ts'
import {
  afterAct,
  completenessOf,
  daysLate,
  differencesOf,
  mergeNarratives,
  missingHeadings,
  PART_STATES,
  STANDINGS,
  standingOf,
  writtenHeadings,
} from './report.ts'
import type { Heading, OwnFigure, Part } from './report.ts'

const due = day('2020-09-25')
const anyDay = fc.integer({ min: -60, max: 60 }).map((n) => addDays(due, n))
const anyPart: fc.Arbitrary<Part> = fc.record({
  state: fc.constantFrom(...PART_STATES),
  submittedOn: fc.option(anyDay, { nil: null }),
})

describe('completeness', () => {
  it('counts every unit exactly once', () => {
    fc.assert(
      fc.property(fc.array(anyPart, { maxLength: 80 }), anyDay, (parts, today) => {
        const counts = completenessOf(parts, due, today)
        expect(STANDINGS.reduce((sum, standing) => sum + counts[standing], 0)).toBe(parts.length)
        expect(counts.units).toBe(parts.length)
      }),
    )
  })

  it('calls late what was not handed in by the due day, and nothing before it', () => {
    const none: Part = { state: 'none', submittedOn: null }
    expect(standingOf(none, due, due)).toBe('none')
    expect(standingOf(none, due, addDays(due, 1))).toBe('late')
    expect(daysLate(none, due, addDays(due, 3))).toBe(3)
    expect(daysLate({ state: 'submitted', submittedOn: addDays(due, 2) }, due, addDays(due, 40))).toBe(2)
    // Handed in in time and sent back: the unit is not late for it.
    expect(standingOf({ state: 'returned', submittedOn: due }, due, addDays(due, 9))).toBe('returned')
    fc.assert(
      fc.property(anyPart, anyDay, (part, today) => {
        if (today <= due) expect(standingOf(part, due, today)).not.toBe('late')
      }),
    )
  })
})

describe('acts', () => {
  it('never hand in twice, decide on nothing, or change what is handed in', () => {
    expect(afterAct('submitted', 'submit')).toBeNull()
    expect(afterAct('accepted', 'submit')).toBeNull()
    expect(afterAct('submitted', 'write')).toBeNull()
    expect(afterAct('accepted', 'withdraw')).toBeNull()
    expect(afterAct('draft', 'accept')).toBeNull()
    expect(afterAct('none', 'write')).toBe('draft')
    expect(afterAct('returned', 'write')).toBe('returned')
    expect(afterAct('returned', 'submit')).toBe('submitted')
  })
})

const heading = (code: string, parent: string | null, more: Partial<Heading> = {}): Heading => ({
  ...{ code, text: code, parent, hint: null, optional: false, figures: false },
  ...more,
})
const headings = [
  heading('I', null),
  heading('I.1', 'I'),
  heading('I.2', 'I', { optional: true }),
  heading('III', null),
  heading('annex', null, { figures: true }),
]

describe('headings', () => {
  it('are written at the lowest level only, and missing when obligatory and blank', () => {
    expect(writtenHeadings(headings).map(({ code }) => code)).toEqual(['I.1', 'I.2', 'III'])
    const bodies = new Map([
      ['I.1', '  \n '],
      ['III', 'Tiếp tục thực hiện'],
    ])
    expect(missingHeadings(headings, bodies).map(({ code }) => code)).toEqual(['I.1'])
  })

  it('merge with the unit named before its own text', () => {
    const merged = mergeNarratives([
      { unitName: 'Đảng bộ Sở A', body: ' Đã học tập nghị quyết. ' },
      { unitName: 'Chi bộ B', body: '' },
      { unitName: 'Chi bộ C', body: 'Không phát sinh' },
    ])
    expect(merged).toBe('Đảng bộ Sở A: Đã học tập nghị quyết.\n\nChi bộ C: Không phát sinh')
  })
})

describe('differences', () => {
  const figures: fc.Arbitrary<OwnFigure[]> = fc.uniqueArray(
    fc
      .record({
        indicator: fc.constantFrom('I03', 'I04'),
        unitId: fc.constantFrom('a', 'b', 'c', 'd'),
        recordIds: fc.uniqueArray(fc.constantFrom('1', '2', '3', '4', '5')),
      })
      .map((figure) => ({ ...figure, num: figure.recordIds.length, den: null })),
    { selector: ({ indicator, unitId }) => indicator + unitId },
  )

  it('lead from the one version to the other, and back', () => {
    fc.assert(
      fc.property(figures, figures, (before, after) => {
        const found = differencesOf(before, after)
        const sum = (list: OwnFigure[]) => list.reduce((total, figure) => total + figure.num, 0)
        expect(sum(before) + found.reduce((total, one) => total + one.added.length - one.removed.length, 0)).toBe(
          sum(after),
        )
        for (const one of found) expect(one.after.num - one.before.num).toBe(one.added.length - one.removed.length)
        expect(differencesOf(after, before)).toHaveLength(found.length)
      }),
    )
  })

  it('are none between a version and itself', () => {
    fc.assert(
      fc.property(figures, (some) => {
        expect(differencesOf(some, some)).toEqual([])
      }),
    )
  })
})

it('a report of February is compared with the whole February before, however long', () => {
  const report = { period: { kind: 'month', year: 2025, month: 2 }, cutOffOn: day('2025-02-28') } as const
  expect(spansOf(report, day('2025-03-10')).before).toEqual({ from: '2024-02-01', to: '2024-02-29' })
  expect(spansOf(report, day('2025-02-10')).before).toEqual({ from: '2024-02-01', to: '2024-02-10' })
})

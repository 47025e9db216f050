import { day } from '#kernel/day.ts'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { afterAct, conclusionFaults, isBlankPoint, tickChecklist, writtenRows } from './conference.ts'
import type { ChecklistItem } from './conference.ts'

const point = (more: object = {}) => ({
  id: null,
  at: 0,
  text: 'Rà soát',
  ownerUnitId: 'u',
  dueOn: day('2026-12-31'),
  ...more,
})
const today = day('2026-11-22')

describe('states', () => {
  test('planned → held → concluded → reopened, and nothing else', () => {
    expect(afterAct('planned', 'hold')).toBe('held')
    expect(afterAct('held', 'conclude')).toBe('concluded')
    expect(afterAct('concluded', 'reopen')).toBe('held')
    expect(afterAct('planned', 'conclude')).toBeNull()
    expect(afterAct('concluded', 'prepare')).toBeNull()
    expect(afterAct('planned', 'write')).toBeNull()
    expect(afterAct('held', 'prepare')).toBe('held')
  })
})

describe('a conclusion', () => {
  test('names every missing thing at its own row', () => {
    const points = [
      point({ at: 0 }),
      point({ at: 3, ownerUnitId: null, dueOn: day('2026-11-21') }),
      point({ at: 4, text: null, dueOn: null }),
    ]
    expect(conclusionFaults(null, points, new Set(), today)).toEqual({
      conclusion: 'field.required',
      'points.3.ownerUnitId': 'conferences.point_owner',
      'points.3.dueOn': 'conferences.point_due_past',
      'points.4.text': 'conferences.point_text',
      'points.4.dueOn': 'conferences.point_due',
    })
  })
  test('today is not past; a point that is a task keeps its passed day', () => {
    expect(conclusionFaults('x', [point({ dueOn: today })], new Set(), today)).toEqual({})
    expect(conclusionFaults('x', [point({ id: 'p', dueOn: day('2020-01-01') })], new Set(['p']), today)).toEqual({})
  })
  test('blank rows go, written ones keep the place they had in the form', () => {
    const blank = { id: null, text: null, ownerUnitId: null, dueOn: null }
    expect(writtenRows([blank, point(), blank, point({ text: 'b' })], isBlankPoint).map((row) => row.at)).toEqual([
      1, 3,
    ])
  })
})

test('ticking keeps earlier days, unticking forgets them, nothing is added', () => {
  const items = fc.array(fc.record({ code: fc.string(), done: fc.boolean() }), { maxLength: 8 })
  fc.assert(
    fc.property(items, fc.array(fc.string()), (given, more) => {
      const list = given.map(({ code, done }): ChecklistItem => ({
        code,
        label: code,
        phase: 'before',
        done_on: done ? day('2020-01-01') : null,
      }))
      const ticked = new Set([...more, ...given.filter((_, n) => n % 2 === 0).map(({ code }) => code)])
      const after = tickChecklist(list, ticked, today)
      expect(after.map((one) => one.code)).toEqual(list.map((one) => one.code))
      after.forEach((one, n) => expect(one.done_on).toBe(ticked.has(one.code) ? (list[n]?.done_on ?? today) : null))
    }),
  )
})

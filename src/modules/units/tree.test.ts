// Reading order, counts and search of a day's tree; codes and places of new units.
import { day } from '#kernel/day.ts'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { nestingFaults } from './nesting-check.ts'
import { treeChanges } from './tree-changes.ts'
import { countBelow, placeRows, searchTree } from './tree.ts'
import { codeGiver } from './unit-codes.ts'
import { DEFAULT_NESTING, kindsUnder, nestingFault } from './unit-kinds.ts'

const row = (id: string, parentId: string | null, name = id, ordinal = 0) => ({ id, parentId, name, ordinal })
const forest = fc
  .array(fc.tuple(fc.nat(30), fc.nat(3), fc.boolean()), { maxLength: 30 })
  .map((list) =>
    list.map(([up, ordinal, top], at) => row(`n${at}`, at === 0 || top ? null : `n${up % at}`, `n${at}`, ordinal)),
  )

describe('placeRows', () => {
  it('shows every row once, parents first, with true counts', () => {
    fc.assert(
      fc.property(forest, (rows) => {
        const placed = placeRows(rows)
        expect(placed.map((one) => one.id).toSorted()).toEqual(rows.map((one) => one.id).toSorted())
        const below = (id: string): string[] =>
          rows.filter((one) => one.parentId === id).flatMap((one) => [one.id, ...below(one.id)])
        placed.forEach((one, at) => {
          expect(
            placed
              .slice(at + 1, at + 1 + one.descendants)
              .map((other) => other.id)
              .toSorted(),
          ).toEqual(below(one.id).toSorted())
          expect(one.children).toBe(rows.filter((other) => other.parentId === one.id).length)
        })
        const counts = countBelow(placed, (one) => one.ordinal === 1)
        for (const one of rows) {
          const under = [one.id, ...below(one.id)]
          expect(counts.get(one.id)).toBe(
            rows.filter((other) => under.includes(other.id) && other.ordinal === 1).length,
          )
        }
      }),
    )
  })

  it('orders siblings by ordinal, then by name without marks, and begins where the rights begin', () => {
    const placed = placeRows([
      row('1', 'hidden', 'Ủy ban'),
      row('2', 'hidden', 'Đoàn'),
      row('3', 'hidden', 'An', 5),
      row('4', '1', 'Tổ'),
    ])
    expect(placed.map((one) => [one.depth, one.name])).toEqual([
      [0, 'Đoàn'],
      [0, 'Ủy ban'],
      [1, 'Tổ'],
      [0, 'An'],
    ])
  })
})

describe('searchTree', () => {
  const placed = placeRows([
    row('a', null, 'Khối'),
    row('b', 'a', 'Sở Y tế'),
    row('c', 'b', 'Bệnh viện Đa khoa'),
    row('d', 'a', 'Sở Tài chính'),
  ])

  it('keeps the way up to every hit', () => {
    const { rows, hits } = searchTree(placed, 'da KHOA')
    expect(rows.map((one) => one.id)).toEqual(['a', 'b', 'c'])
    expect([...hits]).toEqual(['c'])
  })

  it('keeps everything for no words and nothing for strange ones', () => {
    expect(searchTree(placed, ' ').rows).toHaveLength(4)
    expect(searchTree(placed, 'xyz').rows).toEqual([])
  })
})

it('gives codes below the parent, never twice, and never one that is taken', () => {
  const give = codeGiver(['00', '01', '03', '01.09', 'VP'])
  const top = { code: '00', isTop: true }
  expect([give(top), give(top)]).toEqual(['04', '05'])
  expect(give({ code: '01', isTop: false })).toBe('01.10')
  expect(give({ code: 'VP', isTop: false })).toBe('VP.01')
  expect(codeGiver([])(null)).toBe('00')
})

it('judges where a unit stands by the table of the day, from the day of the act on', () => {
  const on = day('2020-01-01')
  expect(nestingFault(DEFAULT_NESTING, 'sub_cell', 'section', on)).toBeNull()
  expect(nestingFault(DEFAULT_NESTING, 'sub_cell', 'bloc', on)?.article).toBe('Điều 24')
  expect(nestingFault(DEFAULT_NESTING, 'sub_cell', 'bloc', day('2000-01-01'))).toBeNull()
  expect(kindsUnder(DEFAULT_NESTING, 'bloc', on)).toEqual(['grassroots_committee', 'grassroots_cell'])
  expect(kindsUnder(DEFAULT_NESTING, null, on)).toEqual(['bloc'])
  const always = { from: day('2012-01-01'), to: null }
  const versions = [
    { unitId: 'top', parentId: null, kind: 'bloc' as const, valid: always },
    { unitId: 'x', parentId: 'top', kind: 'section' as const, valid: always },
  ]
  expect(nestingFaults(DEFAULT_NESTING, versions, new Set(['x']), on).map((fault) => fault.on)).toEqual([on])
  expect(nestingFaults(DEFAULT_NESTING, versions, new Set(['other']), on)).toEqual([])
})

it('says one word about every unit that differs between two days', () => {
  const unit = (id: string, parentId: string | null, kind: 'section' | 'group', name: string) => ({
    id,
    parentId,
    kind,
    name,
  })
  const before = [
    unit('a', 'p', 'section', 'A'),
    unit('b', 'p', 'section', 'B'),
    unit('c', 'p', 'section', 'C'),
    unit('d', 'p', 'group', 'D'),
    unit('s', 'p', 'group', 'S'),
  ]
  const after = [
    unit('a', 'q', 'section', 'A2'),
    unit('b', 'p', 'group', 'B'),
    unit('c', 'p', 'section', 'C2'),
    unit('e', 'p', 'group', 'E'),
    unit('s', 'p', 'group', 'S'),
  ]
  expect(Object.fromEntries(treeChanges(before, after))).toEqual({
    a: 'moved',
    b: 'changed',
    c: 'renamed',
    d: 'gone',
    e: 'new',
  })
})

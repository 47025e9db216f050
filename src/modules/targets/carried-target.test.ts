// Targets carried along the lineage: sums are kept to the last hundredth, the arithmetic is told, what was set later stands.
import { day } from '#kernel/day.ts'
import type { LineageLink } from '#modules/units/units.server.ts'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { carryTargets, shareOut } from './carried-target.ts'
import type { CarryRequest } from './carried-target.ts'

const link = (
  kind: LineageLink['kind'],
  predecessorId: string,
  successorId: string | null,
  onDay: string,
  members: number | null = null,
): LineageLink => ({ kind, predecessorId, successorId, outside: null, onDay: day(onDay), members })
const january = day('2025-01-10')
const set = (values: Record<string, number>, setOn = january) =>
  new Map(Object.entries(values).map(([id, value]) => [id, { value, setOn }]))
const carried = (request: Partial<CarryRequest>) =>
  Object.fromEntries(carryTargets({ set: new Map(), links: [], shape: 'count', stayed: new Map(), ...request }))
const values = (request: Partial<CarryRequest>) =>
  Object.fromEntries(Object.entries(carried(request)).map(([id, target]) => [id, target.value]))

describe('sharing out', () => {
  it('goes by the largest remainders', () => {
    expect(shareOut(12, [34, 17])).toEqual([8, 4])
    expect(shareOut(10, [1, 1, 1])).toEqual([4, 3, 3])
    expect(shareOut(5, [0, 7])).toEqual([0, 5])
  })

  it('keeps the sum and is never more than one away from the exact share', () => {
    const weights = fc.array(fc.nat(5000), { minLength: 1, maxLength: 20 }).filter((all) => all.some((w) => w > 0))
    fc.assert(
      fc.property(fc.nat(1_000_000), weights, (total, all) => {
        const parts = shareOut(total, all)
        const sum = all.reduce((a, b) => a + b, 0)
        expect(parts.reduce((a, b) => a + b, 0)).toBe(total)
        parts.forEach((part, at) => expect(Math.abs(part - (total * (all[at] ?? 0)) / sum)).toBeLessThan(1))
      }),
    )
  })
})

describe('a target', () => {
  const split = [link('split', 'x', 'v', '2025-03-01', 34), link('split', 'x', 'w', '2025-03-01', 17)]

  it('of a divided unit is shared by the members who went, and followed further', () => {
    const { v, w, x } = carried({ set: set({ x: 12 }), links: split })
    expect(x).toBeUndefined()
    expect([v?.value, w?.value]).toEqual([8, 4])
    expect(v?.shares).toEqual([
      { from: 'x', kind: 'split', on: '2025-03-01', whole: 12, value: 8, members: 34, outOf: 51, through: [] },
    ])
    const later = carried({ set: set({ x: 12, c: 5 }), links: [link('absorb', 'w', 'c', '2025-07-01'), ...split] })
    expect(later['c']).toMatchObject({
      value: 9,
      own: 5,
      shares: [{ from: 'w', value: 4, through: [{ from: 'x', members: 17 }] }],
    })
  })

  it('of joined units is their sum; on one day after another act, too', () => {
    const links = [link('consolidate', 'a', 'c', '2025-03-01'), link('consolidate', 'b', 'c', '2025-03-01')]
    expect(values({ set: set({ a: 3.5, b: 4 }), links })).toEqual({ c: 7.5 })
    expect(values({ set: set({ a: 3, z: 1 }), links: [link('absorb', 'c', 'z', '2025-03-01'), ...links] })).toEqual({
      z: 4,
    })
  })

  it('set after the act stands as it was set', () => {
    const later = new Map([...set({ x: 12 }), ...set({ v: 9 }, day('2025-03-02'))])
    expect(values({ set: later, links: split })).toEqual({ v: 9, w: 4 })
    // One plan for all, set after the act by names of before: both parts of it are meant.
    const joined = [link('absorb', 'a', 'b', '2025-01-02')]
    expect(values({ set: set({ a: 4, b: 3 }), links: joined })).toEqual({ b: 7 })
    expect(values({ set: new Map([...set({ a: 4 }), ...set({ b: 7 }, day('2025-02-01'))]), links: joined })).toEqual({
      b: 7,
    })
    const anew = [link('separate', 'a', 'b', '2025-03-01', 5)]
    expect(values({ set: set({ a: 6 }, day('2025-03-01')), links: anew })).toEqual({ a: 6 })
  })

  it('of a unit that separated is shared with those who stayed', () => {
    const links = [link('separate', 'a', 'b', '2025-03-01', 10)]
    const stayed = new Map([['a 2025-03-01', 20]])
    expect(values({ set: set({ a: 10 }), links, stayed })).toEqual({ a: 7, b: 3 })
    expect(carried({ set: set({ a: 10 }), links })).toEqual({ a: { value: 10, own: 10, shares: [], undivided: true } })
  })

  it('in per cent is the same for every part, and is not added', () => {
    expect(values({ set: set({ x: 95 }), links: split, shape: 'ratio' })).toEqual({ v: 95, w: 95 })
    const joined = [link('consolidate', 'a', 'c', '2025-03-01'), link('consolidate', 'b', 'c', '2025-03-01')]
    expect(values({ set: set({ a: 95, b: 95 }), links: joined, shape: 'ratio' })).toEqual({ c: 95 })
    expect(values({ set: set({ a: 95, b: 90 }), links: joined, shape: 'ratio' })).toEqual({})
    expect(
      values({ set: set({ a: 95, b: 90 }), links: [link('absorb', 'a', 'b', '2025-03-01')], shape: 'ratio' }),
    ).toEqual({ b: 90 })
  })

  it('leaves with its unit, and the others stay as they are', () => {
    expect(values({ set: set({ a: 3, b: 4 }), links: [link('transfer_out', 'a', null, '2025-03-01')] })).toEqual({
      b: 4,
    })
  })
})

it('sums are kept over any chain of acts inside the bloc', () => {
  const acts = fc.array(
    fc.record({
      kind: fc.constantFrom('consolidate', 'absorb', 'split', 'separate'),
      a: fc.nat(50),
      b: fc.nat(50),
      members: fc.tuple(fc.integer({ min: 1, max: 60 }), fc.nat(60)),
      gap: fc.nat(2),
    }),
    { maxLength: 12, size: 'max' },
  )
  const amounts = fc.array(fc.nat(4000), { minLength: 5, maxLength: 5 })
  fc.assert(
    fc.property(amounts, acts, (given_, played) => {
      const standing = ['u0', 'u1', 'u2', 'u3', 'u4']
      const targets = new Map(given_.map((value, at) => [`u${at}`, { value: value / 100, setOn: january }]))
      const stayed = new Map<string, number>()
      const links: LineageLink[] = []
      let [serial, month] = [0, 2]
      for (const { kind, a, b, members, gap } of played) {
        month += gap
        const on = `20${25 + Math.floor(month / 12)}-${String((month % 12) + 1).padStart(2, '0')}-01`
        const from = standing.splice(a % standing.length, 1)[0] as string
        const other = standing[b % standing.length]
        if (kind === 'consolidate' && other) {
          standing.splice(standing.indexOf(other), 1, `n${serial}`)
          links.push(link(kind, from, `n${serial}`, on, members[0]), link(kind, other, `n${serial++}`, on, members[1]))
        } else if (kind === 'absorb' && other) links.push(link(kind, from, other, on))
        else if (kind === 'split') {
          standing.push(`n${serial}`, `n${serial + 1}`)
          links.push(link(kind, from, `n${serial}`, on, members[0]), link(kind, from, `n${serial + 1}`, on, members[1]))
          serial += 2
        } else if (kind === 'separate' && !stayed.has(`${from} ${on}`)) {
          standing.push(from, `n${serial}`)
          stayed.set(`${from} ${on}`, members[1])
          links.push(link(kind, from, `n${serial++}`, on, members[0]))
        } else standing.push(from)
      }
      const sum = [...carryTargets({ set: targets, links, shape: 'count', stayed }).values()].reduce(
        (all, each) => all + Math.round(each.value * 100),
        0,
      )
      expect(sum).toBe(given_.reduce((all, each) => all + each, 0))
    }),
    { numRuns: 500 },
  )
})

// The engine against a naive model: random trees with histories, random records, every basis. A figure equals the sum of its parts,
// equals the length of its list, and nothing is lost or counted twice.
import { addDays, day } from '#kernel/day.ts'
import type { Day } from '#kernel/day.ts'
import type { Id } from '#kernel/ids.ts'
import { systemCaller } from '#modules/access/access.server.ts'
import { createTenant } from '#modules/tenancy/tenancy.server.ts'
import { foundUnit, moveUnit } from '#modules/units/units.server.ts'
import { openDatabase } from '#platform/db/db.ts'
import type { Database } from '#platform/db/db.ts'
import { askAll, execute } from '#platform/operation/execute.ts'
import fc from 'fast-check'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { testDatabase } from '../../../tests/database/database.ts'
import type { TestDatabase } from '../../../tests/database/database.ts'
import { addFigures, figureValue, zeroFigure } from './figure.ts'
import type { Figure } from './figure.ts'
import type { Indicator } from './indicator.ts'
import { rollUp } from './roll-up.ts'
import { ownRecords, traceFigure } from './trace.ts'

const START = day('2020-01-01')
const MOVED = day('2020-07-01')
const END = day('2020-12-31')

let test_: TestDatabase
let database: Database
let tenantId: Id
/** root ─ a(committee) ─ a1, a2 · b(committee) ─ b1 · c (grassroots cell); a2 moves under b on 01/07/2020. */
const units: Record<'root' | 'a' | 'a1' | 'a2' | 'b' | 'b1' | 'c', Id> = {
  root: '',
  a: '',
  a1: '',
  a2: '',
  b: '',
  b1: '',
  c: '',
}
type Leaf = 'a1' | 'a2' | 'b1' | 'c'
const LEAVES: Leaf[] = ['a1', 'a2', 'b1', 'c']

beforeAll(async () => {
  test_ = await testDatabase()
  database = openDatabase(test_.app)
  tenantId = (await createTenant(database, { slug: 'figures', name: 'Figures' }, new Date())).id
  const found = async (kind: string, name: string, parentId: Id | null) => {
    const made = await execute(database, systemCaller(tenantId, 'test'), foundUnit, {
      kind,
      name,
      shortName: name,
      parentId,
      effectiveOn: START,
    })
    return made.unitId
  }
  units.root = await found('bloc', 'Khối', null)
  units.a = await found('grassroots_committee', 'A', units.root)
  units.b = await found('grassroots_committee', 'B', units.root)
  units.a1 = await found('sub_cell', 'A1', units.a)
  units.a2 = await found('sub_cell', 'A2', units.a)
  units.b1 = await found('sub_cell', 'B1', units.b)
  units.c = await found('grassroots_cell', 'C', units.root)
  await execute(database, systemCaller(tenantId, 'test'), moveUnit, {
    unitId: units.a2,
    parentId: units.b,
    effectiveOn: MOVED,
  })
})

afterAll(async () => {
  await database.destroy()
  await test_.drop()
})

interface Made {
  leaf: Leaf
  on: Day
  sex: 'male' | 'female'
  num: number
  den: number
}

/** An indicator whose records are given values: the engine cannot know the difference. */
function indicatorOver(records: Made[], shape: 'count' | 'ratio'): Indicator {
  const rows = records.map(
    (r, i) =>
      sql`(${`r${String(i).padStart(4, '0')}`}::text, ${units[r.leaf]}::uuid, ${r.on}::date, ${r.num}::numeric, ${r.den}::numeric, ${r.sex}::text)`,
  )
  const none = sql`select null::text, null::uuid, null::date, null::numeric, null::numeric, null::text where false`
  const values = rows.length === 0 ? none : sql`values ${sql.join(rows)}`
  return {
    code: 'T01',
    kind: 'flow',
    shape,
    counts: 'event',
    dimensions: ['sex'],
    records: ({ span }) => sql`
      select * from (${values}) as t (record_id, unit_id, on_day, num, den, sex)
      where on_day between ${span.from}::date and ${span.to}::date`,
    describe: () => Promise.resolve(new Map()),
    words: { name: '', short: '', unit: '', how: '', dimensions: { sex: { label: '', values: {} } } },
  }
}

/** The naive model: walk up from each record's unit. */
function above(leaf: Leaf, on: Day): Id[] {
  const parent = { a1: units.a, a2: on < MOVED ? units.a : units.b, b1: units.b, c: null }[leaf]
  return [units[leaf], ...(parent ? [parent] : []), units.root]
}

function model(records: Made[], shape: 'count' | 'ratio', day_: (record: Made) => Day): Map<Id, Figure> {
  const table = new Map<Id, Figure>()
  for (const record of records) {
    const part = shape === 'ratio' ? { num: record.num, den: record.den } : { num: 1, den: null }
    for (const id of above(record.leaf, day_(record))) {
      table.set(id, addFigures(table.get(id) ?? zeroFigure(shape), { ...part, parts: { sex: { [record.sex]: part } } }))
    }
  }
  return table
}

const records = fc.array(
  fc.record({
    leaf: fc.constantFrom(...LEAVES),
    on: fc.integer({ min: 0, max: 365 }).map((n) => addDays(START, n)),
    sex: fc.constantFrom('male' as const, 'female' as const),
    num: fc.integer({ min: 0, max: 20 }),
    den: fc.integer({ min: 20, max: 40 }),
  }),
  { maxLength: 25 },
)

const ask = <T>(work: Parameters<typeof askAll<T>>[2]) => askAll(database, systemCaller(tenantId, 'test'), work)

describe('the engine', () => {
  test.each(['count', 'ratio'] as const)('counts like walking up the tree, on every basis (%s)', async (shape) => {
    await fc.assert(
      fc.asyncProperty(records, async (made) => {
        const indicator = indicatorOver(made, shape)
        const request = { key: 'x', indicator, span: { from: START, to: END }, dimensions: ['sex'] }
        for (const [basis, dayOf] of [
          ['event', (record: Made) => record.on],
          [{ on: END }, () => END],
          [{ on: addDays(MOVED, -1) }, () => addDays(MOVED, -1)],
        ] as const) {
          const table = await ask((_, ctx) => rollUp(ctx, [request], { basis }))
          expect(Object.fromEntries(table.get('x') ?? [])).toEqual(Object.fromEntries(model(made, shape, dayOf)))
        }
      }),
      { numRuns: 25 },
    )
  })

  test('a figure equals its list, also for one value of a breakdown, and a frozen report keeps the same records', async () => {
    await fc.assert(
      fc.asyncProperty(records, async (made) => {
        const request = { key: 'x', indicator: indicatorOver(made, 'ratio'), span: { from: START, to: END } }
        const basis = { on: END }
        await ask(async (_, ctx) => {
          const table = await rollUp(ctx, [{ ...request, dimensions: ['sex'] }], { basis })
          for (const unitId of Object.values(units)) {
            const figure = table.get('x')?.get(unitId) ?? zeroFigure('ratio')
            const list = await traceFigure(ctx, request, { basis, unitId, limit: 500, offset: 0 })
            expect([list.num, list.den]).toEqual([figure.num, figure.den])
            expect(list.records.reduce((sum, record) => sum + record.num, 0)).toBe(figure.num)
            expect(list.records).toHaveLength(list.total)
            const women = await traceFigure(ctx, request, {
              basis,
              unitId,
              limit: 500,
              offset: 0,
              part: { dimension: 'sex', value: 'female' },
            })
            expect(women.num).toBe(figure.parts['sex']?.['female']?.num ?? 0)
          }
          const own = await ownRecords(ctx, [request])
          expect(own.flatMap((row) => row.recordIds)).toHaveLength(made.length)
          expect(own.reduce((sum, row) => sum + row.num, 0)).toBe(table.get('x')?.get(units.root)?.num ?? 0)
        })
      }),
      { numRuns: 10 },
    )
  })

  test('many requests share one statement and keep apart by key', async () => {
    const made: Made[] = [
      { leaf: 'a1', on: day('2020-02-01'), sex: 'female', num: 1, den: 20 },
      { leaf: 'a2', on: day('2020-08-01'), sex: 'male', num: 2, den: 20 },
    ]
    const indicator = indicatorOver(made, 'count')
    const table = await ask((_, ctx) =>
      rollUp(
        ctx,
        [
          { key: 'first', indicator, span: { from: START, to: day('2020-06-30') } },
          { key: 'second', indicator, span: { from: MOVED, to: END } },
        ],
        { basis: 'event', units: [units.a, units.b] },
      ),
    )
    expect(table.get('first')).toEqual(new Map([[units.a, { num: 1, den: null, parts: {} }]]))
    expect(table.get('second')).toEqual(new Map([[units.b, { num: 1, den: null, parts: {} }]]))
  })
})

test('a ratio is computed from its sums, and unknown where there is nothing to divide by', () => {
  fc.assert(
    fc.property(fc.nat(1000), fc.nat(1000), fc.nat(1000), fc.nat(1000), (a, b, c, d) => {
      const sum = addFigures({ num: a, den: b, parts: {} }, { num: c, den: d, parts: {} })
      expect(figureValue(sum)).toBe(b + d === 0 ? null : ((a + c) / (b + d)) * 100)
    }),
  )
})

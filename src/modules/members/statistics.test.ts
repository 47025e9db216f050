// The statistics add up: every breakdown to I03, every unit to what lies below it, opening + in − out = closing under random histories,
// and the list behind each number is as long as the number.
import { addDays, addMonths, day } from '#kernel/day.ts'
import type { Day } from '#kernel/day.ts'
import type { Id } from '#kernel/ids.ts'
import { listRecords, readFigures } from '#modules/figures/figures.server.ts'
import { ask } from '#platform/operation/execute.ts'
import fc from 'fast-check'
import { beforeAll, describe, expect, it } from 'vitest'
import {
  admitted,
  database,
  nobody,
  now,
  paper,
  person,
  profile,
  run,
  system,
  unit,
  useRegister,
} from '../../../tests/samples/register.ts'
import { SENIORITY_BANDS } from './code-lists.ts'
import {
  importMembers,
  leaveMember,
  listMovements,
  readStatistics,
  readStrength,
  restoreMember,
} from './members.server.ts'
import { balances } from './strength.ts'
import type { Strength } from './strength.ts'

useRegister()

const UNITS = ['bloc', 'com', 'a', 'b', 'c']
const CELLS = ['a', 'b', 'c']
const first = day('2016-01-01')
const ENTRIES = ['admission', 'arrival'] as const
const EXITS = ['departure', 'death', 'removal', 'resignation', 'expulsion', 'annulment'] as const

/** A life in the bloc: stays one after the other, perhaps an end. */
const life = fc.record({
  starts: fc.integer({ min: 0, max: 2000 }),
  stays: fc.array(fc.record({ cell: fc.constantFrom(...CELLS), days: fc.integer({ min: 1, max: 700 }) }), {
    minLength: 1,
    maxLength: 4,
  }),
  entry: fc.constantFrom(...ENTRIES),
  exit: fc.option(fc.constantFrom(...EXITS), { nil: null }),
  sex: fc.constantFrom('female', 'male'),
  ethnicity: fc.constantFrom('kinh', 'tay', 'nung'),
  education: fc.constantFrom('upper_secondary', 'university', 'master', null),
  theoryLevel: fc.constantFrom('none', 'advanced', 'bachelor', null),
  born: fc.integer({ min: 0, max: 12_000 }),
  years: fc.integer({ min: 1, max: 45 }),
})
type Life = typeof life extends fc.Arbitrary<infer T> ? T : never

function memberOf(given: Life) {
  let on: Day = addDays(first, given.starts)
  const from = on
  const cells = given.stays.map(({ cell, days }, i) => {
    const start = on
    on = addDays(on, days)
    const last = i === given.stays.length - 1
    return { unitId: unit(cell), from: start, to: last && given.exit === null ? null : on }
  })
  // Two stays in one cell are one.
  const joined = cells.reduce<typeof cells>((kept, cell) => {
    const before = kept.at(-1)
    return before?.unitId === cell.unitId ? [...kept.slice(0, -1), { ...before, to: cell.to }] : [...kept, cell]
  }, [])
  const to = cells.at(-1)?.to ?? null
  const admittedOn = given.entry === 'admission' ? from : addMonths(from, -12 * given.years)
  const confirmedOn = addMonths(admittedOn, 12)
  const confirmed = to === null || confirmedOn < to
  const began = confirmedOn > from
  const statuses = !confirmed
    ? [{ status: 'probationary', from, to }]
    : began
      ? [
          { status: 'probationary', from, to: confirmedOn },
          { status: 'full', from: confirmedOn, to },
        ]
      : [{ status: 'full', from, to }]
  return {
    ...nobody({
      sex: given.sex,
      ethnicity: given.ethnicity,
      education: given.education,
      theoryLevel: given.theoryLevel,
    }),
    birthOn: addDays(day('1945-01-01'), given.born),
    admittedOn,
    confirmedOn: confirmed ? confirmedOn : null,
    leftOn: to,
    statuses,
    cells: joined,
    events: [
      { unitId: joined[0]?.unitId, kind: given.entry, effectiveOn: from, decidedOn: from },
      ...(given.exit && to
        ? [{ unitId: joined.at(-1)?.unitId, kind: given.exit, effectiveOn: to, decidedOn: to }]
        : []),
    ],
  }
}

const days = fc
  .tuple(fc.integer({ min: 0, max: 2900 }), fc.integer({ min: 0, max: 900 }))
  .map(([start, length]) => {
    const from = addDays(first, start)
    const to = addDays(from, length)
    return { from, to: to > '2024-06-30' ? day('2024-06-30') : to }
  })
  .filter(({ from, to }) => from <= to)

const statistics = (key: string, on: string, more: object = {}, caller = system) =>
  ask(database, caller, readStatistics, { unitId: unit(key), on, period: null, structureOn: null, ...more }, { now })

let restored: Id
beforeAll(async () => {
  const people = fc.sample(life, { numRuns: 60, seed: 20240630 }).map(memberOf)
  await run(system, importMembers, { members: people })
  // Somebody with a gap: expelled, then restored.
  restored = await admitted('a', {
    decidedOn: '2021-01-05',
    effectiveOn: '2021-01-10',
    birthOn: '1980-01-01',
    ...paper('9-QĐ/ĐUK', '2021-01-05'),
  })
  await run(system, leaveMember, {
    memberId: restored,
    kind: 'removal',
    decidedOn: '2022-01-01',
    effectiveOn: '2022-01-01',
    ...paper('1-QĐ/ĐUK', '2022-01-01'),
  })
  await run(system, restoreMember, {
    memberId: restored,
    unitId: unit('a'),
    decidedOn: '2023-01-01',
    effectiveOn: '2023-01-01',
    ...paper('2-QĐ/ĐUK', '2023-01-01'),
  })
}, 60_000)

describe('the structure', () => {
  it.each(['2018-06-30', '2020-12-31', '2024-06-30'])(
    'of %s adds up: each breakdown to the whole, each unit to those below',
    async (on) => {
      for (const key of ['bloc', 'com']) {
        const table = await statistics(key, on)
        expect(table.total['I03']?.num).toBeGreaterThan(0)
        for (const { code, shape, dimensions } of table.indicators) {
          const figure = table.total[code]!
          const below = table.units.map((row) => row.figures[code]!)
          expect(below.reduce((sum, each) => sum + each.num, 0)).toBe(figure.num)
          for (const dimension of shape === 'count' && figure.num > 0 ? dimensions : []) {
            const parts = Object.values(figure.parts[dimension] ?? {})
            expect([code, dimension, parts.reduce((sum, part) => sum + part.num, 0)]).toEqual([
              code,
              dimension,
              figure.num,
            ])
          }
        }
      }
    },
  )

  it('has behind every number a list as long as the number', async () => {
    const on = '2022-06-30'
    const table = await statistics('com', on)
    let looked = 0
    for (const { code, dimensions } of table.indicators) {
      for (const dimension of dimensions) {
        for (const [value, part] of Object.entries(table.total[code]?.parts[dimension] ?? {})) {
          const trace = await ask(
            database,
            system,
            listRecords,
            {
              indicator: code,
              unitId: unit('com'),
              part: `${dimension}:${value}`,
              on,
              period: null,
              structureOn: null,
            },
            { now },
          )
          expect([code, dimension, value, trace.num]).toEqual([code, dimension, value, part.num])
          looked++
        }
      }
    }
    expect(looked).toBeGreaterThan(20)
  })

  it('counts seniority as the profile tells it, gaps deducted', async () => {
    const on = '2024-06-30'
    const list = await ask(
      database,
      system,
      listRecords,
      { indicator: 'I03', unitId: unit('bloc'), part: null, on, period: null, structureOn: null, size: 500 },
      { now },
    )
    const expected: Record<string, number> = {}
    for (const record of list.records) {
      const { seniorityMonths } = await profile(record.id as Id, on)
      const years = seniorityMonths === null ? null : Math.floor(seniorityMonths / 12)
      const band = years === null ? 'none' : SENIORITY_BANDS.find((each) => each.to === null || years <= each.to)!.code
      expected[band] = (expected[band] ?? 0) + 1
    }
    const { figures } = await ask(
      database,
      system,
      readFigures,
      { indicators: 'I03', unitId: unit('bloc'), on, breakdowns: 'true' },
      { now },
    )
    const found = Object.fromEntries(
      Object.entries(figures[0]?.parts['seniority'] ?? {}).map(([band, part]) => [band, part.num]),
    )
    expect(found).toEqual(expected)
    expect(Object.keys(found).length).toBeGreaterThan(3)
    expect(list.records.some((record) => record.id === restored)).toBe(true)
  })

  it('puts advanced and bachelor of theory in one class, and is for who may see the figures there', async () => {
    const parts = (await statistics('bloc', '2024-06-30')).total['I03']?.parts['theory'] ?? {}
    expect(Object.keys(parts).toSorted()).toEqual(['advanced', 'none', 'unknown'])
    const secretary = await person('cell_secretary', 'c')
    expect((await statistics('c', '2024-06-30', {}, secretary)).units).toEqual([])
    expect((await statistics('c', '2024-06-30', {}, secretary)).religions).toBeNull()
    const { religions, total } = await statistics('com', '2024-06-30')
    expect(Object.values(religions ?? {}).reduce((sum, n) => sum + n, 0)).toBe(total['I03']?.num)
    await expect(statistics('a', '2024-06-30', {}, secretary)).rejects.toMatchObject({ code: 'not_found' })
  })

  it('relates admissions of the year to the strength at its beginning', async () => {
    const figure = (await statistics('bloc', '2019-06-30')).total
    const before = (await statistics('bloc', '2018-12-31')).total
    expect(figure['I05']).toMatchObject({ num: figure['I04']?.num, den: before['I03']?.num })
  })
})

describe('the movement', () => {
  it('balances for every unit over any period, its closing is I03, and each number has its people', async () => {
    await fc.assert(
      fc.asyncProperty(days, async ({ from, to }) => {
        const rows = await ask(database, system, readStrength, { unitId: null, from, to }, { now })
        for (const row of rows) expect([row.name, balances(row)]).toEqual([row.name, true])
        // Cells add up to their bloc: strengths and every kind but moves, which cancel out.
        const whole = rows.find((row) => row.unitId === unit('bloc'))
        const cells = rows.filter((row) => CELLS.some((key) => row.unitId === unit(key)))
        const sum = (of: (row: (typeof rows)[number]) => number | undefined) =>
          cells.reduce((all, row) => all + (of(row) ?? 0), 0)
        expect([sum((row) => row.opening), sum((row) => row.closing)]).toEqual([
          whole?.opening ?? 0,
          whole?.closing ?? 0,
        ])
        for (const kind of [...ENTRIES, 'restoration'] as const)
          expect(sum((row) => row.entered[kind])).toBe(whole?.entered[kind] ?? 0)
        for (const kind of EXITS) expect(sum((row) => row.left[kind])).toBe(whole?.left[kind] ?? 0)
        expect(sum((row) => row.entered.move)).toBe(sum((row) => row.left.move))
        expect([whole?.entered.move ?? 0, whole?.left.move ?? 0]).toEqual([0, 0])
        const closing = (await statistics('bloc', to)).total['I03']?.num
        expect(rows.find((row) => row.unitId === unit('bloc'))?.closing ?? 0).toBe(closing)
      }),
      { numRuns: 15 },
    )
  })

  it('lists as many people as it counts, by kind, for every unit', async () => {
    const span = { from: day('2018-01-01'), to: day('2020-12-31') }
    const rows = await ask(database, system, readStrength, { unitId: null, ...span }, { now })
    let numbers = 0
    for (const key of UNITS) {
      const row = rows.find((each) => each.unitId === unit(key)) as Strength
      const asked = (what: string, kind: string | null) =>
        ask(database, system, listMovements, { unitId: unit(key), ...span, what, kind }, { now })
      for (const what of ['opening', 'closing'] as const) expect((await asked(what, null)).total).toBe(row[what])
      for (const what of ['entered', 'left'] as const) {
        for (const [kind, n] of Object.entries(row[what])) {
          const list = await asked(what, kind)
          expect([key, what, kind, list.total]).toEqual([key, what, kind, n])
          expect(list.people.every((one) => one.kind === kind)).toBe(true)
          numbers++
        }
      }
    }
    expect(numbers).toBeGreaterThan(10)
  })
})

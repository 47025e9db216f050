// Figures carried by lineage against walking through it by hand: random reorganisations on a real database, random records, members
// who go their own ways. A figure equals its list, nothing is lost, and no later act changes what was said of an earlier day.
import { addDays, day } from '#kernel/day.ts'
import type { Day } from '#kernel/day.ts'
import { AppError } from '#kernel/errors.ts'
import type { Id } from '#kernel/ids.ts'
import { systemCaller } from '#modules/access/access.server.ts'
import { createTenant } from '#modules/tenancy/tenancy.server.ts'
import {
  carryOutActs,
  foundUnits,
  heirsOf,
  inheritancesOn,
  isCell,
  OUTSIDE,
  readTree,
} from '#modules/units/units.server.ts'
import type { Inheritance } from '#modules/units/units.server.ts'
import { openDatabase } from '#platform/db/db.ts'
import type { Database } from '#platform/db/db.ts'
import { newId } from '#platform/new-id.ts'
import { askAll, execute } from '#platform/operation/execute.ts'
import { operation } from '#platform/operation/operation.ts'
import fc from 'fast-check'
import { sql } from 'kysely'
import * as v from 'valibot'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { testDatabase } from '../../../tests/database/database.ts'
import type { TestDatabase } from '../../../tests/database/database.ts'
import { zeroFigure } from './figure.ts'
import type { Figure } from './figure.ts'
import type { Indicator } from './indicator.ts'
import { rollUp } from './roll-up.ts'
import type { Basis } from './roll-up.ts'
import { traceFigure } from './trace.ts'

const START = day('2025-01-01')
const on = (n: number): Day => addDays(START, n)
const LAST = 120

let server: TestDatabase
let database: Database
beforeAll(async () => {
  server = await testDatabase()
  database = openDatabase(server.app)
})
afterAll(async () => {
  await database?.destroy()
  await server?.drop()
})

const reorganise = operation({
  name: 'test.reorganise',
  summary: 'Carry out acts given as they are',
  permission: 'unit.write',
  input: v.object({ acts: v.any(), on: v.any() }),
  async run(ctx, input) {
    await carryOutActs(ctx, input.acts as never, { on: input.on as Day, decisionId: null })
    return {}
  },
})

interface Standing {
  id: Id
  kind: string
  parentId: Id | null
}

interface Bloc {
  ask: <T>(work: Parameters<typeof askAll<T>>[2]) => Promise<T>
  root: Id
  standing: (at: Day) => Promise<Standing[]>
  /** False where the product refuses such an act: then nothing happened. */
  act: (acts: object[], at: Day) => Promise<boolean>
}

/** root ─ A ─ a1, a2, a3 · B ─ b1, b2 · c, d (grassroots cells). */
async function newBloc(): Promise<Bloc> {
  const tenantId = (await createTenant(database, { slug: `t${newId().slice(-12)}`, name: 'Khối' }, new Date())).id
  const caller = systemCaller(tenantId, 'test')
  const row = (key: string, parentKey: string | null, kind: string) => ({
    key,
    parentKey,
    kind,
    name: key,
    effectiveOn: '2020-01-01',
  })
  const { units } = await execute(database, caller, foundUnits, {
    units: [
      row('root', null, 'bloc'),
      row('A', 'root', 'grassroots_committee'),
      row('B', 'root', 'grassroots_committee'),
      ...['a1', 'a2', 'a3'].map((key) => row(key, 'A', 'sub_cell')),
      ...['b1', 'b2'].map((key) => row(key, 'B', 'sub_cell')),
      ...['c', 'd'].map((key) => row(key, 'root', 'grassroots_cell')),
    ],
  })
  const ask: Bloc['ask'] = (work) => askAll(database, caller, work)
  return {
    ask,
    root: units[0]?.unitId as Id,
    standing: (at) => ask(async (run) => (await run(readTree, { day: at })).units),
    act: (acts, at) =>
      execute(database, caller, reorganise, { acts, on: at }).then(
        () => true,
        (thrown: unknown) => {
          if (thrown instanceof AppError) return false
          throw thrown
        },
      ),
  }
}

const fresh = (like: Standing, n: number) => ({
  ...{ unitId: newId(), parentId: like.parentId, kind: like.kind, name: `mới ${n}`, shortName: `m${n}` },
  ...{ code: null, sector: null, localityId: null },
})

/** One random act among cells that stand that day. */
async function play(bloc: Bloc, choice: { kind: number; a: number; b: number }, at: Day): Promise<boolean> {
  const cells = (await bloc.standing(at)).filter((unit) => isCell(unit.kind as never))
  const one = cells[choice.a % cells.length]
  const others = cells.filter((cell) => cell.kind === one?.kind && cell.id !== one.id)
  const other = others[choice.b % others.length]
  if (!one || !other) return false
  const acts = [
    { kind: 'consolidate', inputs: [one.id, other.id], unit: fresh(one, 1) },
    { kind: 'absorb', inputs: [one.id], into: other.id },
    {
      kind: 'split',
      input: one.id,
      units: [fresh(one, 1), fresh({ ...one, parentId: other.parentId }, 2)],
      children: {},
    },
    { kind: 'separate', input: one.id, units: [fresh({ ...one, parentId: other.parentId }, 1)], children: {} },
    { kind: 'transfer_out', unitId: one.id, to: 'Đảng ủy xã' },
    { kind: 'dissolve', input: one.id, children: {} },
    { kind: 'move', unitId: one.id, parentId: other.parentId },
  ]
  return bloc.act([acts[choice.kind % acts.length] as object], at)
}

interface Made {
  id: string
  unitId: Id
  memberId: Id
  on: Day
  sex: 'male' | 'female'
}
interface Stay {
  memberId: Id
  unitId: Id
  from: Day
  until: Day | null
}

function indicatorOver(
  made: readonly Made[],
  stays: readonly Stay[],
  follows: boolean,
  counts: Indicator['counts'],
): Indicator {
  const rows = sql.join(
    made.map((r) => sql`(${r.id}::text, ${r.unitId}::uuid, ${r.memberId}::uuid, ${r.on}::date, ${r.sex}::text)`),
  )
  const ways = sql.join(
    stays.map((s) => sql`(${s.memberId}::uuid, ${s.unitId}::uuid, ${s.from}::date, ${s.until}::date)`),
  )
  return {
    code: 'T02',
    kind: 'flow',
    shape: 'count',
    counts,
    dimensions: ['sex'],
    records: ({ span }) => sql`
      select * from (values ${made.length > 0 ? rows : sql`(null::text, null::uuid, null::uuid, null::date, null::text)`}) as t (record_id, unit_id, member_id, on_day, sex)
      where on_day between ${span.from}::date and ${span.to}::date`,
    ...(follows
      ? { follows: { stays: () => sql`select * from (values ${ways}) as t (member_id, unit_id, from_on, until_on)` } }
      : {}),
    describe: () => Promise.resolve(new Map()),
    words: { name: '', short: '', unit: '', how: '', dimensions: { sex: { label: '', values: {} } } },
  }
}

/** By hand: the record's heirs; the first stay that leads to one of them; every ancestor of all heirs counts, of some is told. */
function model(
  made: readonly Made[],
  stays: readonly Stay[] | null,
  inherited: readonly Inheritance[],
  tree: readonly Standing[],
  asOf: Day,
) {
  const parents = new Map(tree.map((unit) => [unit.id, unit.parentId]))
  const above = (id: Id): Id[] => {
    const way: Id[] = []
    for (let at: Id | null | undefined = id; at && parents.has(at); at = parents.get(at)) way.push(at)
    return way
  }
  const table = new Map<Id, Figure>()
  const at = (id: Id) => table.get(id) ?? (table.set(id, zeroFigure('count')).get(id) as Figure)
  for (const record of made) {
    let heirs = heirsOf(inherited, record.unitId, record.on)
    if (stays && heirs.length > 1) {
      const ways = stays
        .filter(
          (stay) =>
            stay.memberId === record.memberId && (stay.until === null || stay.until > record.on) && stay.from <= asOf,
        )
        .toSorted((a, b) => (a.from < b.from ? -1 : 1))
        .map((stay) =>
          heirsOf(inherited, stay.unitId, stay.until === null || stay.until > asOf ? asOf : addDays(stay.until, -1)),
        )
      heirs = firstOf(ways, heirs)
    }
    const lines = heirs.map((heir) => (heir === OUTSIDE ? [] : above(heir)))
    for (const id of new Set(lines.flat())) {
      const figure = at(id)
      if (!lines.every((line) => line.includes(id))) figure.unshared = (figure.unshared ?? 0) + 1
      else {
        figure.num++
        const part = ((figure.parts['sex'] ??= {})[record.sex] ??= { num: 0, den: null })
        part.num++
      }
    }
  }
  return Object.fromEntries(table)
}

const firstOf = (ways: readonly (readonly Id[])[], heirs: readonly Id[]): readonly Id[] =>
  ways.find((way) => way.length === 1 && heirs.includes(way[0] as Id)) ?? heirs

const choices = fc.array(
  fc.record({ kind: fc.nat(6), a: fc.nat(50), b: fc.nat(50), gap: fc.integer({ min: 0, max: 20 }) }),
  { minLength: 2, maxLength: 8, size: 'max' },
)
const seeds = fc.array(fc.record({ at: fc.nat(LAST), member: fc.nat(5), woman: fc.boolean() }), {
  minLength: 5,
  maxLength: 25,
  size: 'max',
})
const members = Array.from({ length: 6 }, () => newId())

type Choice = { kind: number; a: number; b: number; gap: number }
type Seed = { at: number; member: number; woman: boolean }

/** Where a member is over time: along with what becomes of his cell, to one of its heirs; once on his own account to another heir, or any cell. */
async function liveThrough(bloc: Bloc, memberId: Id, n: number, days: readonly number[]): Promise<Stay[]> {
  const cells = async (at: number) => (await bloc.standing(on(at))).filter((unit) => isCell(unit.kind as never))
  const own = 25 + n * 16
  const first = (await cells(0))[n % 7]?.id as Id
  const stays: Stay[] = [{ memberId, unitId: first, from: START, until: null }]
  for (const at of [...new Set([...days, own])].toSorted((a, b) => a - b)) {
    const stay = stays.at(-1) as Stay
    const heirs = await bloc.ask(async (_, ctx) => heirsOf(await inheritancesOn(ctx, on(at)), stay.unitId, on(at - 1)))
    const standing = await cells(at)
    const kin = await bloc.ask(async (_, ctx) => heirsOf(await inheritancesOn(ctx, on(at)), first, START))
    const elsewhere = [...kin, standing[(n * 5) % standing.length]?.id]
    const to = at === own ? elsewhere[(n + 1) % elsewhere.length] : heirs[(n + at) % heirs.length]
    if (to === stay.unitId) continue
    stay.until = on(at)
    if (to === undefined || !standing.some((cell) => cell.id === to)) break
    stays.push({ memberId, unitId: to, from: on(at), until: null })
  }
  return stays
}

/** Plays the acts; members live through them, and what happens to them is recorded in the cell they are in. */
async function playAll(acts: readonly Choice[], made: readonly Seed[]) {
  const bloc = await newBloc()
  const days: number[] = []
  let today = 1
  for (const choice of acts) {
    today = Math.min(LAST, today + choice.gap)
    if (await play(bloc, choice, on(today))) days.push(today)
  }
  const stays: Stay[] = []
  for (const [n, memberId] of members.entries()) stays.push(...(await liveThrough(bloc, memberId, n, days)))
  const records = made.flatMap(({ at: any, member, woman }, i): Made[] => {
    // Many on the very days of the acts, where mistakes live.
    const at = any % 3 === 0 && days.length > 0 ? (days[any % days.length] as number) : any
    const memberId = members[member] as Id
    const stay = stays.find(
      (each) => each.memberId === memberId && each.from <= on(at) && (each.until === null || each.until > on(at)),
    )
    if (!stay) return []
    return [
      {
        id: `r${String(i).padStart(3, '0')}`,
        unitId: stay.unitId,
        memberId,
        on: on(at),
        sex: woman ? 'female' : 'male',
      },
    ]
  })
  return { bloc, records, stays }
}

describe('figures by lineage', () => {
  test.each([
    ['followed by member', true, 'event'],
    ['not followed', false, 'meeting'],
  ] as const)(
    'count like carrying each record by hand, and equal their lists (%s)',
    async (_name, follows, counts) => {
      await fc.assert(
        fc.asyncProperty(choices, seeds, fc.integer({ min: 40, max: LAST }), async (acts, made, to) => {
          const { bloc, records, stays } = await playAll(acts, made)
          const asOf = on(to)
          const request = {
            key: 'x',
            indicator: indicatorOver(records, stays, follows, counts),
            span: { from: START, to: asOf },
          }
          const basis = { lineage: asOf }
          const tree = await bloc.standing(asOf)
          await bloc.ask(async (_, ctx) => {
            const inherited = await inheritancesOn(ctx, asOf)
            const seen = records.filter((record) => record.on <= asOf)
            const table = await rollUp(ctx, [{ ...request, dimensions: ['sex'] }], { basis })
            const expected = model(seen, follows ? stays : null, inherited, tree, asOf)
            expect(Object.fromEntries(table.get('x') ?? [])).toEqual(expected)
            for (const { id } of tree) {
              const figure = table.get('x')?.get(id) ?? zeroFigure('count')
              const list = await traceFigure(ctx, request, { basis, unitId: id, limit: 500, offset: 0 })
              expect([list.num ?? 0, list.records.length]).toEqual([figure.num, figure.num])
            }
          })
        }),
        { numRuns: 25 },
      )
    },
    120_000,
  )

  test('are changed by no act dated later, on any basis', async () => {
    await fc.assert(
      fc.asyncProperty(choices, seeds, choices, async (acts, made, later) => {
        const { bloc, records, stays } = await playAll(acts, made)
        const asOf = on(LAST)
        const request = {
          key: 'x',
          indicator: indicatorOver(records, stays, true, 'event'),
          span: { from: START, to: asOf },
          dimensions: ['sex'],
        }
        const bases: Basis[] = ['event', { on: asOf }, { lineage: asOf }]
        const all = () =>
          bloc.ask(async (_, ctx) => {
            const answers = []
            for (const basis of bases)
              answers.push(Object.fromEntries((await rollUp(ctx, [request], { basis })).get('x') ?? []))
            return answers
          })
        const before = await all()
        let today = LAST
        for (const choice of later) await play(bloc, choice, on((today += choice.gap + 1)))
        expect(await all()).toEqual(before)
      }),
      { numRuns: 20 },
    )
  }, 120_000)
})

// On a real database: provinces loaded with what became of them, places that end, and many units that go elsewhere by one paper.
import fc from 'fast-check'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { testDatabase } from '../../../tests/database/database.ts'
import type { TestDatabase } from '../../../tests/database/database.ts'
import { addDays, day } from '#kernel/day.ts'
import { contains } from '#kernel/date-range.ts'
import { AppError } from '#kernel/errors.ts'
import type { Id } from '#kernel/ids.ts'
import { createTenant } from '#modules/tenancy/tenancy.server.ts'
import { openDatabase, withTenant } from '#platform/db/db.ts'
import type { Database } from '#platform/db/db.ts'
import { newId } from '#platform/new-id.ts'
import type { Caller } from '#platform/operation/caller.ts'
import { ask, execute } from '#platform/operation/execute.ts'
import type { AnyOperation, AnyQuery } from '#platform/operation/operation.ts'
import { applyActs } from './apply-acts.ts'
import type { UnitVersion } from './history.ts'
import { stepsAround } from './locality-queries.ts'
import {
  addLocality,
  changeUnit,
  closeUnit,
  endLocality,
  foundUnit,
  foundUnits,
  importTree,
  listLocalities,
  listUnitsByLocality,
  loadProvinces,
  readLocality,
  readUnit,
  relocateUnits,
  setSuccessors,
} from './units.server.ts'

const now = new Date('2026-01-10T05:00:00Z')
const TURN = '2025-07-01'
let server: TestDatabase
let db: Database
let caller: Caller
let tenantId: Id
let units: Map<string, Id>
const unit = (key: string) => units.get(key) as Id

const callerIn = (tenant: Id): Caller => ({
  tenantId: tenant,
  actor: async () => ({
    ...{ accountId: null, name: 'test', stands: [], holds: () => true },
    scope: () => ({ whole: true }),
    covers: async () => true,
  }),
})
const run = (op: AnyOperation, input: unknown) => execute(db, caller, op, input, { now })
const look = (q: AnyQuery, input: unknown) => ask(db, caller, q, input, { now })
const refusal = (work: Promise<unknown>) =>
  work.then(
    () => 'carried out',
    (thrown: unknown) => (thrown instanceof AppError ? [thrown.code, thrown.fields] : Promise.reject(thrown as Error)),
  )
const everything = () =>
  withTenant(db, tenantId, async (open) =>
    JSON.stringify([
      await open.selectFrom('locality').selectAll().where('tenant_id', '=', tenantId).orderBy('id').execute(),
      await open.selectFrom('locality_successor').selectAll().where('tenant_id', '=', tenantId).orderBy('old_id').orderBy('new_id').execute(), // prettier-ignore
      await open.selectFrom('unit_version').selectAll().where('tenant_id', '=', tenantId).orderBy('id').execute(),
      await open.selectFrom('audit_entry').select('id').where('tenant_id', '=', tenantId).orderBy('id').execute(),
    ]),
  )
const place = async (name: string, kind: string, from: string, more: object = {}): Promise<Id> =>
  (await run(addLocality, { name, kind, from, ...more })).localityId
const paper = { number: '9-QĐ/ĐUK', issuedOn: '25/06/2025', issuer: 'Đảng ủy Khối', abstract: 'Điều chỉnh địa bàn' }

beforeAll(async () => {
  server = await testDatabase()
  db = openDatabase(server.app)
})
afterAll(async () => {
  await db?.destroy()
  await server?.drop()
})

let district: Id
let commune: Id
let ward: Id
beforeEach(async () => {
  tenantId = (await createTenant(db, { slug: `t${newId().slice(-12)}`, name: 'Khối' }, now)).id
  caller = callerIn(tenantId)
  district = await place('Huyện Nà Liềng', 'district', '2000-01-01')
  commune = await place('Xã Nà Liềng', 'commune', TURN)
  ward = await place('Xã Pác Khuông', 'commune', TURN)
  const row = (key: string, parentKey: string | null, kind: string, localityId: Id | null = null) => ({ key, parentKey, kind, name: key, localityId, effectiveOn: '2010-01-01' }) // prettier-ignore
  const founded = await run(foundUnits, {
    units: [
      row('khoi', null, 'bloc'),
      row('a', 'khoi', 'grassroots_committee'),
      row('a1', 'a', 'sub_cell', district),
      row('a2', 'a', 'sub_cell', district),
      row('b', 'khoi', 'grassroots_cell'),
    ],
  })
  units = new Map(founded.units.map((each: { key: string; unitId: Id }) => [each.key, each.unitId]))
})

describe('provinces', () => {
  it('are loaded once, 63 on one day and 34 on the next, and each tells what it became', async () => {
    expect((await run(loadProvinces, {})).added).toBe(87)
    const on = async (day: string) =>
      (await look(listLocalities, { day })).filter(({ kind }: { kind: string }) => kind === 'province')
    expect([(await on('2025-06-30')).length, (await on(TURN)).length]).toEqual([63, 34])
    expect(await refusal(run(loadProvinces, {}))).toEqual(['units.provinces_loaded', {}])
    const kontum = (await on('2025-06-30')).find(({ name }: { name: string }) => name === 'Tỉnh Kon Tum')
    const seen = await look(readLocality, { localityId: kontum.id })
    expect(seen.successors.map(({ name }: { name: string }) => name)).toEqual(['Tỉnh Quảng Ngãi'])
    expect(seen.steps).toHaveLength(1)
    const gia = (await on(TURN)).find(({ name }: { name: string }) => name === 'Tỉnh Gia Lai')
    const from = (await look(readLocality, { localityId: gia.id })).steps.map((step: { from: { name: string } }) => step.from.name) // prettier-ignore
    expect(from.toSorted()).toEqual(['Tỉnh Bình Định', 'Tỉnh Gia Lai'])
  })

  it('that the bloc has already stay as they are', async () => {
    const own = await place('Tỉnh Kon Tum', 'province', '2010-01-01', { to: TURN, committee: 'Tỉnh ủy' })
    expect((await run(loadProvinces, {})).added).toBe(86)
    expect(await look(readLocality, { localityId: own })).toMatchObject({ committee: 'Tỉnh ủy', successors: [] })
  })
})

describe('places', () => {
  it('stand below their province and end with those that take their place', async () => {
    const province = await place('Tỉnh Sơn Khê', 'province', '2000-01-01', { code: 'S1' })
    const below = await place('Huyện Phia Dền', 'district', '2000-01-01', { parentId: province })
    const listed = await look(listLocalities, { day: '2025-06-30' })
    const depth = (id: Id) => listed.find((each: { id: Id }) => each.id === id).depth
    expect([depth(province), depth(below), depth(district)]).toEqual([0, 1, 0])
    expect(await run(endLocality, { localityId: district, on: TURN, successors: [commune, ward] })).toMatchObject({ unitsLeft: 2 }) // prettier-ignore
    expect((await look(readLocality, { localityId: district })).successors).toHaveLength(2)
    await run(setSuccessors, { localityId: district, successors: [commune] })
    expect((await look(readLocality, { localityId: district })).successors).toEqual([{ id: commune, name: 'Xã Nà Liềng' }]) // prettier-ignore
    expect((await look(listLocalities, { day: TURN })).some((each: { id: Id }) => each.id === district)).toBe(false)
  })

  const cases: [string, () => Promise<unknown>, string, string | null][] = [
    ['a commune under a district', () => place('Xã X', 'commune', TURN, { parentId: district }), 'units.locality_parent', 'parentId'], // prettier-ignore
    ['a code twice', async () => { await place('Tỉnh A', 'province', TURN, { code: '01' }); return place('Tỉnh B', 'province', TURN, { code: '01' }) }, 'units.locality_code_taken', 'code'], // prettier-ignore
    ['a name twice', () => place('xã nà liềng', 'commune', TURN), 'units.locality_taken', 'name'],
    ['an end before its first day', () => run(endLocality, { localityId: commune, on: TURN }), 'units.end_before_start', 'on'], // prettier-ignore
    ['itself as successor', () => run(endLocality, { localityId: district, on: TURN, successors: [district] }), 'units.locality_itself', 'successors.0'], // prettier-ignore
    ['a successor that is not there yet', () => run(endLocality, { localityId: district, on: '01/06/2025', successors: [commune] }), 'units.locality_not_there', 'successors.0'], // prettier-ignore
    ['successors of a place that goes on', () => run(setSuccessors, { localityId: commune, successors: [ward] }), 'units.locality_goes_on', 'successors'], // prettier-ignore
    ['an unknown place', () => run(endLocality, { localityId: newId(), on: TURN }), 'not_found', null],
    ['no unit to move', () => run(relocateUnits, { effectiveOn: TURN, moves: [] }), 'invalid_input', 'moves'],
    ['one unit twice', () => run(relocateUnits, { effectiveOn: TURN, moves: [{ unitId: unit('a1'), localityId: commune }, { unitId: unit('a1'), localityId: ward }] }), 'units.moved_twice', 'moves.1.unitId'], // prettier-ignore
    ['a commune before communes were', () => run(relocateUnits, { effectiveOn: '30/06/2025', moves: [{ unitId: unit('a1'), localityId: commune }] }), 'units.locality_not_there', 'moves.0.localityId'], // prettier-ignore
    ['a place it has already', () => run(relocateUnits, { effectiveOn: '30/06/2025', moves: [{ unitId: unit('b'), localityId: district }, { unitId: unit('a1'), localityId: district }] }), 'units.act_nothing_changed', 'moves.1.unitId'], // prettier-ignore
  ]
  it.each(cases)('refuse %s, and nothing is changed', async (what, work, code, field) => {
    const before = await everything()
    const [refused, fields] = (await refusal(work())) as [string, Record<string, string>]
    expect(refused).toBe(code)
    expect(Object.keys(fields)).toEqual(field === null ? [] : [field])
    if (what !== 'a code twice') expect(await everything()).toBe(before)
  })

  it('refuse to end while districts of theirs go on, and to end twice', async () => {
    const province = await place('Tỉnh Sơn Khê', 'province', '2000-01-01')
    const below = await place('Huyện Phia Dền', 'district', '2000-01-01', { parentId: province })
    expect(await refusal(run(endLocality, { localityId: province, on: TURN }))).toEqual(['units.locality_has_children', { on: 'units.locality_has_children' }]) // prettier-ignore
    await run(endLocality, { localityId: below, on: TURN })
    await run(endLocality, { localityId: province, on: TURN })
    expect(await refusal(run(endLocality, { localityId: province, on: TURN }))).toEqual(['units.locality_ended', { on: 'units.locality_ended' }]) // prettier-ignore
  })
})

describe('a place that has ended', () => {
  const there = { name: 'Chi bộ Mới', kind: 'sub_cell', effectiveOn: TURN }
  const late: [string, () => Promise<unknown>, string][] = [
    ['a new unit', () => run(foundUnit, { ...there, parentId: unit('a'), localityId: district }), 'localityId'],
    ['one of many new units', () => run(foundUnits, { units: [{ ...there, parentId: unit('a') }, { ...there, name: 'Hai', parentId: unit('a'), localityId: district }] }), 'units.1.localityId'], // prettier-ignore
    ['a changed unit', () => run(changeUnit, { unitId: unit('b'), effectiveOn: TURN, localityId: district }), 'localityId'], // prettier-ignore
    ['a line of a sheet', async () => run(importTree, { effectiveOn: TURN, rows: [{ line: 4, code: await codeOf('b'), localityId: district }] }), 'rows.0.localityId'], // prettier-ignore
  ]
  const codeOf = async (key: string) => (await look(readUnit, { unitId: unit(key) })).code as string
  it.each(late)('is not given to %s; the day before it was', async (_, work, field) => {
    await run(endLocality, { localityId: district, on: TURN, successors: [commune] })
    const before = await everything()
    expect(await refusal(work())).toEqual(['units.locality_not_there', { [field]: 'units.locality_not_there' }])
    expect(await everything()).toBe(before)
    await run(changeUnit, { unitId: unit('b'), effectiveOn: '2025-06-30', localityId: district })
  })

  it('stays with a unit that has it already, whatever else of it changes', async () => {
    await run(endLocality, { localityId: district, on: TURN, successors: [commune] })
    await run(changeUnit, { unitId: unit('a1'), effectiveOn: TURN, localityId: district, symbol: 'A1' })
    const row = { line: 4, code: await codeOf('a2'), localityId: district, symbol: 'A2' }
    expect(await run(importTree, { effectiveOn: TURN, rows: [row] })).toEqual({ founded: 0, changed: 1 })
  })
})

describe('line and place', () => {
  it('many units go to other places by one paper, and the day before stays as it was', async () => {
    await run(endLocality, { localityId: district, on: TURN, successors: [commune, ward] })
    const left = await look(listUnitsByLocality, { day: TURN })
    expect(left.places.find((each: { id: Id }) => each.id === district)).toMatchObject({ units: 2, ended: true })
    const moves = [
      { unitId: unit('a1'), localityId: commune },
      { unitId: unit('a2'), localityId: ward },
      { unitId: unit('b'), localityId: ward },
    ]
    expect(await run(relocateUnits, { effectiveOn: TURN, decision: paper, moves })).toEqual({ moved: 3 })
    const at = async (day: string) => {
      const { units: there, places } = await look(listUnitsByLocality, { day })
      return [there.length, Object.fromEntries(places.map((each: { name: string; units: number }) => [each.name, each.units]))] // prettier-ignore
    }
    expect(await at('2025-06-30')).toEqual([2, { 'Huyện Nà Liềng': 2 }])
    expect(await at(TURN)).toEqual([3, { 'Xã Nà Liềng': 1, 'Xã Pác Khuông': 2 }])
    expect((await look(readUnit, { unitId: unit('a1') })).history.at(-1)).toMatchObject({ valid: { from: TURN } })
  })

  it('tells a unit’s line with its place, and counts a province with what lies below it', async () => {
    const province = await place('Tỉnh Sơn Khê', 'province', '2000-01-01')
    const town = await place('Thị xã Mai Kỳ', 'district', '2000-01-01', { parentId: province })
    await run(relocateUnits, { effectiveOn: '2020-01-01', moves: [{ unitId: unit('b'), localityId: town }] })
    const { units: there, places } = await look(listUnitsByLocality, { day: '2021-01-01' })
    expect(there.find((each: { id: Id }) => each.id === unit('a1'))).toMatchObject({ parentName: 'a', localityId: district }) // prettier-ignore
    expect(places.find((each: { id: Id }) => each.id === province)).toMatchObject({ units: 1, depth: 0 })
  })

  it('refuses as a whole when one unit is gone by then', async () => {
    await run(closeUnit, { unitId: unit('a2'), effectiveOn: '2024-01-01' })
    const moves = [unit('a1'), unit('a2')].map((unitId) => ({ unitId, localityId: commune }))
    const before = await everything()
    const [, fields] = (await refusal(run(relocateUnits, { effectiveOn: TURN, moves }))) as [string, object]
    expect(Object.keys(fields)[0]).toMatch(/^moves\.1\./)
    expect(await everything()).toBe(before)
  })
})

describe('over any relocations', () => {
  const START = day('2020-01-01')
  const version = (unitId: Id): UnitVersion => ({
    ...{
      id: `${unitId}0`,
      unitId,
      valid: { from: START, to: null },
      kind: unitId === 'top' ? 'bloc' : 'grassroots_cell',
    },
    ...{ name: unitId, shortName: unitId, parentId: unitId === 'top' ? null : 'top', sector: null, localityId: null },
    ...{ ordinal: 0, symbol: null, seal: null, delegated: false, provisional: false },
    ...{ decisionId: null, recordedAt: now, recordedBy: null },
  })
  const move = fc.record({
    unitId: fc.constantFrom('u', 'w'),
    localityId: fc.constantFrom('x', 'y', 'z', null),
    on: fc.integer({ min: 0, max: 900 }).map((count) => addDays(START, count)),
  })

  it('a unit has one version and so at most one place on every day, the one it was last sent to', () => {
    fc.assert(
      fc.property(fc.array(move, { maxLength: 12 }), (moves) => {
        let versions = ['top', 'u', 'w'].map(version)
        let made = 0
        const sent: typeof moves = []
        for (const { unitId, localityId, on } of moves.toSorted((a, b) => (a.on < b.on ? -1 : 1))) {
          const act = { on, decisionId: null, recordedAt: now, recordedBy: null }
          const applied = applyActs(
            versions,
            [{ kind: 'change', unitId, facts: { localityId } }],
            act,
            () => `v${++made}`,
          )
          if ('faults' in applied) continue
          versions = applied.versions
          sent.push({ unitId, localityId, on })
        }
        for (const on of [START, ...moves.flatMap((each) => [each.on, addDays(each.on, -1), addDays(each.on, 1)])]) {
          if (on < START) continue
          for (const unitId of ['u', 'w']) {
            const standing = versions.filter((each) => each.unitId === unitId && contains(each.valid, on))
            expect(standing).toHaveLength(1)
            const last = sent.findLast((each) => each.unitId === unitId && each.on <= on)
            expect(standing[0]?.localityId).toBe(last?.localityId ?? null)
          }
        }
      }),
    )
  })
})

it('what became of a place is followed both ways, however places were joined and divided', () => {
  const step = (oldId: Id, newId: Id, on: string) => ({ oldId, newId, on: day(on) })
  const steps = [step('a', 'c', '2008-01-01'), step('b', 'c', '2008-01-01'), step('c', 'd', TURN), step('c', 'e', TURN), step('x', 'y', TURN)] // prettier-ignore
  expect(stepsAround('c', steps)).toHaveLength(4)
  expect(stepsAround('a', steps).map(({ newId: to }) => to)).toEqual(['c', 'd', 'e'])
  expect(stepsAround('y', steps)).toEqual([step('x', 'y', TURN)])
})

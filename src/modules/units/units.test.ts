// Acts on a real database: found a bloc in one go, rename, move, close; refusals; the closure against the versions on every day.
import { day } from '#kernel/day.ts'
import { AppError } from '#kernel/errors.ts'
import type { Id } from '#kernel/ids.ts'
import type { Permission } from '#kernel/permissions.ts'
import { openDatabase, withTenant } from '#platform/db/db.ts'
import type { Database } from '#platform/db/db.ts'
import type { Caller, Scope } from '#platform/operation/caller.ts'
import { ask, execute } from '#platform/operation/execute.ts'
import { newId } from '#platform/new-id.ts'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { testDatabase } from '../../../tests/database/database.ts'
import type { TestDatabase } from '../../../tests/database/database.ts'
import { sql } from 'kysely'
import {
  addLocality,
  ancestorsOf,
  cellsUnder,
  changeUnit,
  closeUnit,
  findUnits,
  foundUnit,
  foundUnits,
  listTreeDays,
  moveUnit,
  namesOn,
  readTree,
  readUnit,
  renameUnit,
  setSector,
} from './units.server.ts'

let server: TestDatabase
let database: Database
let owner: Database
beforeAll(async () => {
  server = await testDatabase()
  database = openDatabase(server.app)
  owner = openDatabase(server.owner)
})
afterAll(async () => {
  await database?.destroy()
  await owner?.destroy()
  await server?.drop()
})

const callerIn = (tenantId: Id, scope: Scope): Caller => ({
  tenantId,
  actor: async () => ({
    accountId: null,
    name: 'test',
    stands: [],
    holds: () => true,
    scope: (_: Permission) => scope,
    covers: async () => true,
  }),
})

let tenantId: Id
let caller: Caller
let ids: Map<string, Id>
const id = (key: string): Id => ids.get(key) as Id
const decision = { number: '12-QĐ/ĐUK', issuedOn: '01/06/2015', issuer: 'Đảng ủy Khối', abstract: 'Về tổ chức' }

const row = (key: string, parentKey: string | null, kind: string, name: string, more = {}) => ({
  key,
  parentKey,
  kind,
  name,
  effectiveOn: '2010-01-01',
  ...more,
})

beforeEach(async () => {
  tenantId = newId()
  await owner
    .insertInto('tenant')
    .values({ id: tenantId, slug: `t${tenantId.slice(-12)}`, name: 'Khối', created_at: new Date() })
    .execute()
  caller = callerIn(tenantId, { whole: true })
  // Children before parents: the order of the rows must not matter.
  const founded = await execute(database, caller, foundUnits, {
    units: [
      row('a1', 'a', 'sub_cell', 'Chi bộ Văn phòng'),
      row('as1', 'as', 'sub_cell', 'Chi bộ Huyện Đảo'),
      row('as', 'a', 'section', 'Đảng bộ bộ phận Thuế'),
      row('a', 'top', 'grassroots_committee', 'Đảng bộ Sở Tài chính', { decision }),
      row('b', 'top', 'grassroots_committee', 'Đảng bộ Sở Y tế', { decision }),
      row('b1', 'b', 'sub_cell', 'Chi bộ Bệnh viện'),
      row('c', 'top', 'grassroots_cell', 'Chi bộ Ban Dân tộc'),
      row('top', null, 'bloc', 'Đảng bộ Khối'),
    ],
  })
  ids = new Map(founded.units.map((unit) => [unit.key as string, unit.unitId]))
})

const act = (key: string, effectiveOn: string, more = {}) => ({ unitId: id(key), effectiveOn, ...more })
const refusal = async (work: Promise<unknown>): Promise<unknown> => {
  const error = await work.then(
    () => 'carried out',
    (thrown: unknown) => thrown,
  )
  return error instanceof AppError ? [error.code, Object.keys(error.fields)] : error
}
const names = async (on: string) => {
  const tree = await ask(database, caller, readTree, { day: on })
  return tree.units.map((unit) => `${'  '.repeat(unit.depth)}${unit.name}`)
}

/** The stored closure says of every day what walking up the versions says. */
async function closureHolds(): Promise<boolean> {
  return withTenant(database, tenantId, async (db) => {
    const { rows } = await sql<{ wrong: number }>`
      with recursive days as (
        select distinct lower(valid) as d from unit_version where tenant_id = ${tenantId}
        union select distinct upper(valid) from unit_version where tenant_id = ${tenantId} and upper(valid) is not null
        union select upper(valid) - 1 from unit_version where tenant_id = ${tenantId} and upper(valid) is not null
      ), walk as (
        select d, v.unit_id as descendant, v.unit_id as ancestor, 0 as depth from days join unit_version v on v.valid @> d and v.tenant_id = ${tenantId}
        union all
        select w.d, w.descendant, v.parent_id, w.depth + 1 from walk w
          join unit_version v on v.unit_id = w.ancestor and v.valid @> w.d and v.tenant_id = ${tenantId}
        where v.parent_id is not null
      ), stored as (
        select d, descendant_id, ancestor_id, depth from days join unit_closure c on c.valid @> d and c.tenant_id = ${tenantId}
      )
      select count(*) as wrong from (
        (select * from walk except select * from stored) union all (select * from stored except select * from walk)
      ) differences`.execute(db)
    return rows[0]?.wrong === 0
  })
}

describe('found-units', () => {
  it('founds a whole branch whatever the order of its rows, with codes below their parents', async () => {
    expect(await names('2012-01-01')).toEqual([
      'Đảng bộ Khối',
      '  Đảng bộ Sở Tài chính',
      '    Chi bộ Văn phòng',
      '    Đảng bộ bộ phận Thuế',
      '      Chi bộ Huyện Đảo',
      '  Đảng bộ Sở Y tế',
      '    Chi bộ Bệnh viện',
      '  Chi bộ Ban Dân tộc',
    ])
    const tree = await ask(database, caller, readTree, { day: '2012-01-01' })
    const codes = Object.fromEntries(tree.units.map((unit) => [unit.name, unit.code]))
    expect(codes['Đảng bộ Khối']).toBe('00')
    expect(codes['Chi bộ Huyện Đảo']?.startsWith(`${codes['Đảng bộ bộ phận Thuế']}.`)).toBe(true)
    expect(tree.units[0]).toMatchObject({
      cells: 4,
      grassroots: 3,
      grassrootsCommittees: 2,
      sections: 1,
      subCells: 3,
      descendants: 7,
    })
    expect(await names('2009-12-31')).toEqual([])
    expect(await closureHolds()).toBe(true)
  })

  it('writes the same paper down once', async () => {
    const papers = await withTenant(database, tenantId, (db) =>
      db.selectFrom('decision').select('number').where('tenant_id', '=', tenantId).execute(),
    )
    expect(papers).toEqual([{ number: '12-QĐ/ĐUK' }])
  })

  it('refuses a wrong place, a second top, an unknown parent and a parent that is younger', async () => {
    const found = (more: object) =>
      refusal(execute(database, caller, foundUnit, { kind: 'sub_cell', name: 'X', effectiveOn: '2015-01-01', ...more }))
    expect(await found({ parentId: id('top') })).toEqual(['units.nesting', ['parentId']])
    expect(await found({ kind: 'bloc' })).toEqual(['units.one_top', ['parentId']])
    expect(await found({ parentId: newId() })).toEqual(['units.parent_not_existing', ['parentId']])
    expect(await found({ parentId: id('a'), effectiveOn: '2009-01-01' })).toEqual([
      'units.parent_not_existing',
      ['parentId'],
    ])
    expect(await found({ parentId: id('a'), code: '00' })).toEqual(['units.code_taken', ['code']])
    expect(await found({ parentId: id('a'), sector: 'none' })).toEqual(['units.unknown_sector', ['sector']])
    expect(await found({ parentId: id('a'), decision: { number: '1' } })).toMatchObject([
      'invalid_input',
      expect.arrayContaining(['decision.issuedOn', 'decision.issuer', 'decision.abstract']),
    ])
    expect(await found({ parentId: id('a'), decision: { number: '', issuedOn: ' ', issuer: '', abstract: '' } })).toBe(
      'carried out',
    )
  })
})

describe('acts of a day', () => {
  it('renames from a day on, and keeps what it was called before', async () => {
    await execute(
      database,
      caller,
      renameUnit,
      act('c', '13/02/2025', { name: 'Chi bộ Sở Dân tộc và Tôn giáo', decision }),
    )
    expect((await names('2025-02-12')).includes('  Chi bộ Ban Dân tộc')).toBe(true)
    expect((await names('2025-02-13')).includes('  Chi bộ Sở Dân tộc và Tôn giáo')).toBe(true)
    const profile = await ask(database, caller, readUnit, { unitId: id('c'), day: '2025-02-13' })
    expect(profile.history.map((entry) => [entry.valid.from, entry.changed, entry.decision?.number])).toEqual([
      ['2010-01-01', [], undefined],
      ['2025-02-13', ['name', 'shortName'], '12-QĐ/ĐUK'],
    ])
    expect(
      await refusal(
        execute(database, caller, renameUnit, act('c', '2025-03-01', { name: 'Chi bộ Sở Dân tộc và Tôn giáo' })),
      ),
    ).toEqual(['units.nothing_changed', []])
  })

  it('moves a branch whole, and finds it in the tree of each day', async () => {
    await execute(database, caller, moveUnit, act('as', '2018-07-01', { parentId: id('b') }))
    expect(await closureHolds()).toBe(true)
    await withTenant(database, tenantId, async (db) => {
      const ctx = { tenantId, db }
      const above = async (on: string) => (await ancestorsOf(ctx, id('as1'), day(on))).map((unit) => unit.name)
      expect(await above('2018-06-30')).toEqual(['Đảng bộ bộ phận Thuế', 'Đảng bộ Sở Tài chính', 'Đảng bộ Khối'])
      expect(await above('2018-07-01')).toEqual(['Đảng bộ bộ phận Thuế', 'Đảng bộ Sở Y tế', 'Đảng bộ Khối'])
      const cells = async (on: string) => (await cellsUnder(ctx, id('b'), day(on))).map((unit) => unit.name)
      expect(await cells('2018-06-30')).toEqual(['Chi bộ Bệnh viện'])
      expect(await cells('2018-07-01')).toEqual(['Chi bộ Bệnh viện', 'Chi bộ Huyện Đảo'])
    })
    const tree = await ask(database, caller, readTree, { day: '2018-07-01', since: '2018-06-30' })
    expect(tree.changes).toEqual({ [id('as')]: 'moved' })
  })

  it('refuses to put a unit below itself, also when the loop closes later', async () => {
    await execute(database, caller, foundUnit, {
      parentId: id('a'),
      kind: 'section',
      name: 'S2',
      effectiveOn: '2010-01-01',
    })
    const move = (key: string, to: string, on: string) =>
      refusal(execute(database, caller, moveUnit, act(key, on, { parentId: id(to) })))
    expect(await move('a', 'as', '2018-07-01')).toEqual(['units.cycle', ['parentId']])
    expect(await move('a', 'a', '2018-07-01')).toEqual(['units.cycle', ['parentId']])
    expect(await move('b1', 'top', '2018-07-01')).toEqual(['units.nesting', ['parentId']])
    expect(await move('b1', 'a', '2009-07-01')).toEqual(['units.not_existing', ['effectiveOn']])
    expect(await closureHolds()).toBe(true)
  })

  it('lets a sub-cell rise to a grassroots cell in the very act that moves it', async () => {
    await execute(database, caller, moveUnit, act('b1', '2019-01-01', { parentId: id('top'), kind: 'grassroots_cell' }))
    const tree = await ask(database, caller, readTree, { day: '2019-01-01' })
    expect(tree.units[0]?.grassroots).toBe(4)
  })

  it('refuses to make a cell of a committee that has cells', async () => {
    expect(
      await refusal(execute(database, caller, changeUnit, act('b', '2019-01-01', { kind: 'grassroots_cell' }))),
    ).toMatchObject(['units.nesting', ['kind']])
  })

  it('closes from the leaves up; a closed unit is found under its last ancestors', async () => {
    const close = (key: string, on: string, more = {}) => execute(database, caller, closeUnit, act(key, on, more))
    expect(await refusal(close('b', '2025-02-13'))).toEqual(['units.has_children', ['effectiveOn']])
    await close('b1', '2025-02-13', { decision })
    await close('b', '2025-02-13')
    expect(await refusal(close('b', '2025-02-14'))).toEqual(['units.closed_already', ['effectiveOn']])
    expect(
      await refusal(
        execute(database, caller, foundUnit, {
          parentId: id('b'),
          kind: 'sub_cell',
          name: 'X',
          effectiveOn: '2025-01-01',
        }),
      ),
    ).toEqual(['units.parent_not_existing', ['parentId']])
    expect(await closureHolds()).toBe(true)
    const profile = await ask(database, caller, readUnit, { unitId: id('b1'), day: '2026-01-01' })
    expect(profile).toMatchObject({ exists: false, closedOn: '2025-02-13', closingDecision: { number: '12-QĐ/ĐUK' } })
    expect(profile.ancestors.map((unit) => unit.name)).toEqual(['Đảng bộ Sở Y tế', 'Đảng bộ Khối'])
    await withTenant(database, tenantId, async (db) => {
      const on = day('2026-01-01')
      expect((await namesOn({ tenantId, db }, [id('b1'), newId()], on)).get(id('b1'))?.name).toBe('Chi bộ Bệnh viện')
      expect((await namesOn({ tenantId, db }, [id('b1')], day('2000-01-01'))).get(id('b1'))?.name).toBe(
        'Chi bộ Bệnh viện',
      )
    })
    const tree = await ask(database, caller, readTree, { day: '2025-03-01', since: '2025-01-01' })
    expect(tree.gone.map((unit) => unit.name).toSorted()).toEqual(['Chi bộ Bệnh viện', 'Đảng bộ Sở Y tế'])
  })

  it('shows a committee its own branch only', async () => {
    const committee = callerIn(tenantId, { whole: false, units: [id('a')] })
    const tree = await ask(database, committee, readTree, { day: '2020-01-01' })
    expect(tree.units.map((unit) => [unit.depth, unit.name])).toEqual([
      [0, 'Đảng bộ Sở Tài chính'],
      [1, 'Chi bộ Văn phòng'],
      [1, 'Đảng bộ bộ phận Thuế'],
      [2, 'Chi bộ Huyện Đảo'],
    ])
    const nobody = callerIn(tenantId, { whole: false, units: [] })
    expect((await ask(database, nobody, readTree, {})).units).toEqual([])
    expect(await ask(database, callerIn(newId(), { whole: true }), findUnits, { text: '' })).toEqual([])
  })

  it('lists the days on which something changed, for each caller its own', async () => {
    await execute(database, caller, renameUnit, act('c', '2025-02-13', { name: 'Chi bộ Sở Dân tộc và Tôn giáo' }))
    await execute(database, caller, closeUnit, act('b1', '2025-02-13'))
    const all = await ask(database, caller, listTreeDays, {})
    expect(all).toEqual([
      { day: '2010-01-01', founded: 8, changed: 0, closed: 0 },
      { day: '2025-02-13', founded: 0, changed: 1, closed: 1 },
    ])
    const committee = callerIn(tenantId, { whole: false, units: [id('b')] })
    expect(await ask(database, committee, listTreeDays, {})).toEqual([
      { day: '2010-01-01', founded: 2, changed: 0, closed: 0 },
      { day: '2025-02-13', founded: 0, changed: 0, closed: 1 },
    ])
  })

  it('finds without marks, by every word or by code', async () => {
    const found = async (text: string, more = {}) =>
      (await ask(database, caller, findUnits, { text, ...more })).map((unit) => unit.name)
    expect(await found('tai chinh')).toEqual(['Đảng bộ Sở Tài chính'])
    expect(await found('chính SỞ')).toEqual(['Đảng bộ Sở Tài chính'])
    expect(await found('100%')).toEqual([])
    expect(await found('', { kinds: ['section'] })).toEqual(['Đảng bộ bộ phận Thuế'])
    expect(await found('00')).toEqual(['Đảng bộ Khối'])
  })

  it('keeps sectors and localities as dated lists', async () => {
    await execute(database, caller, setSector, {
      code: 'state',
      name: 'Cơ quan hành chính',
      ordinal: 1,
      from: '2010-01-01',
    })
    const place = { name: 'Huyện Đảo', kind: 'district', from: '2000-01-01', to: '2025-07-01' }
    const { localityId } = await execute(database, caller, addLocality, place)
    expect(await refusal(execute(database, caller, addLocality, { ...place, name: 'huyện đảo' }))).toEqual([
      'units.locality_taken',
      ['name'],
    ])
    await execute(database, caller, changeUnit, act('a', '2012-01-01', { sector: 'state', localityId }))
    const profile = await ask(database, caller, readUnit, { unitId: id('a'), day: '2012-01-01' })
    expect(profile.current).toMatchObject({
      sectorName: 'Cơ quan hành chính',
      localityName: 'Huyện Đảo',
      kind: 'grassroots_committee',
    })
    expect(profile.below).toEqual({ sub_cell: 2, section: 1 })
    expect(profile.children.map((child) => [child.name, child.cells, child.descendants])).toEqual([
      ['Chi bộ Văn phòng', 1, 0],
      ['Đảng bộ bộ phận Thuế', 1, 1],
    ])
  })
})

it('founds 700 units and moves a branch fast enough for a form', async () => {
  const committees = Array.from({ length: 70 }, (_, n) =>
    row(`g${n}`, null, 'grassroots_committee', `Đảng bộ ${n}`, { parentId: id('top') }),
  )
  const cells = Array.from({ length: 630 }, (_, n) => row(`s${n}`, `g${n % 70}`, 'sub_cell', `Chi bộ ${n}`))
  const started = performance.now()
  const founded = await execute(database, caller, foundUnits, { units: [...committees, ...cells] })
  const between = performance.now()
  const unit = (key: string) => founded.units.find((one) => one.key === key)?.unitId
  await execute(database, caller, moveUnit, { unitId: unit('s0'), parentId: unit('g1'), effectiveOn: '2015-01-01' })
  const ended = performance.now()
  expect(await closureHolds()).toBe(true)
  console.warn(`found 700: ${Math.round(between - started)} ms, move one: ${Math.round(ended - between)} ms`)
  expect(ended - between).toBeLessThan(2000)
})

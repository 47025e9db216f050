// The tree out of a sheet: the plan alone by examples and properties, then the operation on a real database.
import { day } from '#kernel/day.ts'
import { AppError } from '#kernel/errors.ts'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { ask, execute } from '#platform/operation/execute.ts'
import { caller, database, run, unit, useCells } from '../../../tests/samples/cells.ts'
import type { UnitVersion } from './history.ts'
import { planTree } from './import-plan.ts'
import type { SheetRow } from './import-plan.ts'
import { importTree, readTree, readUnit, unitErrors } from './units.server.ts'

const recordedAt = new Date('2026-01-01T00:00:00Z')
const act = { on: day('2026-01-01'), decisionId: null, recordedAt, recordedBy: null }
const version = (
  unitId: string,
  parentId: string | null,
  kind: UnitVersion['kind'],
  more: Partial<UnitVersion> = {},
) => ({
  ...{ id: `v-${unitId}`, unitId, parentId, kind, name: `Tên ${unitId}`, shortName: `Tên ${unitId}`, ordinal: 1 },
  ...{ sector: null, localityId: null, symbol: null, seal: null, delegated: false, provisional: false },
  ...{ valid: { from: day('2010-01-01'), to: null }, decisionId: null, recordedAt, recordedBy: null },
  ...more,
})
const versions: UnitVersion[] = [
  version('top', null, 'bloc'),
  version('a', 'top', 'grassroots_committee'),
  version('b', 'top', 'grassroots_committee'),
  version('a1', 'a', 'sub_cell'),
  version('old', 'top', 'grassroots_cell', { valid: { from: day('2010-01-01'), to: day('2020-01-01') } }),
]
const codes = new Map([
  ['00', 'top'],
  ['01', 'a'],
  ['02', 'b'],
  ['01.01', 'a1'],
  ['09', 'old'],
])
let made = 0
const plan = (...rows: Omit<SheetRow, 'line'>[]) =>
  planTree(
    { versions, codes },
    rows.map((row, at) => ({ line: at + 5, ...row })),
    act,
    () => `new${++made}`,
  )
const faults = (...rows: Omit<SheetRow, 'line'>[]) =>
  plan(...rows).faults.map(({ line, field, code }) => [line, field, code])

describe('the plan of a sheet', () => {
  it('tells new, changed and unchanged rows apart, and leaves facts alone that no column names', () => {
    const {
      rows,
      faults: none,
      after,
    } = plan(
      { code: '03.01', parentCode: '03', kind: 'sub_cell', name: 'Chi bộ Một' },
      { code: '03', parentCode: '00', kind: 'grassroots_committee', name: 'Đảng bộ Ba' },
      { code: '01.01', parentCode: '02', name: 'Tên a1' },
      { code: '01', name: 'Tên a' },
    )
    expect(none).toEqual([])
    expect(rows.map(({ state, changed }) => [state, changed])).toEqual([
      ['new', []],
      ['new', []],
      ['changed', ['parentId']],
      ['same', []],
    ])
    expect(after).toHaveLength(versions.length + 3)
    expect(
      after.filter(({ unitId }) => unitId === 'a1').map(({ parentId, kind, valid }) => [parentId, kind, valid.from]),
    ).toEqual([
      ['a', 'sub_cell', '2010-01-01'],
      ['b', 'sub_cell', '2026-01-01'],
    ])
  })

  it.each([
    ['a code twice', [{ code: '01' }, { code: '01' }], [6, 'code', 'units.repeated_key']],
    ['an ended unit', [{ code: '09' }], [5, 'code', 'units.not_existing']],
    ['an unknown parent', [{ code: '01', parentCode: '77' }], [5, 'parentCode', 'units.unknown_code']],
    ['an ended parent', [{ code: '02', parentCode: '09' }], [5, 'parentCode', 'units.parent_not_existing']],
    ['a new unit without a parent', [{ code: '05', kind: 'sub_cell', name: 'X' }], [5, 'parentCode', 'field.required']],
    ['a new unit without a kind', [{ code: '05', parentCode: '00', name: 'X' }], [5, 'kind', 'field.required']],
    ['an empty name', [{ code: '01', name: '' }], [5, 'name', 'field.required']],
    ['a cycle', [{ code: '01', parentCode: '01.01' }], [5, 'parentCode', 'units.cycle']],
    ['a second top', [{ code: '01', parentCode: null, kind: 'bloc' }], [5, 'kind', 'units.one_top']],
    ['a kind in the wrong place', [{ code: '01.01', kind: 'grassroots_cell' }], [5, 'kind', 'units.nesting']],
    ['powers of a cell', [{ code: '01.01', delegated: true }], [5, 'delegated', 'units.delegated_kind']],
    [
      'the same unit again without its code',
      [{ code: null, parentCode: '01', kind: 'sub_cell', name: 'TÊN A1' }],
      [5, 'name', 'units.same_name'],
    ],
  ] as [string, Omit<SheetRow, 'line'>[], unknown[]][])('refuses %s at its cell', (_, rows, fault) => {
    expect(faults(...rows)).toContainEqual(fault)
    for (const [, , code] of faults(...rows))
      if (String(code).startsWith('units.')) expect(unitErrors).toHaveProperty([String(code)])
  })

  it('is the same for any order of rows', () => {
    const rows: Omit<SheetRow, 'line'>[] = [
      { code: '03', parentCode: '00', kind: 'grassroots_committee', name: 'Ba', ordinal: 3 },
      { code: '03.01', parentCode: '03', kind: 'section', name: 'Bộ phận', ordinal: 1 },
      { code: '03.01.01', parentCode: '03.01', kind: 'sub_cell', name: 'Chi bộ', ordinal: 1 },
      { code: '01.01', parentCode: '03.01' },
      { code: '02', symbol: 'ĐU' },
    ]
    const shape = (all: ReturnType<typeof plan>) => {
      const codeOf = new Map([...codes].map(([code, id]) => [id, code]))
      for (const { code, unitId } of all.rows) codeOf.set(unitId, code ?? '')
      return [
        all.faults,
        all.after
          .map(
            ({ unitId, parentId, valid, name, symbol }) =>
              `${codeOf.get(unitId)} ${codeOf.get(parentId ?? '')} ${valid.from} ${valid.to} ${name} ${symbol}`,
          )
          .toSorted(),
      ]
    }
    const straight = shape(plan(...rows))
    fc.assert(
      fc.property(fc.shuffledSubarray(rows, { minLength: rows.length }), (mixed) => {
        expect(shape(plan(...mixed))).toEqual(straight)
      }),
    )
  })
})

describe('the operation', () => {
  useCells()
  const decision = { number: '7-QĐ/ĐUK', issuedOn: '2026-05-20', issuer: 'Đảng ủy Khối', abstract: 'Về tổ chức' }
  const codesOf = async () => {
    const tree = await ask(database, caller, readTree, { day: '2026-06-01' })
    return new Map(tree.units.map((one) => [one.name, one.code]))
  }

  it('founds and changes under one decision, names repaired, whatever the order', async () => {
    const at = await codesOf()
    const result = await run(importTree, {
      effectiveOn: '2026-06-01',
      decision,
      rows: [
        { line: 5, code: 'M.1', parentCode: 'M', kind: 'sub_cell', name: 'Chi bộ  Hoà Bình'.normalize('NFD') },
        {
          line: 6,
          code: 'M',
          parentCode: at.get('khoi'),
          kind: 'grassroots_committee',
          name: 'Đảng bộ Mới',
          seal: 'own',
        },
        { line: 7, code: at.get('a1'), parentCode: 'M', symbol: 'ĐU' },
      ],
    })
    expect(result).toEqual({ founded: 2, changed: 1 })
    const tree = await ask(database, caller, readTree, { day: '2026-06-01' })
    expect(tree.units.map(({ name, depth }) => `${depth} ${name}`)).toEqual([
      '0 khoi',
      '1 a',
      '1 Đảng bộ Mới',
      '2 a1',
      '2 Chi bộ Hòa Bình',
    ])
    const a1 = await ask(database, caller, readUnit, { unitId: unit('a1'), day: '2026-06-02' })
    expect(a1.current).toMatchObject({ symbol: 'ĐU', parentName: 'Đảng bộ Mới', decision: { number: '7-QĐ/ĐUK' } })
  })

  it('refuses the whole sheet for one wrong cell, naming each, and changes nothing', async () => {
    const at = await codesOf()
    const before = await ask(database, caller, readTree, { day: '2026-06-01' })
    const rows = [
      { line: 5, code: 'M', parentCode: at.get('khoi'), kind: 'grassroots_cell', name: 'Chi bộ Mới' },
      { line: 6, code: 'N', parentCode: 'không có', kind: 'sub_cell', name: 'Chi bộ Lạc' },
      { line: 7, code: at.get('a1'), kind: 'section', name: '' },
    ]
    const thrown = await execute(database, caller, importTree, { effectiveOn: '2026-06-01', decision, rows }).catch(
      (error: unknown) => error,
    )
    expect(thrown).toBeInstanceOf(AppError)
    expect((thrown as AppError).fields).toHaveProperty(['rows.2.name'])
    const second = await execute(database, caller, importTree, {
      effectiveOn: '2026-06-01',
      decision,
      rows: rows.slice(0, 2),
    }).catch((error: unknown) => error)
    expect((second as AppError).fields).toEqual({ 'rows.1.parentCode': 'units.unknown_code' })
    expect(await ask(database, caller, readTree, { day: '2026-06-01' })).toEqual(before)
  })

  it('says so when the sheet holds nothing new', async () => {
    const at = await codesOf()
    const thrown = await run(importTree, {
      effectiveOn: '2026-06-01',
      rows: [{ line: 5, code: at.get('a'), name: 'a' }],
    }).catch((error: unknown) => error)
    expect((thrown as AppError).code).toBe('units.nothing_changed')
  })
})

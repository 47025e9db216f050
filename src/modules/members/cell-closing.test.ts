// A cell is closed only when its members have gone: on a real database, refused with their number, carried out after the last has left.
import { setTimeout } from 'node:timers/promises'
import { AppError, explainError } from '#kernel/errors.ts'
import { day } from '#kernel/day.ts'
import { changeUnit, closeUnit, foundUnit, importTree, matterKinds } from '#modules/units/units.server.ts'
import type { ReadContext } from '#platform/operation/operation.ts'
import { withTenant } from '#platform/db/db.ts'
import { runIn } from '#platform/operation/execute.ts'
import { expect, it } from 'vitest'
import {
  admission,
  admitted,
  database,
  now,
  refused,
  run,
  system,
  tenantId,
  unit,
  useRegister,
} from '../../../tests/samples/register.ts'
import { admitMember, leaveMember, membersErrors, moveMember } from './members.server.ts'

useRegister()

const close = (on: string) => run(system, closeUnit, { unitId: unit('a'), effectiveOn: on })

it('refuses while members belong to the cell on its first day without existence or later, and says how many', async () => {
  const first = await admitted('a')
  const second = await admitted('a')
  await refused(() => close('2024-06-01'), 'members.cell_not_empty', { effectiveOn: 'members.cell_not_empty' })

  await run(system, moveMember, {
    memberId: first,
    unitId: unit('b'),
    decidedOn: '2024-05-25',
    effectiveOn: '2024-06-01',
  })
  const thrown = await close('2024-06-01').catch((error: unknown) => error)
  expect(thrown).toBeInstanceOf(AppError)
  expect(explainError(membersErrors, thrown, '').message).toMatch(/Còn 1 đảng viên/)

  await run(system, leaveMember, {
    memberId: second,
    kind: 'death',
    decidedOn: '2024-06-01',
    effectiveOn: '2024-06-01',
  })
  // The day before, both were still there.
  await refused(() => close('2024-05-31'), 'members.cell_not_empty', { effectiveOn: 'members.cell_not_empty' })
  await close('2024-06-01')
  await refused(() => admitted('a', { effectiveOn: '2024-06-10' }), 'members.cell_not_there', {
    unitId: 'members.cell_not_there',
  })
})

const entering = {
  decidedOn: '2024-06-29',
  effectiveOn: '2024-06-30',
  decision: { number: '9', issuedOn: '2024-06-29', issuer: 'Đảng ủy Khối', abstract: 'Kết nạp' },
}

it('whoever enters a cell that is being closed waits, and is refused', async () => {
  let late: Promise<unknown> | undefined
  await withTenant(database, tenantId, async (db) => {
    await runIn(db, system, closeUnit, { unitId: unit('c'), effectiveOn: '2024-06-30' }, { now })
    late = admitted('c', entering).catch((error: unknown) => error)
    await setTimeout(150)
  })
  expect(await late).toMatchObject({ code: 'members.cell_not_there' })
})

it('closing waits for whoever is entering, and is refused', async () => {
  let late: Promise<unknown> | undefined
  await withTenant(database, tenantId, async (db) => {
    await runIn(db, system, admitMember, admission('b', entering), { now })
    late = run(system, closeUnit, { unitId: unit('b'), effectiveOn: '2025-01-01' }).catch((error: unknown) => error)
    await setTimeout(150)
  })
  expect(await late).toMatchObject({ code: 'members.cell_not_empty', details: { count: 2 } })
})

it('a cell whose end is on record takes nobody on beyond it, on the days before and after alike', async () => {
  const cell = await run<{ unitId: string }>(system, foundUnit, {
    ...{ parentId: unit('com'), kind: 'sub_cell', name: 'Chi bộ Dự án', effectiveOn: '2020-01-01' },
  })
  await run(system, closeUnit, { unitId: cell.unitId, effectiveOn: '2024-09-01' })
  const ends = { unitId: 'members.cell_ends' }
  await refused(() => admitted('a', { unitId: cell.unitId }), 'members.cell_ends', ends)
  const memberId = await admitted('b')
  const moved = () => ({ memberId, unitId: cell.unitId, decidedOn: '2024-05-25', effectiveOn: '2024-06-01' })
  await refused(() => run(system, moveMember, moved()), 'members.cell_ends', ends)
})

it('a cell with members does not become a committee; without them it does', async () => {
  const cell = await run<{ unitId: string; code: string }>(system, foundUnit, {
    ...{ parentId: unit('bloc'), kind: 'grassroots_cell', name: 'Chi bộ Ban Quản lý', effectiveOn: '2020-01-01' },
  })
  const memberId = await admitted('b', { unitId: cell.unitId })
  const grown = () =>
    run(system, changeUnit, { unitId: cell.unitId, kind: 'grassroots_committee', effectiveOn: '2024-06-01' })
  await refused(grown, 'members.cell_not_empty', { kind: 'members.cell_not_empty' })
  const rows = [{ line: 2, code: cell.code, name: 'Đảng bộ Ban Quản lý', kind: 'grassroots_committee' }]
  await refused(() => run(system, importTree, { effectiveOn: '2024-06-01', rows }), 'members.cell_not_empty', {
    'rows.0.kind': 'members.cell_not_empty',
  })
  await run(system, moveMember, {
    ...{ memberId, unitId: unit('b'), decidedOn: '2024-05-25', effectiveOn: '2024-06-01' },
  })
  await grown()
  const members = matterKinds().find((kind) => kind.name === 'members')
  const listed = await withTenant(database, tenantId, async (db) =>
    members?.list({ ...({} as ReadContext), tenantId, db }, [unit('b'), cell.unitId], day('2024-06-01')),
  )
  expect(listed?.map((matter) => [matter.unitId, matter.count === matter.examples.length])).toEqual([[unit('b'), true]])
  expect(listed?.[0]?.examples[0]?.href).toMatch(/^\/dang-vien\//)
})

// An import is taken back as long as nothing rests on what it made; and who imports for some cells learns nothing of others.
import type { Id } from '#kernel/ids.ts'
import { admitMember, editPerson } from '#modules/members/members.server.ts'
import { withTenant } from '#platform/db/db.ts'
import { ask } from '#platform/operation/execute.ts'
import { describe, expect, test } from 'vitest'
import {
  brought,
  look,
  refusal,
  register,
  rowsOf,
  staged,
  strength,
  taken,
  undo,
} from '../../../tests/samples/intakes.ts'
import {
  admission,
  database,
  now,
  paper,
  person,
  profile,
  run,
  system,
  tenantId,
  unit,
  useRegister,
} from '../../../tests/samples/register.ts'
import { sheetOf, someone, workbook } from '../../../tests/samples/registers.ts'
import { listIntakes } from './list-intakes.ts'
import { faultSheet, listRows } from './list-rows.ts'
import { giveUpIntake } from './set-columns.ts'

useRegister()

describe('taking back', () => {
  test('leaves no member, no event and a free card number, and the same sheet can be brought again', async () => {
    const rows = [
      someone({
        'Họ và tên': 'Cao Văn Lui',
        'Số thẻ': '40404040',
        'Ngày vào Đảng': '15/03/2024',
        'Ngày chính thức': null,
      }),
    ]
    const strong = JSON.stringify(await strength())
    const intakeId = await staged(rows)
    await taken(intakeId)
    expect(JSON.stringify(await strength())).not.toBe(strong)
    await undo(intakeId)
    expect(JSON.stringify(await strength())).toBe(strong)
    const events = await withTenant(database, tenantId, (db) =>
      db.selectFrom('member_event as e').innerJoin('member as m', 'm.id', 'e.member_id').select(['e.void_reason', 'm.withdrawn_at']).where('e.tenant_id', '=', tenantId).where('m.withdrawn_at', 'is not', null).where('e.kind', '=', 'admission').execute()) // prettier-ignore
    expect(events.every((event) => event.void_reason === 'Nhập nhầm tệp')).toBe(true)
    const again = await staged(rows)
    expect(await look(again)).toMatchObject({ counts: { new: 1, matched: 0 } })
    await taken(again)
    await undo(again)
  })

  test('is refused once something rests on what was made, with the names', async () => {
    const intakeId = await staged([someone({ 'Họ và tên': 'Chu Văn Vướng' })])
    await taken(intakeId)
    const [row] = await rowsOf(intakeId)
    const memberId = row?.memberId as Id
    await run(system, editPerson, { memberId, version: 1, birthPlace: 'Cao Bằng' })
    const before = await register()
    expect(await refusal(undo(intakeId))).toMatchObject({ code: 'intake.touched', count: 1, names: ['Chu Văn Vướng'] })
    expect(await register()).toBe(before)
  })

  test('an account that belongs to somebody entered stands against it, too', async () => {
    const intakeId = await staged([someone({ 'Họ và tên': 'Chu Thị Tài' })])
    await taken(intakeId)
    const [row] = await rowsOf(intakeId)
    const { personId } = await profile(row?.memberId as Id)
    const officer = await person('cell_secretary', 'b')
    const actor = await withTenant(database, tenantId, (db) => officer.actor(db))
    await withTenant(database, tenantId, (db) =>
      db.updateTable('account').set({ person_id: personId }).where('id', '=', actor.accountId).execute(),
    )
    expect(await refusal(undo(intakeId))).toMatchObject({ code: 'intake.touched', names: ['Chu Thị Tài'] })
  })
})

describe('who may', () => {
  test('an officer of a committee imports into its cells only and learns nothing of others', async () => {
    const officer = await person('grassroots_committee', 'com')
    await run(
      system,
      admitMember,
      admission('c', { fullName: 'Tô Thị Kín', birthOn: '1988-08-08', ...paper('88-QĐ/ĐUK', '2023-03-01') }),
    )
    const rows = [
      someone({ 'Họ và tên': 'Tô Thị Kín', 'Ngày sinh': '08/08/1988' }),
      someone({ 'Họ và tên': 'Tô Văn Xa', 'Chi bộ': 'Chi bộ Ban Dân tộc' }),
    ]
    expect(await refusal(brought(await workbook(sheetOf(rows)), {}, officer))).toMatchObject({ code: 'not_found' })
    const intakeId = await brought(await workbook(sheetOf(rows)), { unitId: unit('com') }, officer)
    const found = (await ask(database, officer, listRows, { intakeId }, { now })).rows
    expect(found.map((row) => [row.memberId, row.faults.map((fault) => fault.code)])).toEqual([
      [null, ['intake.elsewhere']],
      [null, ['intake.unknown_cell']],
    ])
    expect((await ask(database, officer, faultSheet, { intakeId }, { now })).rows).toHaveLength(2)
    expect(await refusal(ask(database, system, faultSheet, { intakeId }, { now }))).toMatchObject({ code: 'not_found' })
    const cell = await person('cell_secretary', 'c')
    expect(await refusal(look(intakeId, cell))).toMatchObject({ code: 'not_found' })
    expect(await ask(database, cell, listIntakes, { purpose: 'import' }, { now })).toEqual([])
    const { version } = await look(intakeId, officer)
    await run(officer, giveUpIntake, { intakeId, version })
    expect(await ask(database, officer, listRows, { intakeId }, { now })).toMatchObject({ total: 0 })
  })
})

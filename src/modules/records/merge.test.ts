// Making two records one on a real database: nothing is lost, nobody counts twice, and parting them again leaves what was before.
// A law goes through the catalogue, so that no table that names a person or a membership is forgotten.
import type { Id } from '#kernel/ids.ts'
import {
  confirmMember,
  editPerson,
  leaveMember,
  listMembers,
  moveMember,
  receiveMember,
  revealField,
} from '#modules/members/members.server.ts'
import { withTenant } from '#platform/db/db.ts'
import { ask } from '#platform/operation/execute.ts'
import { sql } from 'kysely'
import { describe, expect, it } from 'vitest'
import { admitted, database, nobody, now, paper, person, profile, refused, run, system, tenantId, unit, useRegister } from '../../../tests/samples/register.ts' // prettier-ignore
import { addEntry, comparePeople, isLedOver, keepApart, listDuplicates, listMerges, mergePeople, references, STAYS, undoMerge } from './records.server.ts' // prettier-ignore

useRegister()

const inTenant = <R>(work: Parameters<typeof withTenant<R>>[2]) => withTenant(database, tenantId, work)
const personOf = async (memberId: Id) => (await profile(memberId)).personId
const duplicates = (memberId: Id, caller = system) =>
  ask(database, caller, listDuplicates, { memberId }, { now }).then(({ pairs }) => pairs)
const total = async () => (await ask(database, system, listMembers, {}, { now })).total

/** What every table but the log of deeds says, without versions and instants that any writing changes. */
async function facts(): Promise<string> {
  return inTenant(async (db) => {
    const tables = ['person', 'member', 'member_cell', 'member_status', 'member_event', 'record_entry', 'post_holding', 'attendance', 'account'] as const // prettier-ignore
    const all: unknown[] = []
    for (const table of tables) {
      const { rows } = await sql<{ row: object }>`
        select to_jsonb(r) - array['version', 'changed_at', 'citizen_id_sealed'] as row from ${sql.table(table)} r
        where r.tenant_id = ${tenantId} order by (to_jsonb(r) - array['version', 'changed_at', 'citizen_id_sealed'])::text`.execute(
        db,
      )
      all.push(table, rows)
    }
    return JSON.stringify(all)
  })
}

let serial = 0
/** The same person entered twice: admitted to one cell, received in another. */
async function twice(more: { cell?: string; from?: string; arrival?: object; leaveOn?: string } = {}) {
  const who = nobody({ phone: '0912345678', citizenId: String(1090000111 + serial++).padStart(12, '0') })
  const first = await admitted('a', { ...who, namesake: true })
  if (more.leaveOn)
    await run(system, leaveMember, {
      memberId: first,
      kind: 'departure',
      decidedOn: more.leaveOn,
      effectiveOn: more.leaveOn,
      toPlace: 'Chi bộ Trường Chính trị',
    })
  const from = more.from ?? '2024-03-01'
  const received = await run<{ memberId: Id }>(system, receiveMember, {
    ...who,
    ...more.arrival,
    unitId: unit(more.cell ?? 'c'),
    status: 'probationary',
    admittedOn: '2023-03-15',
    decidedOn: from,
    effectiveOn: from,
    fromPlace: 'Đảng bộ Sở Y tế',
    namesake: 'on',
  })
  return { first, second: received.memberId }
}

describe('the catalogue', () => {
  it('is gone through: whatever names a person or a membership is led over, or stays for a reason that is written down', async () => {
    const all = await inTenant((db) => references(db))
    expect(all.length).toBeGreaterThan(20)
    const name = (each: { table: string; column: string }) => `${each.table}.${each.column}`
    // A row is found again by its key, and the app may change it; else it needs a reason to stay.
    expect(all.filter((each) => isLedOver(each) && (!each.writable || each.key.length === 0)).map(name)).toEqual([])
    const { rows } = await inTenant((db) =>
      sql<{ table: string; column: string }>`
        select table_name as "table", column_name as "column" from information_schema.columns
        where table_schema = 'public' and data_type = 'uuid' and column_name ~ '(^|_)(person|member)_id$'`.execute(db),
    )
    const known = [...all.map(name), ...Object.keys(STAYS)]
    expect(rows.map(name).filter((each) => !known.includes(each))).toEqual([])
    const named = [...all.map(name), ...rows.map(name)]
    expect(Object.keys(STAYS).filter((each) => !named.includes(each))).toEqual([])
  })
})

describe('two records of one person', () => {
  it('are found, compared and made one: the days of both, each fact once', async () => {
    const { first, second } = await twice({ leaveOn: '2024-02-01' })
    await run(system, addEntry, {
      memberId: second,
      kind: 'work',
      fromOn: '2015',
      title: 'Chuyên viên',
      place: 'Sở Y tế',
    })
    await run(system, editPerson, { memberId: second, version: 1, birthPlace: 'Phan Thiết', cardNumber: '12345678' })
    const before = await total()
    const [pair] = await duplicates(first)
    expect(pair?.likeness.toSorted()).toEqual(['citizen_id', 'name_birth'])
    const [keptId, mergedId] = [await personOf(first), await personOf(second)]
    const compared = await ask(database, system, comparePeople, { keptId, mergedId }, { now })
    expect([compared.clash, compared.masked]).toEqual([null, []])
    await run(system, mergePeople, { keptId, mergedId, reason: 'Nhập hai lần' })

    const one = await profile(first)
    expect(one.record).toMatchObject({ birthPlace: 'Phan Thiết', cardNumber: '12345678' })
    expect(one.cells.map(({ unit: cell, valid }) => [cell?.name, valid.from, valid.to])).toEqual([
      ['Chi bộ Văn phòng', '2023-03-15', '2024-02-01'],
      ['Chi bộ Ban Dân tộc', '2024-03-01', null],
    ])
    expect([one.state, one.leftOn, await total()]).toEqual(['probationary', null, before])
    expect(one.events.filter((event) => event.voidReason === null).map(({ kind }) => kind)).toEqual([
      'arrival',
      'departure',
      'admission',
    ])
    const moved = await inTenant((db) =>
      db.selectFrom('record_entry').select('person_id').where('tenant_id', '=', tenantId).execute(),
    )
    expect(moved.map((row) => row.person_id)).toEqual([keptId])
    // The closed record leads to the one that goes on.
    expect((await profile(second)).mergedInto).toBe(first)
    expect(await duplicates(first)).toEqual([])
    await refused(
      () => run(system, mergePeople, { keptId, mergedId, reason: 'Nhập hai lần' }),
      'records.merged_already',
    )
  })

  it('that were in two cells on one day are refused until somebody says which; then nobody counts twice', async () => {
    const { first, second } = await twice()
    const before = await total()
    const [keptId, mergedId] = [await personOf(first), await personOf(second)]
    const merge = { keptId, mergedId, reason: 'Nhập hai lần' }
    await refused(() => run(system, mergePeople, merge), 'records.merge_cells', { days: 'records.merge_cells' })
    await run(system, mergePeople, { ...merge, days: 'merged' })
    const { cells, events } = await profile(first)
    expect(cells.map(({ unit: cell, valid }) => [cell?.name, valid.from, valid.to])).toEqual([
      ['Chi bộ Văn phòng', '2023-03-15', '2024-03-01'],
      ['Chi bộ Ban Dân tộc', '2024-03-01', null],
    ])
    expect(await total()).toBe(before - 1)
    expect(events.filter(({ kind }) => kind === 'admission')).toHaveLength(1)
  })

  it('are parted again exactly as they were', async () => {
    const { first, second } = await twice({ arrival: { phone: '0987654321', religion: 'buddhism' } })
    await run(system, addEntry, {
      memberId: second,
      kind: 'work',
      fromOn: '2015',
      title: 'Chuyên viên',
      place: 'Sở Y tế',
    })
    await run(system, editPerson, { memberId: first, version: 1, health: 'Loại 1', cardNumber: '11111112' })
    await run(system, editPerson, { memberId: second, version: 1, residence: '5 Lê Lợi', health: 'Loại 2', cardNumber: '22222223' }) // prettier-ignore
    const before = await facts()
    const [keptId, mergedId] = [await personOf(first), await personOf(second)]
    const choices = { phone: 'merged', health: 'merged', cardNumber: 'merged', residence: 'merged' }
    const merge = { keptId, mergedId, reason: 'Trùng', days: 'kept', choices }
    const { mergeId } = await run<{ mergeId: Id }>(system, mergePeople, merge)
    const shown = (field: string, memberId = first) =>
      run<{ value: string }>(system, revealField, { memberId, field }).then(({ value }) => value)
    expect([await shown('phone'), await shown('health'), await shown('religion')]).toEqual([
      '0987654321',
      'Loại 2',
      'buddhism',
    ])
    expect((await profile(first)).cardNumber).toBe('22222223')
    const kept = await inTenant(
      (db) =>
      db.selectFrom('person_merge').select('fields').where('tenant_id', '=', tenantId).where('id', '=', mergeId).executeTakeFirst(), // prettier-ignore
    )
    expect(JSON.stringify(kept)).not.toMatch(/0987654321|0912345678|Loại/)
    expect(kept?.fields).toContainEqual({ field: 'cardNumber', kept: '11111112', merged: '22222223', masked: false, taken: true }) // prettier-ignore

    const listed = await ask(database, system, listMerges, {}, { now })
    expect(listed.find(({ id }) => id === mergeId)).toMatchObject({ undoneAt: null, reason: 'Trùng' })
    await run(system, undoMerge, { mergeId, reason: 'Là hai người' })
    expect(await facts()).toBe(before)
    expect([await shown('phone'), await shown('phone', second), await shown('health', second)]).toEqual(['0912345678', '0987654321', 'Loại 2']) // prettier-ignore
    await refused(() => run(system, undoMerge, { mergeId, reason: 'Lần nữa' }), 'records.merge_undone')
  })

  it('are not parted once something was built on the joined days', async () => {
    const { first, second } = await twice({ cell: 'a' })
    const [keptId, mergedId] = [await personOf(first), await personOf(second)]
    const { mergeId } = await run<{ mergeId: Id }>(system, mergePeople, { keptId, mergedId, reason: 'Trùng' })
    await run(system, moveMember, {
      memberId: first,
      unitId: unit('b'),
      decidedOn: '2024-06-01',
      effectiveOn: '2024-06-01',
    })
    await refused(() => run(system, undoMerge, { mergeId, reason: 'Thử' }), 'records.merge_followed')
  })

  it('are not made one where the joined history would not be sound', async () => {
    const { first, second } = await twice()
    await run(system, confirmMember, { memberId: first, decidedOn: '2024-05-20', ...paper('20-QĐ/ĐUK', '2024-05-20') })
    const merge = { keptId: await personOf(first), mergedId: await personOf(second), reason: 'Trùng', days: 'merged' }
    await refused(() => run(system, mergePeople, merge), 'members.status_against_confirmation')
  })

  it('are asked about only by who reaches both, and not again once told apart', async () => {
    const { first, second } = await twice()
    const secretary = await person('cell_secretary', 'a')
    const [keptId, mergedId] = [await personOf(first), await personOf(second)]
    expect(await duplicates(first, secretary)).toEqual([])
    await refused(() => run(secretary, mergePeople, { keptId, mergedId, reason: 'Trùng' }), 'not_found')
    expect(await duplicates(first)).toHaveLength(1)
    await run(system, keepApart, { keptId: mergedId, mergedId: keptId, reason: 'Anh em họ' })
    expect(await duplicates(first)).toEqual([])
    await refused(
      () => run(system, mergePeople, { keptId, mergedId: keptId, reason: 'Trùng' }),
      'records.merge_itself',
      {
        mergedId: 'records.merge_itself',
      },
    )
  })

  it('are parted again only by who reaches both', async () => {
    const { first, second } = await twice()
    const [keptId, mergedId] = [await personOf(first), await personOf(second)]
    const { mergeId } = await run<{ mergeId: Id }>(system, mergePeople, {
      keptId,
      mergedId,
      reason: 'Trùng',
      days: 'kept',
    })
    for (const key of ['b', 'c']) {
      const secretary = await person('cell_secretary', key)
      await refused(() => run(secretary, undoMerge, { mergeId, reason: 'Thử' }), 'not_found')
    }
    const keeper = await person('grassroots_committee', 'com')
    await refused(() => run(keeper, undoMerge, { mergeId, reason: 'Thử' }), 'not_found')
    await run(system, undoMerge, { mergeId, reason: 'Hai người' })
  })

  it('give way where the kept record has the same: the row stays with the closed one and is told', async () => {
    const { first, second } = await twice({ cell: 'a' })
    const [keptId, mergedId] = [await personOf(first), await personOf(second)]
    const account = (personId: Id, name: string) => ({
      tenant_id: tenantId,
      id: crypto.randomUUID(),
      user_id: crypto.randomUUID(),
      user_name: name,
      display_name: name,
      person_id: personId,
      created_at: now,
    })
    await inTenant((db) =>
      db
        .insertInto('account')
        .values([account(keptId, 'mot'), account(mergedId, 'hai')])
        .execute(),
    )
    const { mergeId } = await run<{ mergeId: Id }>(system, mergePeople, { keptId, mergedId, reason: 'Trùng' })
    const stayed = await inTenant(
      (db) =>
      db.selectFrom('person_merge').select('stayed').where('tenant_id', '=', tenantId).where('id', '=', mergeId).executeTakeFirst(), // prettier-ignore
    )
    expect(stayed?.stayed).toMatchObject([{ table: 'account', column: 'person_id' }])
  })
})

// Periods and events of a life on a real database: nothing is lost by a correction, what is restricted is sealed and its reading logged.
import type { Id } from '#kernel/ids.ts'
import { day } from '#kernel/day.ts'
import { askAll } from '#platform/operation/execute.ts'
import { withTenant } from '#platform/db/db.ts'
import { revealField } from '#modules/members/members.server.ts'
import { describe, expect, it } from 'vitest'
import {
  admitted,
  database,
  everything,
  now,
  person,
  profile,
  refused,
  run,
  system,
  tenantId,
  useRegister,
} from '../../../tests/samples/register.ts'
import { addEntry, correctEntry, disciplinesOf, enterEntries, readEntries, voidEntry } from './records.server.ts'
import type { EntryKind } from './records.server.ts'

useRegister()

const stored = () =>
  withTenant(database, tenantId, (db) =>
    db.selectFrom('record_entry').selectAll().where('tenant_id', '=', tenantId).orderBy('id').execute(),
  )
const read = async (memberId: Id, on = '2024-06-30', kinds?: EntryKind[]) => {
  const { personId } = await profile(memberId)
  const given = { day: day(on), ...(kinds ? { kinds } : {}) }
  return askAll(database, system, (_, ctx) => readEntries(ctx, [personId], given), { now })
}
const add = (memberId: Id, more: object, caller = system) =>
  run<{ entryId: Id }>(caller, addEntry, { memberId, ...more })
const work = { kind: 'work', fromOn: '09/1998', toOn: '2004', title: 'Giáo viên', place: 'Trường THPT Phan Bội Châu' }

describe('periods', () => {
  it('stand in the order of the calendar, as exact as they are known, and only from their day on', async () => {
    const memberId = await admitted('a')
    await add(memberId, { ...work, fromOn: '2010', toOn: '' })
    await add(memberId, work)
    await add(memberId, { ...work, fromOn: '02/05/2024', toOn: '' })
    expect((await read(memberId)).map((each) => each.fromOn)).toEqual(['1998-09', '2010', '2024-05-02'])
    expect((await read(memberId, '2024-05-01')).map((each) => each.toOn)).toEqual(['2004', null])
  })

  it('are corrected by a new row; the wrong one is kept with the reason', async () => {
    const memberId = await admitted('a')
    const { entryId } = await add(memberId, work)
    const correction = { memberId, entryId, version: 1, reason: 'Theo sổ bảo hiểm', ...work, toOn: '2005' }
    await run(system, correctEntry, correction)
    expect(await read(memberId)).toMatchObject([{ toOn: '2005', version: 2 }])
    const rows = await stored()
    const wrong = rows.find((row) => row.id === entryId)
    const right = rows.find((row) => row.corrects_id === entryId)
    expect([wrong?.to_on, wrong?.void_reason]).toEqual(['2004', 'Theo sổ bảo hiểm'])
    await refused(() => run(system, correctEntry, correction), 'stale')
    const found = (await read(memberId))[0]!
    await run(system, voidEntry, { memberId, entryId: found.id, version: 2, reason: 'Ghi của người khác' })
    expect(await read(memberId)).toEqual([])
    expect((await stored()).filter((row) => row.voided_at === null && row.person_id === right?.person_id)).toEqual([])
  })

  it('are refused with what is missing or impossible, at the field', async () => {
    const memberId = await admitted('a')
    const wrong = (more: object, field: string, code: string) =>
      refused(() => add(memberId, { ...work, ...more }), code, { [field]: code })
    await wrong({ place: '' }, 'place', 'records.entry_incomplete')
    await wrong({ toOn: '1997' }, 'toOn', 'records.entry_order')
    await wrong({ fromOn: '2024-07', toOn: '' }, 'fromOn', 'records.in_future')
    await wrong({ kind: 'post', code: 'army' }, 'code', 'records.unknown_code')
    await refused(() => add(memberId, { ...work, fromOn: 'năm ngoái' }), 'invalid_input', {
      fromOn: 'records.partial_day',
    })
    const father = { kind: 'relative', code: 'father', name: 'Nguyễn Văn Cha', birthYear: '62' }
    await refused(() => add(memberId, father), 'records.birth_year', { birthYear: 'records.birth_year' })
  })

  it('belong to who may write for the cell, and to the tenant', async () => {
    const [own, other] = [await admitted('b'), await admitted('c')]
    const secretary = await person('cell_secretary', 'b')
    const { entryId } = await add(own, work, secretary)
    await refused(() => add(other, work, secretary), 'not_found')
    const foreign = { memberId: other, entryId, version: 1, reason: 'Thử' }
    await refused(() => run(system, voidEntry, foreign), 'not_found')
    await refused(() => run(secretary, enterEntries, { entries: [own, other].map((memberId) => ({ memberId, ...work })) }), 'not_found') // prettier-ignore
    await run(system, enterEntries, { entries: [own, other].map((memberId) => ({ memberId, ...work })) })
    expect([await read(own), await read(other)].map((rows) => rows.length)).toEqual([2, 1])
  })
})

describe('what few may read', () => {
  it('is sealed, opened by who may, and the opening is logged', async () => {
    const memberId = await admitted('a')
    const secretary = await person('cell_secretary', 'a')
    const officer = await person('bloc_officer', 'bloc')
    const mother = { kind: 'relative', code: 'mother', name: 'Trần Thị Hiền', birthYear: '1958', job: 'Làm ruộng' }
    const { entryId } = await add(memberId, mother, secretary)
    expect((await read(memberId))[0]).toMatchObject({ code: 'mother', secret: null })
    expect(JSON.stringify(await stored()) + (await everything())).not.toContain('Trần Thị Hiền')
    await refused(() => run(secretary, revealField, { memberId, field: 'relatives' }), 'not_found')
    const shown = () => run<{ value: object[] }>(officer, revealField, { memberId, field: 'relatives' })
    expect((await shown()).value).toMatchObject([{ secret: { name: 'Trần Thị Hiền', job: 'Làm ruộng' } }])
    // Who corrects without seeing leaves empty what is to stay.
    await run(secretary, correctEntry, {
      memberId,
      entryId,
      version: 1,
      reason: 'Đã nghỉ',
      kind: 'relative',
      code: 'mother',
      job: 'Hưu trí',
    })
    expect((await shown()).value).toMatchObject([
      { secret: { name: 'Trần Thị Hiền', birthYear: '1958', job: 'Hưu trí' } },
    ])
    const { personId } = await profile(memberId)
    const log = await withTenant(
      database,
      tenantId,
      (db) =>
      db.selectFrom('read_log').select('field').where('tenant_id', '=', tenantId).where('person_id', '=', personId).execute(), // prettier-ignore
    )
    expect(log.map(({ field }) => field)).toEqual(['relatives', 'relatives'])
  })

  it('PROBATION_DISCIPLINE: who is on probation is only reprimanded or warned', async () => {
    const memberId = await admitted('a')
    const discipline = {
      kind: 'discipline',
      code: 'dismissal',
      decidedOn: '2023-12-01',
      number: '3-QĐ/UBKT',
      decider: 'Đảng ủy Sở Y tế',
      remark: 'Vi phạm chế độ sinh hoạt',
    }
    await refused(() => add(memberId, discipline), 'members.rule', { code: 'members.rule' })
    await add(memberId, { ...discipline, code: 'reprimand' })
    const { personId } = await profile(memberId)
    const known = await askAll(database, system, (_, ctx) => disciplinesOf(ctx, [personId], day('2024-01-01')), { now })
    expect(known).toMatchObject([{ code: 'reprimand', decidedOn: '2023-12-01', secret: null }])
  })
})

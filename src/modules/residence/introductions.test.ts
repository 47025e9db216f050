// Introductions and remarks on a real database: batches with their letters, re-introduction, mistakes voided, the fence of units, the
// numbers of the overview against their lists, and what is due.
import { day } from '#kernel/day.ts'
import { AppError } from '#kernel/errors.ts'
import type { Id } from '#kernel/ids.ts'
import { leaveMember } from '#modules/members/members.server.ts'
import { ask, askAll } from '#platform/operation/execute.ts'
import { withTenant } from '#platform/db/db.ts'
import type { Caller } from '#platform/operation/caller.ts'
import type { AnyQuery, ReadContext } from '#platform/operation/operation.ts'
import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { admitted, database, now, paper, person, run, system, tenantId, unit, useRegister } from '../../../tests/samples/register.ts' // prettier-ignore
import { asked, homes, introduced } from '../../../tests/samples/residence.ts'
import type { LIST_STATES } from './residence.ts'
import {
  addCell,
  correctRemark,
  editCell,
  endLeft,
  endLink,
  importLinks,
  introduceMembers,
  letterPaperOf,
  listCells,
  listResidence,
  planLinks,
  planRemarks,
  readLetter,
  readOverview,
  readResidence,
  recordRemarks,
  voidLink,
  voidRemark,
} from './residence.server.ts'
import type { ListedResidence, SheetLine, UnitResidence } from './residence.server.ts'

useRegister()

const look = <R>(caller: Caller, query: AnyQuery, input: object) =>
  ask(database, caller, query, input, { now }) as Promise<R>
type Shown = Awaited<ReturnType<typeof readResidence.run>>
const residenceOf = (memberId: Id, caller = system) => look<Shown>(caller, readResidence, { memberId })
const refusal = async (work: Promise<unknown>): Promise<[string, Record<string, string>]> =>
  work.then(
    () => ['carried out', {}],
    (thrown: unknown) => {
      if (thrown instanceof AppError) return [thrown.code, thrown.fields]
      throw thrown
    },
  )
const written = () =>
  withTenant(database, tenantId, async (db) => {
    const { rows } = await sql<{ all: string }>`
      select (select coalesce(string_agg(l::text, '|' order by l.id), '') from residence_link l where l.tenant_id = ${tenantId})
        || (select coalesce(string_agg(r::text, '|' order by r.id), '') from residence_remark r where r.tenant_id = ${tenantId}) as all`.execute(
      db,
    )
    return rows[0]?.all
  })
const refusedWhole = async (work: () => Promise<unknown>, code: string, fields: Record<string, string>) => {
  const before = await written()
  expect(await refusal(work())).toEqual([code, fields])
  expect(await written()).toBe(before)
}

test('a cell introduces several at once, with letters that follow one another; a mistake in one refuses all', async () => {
  const home = await homes()
  const ids = [await admitted('a'), await admitted('a')]
  const batch = { memberIds: ids, category: 'C', cellId: home.cell, from: '2024-01-05', letterNumber: '08-GT/CB', letterOn: '2024-01-05' } // prettier-ignore
  await refusedWhole(() => run(system, introduceMembers, { ...batch, from: '2023-01-01' }), 'residence.before_membership', { from: 'residence.before_membership' }) // prettier-ignore
  await refusedWhole(() => run(system, introduceMembers, { ...batch, letterOn: null }), 'residence.letter_without_day', { letterOn: 'residence.letter_without_day' }) // prettier-ignore
  await refusedWhole(() => run(system, introduceMembers, { ...batch, memberIds: [] }), 'invalid_input', { memberIds: 'residence.nobody' }) // prettier-ignore
  await run(system, introduceMembers, batch)
  const letters = await Promise.all(ids.map(async (id) => (await residenceOf(id)).links[0]?.letterNumber))
  expect(letters).toEqual(['08-GT/CB', '09-GT/CB'])
  await refusedWhole(() => run(system, introduceMembers, batch), 'residence.before_last', { from: 'residence.before_last' }) // prettier-ignore
})

test('a new address closes the old introduction; a mistake voided gives it back; one with remarks stays', async () => {
  const home = await homes()
  const memberId = await introduced('a', home.cell)
  await run(system, introduceMembers, { memberIds: [memberId], category: 'C', cellId: home.other, from: '2024-05-01', address: 'Ngõ 12' }) // prettier-ignore
  const moved = await residenceOf(memberId)
  expect(moved.links.map((link) => [link.cellId, link.valid.from, link.valid.to, link.endReason])).toEqual([
    [home.other, '2024-05-01', null, null],
    [home.cell, '2023-06-01', '2024-05-01', 'moved'],
  ])
  const [wrong] = moved.links
  await run(system, voidLink, { linkId: wrong?.id, version: wrong?.version, reason: 'Ghi nhầm người' })
  const back = await residenceOf(memberId)
  expect(back.links.map((link) => [link.valid.to, link.voidReason])).toEqual([
    [null, 'Ghi nhầm người'],
    [null, null],
  ])
  await run(system, recordRemarks, { rows: [{ memberId, year: 2023, result: 'good', remarkedOn: '2023-12-10', signer: 'Minh', source: 'paper' }] }) // prettier-ignore
  const open = back.links[1]
  expect(await refusal(run(system, voidLink, { linkId: open?.id, version: open?.version, reason: 'x' }))).toEqual(['residence.link_has_remarks', {}]) // prettier-ignore
  expect(await refusal(run(system, endLink, { linkId: open?.id, version: 99, lastOn: '2024-06-01' }))).toEqual(['stale', {}]) // prettier-ignore
  await run(system, endLink, { linkId: open?.id, version: open?.version, lastOn: '2024-06-01' })
  expect((await residenceOf(memberId)).links[1]?.valid.to).toBe('2024-06-02')
})

test('remarks on paper: one a year, corrected by a new one, taken back with a reason', async () => {
  const home = await homes()
  const memberId = await introduced('a', home.cell)
  const remark = (more: object = {}) => ({ rows: [{ memberId, year: 2023, result: 'fair', remarkedOn: '2023-12-10', signer: 'Minh', source: 'paper', ...more }] }) // prettier-ignore
  await refusedWhole(() => run(system, recordRemarks, remark({ remarkedOn: '2024-07-01' })), 'residence.in_future', { 'rows.0.remarkedOn': 'residence.in_future' }) // prettier-ignore
  await refusedWhole(() => run(system, recordRemarks, remark({ remarkedOn: '2022-12-01' })), 'residence.before_year', { 'rows.0.remarkedOn': 'residence.before_year' }) // prettier-ignore
  await refusedWhole(() => run(system, recordRemarks, remark({ year: 2022 })), 'residence.not_introduced', { 'rows.0.memberId': 'residence.not_introduced' }) // prettier-ignore
  await run(system, recordRemarks, remark())
  await refusedWhole(() => run(system, recordRemarks, remark()), 'residence.remark_taken', { year: 'residence.remark_taken' }) // prettier-ignore
  const [first] = (await residenceOf(memberId)).remarks
  const { rows: _, ...facts } = {
    rows: null,
    result: 'good',
    remarkedOn: '2023-12-12',
    signer: 'Minh',
    source: 'paper',
  }
  await run(system, correctRemark, { remarkId: first?.id, version: 1, reason: 'Nhập sai mức', ...facts })
  const after = await residenceOf(memberId)
  expect(after.remarks.map((one) => [one.result, one.voidReason]).toSorted()).toEqual([
    ['fair', 'Nhập sai mức'],
    ['good', null],
  ])
  const good = after.remarks.find((one) => one.voidReason === null)
  await run(system, voidRemark, { remarkId: good?.id, version: 1, reason: 'Của người khác' })
  expect((await residenceOf(memberId)).remarks.every((one) => one.voidReason !== null)).toBe(true)
})

test('who writes for one cell reaches its members only; what is forbidden looks like what is missing', async () => {
  const home = await homes()
  const [mine, theirs] = [await introduced('a', home.cell), await introduced('c', home.cell)]
  const secretary = await person('cell_secretary', 'a')
  expect((await residenceOf(mine, secretary)).mayWrite).toBe(true)
  expect((await refusal(residenceOf(theirs, secretary)))[0]).toBe('not_found')
  const remark = (memberId: Id) => ({ rows: [{ memberId, year: 2023, result: 'fair', remarkedOn: '2023-12-10', signer: 'Minh', source: 'paper' }] }) // prettier-ignore
  expect((await refusal(run(secretary, recordRemarks, remark(theirs))))[0]).toBe('not_found')
  expect((await refusal(run(secretary, importLinks, { rows: [mine, theirs].map((memberId) => ({ memberId, category: 'C', cellId: home.other, from: '2024-02-01' })) })))[0]).toBe('not_found') // prettier-ignore
  expect((await refusal(run(secretary, editCell, { cellId: home.cell, version: 1, name: 'x' })))[0]).toBe('not_found')
  expect((await refusal(run(secretary, addCell, { unitId: unit('com'), bodyId: home.body, name: 'Tổ 9' })))[0]).toBe('not_found') // prettier-ignore
  await run(secretary, addCell, { unitId: unit('a'), bodyId: home.body, name: 'Tổ 9' })
  expect(await refusal(run(secretary, addCell, { unitId: unit('a'), bodyId: home.body, name: 'TỔ 9' }))).toEqual(['residence.cell_taken', { name: 'residence.cell_taken' }]) // prettier-ignore
  const listed = await look<{ rows: ListedResidence[] }>(secretary, listResidence, { year: 2024, all: 'true' })
  expect(listed.rows.some((row) => row.memberId === mine)).toBe(true)
  expect(listed.rows.some((row) => row.memberId === theirs)).toBe(false)
  expect((await refusal(asked('com', home.cell, {}, secretary)))[0]).toBe('not_found')
})

test('every number of the overview is the length of its list, at every unit', async () => {
  const home = await homes()
  await introduced('b', home.cell)
  await introduced('b', home.cell, { category: 'A', ground: 'study', letterNumber: null, letterOn: null })
  await introduced('b', home.cell, { category: 'B', ground: 'secret', cellId: null, letterNumber: null, letterOn: null }) // prettier-ignore
  await admitted('b')
  const done = await introduced('b', home.cell)
  await run(system, recordRemarks, { rows: [{ memberId: done, year: 2024, result: 'good', remarkedOn: '2024-06-01', signer: 'Minh', source: 'portal' }] }) // prettier-ignore
  type Overview = { total: UnitResidence; units: UnitResidence[] }
  const overview = await look<Overview>(system, readOverview, { unitId: unit('bloc'), year: 2024, cells: 'true' })
  const count = async (unitId: Id, state: string | null) =>
    (await look<{ total: number; rows: unknown[] }>(system, listResidence, { unitId, year: 2024, state, all: 'true' })).rows.length // prettier-ignore
  const pairs: [keyof UnitResidence, (typeof LIST_STATES)[number] | null][] = [
    ['members', null],
    ['notIntroduced', 'not_introduced'],
    ['noLetter', 'no_letter'],
    ['exemptActivity', 'A'],
    ['exemptIntroduction', 'B'],
    ['needed', 'C'],
    ['remarked', 'has_remark'],
  ]
  for (const row of overview.units)
    for (const [key, state] of pairs) expect([row.name, key, row[key]]).toEqual([row.name, key, await count(row.unitId, state)]) // prettier-ignore
  const b = overview.units.find((row) => row.unitId === unit('b'))
  expect(b).toMatchObject({ members: 5, introduced: 3, exemptActivity: 1, exemptIntroduction: 1, notIntroduced: 1, noLetter: 1, needed: 2, remarked: 1 }) // prettier-ignore
  expect(await count(unit('b'), 'no_remark')).toBe(1)
  const sum = (key: 'members' | 'needed' | 'remarked') => overview.units.reduce((n, row) => n + row[key], 0)
  expect([sum('members'), sum('needed'), sum('remarked')]).toEqual([overview.total.members, overview.total.needed, overview.total.remarked]) // prettier-ignore
})

test('the list of residence cells counts the unit’s own people and shows its request', async () => {
  const home = await homes()
  await introduced('a', home.cell)
  await introduced('c', home.cell)
  const { requestId } = await asked('com', home.cell)
  type Cells = Awaited<ReturnType<typeof listCells.run>>
  const of = (key: string) => look<Cells>(system, listCells, { unitId: unit(key), year: 2024, bodyId: home.body })
  const mine = (await of('com')).cells
  expect(mine.map((cell) => [cell.id, cell.members, cell.needed])).toEqual([[home.cell, 1, 1]])
  expect([mine[0]?.request?.id, mine[0]?.links.length]).toEqual([requestId, 1])
  expect((await of('bloc')).cells[0]).toMatchObject({ members: 2, request: null })
})

test('a cell with people introduced to it does not end; an introduction ends when its member leaves', async () => {
  const home = await homes()
  const memberId = await introduced('a', home.cell)
  expect((await refusal(run(system, editCell, { cellId: home.cell, version: 1, name: 'Tổ 1', lastOn: '2024-06-01' })))[0]).toBe('residence.cell_in_use') // prettier-ignore
  await run(system, leaveMember, { memberId, kind: 'departure', decidedOn: '2024-06-10', effectiveOn: '2024-06-15', toPlace: 'Đảng ủy phường khác', ...paper('9-GT', '2024-06-10') }) // prettier-ignore
  expect(await run(system, endLeft, {})).toEqual({ ended: 1 })
  expect(await run(system, endLeft, {})).toEqual({ ended: 0 })
  const { links } = await residenceOf(memberId)
  expect([links[0]?.valid.to, links[0]?.endReason]).toEqual(['2024-06-15', 'left'])
})

test('the letter names member, cell and committee; without a number it is a draft', async () => {
  const home = await homes()
  const memberId = await introduced('a', home.cell, { category: 'A', ground: 'rotated', letterNumber: null, letterOn: null }) // prettier-ignore
  const [link] = (await residenceOf(memberId)).links
  const letter = await look<Parameters<typeof letterPaperOf>[0]>(system, readLetter, { linkId: link?.id })
  const sheet = letterPaperOf(letter)
  expect(sheet.header.draft).toBeDefined()
  const text = sheet.blocks.map((block) => ('text' in block ? block.text : '')).join('\n')
  for (const part of [letter.name, 'Chi bộ tổ dân phố 1', 'luân chuyển', '213-QĐ/TW']) expect(text).toContain(part)
  expect(letterPaperOf({ ...letter, number: '5-GT', on: letter.today }).header.draft).toBeUndefined()
})

const sheetLine = (more: Partial<SheetLine>): SheetLine => ({
  ...{ line: 2, name: '', birthOn: null, body: '', cell: '', category: 'C', ground: '', address: '', from: null },
  ...{ letterNumber: '', letterOn: null, result: '', remark: '', remarkedOn: null, signer: '' },
  ...more,
})
const planned = <R>(work: (ctx: ReadContext) => Promise<R>) =>
  askAll(database, system, (_, ctx) => work(ctx), { now }) as Promise<R>

test('a sheet is found in the records line by line, then taken whole; taken again it says nothing new', async () => {
  const home = await homes()
  const { name: body } = await withTenant(
    database,
    tenantId,
    (db) =>
    db.selectFrom('external_body').select('name').where('tenant_id', '=', tenantId).where('id', '=', home.body).executeTakeFirstOrThrow(), // prettier-ignore
  )
  const memberId = await admitted('a')
  const { member } = await residenceOf(memberId)
  const from = day('2024-01-08')
  const good = sheetLine({ name: member.name, birthOn: member.birthOn, body, cell: 'Chi bộ thôn Mới', from, letterNumber: '3-GT', letterOn: from }) // prettier-ignore
  const faults = await planned((ctx) =>
    planLinks(ctx, [
      good,
      sheetLine({ line: 3, name: 'Không Ai Cả', from }),
      sheetLine({ ...good, line: 4, category: 'D' }),
      sheetLine({ ...good, line: 5, category: 'A' }),
      sheetLine({ ...good, line: 6, body: 'Đảng ủy xã lạ' }),
      sheetLine({ ...good, line: 7, cell: '' }),
      sheetLine({ ...good, line: 8, from: null }),
    ]),
  )
  expect(faults.faults.map((fault) => [fault.line, fault.field, fault.code])).toEqual([
    [3, 'name', 'residence.sheet_unknown'],
    [4, 'category', 'residence.sheet_category'],
    [5, 'ground', 'residence.ground_needed'],
    [6, 'body', 'residence.unknown_body'],
    [7, 'cell', 'residence.cell_needed'],
    [8, 'from', 'field.required'],
  ])
  const plan = await planned((ctx) => planLinks(ctx, [good]))
  await run(system, importLinks, { rows: plan.rows })
  expect((await residenceOf(memberId)).links[0]).toMatchObject({ cellName: 'Chi bộ thôn Mới', letterNumber: '3-GT' })
  expect((await planned((ctx) => planLinks(ctx, [good]))).rows).toEqual([])

  const remark = sheetLine({ ...good, result: 'Thực hiện tốt', remarkedOn: day('2024-06-03'), signer: 'Minh' })
  const bad = await planned((ctx) => planRemarks(ctx, [{ ...remark, result: 'Tuyệt vời' }, { ...remark, line: 3, signer: '' }], 2024)) // prettier-ignore
  expect(bad.faults.map((fault) => [fault.field, fault.code])).toEqual([
    ['result', 'field.choice'],
    ['signer', 'field.required'],
  ])
  const written = await planned((ctx) => planRemarks(ctx, [remark], 2024))
  await run(system, recordRemarks, { rows: written.rows })
  expect((await planned((ctx) => planRemarks(ctx, [remark], 2024))).rows).toEqual([])
  expect((await residenceOf(memberId)).remarks[0]).toMatchObject({ result: 'good', source: 'paper' })
})

// The book of members: who is in it as of a day, what came and went, fourteen cells a line, religion only with its trace.
import type { Id } from '#kernel/ids.ts'
import { day } from '#kernel/day.ts'
import { editPerson, leaveMember, moveMember } from '#modules/members/members.server.ts'
import { paperData } from '#platform/paper/paper-data.ts'
import { closePdf, renderPdf } from '#platform/paper/pdf.ts'
import { withTenant } from '#platform/db/db.ts'
import type { Caller } from '#platform/operation/caller.ts'
import { ask } from '#platform/operation/execute.ts'
import { afterAll, beforeAll, expect, test } from 'vitest'
import {
  admitted,
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
import { readRegister, registerPaperOf, REGISTER_LAYOUT, revealRegister } from './records.server.ts'
import { registerCells, registerColumns } from './register-sheet-messages.ts'
import type { RegisterRow } from './register-rows.ts'

useRegister()
afterAll(closePdf)

const book = (key: string, more: object = {}, caller: Caller = system) =>
  ask(database, caller, readRegister, { unitId: unit(key), ...more }, { now })
const rowOf = async (key: string, memberId: Id, more: object = {}) =>
  (await book(key, more)).rows.find((row) => row.memberId === memberId) as RegisterRow
const cells = (row: RegisterRow) => registerCells(row, 1, day('2024-06-30'), ' | ')

let stays: Id
let moves: Id
let dies: Id
beforeAll(async () => {
  stays = await admitted('a', { fullName: 'Lê Thị Ở', religion: 'buddhism', occupation: 'Đã nghỉ hưu' })
  moves = await admitted('a', { fullName: 'Lê Văn Đi' })
  dies = await admitted('a', { fullName: 'Lê Văn Mất' })
  await run(system, editPerson, {
    memberId: stays,
    version: (await profile(stays)).version,
    birthName: 'Lê Thị Cũ',
    jobBefore: 'Giáo viên',
    enlistedOn: '2010-01-01',
    demobilisedOn: '2012-01-01',
  })
  await run(system, moveMember, {
    memberId: moves,
    unitId: unit('b'),
    effectiveOn: '2024-02-01',
    decidedOn: '2024-01-20',
    ...paper('5-QĐ/ĐU', '2024-01-20'),
  })
  await run(system, leaveMember, { memberId: dies, kind: 'death', effectiveOn: '2024-03-01', decidedOn: '2024-03-01' })
})

test('holds who is there on the day, and with a first day also who left since', async () => {
  const ids = async (key: string, more: object = {}) => new Set((await book(key, more)).rows.map((row) => row.memberId))
  expect(await ids('a')).toEqual(new Set([stays]))
  expect(await ids('a', { since: '2024-01-01' })).toEqual(new Set([stays, moves, dies]))
  expect(await ids('a', { since: '2024-02-15' })).toEqual(new Set([stays, dies]))
  expect(await ids('a', { day: '2024-01-31' })).toEqual(new Set([stays, moves, dies]))
  // Within the committee the move changes nothing; a person stands in it once.
  expect((await book('com', { since: '2024-01-01' })).rows.map((row) => row.memberId).sort()).toEqual(
    [stays, moves, dies].sort(),
  )
})

test('fourteen cells say where somebody came from and went, died or left, and what the army and pension say', async () => {
  expect(registerColumns).toHaveLength(14)
  const here = cells(await rowOf('a', stays))
  expect(here).toHaveLength(14)
  expect(here[1]).toBe('Lê Thị Ở | (Lê Thị Cũ)')
  expect(here[2]).toBe('Nam | Kinh | ••••••')
  expect(here[5]).toBe('Giáo viên | Đã nghỉ hưu')
  expect(here[8]).toBe('Bộ đội xuất ngũ | Hưu trí')
  expect(here[13]).toBe('Dự bị')
  const gone = cells(await rowOf('a', moves, { since: '2024-01-01' }))
  expect([gone[9], gone[10], gone[11]]).toEqual(['01/02/2024 | Chi bộ Nghiệp vụ', '', ''])
  const came = cells(await rowOf('b', moves))
  expect([came[9], came[10]]).toEqual(['', '01/02/2024 | Chi bộ Văn phòng'])
  const dead = cells(await rowOf('a', dies, { since: '2024-01-01' }))
  expect([dead[9], dead[11], dead[12]]).toEqual(['', '01/03/2024', ''])
})

test('religion is told only by the operation that writes down who read it, of everyone in the book', async () => {
  const secretary = await person('cell_secretary', 'a')
  const office = await person('bloc_officer', 'bloc')
  const wanted = { unitId: unit('a'), reason: 'In sổ' }
  await expect(run(secretary, revealRegister, wanted)).rejects.toMatchObject({ code: 'not_found' })
  await expect(run(office, revealRegister, { ...wanted, reason: '' })).rejects.toMatchObject({ code: 'invalid_input' })
  await expect(book('b', {}, secretary)).rejects.toMatchObject({ code: 'not_found' })
  const { rows } = await run<{ rows: RegisterRow[] }>(office, revealRegister, wanted)
  expect(rows.map((row) => cells(row)[2])).toEqual(['Nam | Kinh | Phật giáo'])
  const log = await withTenant(database, tenantId, (db) =>
    db.selectFrom('read_log').select(['field', 'reason']).where('tenant_id', '=', tenantId).execute(),
  )
  expect(log).toEqual([{ field: 'religion', reason: 'In sổ' }])
})

test('is set as a paper lying on its side', async () => {
  const read = await book('com', { since: '2024-01-01' })
  const set = registerPaperOf(read, { name: 'Đảng bộ Sở Y tế', superior: 'Đảng bộ Khối' }, false)
  expect(set.footnotes[0]).toBe('2 đảng viên, 1 người không còn sinh hoạt.')
  const pdf = await renderPdf('register', paperData(set, REGISTER_LAYOUT), { createdAt: now })
  expect(Buffer.from(pdf.slice(0, 5)).toString()).toBe('%PDF-')
})

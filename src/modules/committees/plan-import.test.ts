// A sheet of posts is understood in its own words, its faults named line by line, and taken as it was shown; on a real database.
import { day } from '#kernel/day.ts'
import { ask, askAll } from '#platform/operation/execute.ts'
import { expect, test } from 'vitest'
import { codeOf, fullMember, look, put, unitWithTerm } from '../../../tests/samples/committees.ts'
import { database, now, person, profile, run, system, unit, useRegister } from '../../../tests/samples/register.ts'
import { readUnit } from '#modules/units/units.server.ts'
import { importPosts, openTerm, planPostsImport, readCommittees } from './committees.server.ts'
import type { SheetHolding, UnitCommittees } from './committees.server.ts'

useRegister()

const line = (at: number, more: Partial<SheetHolding>): SheetHolding => ({
  ...{
    line: at,
    unitCode: '',
    body: 'ban chap hanh',
    post: 'Ủy viên ban chấp hành',
    name: 'Ai Đó',
    birthOn: null,
    basis: 'Bầu',
  },
  ...{ from: day('2022-01-01'), to: null, servedBefore: null, decision: null },
  ...more,
})
const plan = (rows: SheetHolding[], caller = system) =>
  askAll(database, caller, (_, ctx) => planPostsImport(ctx, rows), { now })

test('lines are found by code, words and names; what is known already changes nothing; the rest is taken as shown', async () => {
  const { unitId, body } = await unitWithTerm('grassroots_committee', { executive: 3 })
  const unitCode = (await ask(database, system, readUnit, { unitId })).code
  const known = await fullMember('a')
  await put(body, { personId: known.personId })
  const knownName = (await profile(known.memberId)).name
  const other = await fullMember('b', { birthOn: '1971-02-03' })
  const otherName = (await profile(other.memberId)).name
  const shown = await plan([
    line(4, { unitCode, post: 'bí thư', name: knownName }),
    line(5, { unitCode, post: 'Phó bí thư', name: otherName, birthOn: day('1971-02-03') }),
    line(6, { unitCode, name: 'Người Ngoài Đảng Bộ', servedBefore: true }),
  ])
  expect(shown.faults).toEqual([])
  expect(shown.lines.map(({ line: at, state, holding }) => [at, state, holding.personId])).toEqual([
    [4, 'same', known.personId],
    [5, 'new', other.personId],
    [6, 'new', null],
  ])
  const holdings = shown.lines.filter(({ state }) => state === 'new').map(({ holding }) => holding)
  await run(system, importPosts, { holdings })
  const seen = await look<UnitCommittees>(readCommittees, { unitId, day: day('2022-06-01') })
  expect(seen.bodies[0]?.holders.map(({ name }) => name)).toEqual([knownName, otherName, 'Người Ngoài Đảng Bộ'])
  expect((await plan([line(4, { unitCode, name: 'Người Ngoài Đảng Bộ' })])).lines[0]?.state).toBe('same')
})

test('what is wrong is told by line and column, in the order of the sheet, also against lines before', async () => {
  const { unitId } = await unitWithTerm('grassroots_committee', { executive: 2 })
  const unitCode = (await ask(database, system, readUnit, { unitId })).code
  const { memberId } = await fullMember('a')
  const { name } = await profile(memberId)
  const { faults } = await plan([
    line(2, { unitCode: 'XX' }),
    line(3, { unitCode, body: 'Ban Không Có' }),
    line(4, { unitCode, post: 'Chủ nhiệm', basis: 'bốc thăm' }),
    line(5, { unitCode, name, birthOn: day('1900-01-01') }),
    line(6, { unitCode, post: 'Bí thư' }),
    line(7, { unitCode, post: 'Bí thư', name: 'Người Khác' }),
    line(8, { unitCode, name: 'Người Thứ Hai' }),
    line(9, { unitCode, name: 'Người Thứ Ba' }),
    line(10, { unitCode, name: 'Người Cũ', from: day('2021-12-31') }),
  ])
  expect(faults.map((one) => [one.line, one.field, one.code])).toEqual([
    [2, 'unitCode', 'committees.unknown_unit'],
    [3, 'body', 'committees.sheet_body'],
    [4, 'post', 'committees.sheet_post'],
    [4, 'basis', 'committees.sheet_basis'],
    [5, 'birthOn', 'committees.sheet_person'],
    [7, 'post', 'committees.post_taken'],
    [9, 'body', 'committees.no_seat_left'],
    [10, 'body', 'committees.sheet_body'],
  ])
  const committee = await person('grassroots_committee', 'com')
  const out = await plan([line(2, { unitCode, name: 'Ai' })], committee)
  expect(out.faults.map((one) => one.code)).toEqual(['committees.unknown_unit'])
})

test('who writes for one unit neither finds nor appoints people of the rest of the bloc', async () => {
  const own = await fullMember('a', { fullName: 'Lường Thị Gần' })
  const far = await fullMember('c', { fullName: 'Lường Thị Xa' })
  const term = { unitId: unit('com'), label: '2020-2025', from: '2022-01-01', basis: 'congress' }
  const { bodyIds } = await run<{ bodyIds: Record<string, string> }>(system, openTerm, term)
  const officer = await person('bloc_officer', 'com')
  const unitCode = (await ask(database, system, readUnit, { unitId: unit('com') })).code
  const names = [(await profile(own.memberId)).name, (await profile(far.memberId)).name]
  const rows = names.map((name, at) => line(at, { unitCode, name }))
  const shown = async (caller = system) => (await plan(rows, caller)).lines.map(({ holding }) => holding.personId)
  expect(await shown()).toEqual([own.personId, far.personId])
  expect(await shown(officer)).toEqual([own.personId, null])

  const taking = { unitId: unit('com'), bodyId: bodyIds['executive'], post: 'committee_member', basis: 'appointed', from: '2022-01-01' } // prettier-ignore
  const taken = ({ personId }: { personId: string }) =>
    codeOf(run(officer, importPosts, { holdings: [{ ...taking, personId }] }))
  expect([await taken(far), await taken(own)]).toEqual(['committees.unknown_person', 'done'])
})

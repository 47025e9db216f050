// Who comes along to a successor only for the years spent in its part, and what is left behind of such people.
import { parseRange } from '#kernel/date-range.ts'
import type { Id } from '#kernel/ids.ts'
import { expect, test } from 'vitest'
import { alterationOf } from './alterations.ts'
import type { Travel } from './alterations.ts'
import { strangersAmong } from './look-into.ts'

const member = (memberId: Id, personId: Id, ...spans: [Id, string][]) => ({
  memberId,
  personId,
  spans: spans.map(([unitId, valid]) => ({ unitId, valid: parseRange(valid) })),
})

test('people who moved on to another part are strangers; who stays, left the Party from here or came back is not', () => {
  const members = [
    member('stays', 'p1', ['here', '[2015-01-01,)']),
    member('moved', 'p2', ['here', '[2015-01-01,2022-01-01)'], ['there', '[2022-01-01,)']),
    member('came', 'p3', ['there', '[2015-01-01,2022-01-01)'], ['here', '[2022-01-01,)']),
    member('died', 'p4', ['there', '[2010-01-01,2015-01-01)'], ['here', '[2015-01-01,2019-01-01)']),
    member('only named', 'p5', ['there', '[2015-01-01,)']),
    member('first time', 'p6', ['here', '[2010-01-01,2012-01-01)'], ['there', '[2012-01-01,2013-01-01)']),
    member('again', 'p6', ['here', '[2016-01-01,)']),
  ]
  const cut = new Map(
    members
      .filter(({ spans }) => spans.some(({ unitId }) => unitId !== 'here'))
      .map(({ memberId, spans }) => [
        memberId,
        spans.filter(({ unitId }) => unitId === 'here').map(({ valid }) => valid),
      ]),
  )
  expect([...strangersAmong(members, cut)]).toEqual(['p2', 'p5'])
})

test('of a stranger goes what figures ask, and nothing that is masked', () => {
  const table = { name: 'person', columns: new Map(), key: ['id'], references: [], uniques: [] }
  const handOver = { plan: { kind: 'part', oldTop: 'top' }, from: { id: 'a' }, into: { id: 'b' } }
  const travel = { handOver, part: { stay: new Set(), until: new Map() }, united: new Map(), going: new Map(), taken: new Map(), cutMembers: new Map(), admissions: new Map(), strangers: new Set(['p2']), now: new Date(0) } as unknown as Travel // prettier-ignore
  const row = { id: 'p2', full_name: 'Lò Thị Xa', sex: 'female', phone: '0912345678', religion: 'Công giáo', citizen_id_sealed: '\\x00', citizen_id_tail: '123', citizen_id_mark: 'f0', photo_id: 'x' } // prettier-ignore
  const masked = { citizen_id_sealed: null, citizen_id_tail: null, citizen_id_mark: null, phone: null, religion: null, photo_id: null } // prettier-ignore
  expect(alterationOf(table, travel)?.(row)).toEqual([{ ...row, ...masked }])
  expect(alterationOf(table, travel)?.({ ...row, id: 'p1', citizen_id_sealed: null })).toEqual([
    { ...row, id: 'p1', citizen_id_sealed: null },
  ])
})

test('a status goes along with the days spent in another part before: they are days in the Party', () => {
  const table = { name: 'member_status', columns: new Map(), key: ['id'], references: [], uniques: [] }
  const cutMembers = new Map([
    ['came', [parseRange('[2022-01-01,)')]],
    ['moved', [parseRange('[2015-01-01,2022-01-01)')]],
    ['only named', []],
  ])
  const handOver = { plan: { kind: 'part', oldTop: 'top' } }
  const travel = { handOver, part: { stay: new Set(), until: new Map() }, united: new Map(), going: new Map(), taken: new Map(), cutMembers, admissions: new Map() } as unknown as Travel // prettier-ignore
  const copied = (member_id: Id, valid: string) =>
    alterationOf(table, travel)?.({ id: 's', member_id, valid }).map((row) => row['valid'])
  expect(copied('came', '[2015-01-01,)')).toEqual(['[2015-01-01,)'])
  expect(copied('moved', '[2015-01-01,)')).toEqual(['[2015-01-01,2022-01-01)'])
  expect([copied('moved', '[2022-01-01,)'), copied('only named', '[2015-01-01,)')]).toEqual([[], []])
})

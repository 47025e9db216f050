// The timeline of a unit: how it began and ended, in the words of the act that did it, newest first, papers once.
import { day } from '#kernel/day.ts'
import type { UnitProfile } from '#modules/units/units.server.ts'
import { expect, it } from 'vitest'
import { kinWords, papersOf, unitTimeline } from './unit-timeline.ts'

const decision = {
  ...{ id: 'd1', number: '12-QĐ/TU', kind: 'decision', issuedOn: day('2025-02-12'), issuer: 'Tỉnh ủy', signer: null },
  abstract: 'Về sắp xếp tổ chức',
}
const version = (from: string, name: string, changed: string[]) => ({
  ...{
    id: from,
    kind: 'sub_cell',
    name,
    shortName: name,
    parentId: 'p',
    parentName: 'Đảng bộ Sở',
    ordinal: 1,
    changed,
  },
  ...{ sector: null, sectorName: null, localityId: null, localityName: null, symbol: null, seal: null },
  ...{ delegated: false, provisional: false, decision, valid: { from: day(from), to: null } },
})
const named = (id: string, name: string) => ({ id, code: id, kind: 'sub_cell', name, shortName: name })
const kin = (kind: string, onDay: string, unit: object | null, more = {}) => ({
  ...{ kind, onDay: day(onDay), unit, outside: null, members: null, share: null, decision: null },
  ...more,
})
const unit = {
  ...{ id: 'u', closedOn: day('2025-07-01'), closingDecision: decision, identifiers: [] },
  history: [version('2019-08-01', 'Chi bộ A', []), version('2022-01-01', 'Chi bộ B', ['name', 'shortName'])],
  lineage: {
    predecessors: [
      kin('consolidate', '2019-08-01', named('x', 'Chi bộ X'), { members: 12, share: 1 }),
      kin('separate', '2019-08-01', named('u', 'chính nó')),
    ],
    successors: [kin('split', '2025-07-01', named('y', 'Chi bộ Y'), { members: 9, share: 0.6, decision })],
  },
} as unknown as UnitProfile

it('tells the whole life, newest first', () => {
  const events = unitTimeline({ unit, committees: null, congresses: [], link: (id) => `/to-chuc/${id}` })
  expect(events.map(({ day: on, what }) => `${on} ${what}`)).toEqual([
    '01/07/2025 Kết thúc hoạt động',
    '01/07/2025 Chia thành Chi bộ Y, 9 đảng viên, 60,00% số đảng viên chuyển đi',
    '01/01/2022 Đổi tên gọi thành Chi bộ B',
    '01/08/2019 Hợp nhất từ Chi bộ X, 12 đảng viên',
    '01/08/2019 Bắt đầu hoạt động: Chi bộ A, trực thuộc Đảng bộ Sở',
  ])
  expect(events[1]).toMatchObject({ href: '/to-chuc/y', by: { label: '12-QĐ/TU, 12/02/2025, Tỉnh ủy' } })
})

it('has words for a unit that ended without an heir, and for bodies outside', () => {
  const ended = kin('dissolve', '2025-07-01', null) as unknown as UnitProfile['lineage']['successors'][number]
  expect(kinWords(ended, 'went')).toEqual({ how: 'Giải thể', name: '', members: null })
  expect(kinWords({ ...ended, kind: 'transfer_out', outside: 'Đảng ủy xã Hòa Bình' }, 'went')).toMatchObject({
    how: 'Chuyển sang',
    name: 'Đảng ủy xã Hòa Bình',
  })
})

it('lists each paper once', () => {
  expect(papersOf({ unit, committees: null }).map(({ id }) => id)).toEqual(['d1'])
})

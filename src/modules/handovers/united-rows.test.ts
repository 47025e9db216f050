// Which rows of two blocs are one thing: the same paper, sector, place — and which only look alike.
import { expect, test } from 'vitest'
import { pieceId } from './alterations.ts'
import { isId } from '#kernel/ids.ts'
import { unitedPlaces, unitedSectors } from './united-rows.ts'

const place = (id: string, name: string, more: Partial<Parameters<typeof unitedPlaces>[0][number]> = {}) => ({
  ...{ id, kind: 'district', name, committee: null, code: null, parent_id: null, valid: '[1998-01-01,2025-07-01)' },
  ...more,
})

test('a sector of the same code and name is one; of the same code and another name it gets the old name behind it', () => {
  const now = [{ code: 'nn', name: 'Cơ quan nhà nước' }]
  expect([...unitedSectors([{ code: 'nn', name: 'cơ quan Nhà nước' }, { code: 'dn', name: 'Doanh nghiệp' }], now, 'b')]).toEqual([]) // prettier-ignore
  expect([...unitedSectors([{ code: 'nn', name: 'Nông nghiệp' }], now, 'b')]).toEqual([['nn', 'nn-b']])
})

test('a place is one with its twin of the same days, unless code, committee or what it lies in tell them apart', () => {
  const now = [place('x1', 'Huyện Đông Sa'), place('x2', 'Huyện Tân Kiều', { parent_id: 'north', code: '12' })]
  const united = (old: ReturnType<typeof place>[]) => Object.fromEntries(unitedPlaces(old, now))
  expect(united([place('a1', 'huyện Đông Sa')])).toEqual({ a1: 'x1' })
  expect(united([place('a1', 'huyện Đông Sa', { kind: 'commune' })])).toEqual({})
  expect(united([place('a1', 'huyện Đông Sa', { valid: '[2025-07-01,)' })])).toEqual({})
  expect(united([place('a2', 'Huyện Tân Kiều', { parent_id: 'south' })])).toEqual({})
  expect(united([place('a2', 'Huyện Tân Kiều', { code: '13' })])).toEqual({})
  // Asked again after a break, what was copied is its own twin.
  expect(united([place('x1', 'Huyện Đông Sa')])).toEqual({})
})

test('what lies in united places is compared with what lies in the twin', () => {
  const now = [place('p', 'Tỉnh Bắc', { kind: 'province' }), place('d', 'Huyện Đông', { parent_id: 'p' })]
  const old = [place('d0', 'Huyện Đông', { parent_id: 'p0' }), place('p0', 'Tỉnh Bắc', { kind: 'province' })]
  expect(Object.fromEntries(unitedPlaces(old, now))).toEqual({ p0: 'p', d0: 'd' })
})

test('further pieces of a span have ids of their own, the same at every try', () => {
  const id = '0198c2f1-7b2e-7abc-8def-0123456789ab'
  expect(pieceId(id, 0)).toBe(id)
  expect(pieceId(id, 1)).toBe(pieceId(id, 1))
  expect(new Set([pieceId(id, 0), pieceId(id, 1), pieceId(id, 2)]).size).toBe(3)
  expect(isId(pieceId(id, 1))).toBe(true)
})

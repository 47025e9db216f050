// One congress is one event; single changes and mistakes are told one by one; nothing of days to come.
import { day } from '#kernel/day.ts'
import type { HolderView } from '#modules/committees/committees.server.ts'
import { expect, it } from 'vitest'
import { committeeHistory } from './committee-history.ts'

const held = (id: string, from: string, more: Partial<HolderView> = {}): HolderView =>
  ({
    id,
    bodyId: 'b',
    name: `Người ${id}`,
    label: 'Ủy viên',
    basis: 'elected',
    valid: { from: day(from), to: null },
    decision: null,
    endDecision: null,
    endReason: null,
    voidReason: null,
    ...more,
  }) as HolderView

const history = (rows: readonly HolderView[]) => committeeHistory(rows, day('2024-01-01'), () => 'Ban chấp hành')

it('tells many beginnings of one day, body and paper as one, with the names', () => {
  const congress = ['1', '2', '3', '4'].map((id) => held(id, '2020-05-01'))
  expect(history(congress)).toEqual([
    expect.objectContaining({
      iso: '2020-05-01',
      what: 'Ban chấp hành: 4 đồng chí',
      note: 'Ủy viên Người 1; Ủy viên Người 2; Ủy viên Người 3; Ủy viên Người 4',
    }),
  ])
})

it('tells few, and those of another basis, one by one, newest first', () => {
  const rows = [held('1', '2020-05-01'), held('2', '2020-05-01', { basis: 'appointed' }), held('3', '2021-02-03')]
  expect(history(rows).map(({ iso }) => iso)).toEqual(['2021-02-03', '2020-05-01', '2020-05-01'])
})

it('tells who left before the day, not who will, nor what a new term tells', () => {
  const left = (id: string, to: string, endReason: HolderView['endReason']) =>
    held(id, '2020-05-01', { valid: { from: day('2020-05-01'), to: day(to) }, endReason })
  const rows = [left('1', '2022-01-01', 'moved'), left('2', '2025-01-01', 'moved'), left('3', '2022-06-01', 'term_end')]
  expect(
    history(rows)
      .filter(({ state }) => state === 'late')
      .map(({ what }) => what),
  ).toEqual(['Người 1 thôi giữ chức vụ Ủy viên'])
})

it('never gathers what was entered by mistake', () => {
  const rows = ['1', '2', '3', '4'].map((id) => held(id, '2020-05-01', { voidReason: 'gõ nhầm' }))
  expect(history(rows).every(({ state, note }) => state === 'returned' && note === 'Đã hủy việc ghi: gõ nhầm')).toBe(
    true,
  )
  expect(history(rows)).toHaveLength(4)
})

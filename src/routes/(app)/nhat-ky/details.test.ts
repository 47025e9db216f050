// Details of log entries are told in words and never as raw structures.
import { expect, test } from 'vitest'
import { detailLines } from './details.ts'

test('terms, days, codes, lists and nested values are spelled out', () => {
  const lines = detailLines(
    {
      role: 'administrator',
      from: '2026-03-01',
      to: null,
      count: 1200,
      exempt: true,
      before: { value: 1.5, name: '' },
      months: ['2026-01-01', '2026-02-01'],
      changedMarks: [{ memberId: 'x' }, { memberId: 'y' }],
      valid: '[2025-01-01,2026-01-01)',
      handedOver: { posts: 3 },
      unheardOf: 'như đã ghi',
    },
    { administrator: 'Quản trị hệ thống' },
  )
  expect(lines.map(({ term, value }) => `${term} = ${value}`)).toEqual([
    'vai trò = Quản trị hệ thống',
    'từ ngày = 01/03/2026',
    'số lượng = 1.200',
    'được miễn = có',
    'trước: giá trị = 1,5',
    'các tháng = 01/01/2026, 01/02/2026',
    'đổi điểm danh = 2 mục',
    'thời gian = từ 01/01/2025 đến trước 01/01/2026',
    'bàn giao: chức vụ = 3',
    'unheardOf = như đã ghi',
  ])
})

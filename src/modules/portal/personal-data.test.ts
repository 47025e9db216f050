import { describe, expect, test } from 'vitest'
import { findPersonalData, possibleNames } from './personal-data.ts'

const kinds = (text: string, members: string[] = []) =>
  findPersonalData([{ where: 'sentence.1', text }], members).map(({ kind, match }) => `${kind}: ${match}`)

describe('the gate finds', () => {
  test.each([
    ['Số căn cước 006201001234 của người dự', 'citizen_id: 006201001234'],
    ['Giấy số 095123456', 'citizen_id: 095123456'],
    ['Liên hệ 0912 345 678', 'phone: 0912 345 678'],
    ['Gọi +84 912.345.678', 'phone: +84 912.345.678'],
    ['Thư về van.phong@khoi.example.vn', 'email: van.phong@khoi.example.vn'],
    ['Thẻ 9704 1234 5678 9012', 'card_number: 9704 1234 5678 9012'],
    ['Đồng chí sinh ngày 03/02/1980', 'birth_date: 03/02/1980'],
    ['Ông Bình (sinh năm 1975)', 'birth_date: sinh năm 1975'],
    ['Bị Khiển trách năm trước', 'discipline: Khiển trách'],
    ['Tài liệu Mật kèm theo', 'internal: Mật'],
    ['Thông tin không phổ biến', 'internal: không phổ biến'],
    ['Thông tin nội bộ', 'internal: nội bộ'],
  ])('%s', (text, expected) => expect(kinds(text)).toContain(expected))

  test('names of members as written, once with all places', () => {
    const parts = [
      { where: 'title', text: 'Khen đồng chí Lý Thị Ánh' },
      { where: 'lead', text: 'Lý Thị Ánh dự' },
    ]
    expect(findPersonalData(parts, ['Lý Thị Ánh'])).toEqual([
      { key: 'member_name:ly thi anh', kind: 'member_name', match: 'Lý Thị Ánh', where: ['title', 'lead'] },
    ])
  })
})

describe('the gate lets pass', () => {
  test.each([
    'Toàn Đảng bộ có 4.351 đảng viên, 67,77% kế hoạch, ngày 21/09/2023 lúc 16:40',
    'Quan hệ mật thiết với nhân dân, đoàn kết nội bộ',
    'Có mặt 63 đại biểu, mất 2 ngày',
    'Quyết định số 1234-QĐ/TU ngày 05/10/2020',
    'Học sinh dự ngày hội 20/11/2025',
  ])('%s', (text) => expect(kinds(text)).toEqual([]))
})

test('possible names are runs of capitalised words', () => {
  expect(possibleNames('Đồng chí Nông Văn Bình dự họp tại Bắc Kạn')).toEqual([
    'Nông Văn',
    'Nông Văn Bình',
    'Văn Bình',
    'Bắc Kạn',
  ])
})

// The letter says who, from where to where, and to which month dues are paid; before it is issued it is a draft without a number.
import { day } from '#kernel/day.ts'
import { expect, it } from 'vitest'
import { letterPaperOf } from './letter-paper.ts'

const facts = {
  kind: 'temporary',
  name: 'Lò Thị Khách',
  birthOn: day('1985-02-03'),
  cardNumber: '11.000111',
  admittedOn: day('2010-05-19'),
  confirmedOn: null,
  from: 'Chi bộ Văn phòng',
  to: 'Chi bộ Ban Dân tộc',
  issuer: 'Đảng bộ Sở Y tế',
  superior: 'Đảng bộ Khối',
  letterText: '7/2026-GTSHĐ',
  issuedOn: day('2026-03-02'),
  signer: 'Nguyễn Văn Ký',
  duesPaidTo: day('2026-03-01'),
  untilOn: day('2026-09-01'),
  presentBy: day('2026-04-13'),
} as const

it('says what the register says', () => {
  const paper = letterPaperOf(facts)
  const text = JSON.stringify(paper.blocks)
  expect([paper.header.number, paper.header.symbol, paper.header.draft]).toEqual(['7/2026', 'GTSHĐ', undefined])
  for (const part of ['Lò Thị Khách', 'hết tháng 03 năm 2026', 'đến ngày 01/09/2026', '13/04/2026', 'dự bị'])
    expect(text).toContain(part)
  expect(paper.header.issuer).toBe('ĐẢNG BỘ SỞ Y TẾ')
})

it('is a draft before it is issued', () => {
  const { header } = letterPaperOf({ ...facts, letterText: null, issuedOn: null, duesPaidTo: null, presentBy: null })
  expect([header.number, header.draft]).toEqual([null, 'DỰ THẢO'])
})

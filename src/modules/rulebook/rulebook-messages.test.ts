import { describe, expect, it } from 'vitest'
import { day } from '#kernel/day.ts'
import { effectiveRule } from './rule.ts'
import { nationalRules } from './rule-catalogue.ts'
import { citation, describeDays, describeValue, verdictSentence } from './rulebook-messages.ts'
import { explain, verdict } from './verdict.ts'

const on = day('2023-09-21')
const rule = (code: string) => effectiveRule(nationalRules, [], code, on)!

describe('sentences', () => {
  it('cite article and document', () => {
    expect(citation(explain(rule('TERM-02'), on))).toBe(
      'Căn cứ: Điều 24 khoản 3, Điều lệ Đảng Cộng sản Việt Nam (Đại hội XI, 2011).',
    )
  })

  it('say when a rule was not checked', () => {
    expect(citation(explain(rule('VOTE-03'), on))).toContain('chưa xác minh')
  })

  it.each([
    ['PROBATION', 'đúng 12 tháng'],
    ['VOTE_CELL', 'ít nhất 2/3 số đảng viên chính thức'],
    ['QUALITY-ATTENDANCE', 'trên 85% số đảng viên phải dự'],
    ['ORG-COUNT', 'Đảng bộ cơ sở; Chi bộ cơ sở'],
    ['ADMISSION_LOCAL_CRITERIA', 'Chưa đặt mục nào'],
    [
      'OFFICIAL_DAY',
      'Đúng ngày hết 12 tháng kể từ lễ kết nạp, kể cả khi chi bộ họp muộn hoặc cấp trên quyết định muộn',
    ],
  ])('put the value of %s in words', (code, words) => {
    expect(describeValue(rule(code).value)).toBe(words)
  })

  it('name the last day a version holds', () => {
    expect(describeDays(day('2018-07-06'), day('2025-10-28'))).toBe('từ 06/07/2018 đến hết 27/10/2025')
    expect(describeDays(day('2025-10-28'), null)).toBe('từ 28/10/2025')
  })

  it('tell a refusal from a warning and say nothing of what is kept', () => {
    expect(verdictSentence(verdict(rule('VOTE_CELL'), false, on))).toMatch(/^Chưa đúng quy định: .*Căn cứ: Điều 4/)
    expect(verdictSentence(verdict(rule('VOTE-03'), false, on))).toMatch(/^Cần kiểm tra lại: /)
    expect(verdictSentence(verdict(rule('VOTE_CELL'), true, on))).toBe('')
  })
})

// A step of the history in the users' words: what it says besides its name and day.
import { formatDay, isDay } from '#kernel/day.ts'
import {
  annullerNames,
  deciderNames,
  formNames,
  introducerNames,
  opinionNames,
  relativeNames,
  stopNames,
  vettingPurposeNames,
} from '#modules/admissions/admissions.server.ts'
import type { StepKind } from '#modules/admissions/admissions.server.ts'

type Facts = Readonly<Record<string, unknown>>

const text = (facts: Facts, name: string): string => (typeof facts[name] === 'string' ? facts[name] : '')
const dayText = (facts: Facts, name: string): string => {
  const value = facts[name]
  return isDay(value) ? formatDay(value) : ''
}
const named = (names: Readonly<Record<string, string>>, facts: Facts, name: string): string => {
  const code = text(facts, name)
  return names[code] ?? code
}

function votes(facts: Facts): string {
  const vote = (facts['vote'] ?? (facts['yes'] === undefined ? null : facts)) as Record<string, number> | null
  if (!vote) return ''
  const counts = `${vote['yes']} tán thành, ${vote['no']} không tán thành`
  const blank = (vote['blank'] ?? 0) > 0 ? `, ${vote['blank']} ý kiến khác` : ''
  return `${counts}${blank}; ${vote['present']}/${vote['body']} có mặt`
}

const WORDS: Partial<Record<StepKind, (facts: Facts) => string[]>> = {
  helper: (f) => [text(f, 'name'), dayText(f, 'until') && `đến ${dayText(f, 'until')}`],
  class_sent: (f) => [text(f, 'place')],
  sponsor: (f) => [text(f, 'name'), dayText(f, 'togetherSince') && `cùng nơi từ ${dayText(f, 'togetherSince')}`],
  introduction: (f) => [named(introducerNames, f, 'by')],
  paper: (f) => [text(f, 'title') || named(formNames, f, 'form')],
  opinion: (f) => [named(opinionNames, f, 'from')],
  check: (f) => [named(relativeNames, f, 'person'), f['abroad'] === true ? 'ở ngoài nước' : ''],
  vetting: (f) => [named(vettingPurposeNames, f, 'purpose'), f['meets'] === true ? 'bảo đảm' : 'không bảo đảm'],
  appraisal: (f) => [f['agrees'] === true ? 'đồng ý' : 'không đồng ý'],
  cell_vote: (f) => [f['carried'] === true ? 'đề nghị' : 'không đủ phiếu'],
  committee_vote: (f) => [f['carried'] === true ? 'đề nghị' : 'không đủ phiếu'],
  official_vote: (f) => [
    f['removal'] === true ? 'về việc xóa tên' : '',
    f['carried'] === true ? 'đề nghị' : 'không đủ phiếu',
  ],
  official_committee: (f) => [f['carried'] === true ? 'đề nghị' : 'không đủ phiếu'],
  extension: (f) => [`thêm ${String(f['days'])} ngày làm việc`, text(f, 'reason')],
  decided: (f) => [named(deciderNames, f, 'by')],
  official_decided: (f) => [named(deciderNames, f, 'by'), text(f, 'cardNumber') && `thẻ số ${text(f, 'cardNumber')}`],
  removal_decided: (f) => [named(deciderNames, f, 'by')],
  returned: (f) => [text(f, 'reason')],
  stopped: (f) => [named(stopNames, f, 'reason'), text(f, 'note')],
  annulled: (f) => [named(annullerNames, f, 'by'), text(f, 'reason')],
}

/** One line; empty when the step says nothing more. */
export const stepDetail = (kind: StepKind, facts: Facts): string =>
  [
    ...(WORDS[kind]?.(facts) ?? [text(facts, 'note')]),
    votes(facts),
    text(facts, 'issuer'),
    text(facts, 'number') && `số ${text(facts, 'number')}`,
  ]
    .filter(Boolean)
    .join(' · ')

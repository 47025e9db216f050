// Vietnamese names of the kinds of units, and how refusals tell days, kinds, rules and names.
import { formatDay, isDay } from '#kernel/day.ts'
import type { ErrorDetails } from '#kernel/errors.ts'
import type { UnitKind } from './unit-kinds.ts'

export const unitKindNames: Readonly<Record<UnitKind, string>> = {
  bloc: 'Đảng bộ Khối',
  grassroots_committee: 'Đảng bộ cơ sở',
  grassroots_cell: 'Chi bộ cơ sở',
  section: 'Đảng bộ bộ phận',
  sub_cell: 'Chi bộ trực thuộc',
  group: 'Tổ đảng',
}

export const dayOf = (details: ErrorDetails, key = 'on'): string => {
  const on = details[key]
  return isDay(on) ? formatDay(on) : ''
}
export const kindOf = (details: ErrorDetails, key: string): string => {
  const kind = details[key]
  return typeof kind === 'string' && kind in unitKindNames ? unitKindNames[kind as UnitKind] : 'cấp cao nhất'
}
export const ruleOf = (details: ErrorDetails): string => {
  const rule = details['rule'] as { document?: string; article?: string } | undefined
  return [rule?.article, rule?.document].filter(Boolean).join(', ')
}
export const namesOf = (details: ErrorDetails): string => {
  const names = (details['names'] as string[] | undefined) ?? []
  return names.slice(0, 3).join('; ') + (names.length > 3 ? '; …' : '')
}

// An act of a plan in words: what it is, about whom, and which members and units go where.
import type { PlanAct } from '#modules/reorganisations/reorganisations.server.ts'
import { areaNames, planActNames } from '#modules/reorganisations/reorganisations-messages.ts'
import type { NewUnit } from '#modules/units/units.server.ts'
import { unitFactNames, unitKindNames } from '#modules/units/units-messages.ts'

export interface ActWords {
  /** Hợp nhất, Sáp nhập … */
  what: string
  text: string
  /** Further lines: members, children. */
  more: string[]
}

export interface Names {
  units: Readonly<Record<string, string>>
  people: Readonly<Record<string, string>>
  /** Codes of posts, sectors and localities to words. */
  others: Readonly<Record<string, string>>
}

const SHOWN = 6

export function actWords(act: PlanAct, names: Names): ActWords {
  return { what: planActNames[act.kind], text: textOf(act, names), more: moreOf(act, names) }
}

const unknown = 'tổ chức không rõ'

function textOf(act: PlanAct, names: Names): string {
  const name = (id: string) => names.units[id] ?? unknown
  const list = (ids: readonly string[]) => ids.map(name).join('; ')
  const fresh = ({ name: title, kind, parentId }: NewUnit) =>
    `${title} (${unitKindNames[kind].toLocaleLowerCase('vi')}), trực thuộc ${name(parentId)}`
  switch (act.kind) {
    case 'found':
      return fresh(act.unit)
    case 'consolidate':
      return `${list(act.inputs)} thành ${fresh(act.unit)}`
    case 'absorb':
      return `${list(act.inputs)} vào ${name(act.into)}`
    case 'split':
      return `${name(act.input)} thành ${act.units.map(fresh).join('; ')}`
    case 'separate':
      return `Từ ${name(act.input)} lập ${act.units.map(fresh).join('; ')}`
    case 'move':
      return `${name(act.unitId)} về ${name(act.parentId)}${act.toKind ? `, là ${unitKindNames[act.toKind].toLocaleLowerCase('vi')}` : ''}`
    case 'transfer_in':
      return `${fresh(act.unit)}, từ ${act.from}`
    case 'transfer_out':
      return `${name(act.unitId)} về ${act.to}`
    case 'rename':
      return `${name(act.unitId)} thành ${act.name}`
    case 'change':
      return `${name(act.unitId)}: ${changes(act.facts, names)}`
    case 'dissolve':
      return name(act.input)
    case 'appoint':
      return `${act.holderName ?? names.people[act.personId ?? ''] ?? 'người đã chọn'}: ${names.others[act.post] ?? act.post}, ${name(act.unitId)}`
    case 'settle':
      return `${areaNames[act.area] ?? 'công việc khác'} của ${name(act.from)} ${act.to === null ? 'kết thúc cùng tổ chức' : `giao ${name(act.to)}`}`
    case 'consent':
      return `${name(act.unitId)}: ${act.paper}`
  }
}

function changes(facts: object, names: Names): string {
  const word = (fact: string, value: unknown): string => {
    if (value === null) return 'không có'
    if (fact === 'kind') return unitKindNames[value as NewUnit['kind']].toLocaleLowerCase('vi')
    if (fact === 'seal') return value === 'own' ? 'riêng' : 'của cấp trên'
    if (typeof value === 'boolean') return value ? 'có' : 'không'
    return names.others[String(value)] ?? String(value)
  }
  return Object.entries(facts)
    .map(([fact, value]) => `${unitFactNames[fact] ?? fact} ${word(fact, value)}`)
    .join(', ')
}

function moreOf(act: PlanAct, names: Names): string[] {
  const name = (id: string) => names.units[id] ?? unknown
  const lines: string[] = []
  if ('children' in act) {
    const byPlace = Map.groupBy(Object.entries(act.children), ([, to]) => to)
    for (const [to, children] of byPlace) {
      const shown = children.slice(0, SHOWN).map(([child]) => name(child))
      const rest = children.length > SHOWN ? ` và ${children.length - SHOWN} tổ chức khác` : ''
      lines.push(`${shown.join('; ')}${rest} về ${name(to)}`)
    }
  }
  if ('members' in act && act.members) {
    for (const { from, to, members } of act.members) {
      if (members === 'rest') lines.push(`Đảng viên còn lại của ${name(from)} về ${name(to)}`)
      else {
        const people = members.slice(0, SHOWN).flatMap((id) => names.people[id] ?? [])
        const who = people.length > 0 ? ` (${people.join(', ')}${members.length > people.length ? ', …' : ''})` : ''
        lines.push(`${members.length} đảng viên của ${name(from)}${who} về ${name(to)}`)
      }
    }
  }
  return lines
}

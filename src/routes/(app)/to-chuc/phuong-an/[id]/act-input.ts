// The form of an act read into acts of a plan, and an act written back into the form's fields. One form may stand for many acts:
// ten units moved to one place are ten acts.
import type { PlanAct } from '#modules/reorganisations/reorganisations.server.ts'
import type { NewUnit, UnitKind } from '#modules/units/units.server.ts'

export type Posted = Record<string, unknown>

const text = (value: unknown): string => (typeof value === 'string' ? value : '')
const record = (value: unknown): Record<string, unknown> =>
  typeof value === 'object' && value !== null ? { ...value } : {}
/** Fields under one name, without those left empty. */
const filled = (value: unknown): [string, string][] =>
  Object.entries(record(value)).flatMap(([key, part]) => (text(part) === '' ? [] : [[key, text(part)]]))

export const inputsIn = (posted: Posted): string[] => text(posted['inputs']).split(',').filter(Boolean)

/** What the kind of a unit becomes at its new place; undefined: it stays, or the rules must say. */
export type KindAt = (unitId: string, parentId: string) => UnitKind | undefined

/** Acts as the operation takes them; it checks them. */
export function actsIn(posted: Posted, kindAt: KindAt): unknown[] {
  const kind = text(posted['kind'])
  const inputs = inputsIn(posted)
  const members = routesIn(posted)
  const [input] = inputs
  switch (kind) {
    case 'found':
      return [{ kind, unit: posted['unit'] }]
    case 'transfer_in':
      return [{ kind, unit: posted['unit'], from: posted['from'] }]
    case 'consolidate':
      return [{ kind, inputs, unit: posted['unit'], members }]
    case 'absorb':
      return [{ kind, inputs, into: posted['into'], members }]
    case 'split':
    case 'separate':
      return [
        { kind, input, units: posted['units'], children: Object.fromEntries(filled(posted['children'])), members },
      ]
    case 'dissolve':
      return [{ kind, input, children: Object.fromEntries(filled(posted['children'])), members }]
    case 'move':
      return inputs.map((unitId) => {
        const parentId = text(posted['parentId'])
        return { kind, unitId, parentId, toKind: text(posted['toKind']) || kindAt(unitId, parentId) }
      })
    case 'transfer_out':
      return inputs.map((unitId) => ({ kind, unitId, to: posted['to'] }))
    case 'rename':
      return inputs.map((unitId) => ({ kind, unitId, ...record(record(posted['names'])[unitId]) }))
    case 'change':
      return inputs.map((unitId) => ({ kind, unitId, facts: factsIn(record(posted['facts'])), members }))
    case 'appoint':
      return [
        { kind, unitId: input, post: posted['post'], holderName: posted['holderName'], personId: posted['personId'] },
      ]
    default:
      return [{ ...posted, kind }]
  }
}

// `members.<member>` says where one goes, `rest.<cell>` where all others of the cell go, `of.<member>` whose member it is.
function routesIn(posted: Posted): { from: string; to: string; members: string[] | 'rest' }[] {
  const cells = record(posted['of'])
  const ways = Map.groupBy(filled(posted['members']), ([member, to]) => `${text(cells[member])} ${to}`)
  const named = [...ways].map(([way, list]) => {
    const [from = '', to = ''] = way.split(' ')
    return { from, to, members: list.map(([member]) => member) }
  })
  return [...named, ...filled(posted['rest']).map(([from, to]) => ({ from, to, members: 'rest' as const }))]
}

/** Takes a fact away; an empty choice leaves it as it is. */
const NONE = 'none'

function factsIn(posted: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(
    filled(posted).map(([fact, value]) => {
      if (fact === 'delegated' || fact === 'provisional') return [fact, value === 'yes']
      return [fact, value === NONE ? null : value]
    }),
  )
}

/** The fields of the form as this act fills them. */
export function fieldsOf(act: PlanAct): Record<string, string> {
  const fields: Record<string, string> = { kind: act.kind }
  const put = (name: string, value: unknown) => {
    if (value === null || value === undefined || value === false) return
    fields[name] = value === true ? '1' : String(value as string | number)
  }
  const unit = (path: string, made: NewUnit) => {
    for (const [name, value] of Object.entries(made)) put(`${path}.${name}`, value)
  }
  if ('unit' in act) unit('unit', act.unit)
  if ('units' in act) act.units.forEach((made, at) => unit(`units.${at}`, made))
  for (const name of ['into', 'parentId', 'toKind', 'to', 'from', 'post', 'holderName', 'personId', 'paper', 'area']) {
    put(name, (act as unknown as Record<string, unknown>)[name])
  }
  if (act.kind === 'rename') {
    put(`names.${act.unitId}.name`, act.name)
    put(`names.${act.unitId}.shortName`, act.shortName)
  }
  if (act.kind === 'change') {
    for (const [fact, value] of Object.entries(act.facts)) {
      fields[`facts.${fact}`] = value === null ? NONE : value === true ? 'yes' : value === false ? 'no' : String(value)
    }
  }
  if ('children' in act) for (const [child, to] of Object.entries(act.children)) put(`children.${child}`, to)
  if ('members' in act) {
    for (const { from, to, members } of act.members ?? []) {
      if (members === 'rest') put(`rest.${from}`, to)
      else for (const member of members) put(`members.${member}`, to)
    }
  }
  return fields
}

/** The units an act is about, as the form's `inputs`. */
export function inputsOfAct(act: PlanAct): string[] {
  if ('inputs' in act) return [...act.inputs]
  if ('input' in act) return [act.input]
  return 'unitId' in act ? [act.unitId] : []
}

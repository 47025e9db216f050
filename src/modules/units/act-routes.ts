// Which way members go with a plan's acts: as said, and for cells joined to the one that remains. Pure.
import { contains } from '#kernel/date-range.ts'
import type { Day } from '#kernel/day.ts'
import type { Id } from '#kernel/ids.ts'
import type { ActFault } from './act-faults.ts'
import type { Intents } from './act-intents.ts'
import type { Standing } from './act-standing.ts'
import type { UnitVersion } from './history.ts'
import type { MemberRoute, ReorganisationAct } from './reorganisation-acts.ts'
import { isCell } from './unit-kinds.ts'

/** All routes of the acts, checked against the cells before and after; `emptied` are the cells that keep nobody. */
export function routesOfActs(
  standing: Standing,
  after: readonly UnitVersion[],
  intents: Intents,
  acts: readonly ReorganisationAct[],
  on: Day,
): { routes: MemberRoute[]; emptied: Id[]; faults: ActFault[] } {
  const cells = new Set<Id>()
  for (const { unitId, kind, valid } of after) if (isCell(kind) && contains(valid, on)) cells.add(unitId)
  const faults: ActFault[] = []
  const routes: MemberRoute[] = []
  const rests = new Map<Id, number>()
  const named = new Map<Id, number>()
  const nameOf = (id: Id) => intents.foundings.get(id)?.unit.name ?? standing.nameOf(id)
  const leavesBloc = (id: Id) => typeof intents.endings.get(id)?.to === 'string'
  acts.forEach((act, actIndex) => {
    act.members?.forEach((route, at) => {
      const fault = (part: string, code: string, details: ActFault['details'] = {}) =>
        faults.push({ actIndex, field: `members.${at}.${part}`, code, details })
      if (!standing.isCell(route.from) || leavesBloc(route.from)) {
        fault('from', 'units.act_route_source', { name: nameOf(route.from) })
      }
      if (!cells.has(route.to)) fault('to', 'units.act_route_target', { name: nameOf(route.to) })
      else if (route.to === route.from) fault('to', 'units.act_same_unit', { name: nameOf(route.to) })
      const [taken, keys] = route.members === 'rest' ? [rests, [route.from]] : [named, route.members]
      const first = keys.map((key) => taken.get(key)).find((other) => other !== undefined)
      if (first !== undefined) fault('members', 'units.act_route_twice', { name: nameOf(route.from), other: first + 1 })
      for (const key of keys) taken.set(key, actIndex)
      routes.push(route)
    })
  })
  for (const act of acts) {
    const to = act.kind === 'consolidate' ? act.unit.unitId : act.kind === 'absorb' ? act.into : null
    if (to === null || !('inputs' in act)) continue
    for (const from of act.inputs) {
      if (standing.isCell(from) && !rests.has(from)) routes.push({ from, to, members: 'rest' })
    }
  }
  const concerned = new Set([...intents.endings.keys(), ...intents.settings.keys()])
  const emptied = [...concerned].filter(
    (unitId) => standing.isCell(unitId) && !cells.has(unitId) && !leavesBloc(unitId),
  )
  return { routes, emptied, faults }
}

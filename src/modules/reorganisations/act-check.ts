// Acts that no further act can make possible are refused when they are written, with one sentence at the field.
import { AppError } from '#kernel/errors.ts'
import { applyPlacedActs, readVersions } from '#modules/units/units.server.ts'
import type { ActFault } from '#modules/units/units.server.ts'
import type { Context } from '#platform/operation/operation.ts'
import { isUnitAct } from './plan-acts.ts'
import type { PlanAct } from './plan-acts.ts'
import type { Plan } from './plan.ts'

/** Faults that another act of the same plan may still heal: children to be placed, places to be made, kinds to be changed. */
const HEALABLE: ReadonlySet<string> = new Set([
  'units.act_child_not_placed',
  'units.act_parent_missing',
  'units.act_nesting',
  'units.act_route_source',
  'units.act_route_target',
])

interface Judged {
  /** The index of the first act that is new, or of the only one. */
  from?: number
  only?: number
  /** Where the act stands in the input: `acts` (a list) or `act`. */
  path: 'acts' | 'act'
}

/** The faults of a plan's acts by their place in the whole plan (acts of the plan alone have none). */
export function faultsIn(acts: readonly PlanAct[], faults: readonly ActFault[]): ActFault[] {
  const places = acts.flatMap((act, at) => (isUnitAct(act) ? [at] : []))
  return faults.map((fault) => ({ ...fault, actIndex: places[fault.actIndex] ?? 0 }))
}

/** Throws the first such fault of the acts judged, at its field. */
export async function refuseHopeless(
  ctx: Context,
  { plan, acts, judged }: { plan: Plan; acts: readonly PlanAct[]; judged: Judged },
): Promise<void> {
  const act = { on: plan.effectiveOn, decisionId: null, recordedAt: ctx.now, recordedBy: ctx.actor.accountId }
  const versions = await readVersions(ctx)
  const applied = await applyPlacedActs(ctx, versions, acts.filter(isUnitAct), act, () => ctx.newId())
  if (!('faults' in applied)) return
  const fault = faultsIn(acts, applied.faults).find(
    ({ actIndex, code }) =>
      !HEALABLE.has(code) && (judged.only === undefined ? actIndex >= (judged.from ?? 0) : actIndex === judged.only),
  )
  if (!fault) return
  const at = judged.path === 'act' ? 'act' : `acts.${fault.actIndex - (judged.from ?? 0)}`
  throw AppError.at(`${at}.${fault.field}`, fault.code, { ...fault.details, actIndex: fault.actIndex })
}

// Posts that a plan gives from its day on (HIS-06): appointed, by the plan's own decision; a unit without a term gets one that day.
import type { Day } from '#kernel/day.ts'
import type { Id } from '#kernel/ids.ts'
import { appointTo } from '#modules/committees/committees.server.ts'
import type { Context } from '#platform/operation/operation.ts'
import type { AppointAct, PlanAct } from './plan-acts.ts'

/** Carries out the appointments of a plan, one after the other. Returns how many. Throws like committees.put-in-post. */
export async function appointAll(
  ctx: Context,
  acts: readonly PlanAct[],
  { on, decisionId }: { on: Day; decisionId: Id | null },
): Promise<number> {
  const appointments = acts.filter((act): act is AppointAct => act.kind === 'appoint')
  for (const { unitId, post, personId, holderName } of appointments) {
    await appointTo(ctx, { unitId, post, personId, holderName, from: on, basis: 'appointed', decisionId })
  }
  return appointments.length
}

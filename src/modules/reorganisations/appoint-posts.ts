// Posts that a plan gives from its day on (HIS-06): appointed, by the plan's own decision; a unit without a term gets one that day.
import type { Day } from '#kernel/day.ts'
import { AppError } from '#kernel/errors.ts'
import type { Id } from '#kernel/ids.ts'
import { appointTo } from '#modules/committees/committees.server.ts'
import { nameOn } from '#modules/units/units.server.ts'
import type { Context } from '#platform/operation/operation.ts'
import type { AppointAct, PlanAct } from './plan-acts.ts'

/** Carries out the appointments of a plan, one after the other. Returns how many. Throws appointment_refused, which says where and why. */
export async function appointAll(
  ctx: Context,
  acts: readonly PlanAct[],
  { on, decisionId }: { on: Day; decisionId: Id | null },
): Promise<number> {
  const appointments = acts.filter((act): act is AppointAct => act.kind === 'appoint')
  for (const { unitId, post, personId, holderName } of appointments) {
    try {
      await appointTo(ctx, { unitId, post, personId, holderName, from: on, basis: 'appointed', decisionId })
    } catch (error) {
      if (!(error instanceof AppError)) throw error
      const unit = await nameOn(ctx, unitId, on)
      const { code, details } = error
      throw new AppError('reorganisations.appointment_refused', { unit: unit?.name ?? '', refusal: code, details })
    }
  }
  return appointments.length
}

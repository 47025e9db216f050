// Posts that a plan gives from its day on.
import type { Day } from '#kernel/day.ts'
import { AppError } from '#kernel/errors.ts'
import type { Id } from '#kernel/ids.ts'
import type { Context } from '#platform/operation/operation.ts'
import type { AppointAct, PlanAct } from './plan-acts.ts'

/** Carries out the appointments of a plan. Returns how many. */
export async function appointAll(
  ctx: Context,
  acts: readonly PlanAct[],
  { on, decisionId }: { on: Day; decisionId: Id | null },
): Promise<number> {
  const appointments = acts.filter((act): act is AppointAct => act.kind === 'appoint')
  if (appointments.length === 0) return 0
  await Promise.resolve()
  throw new AppError('reorganisations.no_posts_yet', { on, decisionId, tenant: ctx.tenantId })
}

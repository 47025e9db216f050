// Units that a plan concerns read the plan with its decision, and so open the decision's scan.
import { fileGuard } from '#platform/files/file-guards.ts'
import { planInReach } from './plan-reach.ts'

fileGuard('reorganisations', async (ctx, fileId) => {
  if (!ctx.actor.holds('reorganisation.read')) return null
  const plan = await ctx.db
    .selectFrom('reorganisation as r')
    .innerJoin('decision as d', (join) =>
      join.onRef('d.tenant_id', '=', 'r.tenant_id').onRef('d.id', '=', 'r.decision_id'),
    )
    .select('r.id')
    .where('r.tenant_id', '=', ctx.tenantId)
    .where('d.file_id', '=', fileId)
    .where(planInReach(ctx))
    .limit(1)
    .executeTakeFirst()
  return plan ? true : null
})

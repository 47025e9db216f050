// The one decision of a plan (HIS-01): a decision serves one plan; that its number is not used twice, the decisions see to.
import { AppError } from '#kernel/errors.ts'
import type { Id } from '#kernel/ids.ts'
import { citeDecision } from '#modules/decisions/decisions.server.ts'
import type { CitedDecision } from '#modules/decisions/decisions.server.ts'
import type { Context } from '#platform/operation/operation.ts'
import type { Plan } from './plan.ts'

/** The decision cited, or the one the plan has. Throws decision_required, decision_used or decisions.number_taken at its field. */
export async function citePlanDecision(ctx: Context, plan: Plan, cited: CitedDecision): Promise<Id> {
  const decisionId = (await citeDecision(ctx, cited)) ?? plan.decisionId
  if (decisionId === null) throw AppError.at('decision.number', 'reorganisations.decision_required')
  const other = await ctx.db
    .selectFrom('reorganisation')
    .select('title')
    .where('tenant_id', '=', ctx.tenantId)
    .where('decision_id', '=', decisionId)
    .where('id', '<>', plan.id)
    .where('state', 'in', ['scheduled', 'applied'])
    .executeTakeFirst()
  const field = cited.decision ? 'decision.number' : 'decisionId'
  if (other) throw AppError.at(field, 'reorganisations.decision_used', { title: other.title })
  return decisionId
}

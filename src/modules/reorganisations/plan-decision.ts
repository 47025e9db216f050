// The one decision of a plan (HIS-01). A number is used once by an issuer, kind and term (DOC-NUMBER-SERIES), and a decision by one plan.
import { yearOf } from '#kernel/day.ts'
import { AppError } from '#kernel/errors.ts'
import type { Id } from '#kernel/ids.ts'
import { citeDecision } from '#modules/decisions/decisions.server.ts'
import type { CitedDecision, DecisionInput } from '#modules/decisions/decisions.server.ts'
import type { Context } from '#platform/operation/operation.ts'
import { sql } from 'kysely'
import type { Day } from '#kernel/day.ts'
import type { Plan } from './plan.ts'

/** The decision cited, or the one the plan has. Throws decision_required, number_used or decision_used at its field. */
export async function citePlanDecision(ctx: Context, plan: Plan, cited: CitedDecision): Promise<Id> {
  if (cited.decision) await refuseUsedNumber(ctx, cited.decision)
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

// Terms are those of the bloc's own committee where they are on file; else days of one year are of one term.
async function refuseUsedNumber(ctx: Context, paper: DecisionInput): Promise<void> {
  const { rows } = await sql<{ issuedOn: Day; sameTerm: boolean | null }>`
    select d.issued_on as "issuedOn", (
      select bool_or(t.valid @> d.issued_on and t.valid @> ${paper.issuedOn}::date) from committee_term t
      join unit_version top on top.tenant_id = t.tenant_id and top.unit_id = t.unit_id and top.parent_id is null
      where t.tenant_id = d.tenant_id and (t.valid @> d.issued_on or t.valid @> ${paper.issuedOn}::date)) as "sameTerm"
    from decision d
    where d.tenant_id = ${ctx.tenantId} and d.issuer = ${paper.issuer} and d.kind = ${paper.kind} and d.number = ${paper.number}
      and d.issued_on <> ${paper.issuedOn}::date`.execute(ctx.db)
  const clash = rows.find(({ issuedOn, sameTerm }) => sameTerm ?? yearOf(issuedOn) === yearOf(paper.issuedOn))
  if (clash) throw AppError.at('decision.number', 'reorganisations.number_used', { on: clash.issuedOn })
}

// Writes of a bloc's own values. A row is closed, never deleted; two rows of one code never hold on the same day.
import { formatRange } from '#kernel/date-range.ts'
import type { Day } from '#kernel/day.ts'
import type { Id } from '#kernel/ids.ts'
import type { Context } from '#platform/operation/operation.ts'
import type { RuleOverride } from './rule.ts'

/** Closes a row on a day: it holds until the day before. */
export async function closeOverride(ctx: Context, id: Id, from: Day, to: Day): Promise<void> {
  await ctx.db
    .updateTable('rule_override')
    .set({ valid: formatRange({ from, to }) })
    .where('tenant_id', '=', ctx.tenantId)
    .where('id', '=', id)
    .execute()
}

export async function insertOverride(ctx: Context, row: RuleOverride): Promise<void> {
  await ctx.db
    .insertInto('rule_override')
    .values({
      tenant_id: ctx.tenantId,
      id: row.id,
      code: row.code,
      value: JSON.stringify(row.value),
      valid: formatRange({ from: row.from, to: row.to }),
      reason: row.reason,
      decision_id: row.decisionId,
      recorded_at: ctx.now,
      recorded_by: ctx.actor.accountId,
    })
    .execute()
}

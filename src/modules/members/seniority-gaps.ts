// The dated days of a member that do not count for seniority, and those that count all the same (a wrong removal, restored).
import { parseRange } from '#kernel/date-range.ts'
import type { DateRange } from '#kernel/date-range.ts'
import type { Id } from '#kernel/ids.ts'
import type { ReadContext } from '#platform/operation/operation.ts'

/** What seniority.ts asks for beside the spans. One statement. */
export async function gapsOf(
  ctx: Pick<ReadContext, 'tenantId' | 'db'>,
  memberId: Id,
): Promise<{ gaps: DateRange[]; restored: DateRange[] }> {
  const rows = await ctx.db
    .selectFrom('seniority_gap')
    .select(['cause', 'valid'])
    .where('tenant_id', '=', ctx.tenantId)
    .where('member_id', '=', memberId)
    .where('voided_at', 'is', null)
    .execute()
  const of = (restored: boolean) =>
    rows.filter(({ cause }) => (cause === 'restored') === restored).map(({ valid }) => parseRange(valid))
  return { gaps: of(false), restored: of(true) }
}

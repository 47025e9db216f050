// Who may see which plan: all of them with the right over the whole bloc; what has been shared and concerns one's units, else.
import type { Id } from '#kernel/ids.ts'
import { isUnder } from '#modules/units/units.server.ts'
import type { ReadContext } from '#platform/operation/operation.ts'
import { sql } from 'kysely'
import type { RawBuilder, SqlBool } from 'kysely'

/** The fence for rows of `reorganisation` called r. */
export function planInReach(ctx: ReadContext): RawBuilder<SqlBool> {
  const scope = ctx.scope('reorganisation.read')
  if (scope.whole) return sql<SqlBool>`true`
  return sql<SqlBool>`(r.state <> 'draft' and exists (
    select from reorganisation_act a cross join lateral unnest(a.units) as concerned (unit_id)
    where a.tenant_id = ${ctx.tenantId} and a.reorganisation_id = r.id
      and ${isUnder(ctx, scope.units, ctx.today, 'concerned.unit_id')}))`
}

/** The caller's own units that a plan concerns, for the right to comment on it; without any, or for an unknown plan, empty. */
export async function reachedBy(ctx: ReadContext, { planId }: { planId: Id }): Promise<Id[]> {
  const scope = ctx.scope('reorganisation.read')
  if (scope.whole) {
    const { rows } = await sql<{ id: Id }>`
      select v.unit_id as id from reorganisation r
      join unit_version v on v.tenant_id = r.tenant_id and v.parent_id is null
      where r.tenant_id = ${ctx.tenantId} and r.id = ${planId} limit 1`.execute(ctx.db)
    return rows.map(({ id }) => id)
  }
  const { rows } = await sql<{ id: Id }>`
    select distinct concerned.unit_id as id from reorganisation r
    join reorganisation_act a on a.tenant_id = r.tenant_id and a.reorganisation_id = r.id
    cross join lateral unnest(a.units) as concerned (unit_id)
    where r.tenant_id = ${ctx.tenantId} and r.id = ${planId} and r.state <> 'draft'
      and ${isUnder(ctx, scope.units, ctx.today, 'concerned.unit_id')}`.execute(ctx.db)
  return rows.map(({ id }) => id)
}

// Posts of a unit that ends (HIS-05, HIS-06): they end with it, which somebody must say; new ones come by appointment at the successor.
import type { Day } from '#kernel/day.ts'
import type { Id } from '#kernel/ids.ts'
import { openMatter } from '#modules/units/units.server.ts'
import { sql } from 'kysely'
import { postLabel } from './post-kinds.ts'
import type { BodyKind } from './post-kinds.ts'
import { postRank } from './post-rank.ts'
import type { UnitKind } from '#modules/units/units.server.ts'

openMatter({
  name: 'posts',
  blocks: true,
  refusal: 'committees.unit_has_posts',
  async list(ctx, unitIds, on) {
    const { rows } = await sql<{
      unit_id: Id
      id: Id
      post: string
      holder_name: string
      kind: BodyKind
      unit_kind: UnitKind
    }>`
      select h.unit_id, h.id, h.post, h.holder_name, b.kind,
        (select u.kind from unit_version u where u.tenant_id = h.tenant_id and u.unit_id = h.unit_id
         order by lower(u.valid) <= ${on}::date desc, lower(u.valid) desc limit 1) as unit_kind
      from post_holding h join body b on b.tenant_id = h.tenant_id and b.id = h.body_id
      where h.tenant_id = ${ctx.tenantId} and h.unit_id = any(${[...new Set(unitIds)]}::uuid[]) and h.voided_at is null
        and (upper(h.valid) is null or upper(h.valid) > ${on}::date)
      order by h.unit_id, b.ordinal, ${postRank('h')}, h.id`.execute(ctx.db)
    return [...Map.groupBy(rows, (row) => row.unit_id)].map(([unitId, held]) => ({
      unitId,
      count: held.length,
      examples: held.slice(0, 5).map((row) => ({
        id: row.id,
        label: `${postLabel(row.post, row.kind, row.unit_kind)}: ${row.holder_name}`,
        href: `/to-chuc/${unitId}/cap-uy`,
      })),
    }))
  },
  async handOver(ctx, routes, { on, decisionId }) {
    const units = sql`any(${[...new Set(routes.map((route) => route.from))]}::uuid[])`
    const ended = await sql<{ id: Id }>`
      update post_holding set valid = daterange(lower(valid), ${on}::date), version = version + 1,
        end_reason = 'unit_ended', end_decision_id = ${decisionId}
      where tenant_id = ${ctx.tenantId} and unit_id = ${units} and voided_at is null
        and lower(valid) < ${on}::date and (upper(valid) is null or upper(valid) > ${on}::date)
      returning id`.execute(ctx.db)
    // What was to begin in a unit that will not be there any more never begins.
    const voided = await sql<{ id: Id }>`
      update post_holding set voided_at = ${ctx.now}, void_reason = 'unit_ended', version = version + 1
      where tenant_id = ${ctx.tenantId} and unit_id = ${units} and voided_at is null and lower(valid) >= ${on}::date
      returning id`.execute(ctx.db)
    // Bodies and terms cannot be voided: one that was to begin later keeps its first day alone, for the record.
    const last = sql`greatest(${on}::date, lower(valid) + 1)`
    for (const table of ['body', 'committee_term']) {
      await sql`
        update ${sql.table(table)} set valid = daterange(lower(valid), ${last}), version = version + 1
        where tenant_id = ${ctx.tenantId} and unit_id = ${units} and (upper(valid) is null or upper(valid) > ${last})`.execute(
        ctx.db,
      )
    }
    const all = [...ended.rows, ...voided.rows]
    ctx.touch(...all.map((row) => row.id))
    return all.length
  },
})

/** Which of these units have nobody in the leading post on a day, acting or not; one statement. */
export async function unitsWithoutSecretary(
  ctx: Parameters<Parameters<typeof openMatter>[0]['list']>[0],
  unitIds: readonly Id[],
  on: Day,
): Promise<Id[]> {
  const { rows } = await sql<{ id: Id }>`
    select x.id from unnest(${[...new Set(unitIds)]}::uuid[]) x(id)
    where not exists (
      select from post_holding h join body b on b.tenant_id = h.tenant_id and b.id = h.body_id
      where h.tenant_id = ${ctx.tenantId} and h.unit_id = x.id and b.kind = 'executive' and h.post = 'secretary'
        and h.voided_at is null and h.valid @> ${on}::date)`.execute(ctx.db)
  return rows.map((row) => row.id)
}

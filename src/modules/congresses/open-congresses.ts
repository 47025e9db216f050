// Congresses still to come in a unit that ends (HIS-05): they do not hold up its end; they are told of, and called off with it.
import type { Id } from '#kernel/ids.ts'
import { openMatter } from '#modules/units/units.server.ts'
import type { ReadContext } from '#platform/operation/operation.ts'
import { sql } from 'kysely'
import { stepOf } from './congress-store.ts'

const toCome = (ctx: Pick<ReadContext, 'tenantId' | 'db'>, unitIds: readonly Id[]) =>
  ctx.db
    .selectFrom('congress')
    .select(['id', 'unit_id', 'cycle'])
    .where('tenant_id', '=', ctx.tenantId)
    .where('unit_id', '=', sql<Id>`any(${[...new Set(unitIds)]}::uuid[])`)
    .where('state', 'in', ['planned', 'postponed', 'content_approved'])
    .orderBy('cycle')
    .execute()

openMatter({
  name: 'congresses',
  blocks: false,
  refusal: 'congresses.unit_has_congress',
  async list(ctx, unitIds) {
    const byUnit = Map.groupBy(await toCome(ctx, unitIds), (row) => row.unit_id)
    return [...byUnit].map(([unitId, rows]) => ({
      unitId,
      count: rows.length,
      examples: rows.slice(0, 5).map((row) => ({ id: row.id, label: row.cycle, href: `/dai-hoi/${row.id}` })),
    }))
  },
  async handOver(ctx, routes, { on }) {
    const rows = await toCome(
      ctx,
      routes.map((route) => route.from),
    )
    const ids = rows.map(({ id }) => id)
    const step = JSON.stringify([stepOf(ctx, 'cancel', on, null)])
    await sql`
      update congress set state = 'cancelled', steps = steps || ${step}::jsonb, version = version + 1
      where tenant_id = ${ctx.tenantId} and id = any(${ids}::uuid[])`.execute(ctx.db)
    ctx.touch(...ids)
    return rows.length
  },
})

// The one place that writes unit_closure: recomputed for the whole bloc (700 units: a few milliseconds), only the difference is written.
import { formatRange, parseRange } from '#kernel/date-range.ts'
import type { Context } from '#platform/operation/operation.ts'
import { sql } from 'kysely'
import { closureOf } from './closure.ts'
import type { ClosureRow, ParentSpan } from './closure.ts'

const CHUNK = 2000

const keyOf = (row: ClosureRow): string =>
  `${row.ancestorId} ${row.descendantId} ${row.depth} ${formatRange(row.valid)} ${row.final}`

/**
 * Brings the stored closure in line with the units' versions and says how many rows it added and removed.
 * `spans` spares reading the versions again. Callers hold the tree's lock (tree-store.ts).
 */
export async function rebuildClosure(
  ctx: Context,
  spans?: readonly ParentSpan[],
): Promise<{ added: number; removed: number }> {
  const wanted = new Map(closureOf(spans ?? (await readSpans(ctx))).map((row) => [keyOf(row), row]))
  const stored = new Map((await readClosure(ctx)).map((row) => [keyOf(row), row]))
  const removed = [...stored].filter(([key]) => !wanted.has(key)).map(([, row]) => row)
  const added = [...wanted].filter(([key]) => !stored.has(key)).map(([, row]) => row)
  // First away with the old: stretches of one pair may not overlap, not even for a moment.
  if (removed.length > 0) {
    await sql`delete from unit_closure where tenant_id = ${ctx.tenantId}
      and (ancestor_id, descendant_id, valid) in (
        select * from unnest(
          ${removed.map((row) => row.ancestorId)}::uuid[],
          ${removed.map((row) => row.descendantId)}::uuid[],
          ${removed.map((row) => formatRange(row.valid))}::daterange[]))`.execute(ctx.db)
  }
  for (let from = 0; from < added.length; from += CHUNK) {
    const values = added.slice(from, from + CHUNK).map((row) => ({
      tenant_id: ctx.tenantId,
      ancestor_id: row.ancestorId,
      descendant_id: row.descendantId,
      depth: row.depth,
      valid: formatRange(row.valid),
      final: row.final,
    }))
    await ctx.db.insertInto('unit_closure').values(values).execute()
  }
  return { added: added.length, removed: removed.length }
}

async function readSpans(ctx: Context): Promise<ParentSpan[]> {
  const rows = await ctx.db
    .selectFrom('unit_version')
    .select(['unit_id as unitId', 'parent_id as parentId', 'valid'])
    .where('tenant_id', '=', ctx.tenantId)
    .execute()
  return rows.map((row) => ({ ...row, valid: parseRange(row.valid) }))
}

async function readClosure(ctx: Context): Promise<ClosureRow[]> {
  const rows = await ctx.db
    .selectFrom('unit_closure')
    .select(['ancestor_id as ancestorId', 'descendant_id as descendantId', 'depth', 'valid', 'final'])
    .where('tenant_id', '=', ctx.tenantId)
    .execute()
  return rows.map((row) => ({ ...row, valid: parseRange(row.valid) }))
}

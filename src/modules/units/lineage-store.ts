// Writes the edges of the lineage, and voids those that a correction takes back: kept for the record, no longer followed.
import type { Day } from '#kernel/day.ts'
import type { Id } from '#kernel/ids.ts'
import type { Context } from '#platform/operation/operation.ts'
import { sql } from 'kysely'
import type { LineageEdge } from './reorganisation-acts.ts'

const CHUNK = 1000

/** Ids in the order of the edges. */
export async function insertLineage(
  ctx: Context,
  edges: readonly LineageEdge[],
  act: { on: Day; decisionId: Id | null; membersOf: (edge: LineageEdge) => number | null },
): Promise<Id[]> {
  const rows = edges.map((edge) => ({
    tenant_id: ctx.tenantId,
    id: ctx.newId(),
    kind: edge.kind,
    predecessor_id: edge.predecessorId,
    successor_id: edge.successorId,
    outside: edge.outside,
    on_day: act.on,
    members: act.membersOf(edge),
    decision_id: act.decisionId,
    recorded_at: ctx.now,
    recorded_by: ctx.actor.accountId,
  }))
  for (let from = 0; from < rows.length; from += CHUNK) {
    await ctx.db
      .insertInto('unit_lineage')
      .values(rows.slice(from, from + CHUNK))
      .execute()
  }
  return rows.map((row) => row.id)
}

export async function voidLineage(ctx: Context, ids: readonly Id[], reason: string): Promise<void> {
  if (ids.length === 0) return
  await ctx.db
    .updateTable('unit_lineage')
    .set({ voided_at: ctx.now, void_reason: reason })
    .where('tenant_id', '=', ctx.tenantId)
    .where('id', '=', sql<Id>`any(${ids}::uuid[])`)
    .execute()
}

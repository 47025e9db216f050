// What became of units: predecessors and successors of one, and all edges for figures compared across reorganisations (HIS-07).
import type { Day } from '#kernel/day.ts'
import type { Id } from '#kernel/ids.ts'
import { decisionsById } from '#modules/decisions/decisions.server.ts'
import type { Decision } from '#modules/decisions/decisions.server.ts'
import type { ReadContext } from '#platform/operation/operation.ts'
import { sql } from 'kysely'
import type { LineageEdge } from './reorganisation-acts.ts'
import { namesOn } from './unit-lookups.ts'
import type { UnitName } from './unit-lookups.ts'

type Reader = Pick<ReadContext, 'tenantId' | 'db'>

/** An edge with its first day of the new order, and how many members went along it where that is known. */
export interface DatedEdge extends LineageEdge {
  id: Id
  onDay: Day
  members: number | null
}

/** One step back or forward from a unit. */
export interface Kin {
  kind: LineageEdge['kind']
  onDay: Day
  /** null: a body outside the bloc, named by `outside`, or nobody. */
  unit: UnitName | null
  outside: string | null
  members: number | null
  /** Of all members that left the predecessor by this act, 0..1; null where the counts are not known. */
  share: number | null
  decision: Decision | null
}

export interface Lineage {
  predecessors: Kin[]
  successors: Kin[]
}

/** Every edge that holds, oldest first. */
export async function allLineage(ctx: Reader): Promise<DatedEdge[]> {
  return rowsOf(ctx, null)
}

/** Where a unit came from and what became of it; oldest first. */
export async function lineageOf(ctx: Reader, unitId: Id): Promise<Lineage> {
  const rows = await rowsOf(ctx, unitId)
  const siblings = await goneAlong(
    ctx,
    rows.map((row) => row.predecessorId).filter((id) => id !== null),
  )
  const decisions = await decisionsById(
    ctx,
    rows.map((row) => row.decisionId).filter((id) => id !== null),
  )
  const named = new Map<Day, Map<Id, UnitName>>()
  for (const [day, group] of Map.groupBy(rows, (row) => row.onDay)) {
    const ids = group.flatMap((row) => [row.predecessorId, row.successorId]).filter((id) => id !== null)
    named.set(day, await namesOn(ctx, ids, day))
  }
  const kin = (row: (typeof rows)[number], other: Id | null): Kin => {
    const total = siblings.get(`${row.predecessorId} ${row.onDay}`) ?? 0
    return {
      ...{ kind: row.kind, onDay: row.onDay, outside: row.outside, members: row.members },
      unit: other === null ? null : (named.get(row.onDay)?.get(other) ?? null),
      share: row.members !== null && total > 0 ? row.members / total : null,
      decision: decisions.get(row.decisionId ?? '') ?? null,
    }
  }
  return {
    predecessors: inOrder(rows.filter((row) => row.successorId === unitId).map((row) => kin(row, row.predecessorId))),
    successors: inOrder(rows.filter((row) => row.predecessorId === unitId).map((row) => kin(row, row.successorId))),
  }
}

/** By day, then by the customary codes of the units: rows written at once have no order of their own. */
const inOrder = (kin: readonly Kin[]): Kin[] =>
  kin.toSorted(
    (a, b) =>
      (a.onDay < b.onDay ? -1 : a.onDay > b.onDay ? 1 : 0) ||
      (a.unit?.code ?? '').localeCompare(b.unit?.code ?? '', 'en'),
  )

async function rowsOf(ctx: Reader, unitId: Id | null): Promise<(DatedEdge & { decisionId: Id | null })[]> {
  const rows = await ctx.db
    .selectFrom('unit_lineage')
    .select(['id', 'kind', 'predecessor_id as predecessorId', 'successor_id as successorId', 'outside', 'members'])
    .select(['on_day as onDay', 'decision_id as decisionId'])
    .where('tenant_id', '=', ctx.tenantId)
    .where('voided_at', 'is', null)
    .$if(unitId !== null, (all) =>
      all.where((eb) => eb.or([eb('predecessor_id', '=', unitId), eb('successor_id', '=', unitId)])),
    )
    .orderBy('on_day')
    .orderBy('id')
    .execute()
  return rows.map((row) => ({ ...row, kind: row.kind as LineageEdge['kind'] }))
}

// How many left each predecessor on a day, all its ways together; missing where one of them is not known.
async function goneAlong(ctx: Reader, predecessors: readonly Id[]): Promise<Map<string, number>> {
  if (predecessors.length === 0) return new Map()
  const rows = await ctx.db
    .selectFrom('unit_lineage')
    .select(['predecessor_id as id', 'on_day as onDay', sql<number>`sum(members)::int`.as('members')])
    .where('tenant_id', '=', ctx.tenantId)
    .where('voided_at', 'is', null)
    .where('predecessor_id', '=', sql<Id>`any(${[...predecessors]}::uuid[])`)
    .groupBy(['predecessor_id', 'on_day'])
    .having(sql<boolean>`bool_and(members is not null)`)
    .execute()
  return new Map(rows.map((row) => [`${row.id} ${row.onDay}`, row.members]))
}

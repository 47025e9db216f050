// Reads a class for change and writes it. A class is seen by who reads the calling unit, and by every unit below it: it is called.
import type { Day } from '#kernel/day.ts'
import { AppError, notFound } from '#kernel/errors.ts'
import type { Id } from '#kernel/ids.ts'
import type { Permission } from '#kernel/permissions.ts'
import { inScope, treeOn } from '#modules/units/units.server.ts'
import type { Context, ReadContext } from '#platform/operation/operation.ts'
import { sql } from 'kysely'
import type { RawBuilder } from 'kysely'
import { kindOf } from './class-kinds.ts'
import type { KindOfClass } from './class-kinds.ts'

export interface StoredClass {
  id: Id
  unitId: Id
  kind: KindOfClass
  title: string
  fromOn: Day
  toOn: Day
  enrolBy: Day | null
  cancelledOn: Day | null
  version: number
}

/** The unit that calls a class, for the right to run it; empty for an unknown class. */
export async function unitOfClass(ctx: ReadContext, input: { classId: Id }): Promise<Id[]> {
  const rows = await ctx.db
    .selectFrom('training_class')
    .select('unit_id')
    .where('tenant_id', '=', ctx.tenantId)
    .where('id', '=', input.classId)
    .execute()
  return rows.map((row) => row.unit_id)
}

/** Locks a class until the end of the transaction. Throws not_found, stale, or classes.is_cancelled. */
export async function lockClass(ctx: Context, id: Id, version: number | null = null): Promise<StoredClass> {
  const row = await ctx.db
    .selectFrom('training_class')
    .select(['id', 'unit_id', 'kind', 'title', 'from_on', 'to_on', 'enrol_by', 'cancelled_on', 'version'])
    .where('tenant_id', '=', ctx.tenantId)
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst()
  if (!row) throw notFound()
  if (version !== null && row.version !== version) throw new AppError('stale')
  if (row.cancelled_on !== null) throw new AppError('classes.is_cancelled', { on: row.cancelled_on })
  return {
    id: row.id,
    unitId: row.unit_id,
    kind: kindOf(row.kind),
    title: row.title,
    fromOn: row.from_on,
    toOn: row.to_on,
    enrolBy: row.enrol_by,
    cancelledOn: row.cancelled_on,
    version: row.version,
  }
}

interface ClassChange {
  title?: string
  from_on?: Day
  to_on?: Day
  place?: string | null
  organiser_unit_id?: Id | null
  organiser?: string | null
  speakers?: string | null
  resolution?: string | null
  enrol_by?: Day | null
  note?: string | null
  cancelled_on?: Day
  cancel_reason?: string
}

/** Changes a locked class. Returns its new version. */
export async function changeClass(ctx: Context, stored: StoredClass, change: ClassChange = {}): Promise<number> {
  const version = stored.version + 1
  await ctx.db
    .updateTable('training_class')
    .set({ ...change, version, changed_at: ctx.now })
    .where('tenant_id', '=', ctx.tenantId)
    .where('id', '=', stored.id)
    .execute()
  return version
}

export type ChangeKind = 'postponed' | 'cancelled' | 'session_cancelled' | 'result_corrected' | 'certificate_voided'

/** Puts a dated change with its reason on the class's own record. */
export async function noteChange(
  ctx: Context,
  classId: Id,
  kind: ChangeKind,
  reason: string,
  details: Record<string, unknown> = {},
): Promise<void> {
  await ctx.db
    .insertInto('class_change')
    .values({
      tenant_id: ctx.tenantId,
      id: ctx.newId(),
      class_id: classId,
      kind,
      on_day: ctx.today,
      reason,
      details: JSON.stringify(details),
      recorded_at: ctx.now,
      recorded_by: ctx.actor.accountId,
    })
    .execute()
  ctx.note({ reason })
}

/** Whether `lower` is `upper` or stands below it on that day. */
export async function isBelow(ctx: ReadContext, lower: Id, upper: Id, on: Day): Promise<boolean> {
  const row = await ctx.db
    .selectFrom('unit_closure as a')
    .select('a.depth')
    .where('a.tenant_id', '=', ctx.tenantId)
    .where('a.ancestor_id', '=', upper)
    .where('a.descendant_id', '=', lower)
    .where(treeOn('a', on))
    .limit(1)
    .executeTakeFirst()
  return row !== undefined
}

/** The caller's fence for classes: those the own units call, and those called by a unit above. `column` holds the calling unit. */
export function calledTo(ctx: ReadContext, permission: Permission, column: string): RawBuilder<boolean> {
  const scope = ctx.scope(permission)
  if (scope.whole) return sql<boolean>`true`
  return sql<boolean>`(${inScope(ctx, permission, ctx.today, column)} or exists (
    select from unit_closure above where above.tenant_id = ${ctx.tenantId} and above.ancestor_id = ${sql.ref(column)}
      and above.descendant_id = any(${[...scope.units]}::uuid[]) and ${treeOn('above', ctx.today)}))`
}

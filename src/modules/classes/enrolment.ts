// Puts people on a class's list: judged one by one, written in two statements. Shared by enrolment, import and gathering.
import type { Day } from '#kernel/day.ts'
import { AppError } from '#kernel/errors.ts'
import type { Id } from '#kernel/ids.ts'
import { namesOn, treeOn } from '#modules/units/units.server.ts'
import { insertRows } from '#platform/db/insert-rows.ts'
import type { Context, ReadContext } from '#platform/operation/operation.ts'
import { sql } from 'kysely'
import type { StoredClass } from './class-store.ts'
import type { PersonThen } from './learner-source.ts'
import { audienceFault } from './training-class.ts'

export interface NewLearner {
  personId: Id
  memberId: Id | null
  unitId: Id
  exemptReason: string | null
}

/** Why one person may not be on the list of this class; null when nothing stands against it. */
export function learnerFault(stored: StoredClass, person: PersonThen | undefined): string | null {
  if (!person) return 'classes.unknown_person'
  return audienceFault(stored.kind.audience, person)
}

/** Who is on the list already: id of the enrolment, and whether withdrawn. */
export async function enrolledAlready(
  ctx: ReadContext,
  classId: Id,
  personIds: readonly Id[],
): Promise<Map<Id, { id: Id; withdrawn: boolean }>> {
  const rows = await ctx.db
    .selectFrom('class_enrolment')
    .select(['id', 'person_id', 'withdrawn_on'])
    .where('tenant_id', '=', ctx.tenantId)
    .where('class_id', '=', classId)
    .where('person_id', '=', sql<Id>`any(${[...personIds]}::uuid[])`)
    .execute()
  return new Map(rows.map((row) => [row.person_id, { id: row.id, withdrawn: row.withdrawn_on !== null }]))
}

/** Writes them down; who withdrew before is on the list again. Returns how many. */
export async function writeLearners(ctx: Context, classId: Id, learners: readonly NewLearner[]): Promise<number> {
  const known = await enrolledAlready(
    ctx,
    classId,
    learners.map(({ personId }) => personId),
  )
  const back = learners.flatMap(({ personId }) => {
    const before = known.get(personId)
    return before?.withdrawn ? [before.id] : []
  })
  if (back.length > 0)
    await ctx.db
      .updateTable('class_enrolment')
      .set({ withdrawn_on: null, withdraw_reason: null, version: sql`version + 1` })
      .where('tenant_id', '=', ctx.tenantId)
      .where('id', '=', sql<Id>`any(${back}::uuid[])`)
      .execute()
  const fresh = learners.filter(({ personId }) => !known.has(personId))
  await insertRows(
    ctx.db,
    'class_enrolment',
    fresh.map((learner) => ({
      tenant_id: ctx.tenantId,
      id: ctx.newId(),
      class_id: classId,
      person_id: learner.personId,
      member_id: learner.memberId,
      unit_id: learner.unitId,
      exempt_reason: learner.exemptReason,
      recorded_at: ctx.now,
      recorded_by: ctx.actor.accountId,
    })),
  )
  return fresh.length + back.length
}

export interface QuotaUse {
  unitId: Id
  seats: number
  enrolled: number
}

/** Each line of a class's quota with how many are enrolled at or below its unit. One statement. */
export async function quotaUses(ctx: ReadContext, classId: Id, on: Day): Promise<QuotaUse[]> {
  const { rows } = await sql<QuotaUse>`
    select q.unit_id as "unitId", q.seats, count(e.id) as enrolled
    from class_quota q
    left join unit_closure t on t.tenant_id = ${ctx.tenantId} and t.ancestor_id = q.unit_id and ${treeOn('t', on)}
    left join class_enrolment e on e.tenant_id = ${ctx.tenantId} and e.class_id = q.class_id and e.unit_id = t.descendant_id
      and e.withdrawn_on is null
    where q.tenant_id = ${ctx.tenantId} and q.class_id = ${classId}
    group by q.unit_id, q.seats`.execute(ctx.db)
  return rows
}

/** After writing: throws classes.quota_full, or classes.no_quota for a unit without a line. Whoever runs the class is not held to it. */
export async function checkQuotas(ctx: ReadContext, stored: StoredClass, unitIds: readonly Id[]): Promise<void> {
  const uses = await quotaUses(ctx, stored.id, stored.fromOn)
  if (uses.length === 0) return
  const above = await ctx.db
    .selectFrom('unit_closure as a')
    .select(['a.ancestor_id', 'a.descendant_id'])
    .where('a.tenant_id', '=', ctx.tenantId)
    .where('a.descendant_id', '=', sql<Id>`any(${[...unitIds]}::uuid[])`)
    .where(treeOn('a', stored.fromOn))
    .execute()
  const lines = new Map(uses.map((use) => [use.unitId, use]))
  for (const unitId of unitIds) {
    const own = above.flatMap((row) => (row.descendant_id === unitId ? (lines.get(row.ancestor_id) ?? []) : []))
    if (own.length === 0) throw AppError.at('people', 'classes.no_quota')
    const full = own.find(({ seats, enrolled }) => enrolled > seats)
    if (!full) continue
    const names = await namesOn(ctx, [full.unitId], stored.fromOn)
    throw AppError.at('people', 'classes.quota_full', {
      unit: names.get(full.unitId)?.name ?? '',
      seats: full.seats,
      enrolled: full.enrolled,
    })
  }
}

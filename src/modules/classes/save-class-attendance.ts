// Saves who came to a session: of one unit, by its secretary, or of everybody, by whoever runs the class. Each unit's list has its own
// version, so that units save side by side and two who save the same list are told.
import { AppError, notFound } from '#kernel/errors.ts'
import type { Id } from '#kernel/ids.ts'
import { isUnder } from '#modules/units/units.server.ts'
import { insertRows } from '#platform/db/insert-rows.ts'
import { idField, optionalId, versionField } from '#platform/operation/fields.ts'
import { operation } from '#platform/operation/operation.ts'
import type { ReadContext } from '#platform/operation/operation.ts'
import { sql } from 'kysely'
import * as v from 'valibot'
import { marksField, reasonsField } from './class-fields.ts'
import { unitOfSession } from './session-operations.ts'
import { markFaults } from './training-class.ts'

export interface OnList {
  id: Id
  unitId: Id
}

/** Who must have a mark: everybody on the list at or below a unit (all of the class without one), but the exempt and withdrawn. */
export async function onList(
  ctx: ReadContext,
  session: { classId: Id; onDay: string },
  unitId: Id | null,
): Promise<OnList[]> {
  const { rows } = await sql<OnList>`
    select e.id, e.unit_id as "unitId" from class_enrolment e
    where e.tenant_id = ${ctx.tenantId} and e.class_id = ${session.classId} and e.withdrawn_on is null and e.exempt_reason is null
      ${unitId === null ? sql`` : sql`and ${isUnder(ctx, [unitId], session.onDay as never, 'e.unit_id')}`}
    order by e.id`.execute(ctx.db)
  return rows
}

/** Versions of the lists of these units, added up; 1 before anything was saved. */
export async function registerVersion(ctx: ReadContext, sessionId: Id, unitIds: readonly Id[]): Promise<number> {
  const row = await ctx.db
    .selectFrom('class_register')
    .select((eb) => eb.fn.coalesce(eb.fn.sum<number>('version'), sql<number>`0`).as('sum'))
    .where('tenant_id', '=', ctx.tenantId)
    .where('session_id', '=', sessionId)
    .where('unit_id', '=', sql<Id>`any(${[...unitIds]}::uuid[])`)
    .executeTakeFirstOrThrow()
  return 1 + Number(row.sum)
}

export const saveClassAttendance = operation({
  name: 'classes.save-attendance',
  summary: 'Save who came to a session of a class: of one unit, or of all',
  permission: 'member.write',
  input: v.object({
    sessionId: idField(),
    /** This unit and those below; left out: everybody, for whoever runs the class. */
    unitId: v.optional(optionalId(), null),
    version: versionField(),
    marks: v.optional(marksField(), {}),
    reasons: reasonsField(),
  }),
  units: (ctx, input) => (input.unitId === null ? unitOfSession(ctx, input) : [input.unitId]),
  async run(ctx, input) {
    // Saves of one session wait for each other: it is a matter of milliseconds, and versions stay true.
    const session = await ctx.db
      .selectFrom('class_session as s')
      .innerJoin('training_class as c', (join) =>
        join.onRef('c.tenant_id', '=', 's.tenant_id').onRef('c.id', '=', 's.class_id'),
      )
      .select(['s.id', 's.class_id as classId', 's.on_day as onDay', 's.cancelled_at', 's.makes_up', 'c.cancelled_on'])
      .where('s.tenant_id', '=', ctx.tenantId)
      .where('s.id', '=', input.sessionId)
      .forUpdate('s')
      .executeTakeFirst()
    if (!session) throw notFound()
    if (session.cancelled_on !== null) throw new AppError('classes.is_cancelled', { on: session.cancelled_on })
    if (session.cancelled_at !== null) throw new AppError('classes.session_cancelled')
    if (session.onDay > ctx.today) throw new AppError('classes.session_to_come', { on: session.onDay })
    const list = await onList(ctx, session, input.unitId)
    // A session that makes up is for some: those without a mark are simply not asked.
    const asked = session.makes_up ? list.filter(({ id }) => Object.hasOwn(input.marks, id)) : list
    const faults = markFaults(
      asked.map(({ id }) => id),
      input.marks,
    )
    const first = Object.values(faults)[0]
    if (first !== undefined) throw new AppError('classes.marks_do_not_fit', {}, faults)
    const units = [...new Set(list.map(({ unitId }) => unitId))]
    if ((await registerVersion(ctx, session.id, units)) !== input.version) throw new AppError('stale')
    await sql`
      delete from class_attendance a using class_enrolment e
      where a.tenant_id = ${ctx.tenantId} and a.session_id = ${session.id} and e.tenant_id = ${ctx.tenantId}
        and e.id = a.enrolment_id and e.unit_id = any(${units}::uuid[])`.execute(ctx.db)
    await insertRows(
      ctx.db,
      'class_attendance',
      asked.map(({ id }) => {
        const mark = input.marks[id]!
        const reason = mark === 'present' ? null : (input.reasons[id] ?? null)
        return { tenant_id: ctx.tenantId, session_id: session.id, enrolment_id: id, mark, reason }
      }),
    )
    await sql`
      insert into class_register (tenant_id, session_id, unit_id, version, marked_at, marked_by)
      select ${ctx.tenantId}, ${session.id}, unit_id, 1, ${ctx.now}, ${ctx.actor.accountId} from unnest(${units}::uuid[]) as unit_id
      on conflict (tenant_id, session_id, unit_id)
      do update set version = class_register.version + 1, marked_at = excluded.marked_at, marked_by = excluded.marked_by`.execute(
      ctx.db,
    )
    const marks = Object.values(input.marks)
    const present = marks.filter((mark) => mark === 'present').length
    ctx.touch(session.classId, session.id, ...(input.unitId === null ? [] : [input.unitId]))
    ctx.note({ present, of: asked.length })
    return { classId: session.classId, present, of: asked.length }
  },
})

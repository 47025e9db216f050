// The list of one session with everybody's mark: of one unit, or of all for who runs the class.
import type { Day } from '#kernel/day.ts'
import { notFound } from '#kernel/errors.ts'
import type { Id } from '#kernel/ids.ts'
import { isUnder, namesOn } from '#modules/units/units.server.ts'
import { idField, optionalId } from '#platform/operation/fields.ts'
import { query } from '#platform/operation/operation.ts'
import { sql } from 'kysely'
import * as v from 'valibot'
import { calledTo } from './class-store.ts'
import { learnerFacts } from './learner-facts.ts'
import { registerVersion } from './save-class-attendance.ts'
import type { ClassMark, SessionPart, Studied } from './training-class.ts'

interface Place {
  id: Id
  name: string
  unitId: Id
  exemptReason: string | null
  studied: Studied
  mark: ClassMark | null
  reason: string | null
}

export const readRegister = query({
  name: 'classes.read-register',
  summary: 'The list of a session of a class with the marks: of one unit and those below, or of all',
  permission: 'member.read',
  input: v.object({ sessionId: idField(), unitId: v.optional(optionalId(), null) }),
  async run(ctx, input) {
    const session = await ctx.db
      .selectFrom('class_session as s')
      .innerJoin('training_class as c', (join) =>
        join.onRef('c.tenant_id', '=', 's.tenant_id').onRef('c.id', '=', 's.class_id'),
      )
      .select(['s.id', 's.class_id as classId', 's.on_day as onDay', 's.part', 's.topic', 's.makes_up as makesUp'])
      .select(['s.cancelled_at as cancelledAt', 'c.unit_id as unitId', 'c.cancelled_on as cancelledOn'])
      .where('s.tenant_id', '=', ctx.tenantId)
      .where('s.id', '=', input.sessionId)
      .where(calledTo(ctx, 'member.read', 'c.unit_id'))
      .executeTakeFirst()
    if (!session) throw notFound()
    const about = input.unitId ?? session.unitId
    if (!(await ctx.actor.covers(ctx.db, 'member.read', [about]))) throw notFound()
    const day: Day = session.onDay
    const { rows } = await sql<Place>`
      select l.id, p.full_name as name, l.unit_id as "unitId", l.exempt_reason as "exemptReason", l.studied, a.mark, a.reason
      from (${learnerFacts(ctx.tenantId, ctx.today, sql`c.id = ${session.classId}`)}) l
      join person p on p.tenant_id = ${ctx.tenantId} and p.id = l.person_id
      left join class_attendance a on a.tenant_id = ${ctx.tenantId} and a.session_id = ${session.id} and a.enrolment_id = l.id
      where l.withdrawn_on is null ${input.unitId === null ? sql`` : sql`and ${isUnder(ctx, [input.unitId], day, 'l.unit_id')}`}
      order by p.sort_key, p.id`.execute(ctx.db)
    const units = [...new Set(rows.flatMap(({ unitId, exemptReason }) => (exemptReason === null ? [unitId] : [])))]
    const names = await namesOn(ctx, [...rows.map(({ unitId }) => unitId), about], day)
    const gone = session.cancelledAt !== null || session.cancelledOn !== null
    return {
      session: { ...session, part: session.part as SessionPart, cancelled: gone },
      unit: { id: input.unitId, name: input.unitId === null ? null : (names.get(about)?.name ?? '') },
      version: await registerVersion(ctx, session.id, units),
      people: rows.map((row) => ({ ...row, unitName: names.get(row.unitId)?.name ?? '' })),
      mayWrite: !gone && session.onDay <= ctx.today && (await ctx.actor.covers(ctx.db, 'member.write', [about])),
    }
  },
})

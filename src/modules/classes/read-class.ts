// One class: what it is, its half-days with how many came, where it stands, what is limited by quota, what was changed and why.
import type { Day } from '#kernel/day.ts'
import { notFound } from '#kernel/errors.ts'
import type { Id } from '#kernel/ids.ts'
import { decisionsById } from '#modules/decisions/decisions.server.ts'
import { namesOn } from '#modules/units/units.server.ts'
import { idField } from '#platform/operation/fields.ts'
import { query } from '#platform/operation/operation.ts'
import { sql } from 'kysely'
import * as v from 'valibot'
import { kindOf } from './class-kinds.ts'
import { calledTo } from './class-store.ts'
import type { ChangeKind } from './class-store.ts'
import { quotaUses } from './enrolment.ts'
import { classRows } from './list-classes.ts'
import type { SessionPart } from './training-class.ts'

export interface SessionView {
  id: Id
  onDay: Day
  part: SessionPart
  topic: string | null
  speaker: string | null
  makesUp: boolean
  cancelled: boolean
  /** Units that have a list of it. */
  lists: number
  marked: number
  present: number
}

export const readClass = query({
  name: 'classes.read-class',
  summary: 'One class with its half-days, counts, quotas and what was changed',
  permission: 'member.read',
  input: v.object({ classId: idField() }),
  async run(ctx, input) {
    const which = sql`c.id = ${input.classId} and ${calledTo(ctx, 'member.read', 'c.unit_id')}`
    const [listed] = await classRows(ctx, which)
    if (!listed) throw notFound()
    const row = await ctx.db
      .selectFrom('training_class')
      .select(['organiser_unit_id', 'organiser', 'speakers', 'resolution', 'note', 'decision_id', 'version'])
      .select(['cancelled_on', 'cancel_reason'])
      .where('tenant_id', '=', ctx.tenantId)
      .where('id', '=', input.classId)
      .executeTakeFirstOrThrow()
    const { rows: sessions } = await sql<SessionView>`
      select s.id, s.on_day as "onDay", s.part, s.topic, s.speaker, s.makes_up as "makesUp", s.cancelled_at is not null as cancelled,
             (select count(*) from class_register r where r.tenant_id = s.tenant_id and r.session_id = s.id) as lists,
             count(a.mark) as marked, count(*) filter (where a.mark = 'present') as present
      from class_session s
      left join class_attendance a on a.tenant_id = s.tenant_id and a.session_id = s.id
      where s.tenant_id = ${ctx.tenantId} and s.class_id = ${input.classId}
      group by s.tenant_id, s.id
      order by s.on_day, array_position(array['morning', 'day', 'afternoon', 'evening'], s.part), s.id`.execute(ctx.db)
    const changes = await ctx.db
      .selectFrom('class_change')
      .select(['id', 'kind', 'on_day as onDay', 'reason', 'details'])
      .where('tenant_id', '=', ctx.tenantId)
      .where('class_id', '=', input.classId)
      .orderBy('recorded_at', 'desc')
      .execute()
    const quotas = await quotaUses(ctx, input.classId, listed.fromOn)
    const names = await namesOn(
      ctx,
      [listed.unitId, ...quotas.map(({ unitId }) => unitId), ...(row.organiser_unit_id ? [row.organiser_unit_id] : [])],
      listed.fromOn,
    )
    const runs = await ctx.actor.covers(ctx.db, 'member.write', [listed.unitId])
    return {
      ...listed,
      kindOf: kindOf(listed.kind),
      version: row.version,
      organiserUnitId: row.organiser_unit_id,
      organiserText: row.organiser,
      organiser: (row.organiser_unit_id && names.get(row.organiser_unit_id)?.name) || row.organiser,
      speakers: row.speakers,
      resolution: row.resolution,
      note: row.note,
      decision: row.decision_id ? ((await decisionsById(ctx, [row.decision_id])).get(row.decision_id) ?? null) : null,
      cancelledOn: row.cancelled_on,
      cancelReason: row.cancel_reason,
      sessions,
      changes: changes.map((change) => ({ ...change, kind: change.kind as ChangeKind })),
      quotas: quotas
        .map((quota) => ({ ...quota, unitName: names.get(quota.unitId)?.name ?? '' }))
        .toSorted((a, b) => a.unitName.localeCompare(b.unitName, 'vi')),
      /** May change the class itself. */
      mayRun: runs && row.cancelled_on === null,
      /** May put people of some unit on the list. */
      mayEnrol:
        ctx.actor.holds('member.write') &&
        row.cancelled_on === null &&
        (runs || ((listed.enrolBy === null || ctx.today <= listed.enrolBy) && ctx.today <= listed.toOn)),
    }
  },
})

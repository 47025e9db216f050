// Who of a unit could be put on the list of a class: its members that the class is for, and the candidates it looks after.
import type { Day } from '#kernel/day.ts'
import { notFound } from '#kernel/errors.ts'
import type { Id } from '#kernel/ids.ts'
import { fold, likeSafe } from '#kernel/vietnamese/text.ts'
import { isUnder, namesOn } from '#modules/units/units.server.ts'
import { validOn } from '#platform/db/valid-on.ts'
import { idField, optionalText } from '#platform/operation/fields.ts'
import { query } from '#platform/operation/operation.ts'
import { sql } from 'kysely'
import * as v from 'valibot'
import { kindOf } from './class-kinds.ts'
import { candidates, membershipThen } from './learner-source.ts'
import { seenClass } from './list-learners.ts'
import { audienceFault } from './training-class.ts'

const MOST = 300

interface Found {
  personId: Id
  name: string
  birthOn: Day
  unitId: Id
  status: 'probationary' | 'full' | null
  enrolled: boolean
}

export const findLearners = query({
  name: 'classes.find-learners',
  summary: 'People of a unit whom a class is for, and whether they are on its list already',
  permission: 'member.read',
  input: v.object({ classId: idField(), unitId: idField(), find: v.optional(optionalText(100), null) }),
  units: (_, input) => [input.unitId],
  async run(ctx, input) {
    const seen = await seenClass(ctx, input.classId)
    const { audience } = kindOf(seen.kind)
    const day = seen.fromOn
    if (!(await ctx.actor.covers(ctx.db, 'member.read', [input.unitId]))) throw notFound()
    const words = fold(input.find ?? '')
    const status = audience === 'probationary' ? sql`and s.status = 'probationary'` : sql``
    const members = sql`
      select m.person_id, c.unit_id from member_cell c
      join member_status s on s.tenant_id = ${ctx.tenantId} and s.member_id = c.member_id and ${validOn('s', day)} ${status}
      join member m on m.tenant_id = ${ctx.tenantId} and m.id = c.member_id
      where c.tenant_id = ${ctx.tenantId} and ${validOn('c', day)} and ${isUnder(ctx, [input.unitId], day, 'c.unit_id')}`
    const outside = sql`
      select k.person_id, k.unit_id from (${candidates(ctx.tenantId)}) k where ${isUnder(ctx, [input.unitId], day, 'k.unit_id')}`
    const who =
      audience === 'non_members' ? outside : audience === 'anyone' ? sql`${members} union ${outside}` : members
    const { rows } = await sql<Found>`
      select p.id as "personId", p.full_name as name, p.birth_on as "birthOn", w.unit_id as "unitId", m.status,
             e.id is not null as enrolled
      from (${who}) w
      join person p on p.tenant_id = ${ctx.tenantId} and p.id = w.person_id
      ${membershipThen(ctx.tenantId, day)}
      left join class_enrolment e on e.tenant_id = ${ctx.tenantId} and e.class_id = ${input.classId} and e.person_id = p.id
        and e.withdrawn_on is null
      where true ${words === '' ? sql`` : sql`and p.folded like ${`%${likeSafe(words)}%`}`}
      order by p.sort_key, p.id limit ${MOST + 1}`.execute(ctx.db)
    const fit = rows.filter(({ status: then }) => audienceFault(audience, { status: then }) === null)
    const names = await namesOn(
      ctx,
      fit.map(({ unitId }) => unitId),
      day,
    )
    return {
      more: rows.length > MOST,
      people: fit.slice(0, MOST).map((row) => ({ ...row, unitName: names.get(row.unitId)?.name ?? '' })),
    }
  },
})

// A cell or committee puts its people on a class's list; whoever runs the class may do so after the last day of enrolment, too.
import { AppError, notFound } from '#kernel/errors.ts'
import { isUnder } from '#modules/units/units.server.ts'
import { idField, optionalText, textField } from '#platform/operation/fields.ts'
import { operation } from '#platform/operation/operation.ts'
import type { ReadContext } from '#platform/operation/operation.ts'
import type { Id } from '#kernel/ids.ts'
import { sql } from 'kysely'
import * as v from 'valibot'
import { idsField } from './class-fields.ts'
import { isBelow, lockClass } from './class-store.ts'
import { checkQuotas, enrolledAlready, learnerFault, writeLearners } from './enrolment.ts'
import type { NewLearner } from './enrolment.ts'
import { peopleThen } from './learner-source.ts'

/** The unit of an enrolment, for the right to it. */
export async function unitOfEnrolment(ctx: ReadContext, input: { enrolmentId: Id }): Promise<Id[]> {
  const rows = await ctx.db
    .selectFrom('class_enrolment')
    .select('unit_id')
    .where('tenant_id', '=', ctx.tenantId)
    .where('id', '=', input.enrolmentId)
    .execute()
  return rows.map((row) => row.unit_id)
}

export const enrolPeople = operation({
  name: 'classes.enrol-people',
  summary: 'Put people of a unit on the list of a class',
  permission: 'member.write',
  input: v.object({ classId: idField(), unitId: idField(), people: idsField(500) }),
  units: (_, input) => [input.unitId],
  async run(ctx, input) {
    if (input.people.length === 0) throw AppError.at('people', 'classes.nobody_chosen')
    const stored = await lockClass(ctx, input.classId)
    // Called to it are the calling unit and those below; to anybody else the class does not exist.
    if (!(await isBelow(ctx, input.unitId, stored.unitId, stored.fromOn))) throw notFound()
    const runs = await ctx.actor.covers(ctx.db, 'member.write', [stored.unitId])
    if (!runs && stored.enrolBy !== null && ctx.today > stored.enrolBy)
      throw new AppError('classes.enrolment_closed', { on: stored.enrolBy })
    if (!runs && ctx.today > stored.toOn) throw new AppError('classes.enrolment_closed', { on: stored.toOn })
    const people = await peopleThen(ctx, input.people, stored.fromOn)
    const units = [...new Set([...people.values()].flatMap(({ unitId }) => unitId ?? []))]
    const own = new Set(await unitsWithin(ctx, units, input.unitId, stored.fromOn))
    const already = await enrolledAlready(ctx, stored.id, input.people)
    const learners = input.people.map((personId): NewLearner => {
      const person = people.get(personId)
      // Somebody of another unit looks like somebody unknown.
      const reached = person && person.unitId !== null && own.has(person.unitId) ? person : undefined
      const fault = learnerFault(stored, reached)
      if (fault) throw AppError.at('people', fault, { name: reached?.name ?? '' })
      if (already.get(personId)?.withdrawn === false)
        throw AppError.at('people', 'classes.enrolled_already', { name: reached!.name })
      const { memberId, unitId, standing } = reached!
      const exempt = stored.kind.audience === 'obliged' && standing !== 'active' ? standing : null
      return { personId, memberId, unitId: unitId!, exemptReason: exempt }
    })
    const count = await writeLearners(ctx, stored.id, learners)
    if (!runs) await checkQuotas(ctx, stored, [...new Set(learners.map(({ unitId }) => unitId))])
    ctx.touch(stored.id, input.unitId)
    ctx.note({ enrolled: input.people })
    return { classId: stored.id, enrolled: count }
  },
})

async function unitsWithin(ctx: ReadContext, units: readonly Id[], unitId: Id, on: string): Promise<Id[]> {
  if (units.length === 0) return []
  const { rows } = await sql<{ id: Id }>`
    select u.id from unit u where u.tenant_id = ${ctx.tenantId} and u.id = any(${[...units]}::uuid[])
      and ${isUnder(ctx, [unitId], on as never, 'u.id')}`.execute(ctx.db)
  return rows.map(({ id }) => id)
}

export const gatherObliged = operation({
  name: 'classes.gather-obliged',
  summary:
    'Put everybody obliged on the list of a study session: the members of some units; who is excused is listed as exempt',
  permission: 'member.write',
  input: v.object({ classId: idField(), units: idsField(2000) }),
  units: async (ctx, input) => {
    const row = await ctx.db
      .selectFrom('training_class')
      .select('unit_id')
      .where('tenant_id', '=', ctx.tenantId)
      .where('id', '=', input.classId)
      .executeTakeFirst()
    return row ? [row.unit_id, ...input.units] : []
  },
  async run(ctx, input) {
    const stored = await lockClass(ctx, input.classId)
    if (stored.kind.audience !== 'obliged') throw new AppError('classes.nobody_obliged')
    const units = input.units.length > 0 ? input.units : [stored.unitId]
    const { rows } = await sql<{ personId: Id; memberId: Id; unitId: Id; standing: string }>`
      select m.person_id as "personId", m.id as "memberId", c.unit_id as "unitId", s.standing
      from member_cell c
      join member_status s on s.tenant_id = ${ctx.tenantId} and s.member_id = c.member_id and s.valid @> ${stored.fromOn}::date
      join member m on m.tenant_id = ${ctx.tenantId} and m.id = c.member_id
      where c.tenant_id = ${ctx.tenantId} and c.valid @> ${stored.fromOn}::date and ${isUnder(ctx, units, stored.fromOn, 'c.unit_id')}
        and not exists (select from class_enrolment e
          where e.tenant_id = ${ctx.tenantId} and e.class_id = ${stored.id} and e.person_id = m.person_id)
      order by m.id`.execute(ctx.db)
    const count = await writeLearners(
      ctx,
      stored.id,
      rows.map(({ standing, ...row }) => ({ ...row, exemptReason: standing === 'active' ? null : standing })),
    )
    ctx.touch(stored.id)
    ctx.note({ gathered: count })
    return { classId: stored.id, gathered: count }
  },
})

export const withdrawLearner = operation({
  name: 'classes.withdraw-learner',
  summary: 'Take somebody off the list of a class, with the reason',
  permission: 'member.write',
  input: v.object({ enrolmentId: idField(), reason: textField(300) }),
  units: unitOfEnrolment,
  async run(ctx, input) {
    const gone = await ctx.db
      .updateTable('class_enrolment')
      .set({ withdrawn_on: ctx.today, withdraw_reason: input.reason, version: sql`version + 1` })
      .where('tenant_id', '=', ctx.tenantId)
      .where('id', '=', input.enrolmentId)
      .where('withdrawn_on', 'is', null)
      .where('outcome', 'is', null)
      .returning(['class_id', 'person_id'])
      .executeTakeFirst()
    if (!gone) throw new AppError('classes.cannot_withdraw')
    ctx.touch(input.enrolmentId, gone.class_id)
    ctx.note({ reason: input.reason })
    return { classId: gone.class_id }
  },
})

export const excuseLearner = operation({
  name: 'classes.excuse-learner',
  summary:
    'Whether somebody on the list of a study session is obliged: exempt with a reason, or obliged again without one',
  permission: 'member.write',
  input: v.object({ enrolmentId: idField(), exemptReason: v.optional(optionalText(200), null) }),
  units: unitOfEnrolment,
  async run(ctx, input) {
    const row = await ctx.db
      .selectFrom('class_enrolment as e')
      .innerJoin('training_class as c', (join) =>
        join.onRef('c.tenant_id', '=', 'e.tenant_id').onRef('c.id', '=', 'e.class_id'),
      )
      .select(['e.class_id', 'c.kind'])
      .where('e.tenant_id', '=', ctx.tenantId)
      .where('e.id', '=', input.enrolmentId)
      .executeTakeFirst()
    if (!row) throw notFound()
    const stored = await lockClass(ctx, row.class_id)
    if (stored.kind.audience !== 'obliged') throw new AppError('classes.nobody_obliged')
    await ctx.db
      .updateTable('class_enrolment')
      .set({ exempt_reason: input.exemptReason, version: sql`version + 1` })
      .where('tenant_id', '=', ctx.tenantId)
      .where('id', '=', input.enrolmentId)
      .execute()
    ctx.touch(input.enrolmentId, stored.id)
    ctx.note({ exemptReason: input.exemptReason })
    return { classId: stored.id }
  },
})

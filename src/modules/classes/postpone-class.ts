// Puts a class off or calls it off, always with the reason. What was attended already stays on its day and stands in the way.
import { AppError } from '#kernel/errors.ts'
import { dayField, idField, optionalDay, textField, versionField } from '#platform/operation/fields.ts'
import { operation } from '#platform/operation/operation.ts'
import type { Context } from '#platform/operation/operation.ts'
import { sql } from 'kysely'
import * as v from 'valibot'
import { changeClass, lockClass, noteChange, unitOfClass } from './class-store.ts'
import type { StoredClass } from './class-store.ts'
import { moved } from './training-class.ts'

/** Throws classes.has_begun when a list of attendance was saved. */
async function refuseBegun(ctx: Context, { id }: StoredClass): Promise<void> {
  const register = await ctx.db
    .selectFrom('class_register as r')
    .innerJoin('class_session as s', (join) =>
      join.onRef('s.tenant_id', '=', 'r.tenant_id').onRef('s.id', '=', 'r.session_id'),
    )
    .select('s.on_day')
    .where('r.tenant_id', '=', ctx.tenantId)
    .where('s.class_id', '=', id)
    .orderBy('s.on_day')
    .limit(1)
    .executeTakeFirst()
  if (register) throw new AppError('classes.has_begun', { on: register.on_day })
}

export const postponeClass = operation({
  name: 'classes.postpone-class',
  summary: 'Put a class off to another first day; its half-days move along',
  permission: 'member.write',
  input: v.object({
    classId: idField(),
    version: versionField(),
    fromOn: dayField(),
    /** Left out: it moves along as well. */
    enrolBy: v.optional(optionalDay(), null),
    reason: textField(500),
  }),
  units: unitOfClass,
  async run(ctx, input) {
    const stored = await lockClass(ctx, input.classId, input.version)
    await refuseBegun(ctx, stored)
    if (input.fromOn === stored.fromOn) throw AppError.at('fromOn', 'classes.same_day')
    const to = moved(stored.toOn, stored.fromOn, input.fromOn)
    const enrolBy = input.enrolBy ?? (stored.enrolBy && moved(stored.enrolBy, stored.fromOn, input.fromOn))
    if (enrolBy !== null && enrolBy > to) throw AppError.at('enrolBy', 'classes.enrols_after_end')
    await sql`
      update class_session set on_day = on_day + (${input.fromOn}::date - ${stored.fromOn}::date)
      where tenant_id = ${ctx.tenantId} and class_id = ${stored.id}`.execute(ctx.db)
    const version = await changeClass(ctx, stored, { from_on: input.fromOn, to_on: to, enrol_by: enrolBy })
    await noteChange(ctx, stored.id, 'postponed', input.reason, { from: stored.fromOn, to: input.fromOn })
    ctx.touch(stored.id)
    return { id: stored.id, version }
  },
})

export const cancelClass = operation({
  name: 'classes.cancel-class',
  summary: 'Call a class off, with the reason; nothing of it counts any longer',
  permission: 'member.write',
  input: v.object({ classId: idField(), version: versionField(), reason: textField(500) }),
  units: unitOfClass,
  async run(ctx, input) {
    const stored = await lockClass(ctx, input.classId, input.version)
    await refuseBegun(ctx, stored)
    const version = await changeClass(ctx, stored, { cancelled_on: ctx.today, cancel_reason: input.reason })
    await noteChange(ctx, stored.id, 'cancelled', input.reason)
    ctx.touch(stored.id)
    return { id: stored.id, version }
  },
})

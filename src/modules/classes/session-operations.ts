// Half-days of a class beyond those laid out at the call: one more, one that makes up for who was away, one that did not take place.
import { maxDay } from '#kernel/day.ts'
import { AppError, notFound } from '#kernel/errors.ts'
import { choiceField, dayField, flagField, idField, optionalText, textField } from '#platform/operation/fields.ts'
import { operation } from '#platform/operation/operation.ts'
import type { ReadContext } from '#platform/operation/operation.ts'
import type { Id } from '#kernel/ids.ts'
import * as v from 'valibot'
import { changeClass, lockClass, noteChange, unitOfClass } from './class-store.ts'
import { SESSION_PARTS } from './training-class.ts'

const sessionFields = () => ({
  onDay: dayField(),
  part: choiceField(SESSION_PARTS),
  topic: v.optional(optionalText(300), null),
  speaker: v.optional(optionalText(200), null),
})

async function classOfSession(ctx: ReadContext, sessionId: Id): Promise<Id | null> {
  const row = await ctx.db
    .selectFrom('class_session')
    .select('class_id')
    .where('tenant_id', '=', ctx.tenantId)
    .where('id', '=', sessionId)
    .executeTakeFirst()
  return row?.class_id ?? null
}

/** The unit that calls the class of a session. */
export async function unitOfSession(ctx: ReadContext, input: { sessionId: Id }): Promise<Id[]> {
  const classId = await classOfSession(ctx, input.sessionId)
  return classId === null ? [] : unitOfClass(ctx, { classId })
}

export const addSession = operation({
  name: 'classes.add-session',
  summary: 'Add a half-day to a class, or a session that makes up for who was away',
  permission: 'member.write',
  input: v.object({ classId: idField(), ...sessionFields(), makesUp: flagField() }),
  units: unitOfClass,
  async run(ctx, input) {
    const stored = await lockClass(ctx, input.classId)
    if (input.onDay < stored.fromOn) throw AppError.at('onDay', 'classes.before_class', { on: stored.fromOn })
    const id = ctx.newId()
    await ctx.db
      .insertInto('class_session')
      .values({
        tenant_id: ctx.tenantId,
        id,
        class_id: stored.id,
        on_day: input.onDay,
        part: input.part,
        topic: input.topic,
        speaker: input.speaker,
        makes_up: input.makesUp,
        recorded_at: ctx.now,
      })
      .execute()
    // A regular half-day is part of the class; one that makes up comes after it.
    const reach = input.makesUp ? {} : { to_on: maxDay(stored.toOn, input.onDay) }
    await changeClass(ctx, stored, reach)
    ctx.touch(id, stored.id)
    ctx.note({ onDay: input.onDay, makesUp: input.makesUp })
    return { id }
  },
})

export const editSession = operation({
  name: 'classes.edit-session',
  summary: 'Change day, topic or speaker of a half-day',
  permission: 'member.write',
  input: v.object({ sessionId: idField(), ...sessionFields() }),
  units: unitOfSession,
  async run(ctx, input) {
    const classId = await classOfSession(ctx, input.sessionId)
    if (classId === null) throw notFound()
    const stored = await lockClass(ctx, classId)
    const before = await ctx.db
      .selectFrom('class_session')
      .select(['on_day', 'makes_up', 'cancelled_at'])
      .where('tenant_id', '=', ctx.tenantId)
      .where('id', '=', input.sessionId)
      .executeTakeFirstOrThrow()
    if (before.cancelled_at !== null) throw new AppError('classes.session_cancelled')
    if (before.on_day !== input.onDay) {
      if (await isMarked(ctx, input.sessionId)) throw AppError.at('onDay', 'classes.session_marked')
      if (input.onDay < stored.fromOn) throw AppError.at('onDay', 'classes.before_class', { on: stored.fromOn })
    }
    await ctx.db
      .updateTable('class_session')
      .set({ on_day: input.onDay, part: input.part, topic: input.topic, speaker: input.speaker })
      .where('tenant_id', '=', ctx.tenantId)
      .where('id', '=', input.sessionId)
      .execute()
    await changeClass(ctx, stored, before.makes_up ? {} : { to_on: maxDay(stored.toOn, input.onDay) })
    ctx.touch(input.sessionId, classId)
    return { id: input.sessionId }
  },
})

async function isMarked(ctx: ReadContext, sessionId: Id): Promise<boolean> {
  const register = await ctx.db
    .selectFrom('class_register')
    .select('session_id')
    .where('tenant_id', '=', ctx.tenantId)
    .where('session_id', '=', sessionId)
    .limit(1)
    .executeTakeFirst()
  return register !== undefined
}

export const cancelSession = operation({
  name: 'classes.cancel-session',
  summary: 'A half-day that did not take place: no longer counted, kept with the reason',
  permission: 'member.write',
  input: v.object({ sessionId: idField(), reason: textField(300) }),
  units: unitOfSession,
  async run(ctx, input) {
    const classId = await classOfSession(ctx, input.sessionId)
    if (classId === null) throw notFound()
    const stored = await lockClass(ctx, classId)
    if (await isMarked(ctx, input.sessionId)) throw new AppError('classes.session_marked')
    const gone = await ctx.db
      .updateTable('class_session')
      .set({ cancelled_at: ctx.now })
      .where('tenant_id', '=', ctx.tenantId)
      .where('id', '=', input.sessionId)
      .where('cancelled_at', 'is', null)
      .returning('on_day')
      .executeTakeFirst()
    if (!gone) throw new AppError('classes.session_cancelled')
    await changeClass(ctx, stored)
    await noteChange(ctx, classId, 'session_cancelled', input.reason, { on: gone.on_day })
    ctx.touch(input.sessionId, classId)
    return { id: input.sessionId }
  },
})

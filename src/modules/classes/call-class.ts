// Calls a class and edits what is known of it. Its half-days are laid out at once; days change only by putting it off, with a reason.
import { AppError } from '#kernel/errors.ts'
import { citeDecision, decisionFields } from '#modules/decisions/decisions.server.ts'
import { nameOn } from '#modules/units/units.server.ts'
import { choiceField, idField, optionalInteger, versionField } from '#platform/operation/fields.ts'
import { operation } from '#platform/operation/operation.ts'
import type { Context } from '#platform/operation/operation.ts'
import * as v from 'valibot'
import { classFields } from './class-fields.ts'
import { CLASS_KINDS, kindOf } from './class-kinds.ts'
import { changeClass, lockClass, unitOfClass } from './class-store.ts'
import { halfDaysOf, roomFor } from './training-class.ts'

type Facts = v.InferOutput<v.ObjectSchema<ReturnType<typeof classFields>, undefined>>

async function checkFacts(ctx: Context, facts: Facts): Promise<void> {
  if (facts.toOn < facts.fromOn) throw AppError.at('toOn', 'classes.ends_before_beginning')
  if (facts.enrolBy !== null && facts.enrolBy > facts.toOn) throw AppError.at('enrolBy', 'classes.enrols_after_end')
  if (facts.organiserUnitId !== null && !(await nameOn(ctx, facts.organiserUnitId, facts.fromOn)))
    throw AppError.at('organiserUnitId', 'classes.unknown_unit')
}

const columns = (facts: Facts) => ({
  title: facts.title,
  place: facts.place,
  organiser_unit_id: facts.organiserUnitId,
  organiser: facts.organiser,
  speakers: facts.speakers,
  resolution: facts.resolution,
  enrol_by: facts.enrolBy,
  note: facts.note,
})

export const callClass = operation({
  name: 'classes.call-class',
  summary:
    'Call a class, a contest or a study session: kind, days, half-days, place, who holds it, last day of enrolment',
  permission: 'member.write',
  input: v.object({
    unitId: idField(),
    kind: choiceField(CLASS_KINDS),
    ...classFields(),
    /** How many half-days; as many as its kind usually has, at most what fits, when left out. */
    halfDays: v.optional(optionalInteger(1, 120), null),
    ...decisionFields(),
  }),
  units: (_, input) => [input.unitId],
  async run(ctx, input) {
    await checkFacts(ctx, input)
    const room = roomFor(input.fromOn, input.toOn)
    if (input.halfDays !== null && input.halfDays > room)
      throw AppError.at('halfDays', 'classes.too_many_half_days', { room })
    const count = input.halfDays ?? Math.min(room, kindOf(input.kind).halfDays)
    const id = ctx.newId()
    await ctx.db
      .insertInto('training_class')
      .values({
        tenant_id: ctx.tenantId,
        id,
        unit_id: input.unitId,
        kind: input.kind,
        ...columns(input),
        from_on: input.fromOn,
        to_on: input.toOn,
        decision_id: await citeDecision(ctx, input),
        recorded_at: ctx.now,
        recorded_by: ctx.actor.accountId,
        changed_at: ctx.now,
      })
      .execute()
    await ctx.db
      .insertInto('class_session')
      .values(
        halfDaysOf(input.fromOn, input.toOn, count).map(({ on, part }) => ({
          tenant_id: ctx.tenantId,
          id: ctx.newId(),
          class_id: id,
          on_day: on,
          part,
          recorded_at: ctx.now,
        })),
      )
      .execute()
    ctx.touch(id, input.unitId)
    ctx.note({ kind: input.kind, title: input.title, fromOn: input.fromOn, toOn: input.toOn })
    return { id }
  },
})

export const editClass = operation({
  name: 'classes.edit-class',
  summary: 'Change what is known of a class besides its days',
  permission: 'member.write',
  input: v.object({
    classId: idField(),
    version: versionField(),
    ...v.omit(v.object(classFields()), ['fromOn', 'toOn']).entries,
  }),
  units: unitOfClass,
  async run(ctx, { classId, version, ...facts }) {
    const stored = await lockClass(ctx, classId, version)
    const whole = { ...facts, fromOn: stored.fromOn, toOn: stored.toOn }
    await checkFacts(ctx, whole)
    const next = await changeClass(ctx, stored, columns(whole))
    ctx.touch(classId)
    ctx.note({ title: facts.title })
    return { id: classId, version: next }
  },
})

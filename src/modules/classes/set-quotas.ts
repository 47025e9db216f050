// How many each unit may send to a class: the whole list at once. Units without a line may send nobody once there are lines.
import { AppError } from '#kernel/errors.ts'
import { namesOn } from '#modules/units/units.server.ts'
import { idField, integerField, versionField } from '#platform/operation/fields.ts'
import { operation } from '#platform/operation/operation.ts'
import { insertRows } from '#platform/db/insert-rows.ts'
import * as v from 'valibot'
import { changeClass, lockClass, unitOfClass } from './class-store.ts'

export const setQuotas = operation({
  name: 'classes.set-quotas',
  summary: 'Set how many people each unit may enrol; an empty list lifts the limit',
  permission: 'member.write',
  input: v.object({
    classId: idField(),
    version: versionField(),
    quotas: v.optional(v.pipe(v.array(v.object({ unitId: idField(), seats: integerField(0, 10_000) })), v.maxLength(2000, 'field.too_long:2000')), []), // prettier-ignore
  }),
  units: unitOfClass,
  async run(ctx, input) {
    const stored = await lockClass(ctx, input.classId, input.version)
    const quotas = input.quotas.filter(({ seats }) => seats > 0)
    const known = await namesOn(
      ctx,
      quotas.map(({ unitId }) => unitId),
      stored.fromOn,
    )
    const at = input.quotas.findIndex(({ unitId, seats }) => seats > 0 && !known.has(unitId))
    if (at >= 0) throw AppError.at(`quotas.${at}.unitId`, 'classes.unknown_unit')
    await ctx.db
      .deleteFrom('class_quota')
      .where('tenant_id', '=', ctx.tenantId)
      .where('class_id', '=', stored.id)
      .execute()
    const last = new Map(quotas.map(({ unitId, seats }) => [unitId, seats]))
    await insertRows(
      ctx.db,
      'class_quota',
      [...last].map(([unitId, seats]) => ({ tenant_id: ctx.tenantId, class_id: stored.id, unit_id: unitId, seats })),
    )
    const version = await changeClass(ctx, stored)
    ctx.touch(stored.id)
    ctx.note({ units: last.size, seats: [...last.values()].reduce((sum, seats) => sum + seats, 0) })
    return { id: stored.id, version }
  },
})

// Gives a role at a unit between two dates. Rights derived from posts will come later; a grant may cite its decision already now.
import { formatRange } from '#kernel/date-range.ts'
import { AppError } from '#kernel/errors.ts'
import { choiceField, dayField, idField, optionalDay } from '#platform/operation/fields.ts'
import { operation } from '#platform/operation/operation.ts'
import * as v from 'valibot'
import { ROLE_NAMES } from './roles.ts'

export const grantAccess = operation({
  name: 'access.grant-access',
  summary: 'Give an account a role at a unit, from a day on',
  permission: 'access.grant',
  input: v.object({
    accountId: idField(),
    role: choiceField(ROLE_NAMES),
    unitId: idField(),
    from: dayField(),
    to: optionalDay(),
  }),
  units: (_, input) => [input.unitId],
  constraints: {
    access_grant_tenant_id_account_id_role_unit_id_valid_excl: { code: 'access.grant_overlaps', field: 'role' },
  },
  async run(ctx, input) {
    if (input.to !== null && input.to <= input.from) throw AppError.at('to', 'access.end_before_start')
    const id = ctx.newId()
    await ctx.db
      .insertInto('access_grant')
      .values({
        tenant_id: ctx.tenantId,
        id,
        account_id: input.accountId,
        role: input.role,
        unit_id: input.unitId,
        valid: formatRange({ from: input.from, to: input.to }),
        granted_by: ctx.actor.accountId,
        recorded_at: ctx.now,
      })
      .execute()
    ctx.touch(id, input.accountId, input.unitId)
    ctx.note({ role: input.role, from: input.from, to: input.to })
    return { id }
  },
})

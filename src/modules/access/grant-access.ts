// Gives a role at a unit between two dates: for what no post gives by itself (standing-sources.ts), such as administrators.
import { formatRange } from '#kernel/date-range.ts'
import type { Day } from '#kernel/day.ts'
import { AppError } from '#kernel/errors.ts'
import type { Id } from '#kernel/ids.ts'
import { choiceField, dayField, idField, optionalDay } from '#platform/operation/fields.ts'
import type { Context } from '#platform/operation/operation.ts'
import { operation } from '#platform/operation/operation.ts'
import * as v from 'valibot'
import { ROLE_NAMES } from './roles.ts'
import type { Role } from './roles.ts'

/** What the database may refuse of a new grant. */
export const grantConstraints = {
  access_grant_tenant_id_account_id_role_unit_id_valid_excl: { code: 'access.grant_overlaps', field: 'role' },
  access_grant_tenant_id_unit_id_fkey: { code: 'field.id', field: 'unitId' },
  access_grant_tenant_id_account_id_fkey: { code: 'not_found' },
}

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
  constraints: grantConstraints,
  run: (ctx, input) => insertGrant(ctx, input),
})

/** `to` is the day after the last. Throws access.end_before_start. */
export async function insertGrant(
  ctx: Context,
  input: { accountId: Id; role: Role; unitId: Id; from: Day; to: Day | null },
): Promise<{ id: Id }> {
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
}

// Ends a grant on a day; the row stays, closed.
import { formatRange, parseRange } from '#kernel/date-range.ts'
import { AppError, notFound } from '#kernel/errors.ts'
import { dayField, idField } from '#platform/operation/fields.ts'
import { operation } from '#platform/operation/operation.ts'
import * as v from 'valibot'
import { keepAdministrators, takeAdministratorTurn } from './administrators.ts'

export const endGrant = operation({
  name: 'access.end-grant',
  summary: 'End a grant on a day',
  permission: 'access.grant',
  input: v.object({ grantId: idField(), on: dayField() }),
  async units(ctx, input) {
    const rows = await ctx.db
      .selectFrom('access_grant')
      .select('unit_id')
      .where('tenant_id', '=', ctx.tenantId)
      .where('id', '=', input.grantId)
      .execute()
    return rows.map((row) => row.unit_id)
  },
  async run(ctx, input) {
    await takeAdministratorTurn(ctx)
    const grant = await ctx.db
      .selectFrom('access_grant')
      .select('valid')
      .where('tenant_id', '=', ctx.tenantId)
      .where('id', '=', input.grantId)
      .forUpdate()
      .executeTakeFirst()
    if (!grant) throw notFound()
    const valid = parseRange(grant.valid)
    if (input.on <= valid.from) throw AppError.at('on', 'access.end_before_start')
    if (valid.to !== null && valid.to <= input.on) throw AppError.at('on', 'access.grant_ended')
    await keepAdministrators(ctx, input.on, (held) => held.id === input.grantId)
    await ctx.db
      .updateTable('access_grant')
      .set({ valid: formatRange({ from: valid.from, to: input.on }) })
      .where('tenant_id', '=', ctx.tenantId)
      .where('id', '=', input.grantId)
      .execute()
    ctx.touch(input.grantId)
    ctx.note({ endedOn: input.on })
    return {}
  },
})

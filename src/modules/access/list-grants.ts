// Who may do what, where, and since when: all grants that hold on a day.
import { likeSafe } from '#kernel/vietnamese/text.ts'
import { inScope } from '#modules/units/units.server.ts'
import { optionalDay, optionalText } from '#platform/operation/fields.ts'
import { query } from '#platform/operation/operation.ts'
import { sql } from 'kysely'
import * as v from 'valibot'

export const listGrants = query({
  name: 'access.list-grants',
  summary: 'The grants in force on a day, with account and unit',
  permission: 'access.read',
  input: v.object({ on: optionalDay(), find: optionalText(100) }),
  async run(ctx, input) {
    const day = input.on ?? ctx.today
    return ctx.db
      .selectFrom('access_grant as g')
      .innerJoin('account as a', (join) =>
        join.onRef('a.tenant_id', '=', 'g.tenant_id').onRef('a.id', '=', 'g.account_id'),
      )
      .leftJoin('unit_version as u', (join) =>
        join
          .onRef('u.tenant_id', '=', 'g.tenant_id')
          .onRef('u.unit_id', '=', 'g.unit_id')
          .on(sql<boolean>`u.valid @> ${day}::date`),
      )
      .select([
        'g.id',
        'g.role',
        'g.unit_id',
        'g.valid',
        'a.id as account_id',
        'a.user_name',
        'a.display_name',
        'u.name as unit_name',
      ])
      .where('g.tenant_id', '=', ctx.tenantId)
      .where(sql<boolean>`g.valid @> ${day}::date`)
      .where(inScope(ctx, 'access.read', day, 'g.unit_id'))
      .$if(input.find !== null, (qb) => qb.where('a.user_name', 'ilike', `%${likeSafe(input.find ?? '')}%`))
      .orderBy('a.user_name')
      .limit(500)
      .execute()
  },
})

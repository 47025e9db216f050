// Reading a masked field leaves a trace: who read whose, what, when and why. The log cannot be changed by the app's role.
import type { Id } from '#kernel/ids.ts'
import { dayField, optionalId } from '#platform/operation/fields.ts'
import type { Context, ReadContext } from '#platform/operation/operation.ts'
import { query } from '#platform/operation/operation.ts'
import { sql } from 'kysely'
import * as v from 'valibot'

/** Records the reading of `fields` of these people: one statement for the whole set. */
export async function logMaskedRead(
  ctx: Context,
  personIds: readonly Id[],
  fields: readonly string[],
  reason: string | null,
): Promise<void> {
  const rows = personIds.flatMap((personId) =>
    fields.map((field) => ({
      tenant_id: ctx.tenantId,
      id: ctx.newId(),
      at: ctx.now,
      account_id: ctx.actor.accountId,
      person_id: personId,
      field,
      reason,
    })),
  )
  if (rows.length > 0) await ctx.db.insertInto('read_log').values(rows).execute()
}

/** The list a responsible person goes through every quarter. */
export const listReads = query({
  name: 'access.list-reads',
  summary: 'Reads of masked fields between two days',
  permission: 'audit.read',
  input: v.object({ from: dayField(), to: dayField(), personId: optionalId() }),
  async run(ctx: ReadContext, input) {
    return ctx.db
      .selectFrom('read_log as r')
      .leftJoin('account as a', (join) =>
        join.onRef('a.tenant_id', '=', 'r.tenant_id').onRef('a.id', '=', 'r.account_id'),
      )
      .leftJoin('person as p', (join) =>
        join.onRef('p.tenant_id', '=', 'r.tenant_id').onRef('p.id', '=', 'r.person_id'),
      )
      .select(['r.id', 'r.at', 'r.field', 'r.reason', 'a.display_name as reader', 'p.full_name as person'])
      .where('r.tenant_id', '=', ctx.tenantId)
      .where(sql<boolean>`r.at >= ${input.from}::date and r.at < ${input.to}::date + 1`)
      .$if(input.personId !== null, (qb) => qb.where('r.person_id', '=', input.personId as string))
      .orderBy('r.at', 'desc')
      .limit(1000)
      .execute()
  },
})

// Reading a masked field leaves a trace: who read whose, what, when and why. The log cannot be changed by the app's role.
import { addDays } from '#kernel/day.ts'
import type { Day } from '#kernel/day.ts'
import { notFound } from '#kernel/errors.ts'
import type { Id } from '#kernel/ids.ts'
import { dayField, integerField, optionalId } from '#platform/operation/fields.ts'
import type { Context, ReadContext } from '#platform/operation/operation.ts'
import { query } from '#platform/operation/operation.ts'
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

/** Instants of a day in Viet Nam begin here. */
const startOf = (day: Day): Date => new Date(`${day}T00:00:00+07:00`)

/** The list a responsible person goes through every quarter. */
export const listReads = query({
  name: 'access.list-reads',
  summary: 'Reads of masked fields between two days, newest first; `before` is the id of the last of the page before',
  permission: 'audit.read',
  input: v.object({
    from: dayField(),
    to: dayField(),
    personId: v.optional(optionalId(), null),
    /** Only what this account read. */
    readerId: v.optional(optionalId(), null),
    before: v.optional(optionalId(), null),
    limit: v.optional(integerField(1, 1000), 1000),
  }),
  async run(ctx: ReadContext, input) {
    // The log knows no units: it is for whoever answers for the whole bloc.
    if (!ctx.scope('audit.read').whole) throw notFound()
    return (
      ctx.db
        .selectFrom('read_log as r')
        .leftJoin('account as a', (join) =>
          join.onRef('a.tenant_id', '=', 'r.tenant_id').onRef('a.id', '=', 'r.account_id'),
        )
        .leftJoin('person as p', (join) =>
          join.onRef('p.tenant_id', '=', 'r.tenant_id').onRef('p.id', '=', 'r.person_id'),
        )
        .select(['r.id', 'r.at', 'r.field', 'r.reason', 'a.display_name as reader', 'p.full_name as person'])
        .select(['r.account_id as readerId', 'r.person_id as personId'])
        .where('r.tenant_id', '=', ctx.tenantId)
        .where('r.at', '>=', startOf(input.from))
        .where('r.at', '<', startOf(addDays(input.to, 1)))
        .$if(input.personId !== null, (reads) => reads.where('r.person_id', '=', input.personId as string))
        .$if(input.readerId !== null, (reads) => reads.where('r.account_id', '=', input.readerId as string))
        .$if(input.before !== null, (reads) => reads.where('r.id', '<', input.before as string))
        // Ids begin with their instant.
        .orderBy('r.id', 'desc')
        .limit(input.limit)
        .execute()
    )
  },
})

/** One reader of masked fields in a span of days. */
export interface ReaderCount {
  /** null: the system. */
  readerId: Id | null
  reader: string | null
  reads: number
  people: number
}

export const countReads = query({
  name: 'access.count-reads',
  summary: 'How often each account read masked fields between two days, and of how many people, most first',
  permission: 'audit.read',
  input: v.object({ from: dayField(), to: dayField() }),
  async run(ctx: ReadContext, input): Promise<ReaderCount[]> {
    if (!ctx.scope('audit.read').whole) throw notFound()
    return ctx.db
      .selectFrom('read_log as r')
      .leftJoin('account as a', (join) =>
        join.onRef('a.tenant_id', '=', 'r.tenant_id').onRef('a.id', '=', 'r.account_id'),
      )
      .select((eb) => [
        'r.account_id as readerId',
        'a.display_name as reader',
        eb.fn.countAll<number>().as('reads'),
        eb.fn.count<number>('r.person_id').distinct().as('people'),
      ])
      .where('r.tenant_id', '=', ctx.tenantId)
      .where('r.at', '>=', startOf(input.from))
      .where('r.at', '<', startOf(addDays(input.to, 1)))
      .groupBy(['r.account_id', 'a.display_name'])
      .orderBy('reads', 'desc')
      .orderBy('r.account_id')
      .execute()
  },
})

// Tasks one may see: given to, or issued by, a unit in scope. One statement for the page, names in a second.
import type { DueItem } from '#kernel/due.ts'
import type { Id } from '#kernel/ids.ts'
import { inScope, namesOn } from '#modules/units/units.server.ts'
import { integerField, optionalChoice, optionalId } from '#platform/operation/fields.ts'
import { query } from '#platform/operation/operation.ts'
import type { ReadContext } from '#platform/operation/operation.ts'
import { sql } from 'kysely'
import type { RawBuilder, SqlBool } from 'kysely'
import * as v from 'valibot'
import { daysOverdue } from './task.ts'
import type { TaskState } from './task.ts'

const mine = (ctx: ReadContext, permission: 'task.read' | 'task.report' | 'task.close', column: string) =>
  ctx.actor.holds(permission) ? inScope(ctx, permission, ctx.today, column) : sql<SqlBool>`false`

const seen = (ctx: ReadContext): RawBuilder<SqlBool> =>
  sql<SqlBool>`(${mine(ctx, 'task.read', 'task.owner_unit_id')} or ${mine(ctx, 'task.read', 'task.issuer_unit_id')})`

function rowsOf(ctx: ReadContext) {
  return ctx.db
    .selectFrom('task')
    .select([
      'id',
      'title',
      'body',
      'owner_unit_id as ownerUnitId',
      'issuer_unit_id as issuerUnitId',
      'due_on as dueOn',
      'state',
      'source_kind as sourceKind',
      'source_id as sourceId',
      'evidence',
      'verdict',
      'version',
      'changed_at as changedAt',
      'closed_on as closedOn',
    ])
    .select(mine(ctx, 'task.report', 'task.owner_unit_id').as('mayReport'))
    .select(mine(ctx, 'task.close', 'task.issuer_unit_id').as('mayClose'))
    .where('tenant_id', '=', ctx.tenantId)
}

type Row = Awaited<ReturnType<ReturnType<typeof rowsOf>['execute']>>[number]

async function named(ctx: ReadContext, rows: readonly Row[]) {
  const names = await namesOn(ctx, [...new Set(rows.flatMap((row) => [row.ownerUnitId, row.issuerUnitId]))], ctx.today)
  return rows.map((row) => ({
    ...row,
    state: row.state as TaskState,
    ownerName: names.get(row.ownerUnitId)?.name ?? '',
    issuerName: names.get(row.issuerUnitId)?.name ?? '',
    overdueDays: daysOverdue({ state: row.state as TaskState, dueOn: row.dueOn }, ctx.today),
  }))
}

export const listTasks = query({
  name: 'targets.list-tasks',
  summary: 'Tasks you may see, soonest deadline first',
  permission: 'task.read',
  input: v.object({
    /** Without it all; `overdue` means open and past its deadline. */
    state: v.optional(optionalChoice(['open', 'reported', 'done', 'cancelled', 'overdue'] as const), null),
    unitId: v.optional(optionalId(), null),
    taskId: v.optional(optionalId(), null),
    page: v.optional(integerField(1, 100_000), 1),
    size: v.optional(integerField(1, 500), 50),
  }),
  async run(ctx, input) {
    const { rows: counted } = await sql<{ state: TaskState; count: number; overdue: number }>`
      select state, count(*) as count, count(*) filter (where state = 'open' and due_on < ${ctx.today}::date) as overdue
      from task where tenant_id = ${ctx.tenantId} and ${seen(ctx)} ${input.unitId ? sql`and owner_unit_id = ${input.unitId}` : sql``}
      group by state`.execute(ctx.db)
    const count = (state: TaskState) => counted.find((row) => row.state === state)?.count ?? 0
    const counts = {
      open: count('open'),
      reported: count('reported'),
      done: count('done'),
      cancelled: count('cancelled'),
      overdue: counted.reduce((sum, row) => sum + row.overdue, 0),
    }
    const rows = await rowsOf(ctx)
      .where(seen(ctx))
      .$if(input.state !== null && input.state !== 'overdue', (qb) => qb.where('state', '=', input.state as string))
      .$if(input.state === 'overdue', (qb) => qb.where('state', '=', 'open').where('due_on', '<', ctx.today))
      .$if(input.unitId !== null, (qb) => qb.where('owner_unit_id', '=', input.unitId as Id))
      .$if(input.taskId !== null, (qb) => qb.where('id', '=', input.taskId as Id))
      .orderBy(sql`state in ('done', 'cancelled')`)
      .orderBy('due_on')
      .orderBy('id')
      .limit(input.size)
      .offset((input.page - 1) * input.size)
      .execute()
    const all = Object.values({ ...counts, overdue: 0 }).reduce((a, b) => a + b, 0)
    return { tasks: await named(ctx, rows), counts, total: input.state === null ? all : counts[input.state] }
  },
})

/** Tasks that wait for the caller, soonest first: open ones of own units, reported ones that one's units issued. */
export async function tasksDue(ctx: ReadContext, limit = 100): Promise<DueItem[]> {
  if (!ctx.actor.holds('task.report') && !ctx.actor.holds('task.close')) return []
  const rows = await rowsOf(ctx)
    .where(
      sql<SqlBool>`(state = 'open' and ${mine(ctx, 'task.report', 'task.owner_unit_id')} or state = 'reported' and ${mine(ctx, 'task.close', 'task.issuer_unit_id')})`,
    )
    .orderBy('due_on')
    .orderBy('id')
    .limit(limit)
    .execute()
  return (await named(ctx, rows)).map((task) => ({
    kind: task.state === 'open' ? 'task_open' : 'task_reported',
    params: { title: task.title, unit: task.ownerName, issuer: task.issuerName, overdue: task.overdueDays },
    dueOn: task.dueOn,
    href: `/nhiem-vu/${task.id}`,
    unitId: task.ownerUnitId,
  }))
}

// Those who wait for something judge what came: taken, or given back with the reason, which opens the period again.
import { AppError, notFound } from '#kernel/errors.ts'
import type { Id } from '#kernel/ids.ts'
import { idField, textField, versionField } from '#platform/operation/fields.ts'
import { operation } from '#platform/operation/operation.ts'
import type { Context, ReadContext } from '#platform/operation/operation.ts'
import * as v from 'valibot'
import { judgesOf, readDuty } from './duty-store.ts'

async function judges(ctx: ReadContext, input: { doneId: Id }): Promise<Id[]> {
  const row = await ctx.db
    .selectFrom('obligation_done')
    .select('obligation_id')
    .where('tenant_id', '=', ctx.tenantId)
    .where('id', '=', input.doneId)
    .executeTakeFirst()
  const view = row && (await readDuty(ctx, row.obligation_id))
  return view ? judgesOf(view) : []
}

async function judge(
  ctx: Context,
  input: { doneId: Id; version: number },
  verdict: { state: 'accepted' | 'returned'; from: readonly string[]; reason: string | null },
): Promise<{ doneId: Id; regulationId: Id }> {
  const row = await ctx.db
    .selectFrom('obligation_done as d')
    .innerJoin('obligation as o', (join) =>
      join.onRef('o.tenant_id', '=', 'd.tenant_id').onRef('o.id', '=', 'd.obligation_id'),
    )
    .select(['d.state', 'd.version', 'd.period', 'o.title', 'o.id as obligationId', 'o.regulation_id as regulationId'])
    .where('d.tenant_id', '=', ctx.tenantId)
    .where('d.id', '=', input.doneId)
    .forUpdate('d')
    .executeTakeFirst()
  if (!row) throw notFound()
  if (!verdict.from.includes(row.state)) throw new AppError('coordination.not_waiting')
  if (row.version !== input.version) throw new AppError('stale')
  await ctx.db
    .updateTable('obligation_done')
    .set({ state: verdict.state, reason: verdict.reason, decided_at: ctx.now, version: row.version + 1 })
    .where('tenant_id', '=', ctx.tenantId)
    .where('id', '=', input.doneId)
    .execute()
  ctx.touch(input.doneId, row.obligationId, row.regulationId)
  ctx.note({ title: row.title, period: row.period, ...(verdict.reason ? { reason: verdict.reason } : {}) })
  return { doneId: input.doneId, regulationId: row.regulationId }
}

export const acceptDone = operation({
  name: 'coordination.accept-done',
  summary: 'Accept what a side sent for a period',
  permission: 'coordination.write',
  input: v.object({ doneId: idField(), version: versionField() }),
  units: judges,
  run: (ctx, input) => judge(ctx, input, { state: 'accepted', from: ['received'], reason: null }),
})

export const returnDone = operation({
  name: 'coordination.return-done',
  summary: 'Give back what was sent or recorded, with the reason; the period is open again',
  permission: 'coordination.write',
  input: v.object({ doneId: idField(), version: versionField(), reason: textField(1000) }),
  units: judges,
  run: (ctx, input) => judge(ctx, input, { state: 'returned', from: ['received', 'accepted'], reason: input.reason }),
})

// Imports and comparisons: the list of a purpose, and one with its run and its figures.
import { notFound } from '#kernel/errors.ts'
import type { Id } from '#kernel/ids.ts'
import { inScope, namesOn } from '#modules/units/units.server.ts'
import { choiceField, idField } from '#platform/operation/fields.ts'
import { query } from '#platform/operation/operation.ts'
import type { ReadContext } from '#platform/operation/operation.ts'
import { sql } from 'kysely'
import * as v from 'valibot'
import { intakeOf, intakes, PURPOSES, readIntakeRow } from './intake-store.ts'
import type { Intake } from './intake-store.ts'

const NEWEST = 100

/** A comparison is also for the cells its lines are about. */
const concerned = (ctx: ReadContext) => sql<boolean>`exists (
  select from bridge_line b where b.tenant_id = ${ctx.tenantId} and b.intake_id = i.id
    and ${inScope(ctx, 'member.write', ctx.today, 'b.unit_id')})`

export const listIntakes = query({
  name: 'intake.list-intakes',
  summary: 'Imports, or comparisons with the national database, newest first',
  permission: 'member.write',
  input: v.object({ purpose: choiceField(PURPOSES) }),
  async run(ctx, input) {
    const own = inScope(ctx, 'member.write', ctx.today, 'i.unit_id')
    const rows = await intakes(ctx)
      .where('i.purpose', '=', input.purpose)
      .where('i.state', '<>', 'given_up')
      .where(input.purpose === 'compare' ? sql<boolean>`(${own} or (i.state = 'read' and ${concerned(ctx)}))` : own)
      .orderBy('i.created_at', 'desc')
      .orderBy('i.id', 'desc')
      .limit(NEWEST)
      .execute()
    const units = await namesOn(
      ctx,
      rows.map((row) => row.unitId),
      ctx.today,
    )
    return rows.map((row) => ({ ...intakeOf(row), unit: units.get(row.unitId) }))
  },
})

/** An import or comparison the caller may look at; `covers`: also change. Throws not_found. */
export async function reachIntake(ctx: ReadContext, intakeId: Id): Promise<Intake & { covers: boolean }> {
  const intake = await readIntakeRow(ctx, intakeId)
  const covers = await ctx.actor.covers(ctx.db, 'member.write', [intake.unitId])
  if (!covers) {
    const found = await intakes(ctx).where('i.id', '=', intake.id).where(concerned(ctx)).executeTakeFirst()
    if (!found || intake.purpose !== 'compare' || intake.state !== 'read') throw notFound()
  }
  return { ...intake, covers }
}

export const readIntake = query({
  name: 'intake.read-intake',
  summary: 'One import or comparison: sheets, columns, state, figures, and how far its run is',
  permission: 'member.write',
  input: v.object({ intakeId: idField() }),
  async run(ctx, input) {
    const { covers, ...intake } = await reachIntake(ctx, input.intakeId)
    const units = await namesOn(ctx, [intake.unitId], ctx.today)
    const run = intake.runId
      ? await ctx.db
          .selectFrom('job_run')
          .select(['state', 'done_count as done', 'total_count as total', 'cancel_requested as stopping', 'account_id'])
          .where('tenant_id', '=', ctx.tenantId)
          .where('id', '=', intake.runId)
          .executeTakeFirst()
      : undefined
    const by = intake.createdBy
      ? await ctx.db
          .selectFrom('account')
          .select('display_name')
          .where('tenant_id', '=', ctx.tenantId)
          .where('id', '=', intake.createdBy)
          .executeTakeFirst()
      : undefined
    return {
      ...intake,
      unit: units.get(intake.unitId),
      by: by?.display_name ?? null,
      /** Only who brought the file sees its cells as they are. */
      own: intake.createdBy === ctx.actor.accountId,
      /** Whether the import itself may be changed, not only lines be marked. */
      mayChange: covers,
      run: run ? { ...run, own: run.account_id === ctx.actor.accountId } : null,
    }
  },
})

// Sheets and their lines as they are stored. A sheet that is open is drawn anew whenever something it rests on changes; a closed one
// stays as it was.
import type { Day } from '#kernel/day.ts'
import { AppError } from '#kernel/errors.ts'
import type { Id } from '#kernel/ids.ts'
import { loadRulebook } from '#modules/rulebook/rulebook.server.ts'
import type { Rulebook } from '#modules/rulebook/rulebook.server.ts'
import type { Context, ReadContext } from '#platform/operation/operation.ts'
import { sql } from 'kysely'
import { duesOf, onlyCells } from './payer-rows.ts'
import type { DueRow } from './payer-rows.ts'

export interface Sheet {
  readonly id: Id
  readonly unitId: Id
  readonly month: Day
  readonly state: 'open' | 'closed'
  readonly version: number
}

type Reader = Pick<ReadContext, 'tenantId' | 'db'>

/** The sheet of a cell for a month, or null while there is none. */
export async function sheetOf(ctx: Reader, unitId: Id, month: Day): Promise<Sheet | null> {
  const row = await ctx.db
    .selectFrom('dues_sheet')
    .select(['id', 'unit_id as unitId', 'month', 'state', 'version'])
    .where('tenant_id', '=', ctx.tenantId)
    .where('unit_id', '=', unitId)
    .where('month', '=', month)
    .executeTakeFirst()
  return (row as Sheet | undefined) ?? null
}

/** Opens the sheets that are not there yet; returns those of the cells, all locked until the transaction ends. Two statements. */
export async function openSheets(ctx: Context, unitIds: readonly Id[], month: Day): Promise<Sheet[]> {
  const rows = unitIds.map((unitId) => ({ id: ctx.newId(), unit_id: unitId }))
  await sql`
    insert into dues_sheet (tenant_id, id, unit_id, month, state, recorded_at, recorded_by)
    select ${ctx.tenantId}::uuid, r.id, r.unit_id, ${month}::date, 'open', ${ctx.now}, ${ctx.actor.accountId}::uuid
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r (id uuid, unit_id uuid)
    on conflict (tenant_id, unit_id, month) do nothing`.execute(ctx.db)
  const sheets = await ctx.db
    .selectFrom('dues_sheet')
    .select(['id', 'unit_id as unitId', 'month', 'state', 'version'])
    .where('tenant_id', '=', ctx.tenantId)
    .where('unit_id', '=', sql<Id>`any(${[...unitIds]}::uuid[])`)
    .where('month', '=', month)
    .orderBy('id')
    .forUpdate()
    .execute()
  return sheets as Sheet[]
}

/** Draws the lines of open sheets of one month anew. Returns what is on them. */
export async function drawLines(
  ctx: Context,
  sheets: readonly Sheet[],
  month: Day,
  rules?: Rulebook,
): Promise<DueRow[]> {
  const open = new Map(sheets.filter(({ state }) => state === 'open').map((sheet) => [sheet.unitId, sheet.id]))
  if (open.size === 0) return []
  const dues = await duesOf(ctx, rules ?? (await loadRulebook(ctx)), month, onlyCells([...open.keys()]))
  await ctx.db
    .deleteFrom('dues_line')
    .where('tenant_id', '=', ctx.tenantId)
    .where('sheet_id', '=', sql<Id>`any(${[...open.values()]}::uuid[])`)
    .execute()
  const lines = dues.map(({ memberId, unitId, result }) => ({ member_id: memberId, unit_id: unitId, sheet_id: open.get(unitId), ...result })) // prettier-ignore
  // Who has moved since stands on a closed sheet already: a month is owed once.
  await sql`
    insert into dues_line (tenant_id, sheet_id, member_id, month, unit_id, rate, owed, due, why, percent)
    select ${ctx.tenantId}::uuid, r.sheet_id, r.member_id, ${month}::date, r.unit_id, r.rate, r.owed, r.due, r.why, r.percent
    from jsonb_to_recordset(${JSON.stringify(lines)}::jsonb)
      as r (sheet_id uuid, member_id uuid, unit_id uuid, rate text, owed bigint, due bigint, why text, percent int)
    on conflict (tenant_id, member_id, month) do nothing`.execute(ctx.db)
  return dues
}

/** Draws anew the open sheets on which these members stand, from a month on: their class or a relief has changed. */
export async function redrawFor(ctx: Context, memberIds: readonly Id[], from: Day): Promise<void> {
  const sheets = await ctx.db
    .selectFrom('dues_sheet')
    .select(['id', 'unit_id as unitId', 'month', 'state', 'version'])
    .where('tenant_id', '=', ctx.tenantId)
    .where('state', '=', 'open')
    .where('month', '>=', from)
    .where('unit_id', 'in', (members) =>
      members
        .selectFrom('member_cell')
        .select('unit_id')
        .where('tenant_id', '=', ctx.tenantId)
        .where('member_id', '=', sql<Id>`any(${[...memberIds]}::uuid[])`),
    )
    .orderBy('id')
    .forUpdate()
    .execute()
  const months = [...new Set(sheets.map(({ month }) => month))]
  const rules = await loadRulebook(ctx)
  for (const month of months) await drawLines(ctx, sheets.filter((sheet) => sheet.month === month) as Sheet[], month, rules) // prettier-ignore
}

/** Raises the version of a sheet; throws stale when the form was drawn from another one. */
export async function touchSheet(
  ctx: Context,
  sheet: Sheet,
  version: number,
  change: Record<string, unknown> = {},
): Promise<number> {
  if (sheet.version !== version) throw new AppError('stale')
  await ctx.db
    .updateTable('dues_sheet')
    .set({ ...change, version: sheet.version + 1 })
    .where('tenant_id', '=', ctx.tenantId)
    .where('id', '=', sheet.id)
    .execute()
  return sheet.version + 1
}

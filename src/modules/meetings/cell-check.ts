// Whether a unit was a cell on given days, with the refusal at the form's unit or day field.
import type { Day } from '#kernel/day.ts'
import { AppError } from '#kernel/errors.ts'
import type { Id } from '#kernel/ids.ts'
import { CELL_KINDS } from '#modules/units/units.server.ts'
import type { ReadContext } from '#platform/operation/operation.ts'
import { sql } from 'kysely'

/** The unit of a form, for the right to it. Unknown and forbidden units get the same answer, at the unit's field. */
export async function cellOfForm(ctx: ReadContext, input: { unitId: Id }): Promise<Id[]> {
  if (await ctx.actor.covers(ctx.db, 'meeting.write', [input.unitId])) return [input.unitId]
  throw new AppError('not_found', {}, { unitId: 'meetings.unknown_cell' })
}

/** Of these unit-days, those on which the unit was no cell. One statement. */
export async function notCells(
  ctx: ReadContext,
  pairs: readonly { unitId: Id; on: Day }[],
): Promise<{ unitId: Id; on: Day }[]> {
  if (pairs.length === 0) return []
  const { rows } = await sql<{ unitId: Id; on: Day }>`
    select p.unit_id as "unitId", p.on_day as "on"
    from unnest(${pairs.map((pair) => pair.unitId)}::uuid[], ${pairs.map((pair) => pair.on)}::date[]) as p (unit_id, on_day)
    where not exists (
      select from unit_version v
      where v.tenant_id = ${ctx.tenantId} and v.unit_id = p.unit_id and v.kind = any(${[...CELL_KINDS]}::text[]) and v.valid @> p.on_day)
    order by p.on_day`.execute(ctx.db)
  return rows
}

/** Throws meetings.no_cell_that_day at `field` when the unit was no cell on that day. */
export async function needCell(ctx: ReadContext, unitId: Id, on: Day, field: string): Promise<void> {
  const [fault] = await notCells(ctx, [{ unitId, on }])
  if (fault) throw AppError.at(field, 'meetings.no_cell_that_day', { on: fault.on })
}

// What every deed of the register has in common: its days, the paper it rests on, the cell it concerns, the people alike.
import { contains, formatRange, parseRange, subtract } from '#kernel/date-range.ts'
import type { DateRange } from '#kernel/date-range.ts'
import { addDays } from '#kernel/day.ts'
import type { Day } from '#kernel/day.ts'
import { AppError } from '#kernel/errors.ts'
import type { Id } from '#kernel/ids.ts'
import { fold } from '#kernel/vietnamese/text.ts'
import { citeDecision, decisionFields, decisionsById } from '#modules/decisions/decisions.server.ts'
import type { CitedDecision } from '#modules/decisions/decisions.server.ts'
import { isCell } from '#modules/units/units.server.ts'
import type { UnitKind } from '#modules/units/units.server.ts'
import { dayField } from '#platform/operation/fields.ts'
import type { Context, ReadContext } from '#platform/operation/operation.ts'
import { sql } from 'kysely'
import type { MemberHistory } from './member.ts'

/** When it was decided (what flows count by), when it takes effect, and the paper. */
export const deedFields = () => ({ decidedOn: dayField(), effectiveOn: dayField(), ...decisionFields() })

export interface Deed extends CitedDecision {
  decidedOn: Day
}

/** Only what has happened is written down. Throws members.in_future at the field. */
export function checkPast(ctx: ReadContext, days: Record<string, Day | null>): void {
  const future = Object.entries(days).find(([, day]) => day !== null && day > ctx.today)
  if (future) throw AppError.at(future[0], 'members.in_future')
}

/** The paper of the deed, recorded when new. Throws when one is needed and none is cited, or when its day is another. */
export async function citePaper(ctx: Context, deed: Deed, needed: boolean): Promise<Id | null> {
  if (needed && deed.decisionId === null && deed.decision === null) {
    throw AppError.at('decision.number', 'members.decision_required')
  }
  const id = await citeDecision(ctx, deed)
  const issuedOn = deed.decision?.issuedOn ?? (id ? (await decisionsById(ctx, [id])).get(id)?.issuedOn : undefined)
  if (issuedOn !== undefined && issuedOn !== deed.decidedOn) {
    throw AppError.at('decidedOn', 'members.decision_day', { on: issuedOn })
  }
  return id
}

/**
 * The caller must be allowed to write for this cell. A cell that is missing and one that is out of reach look the same: not_found,
 * said at the field. Used by `units`, so that it comes before anything else is looked at.
 */
export async function reachCell(ctx: ReadContext, unitId: Id, field = 'unitId'): Promise<Id> {
  if (await ctx.actor.covers(ctx.db, 'member.write', [unitId])) return unitId
  throw new AppError('not_found', {}, { [field]: 'members.unknown_cell' })
}

/** Spans asked of a unit. */
export interface CellUse {
  unitId: Id
  valid: DateRange
}

/** The first use of a unit that is unknown, no cell, or not there on all those days; null when all are sound. Two statements; the units stay locked. */
export async function cellFault(
  ctx: Pick<ReadContext, 'tenantId' | 'db'>,
  uses: readonly CellUse[],
): Promise<{ use: CellUse; code: string; on: Day } | null> {
  const unitIds = [...new Set(uses.map((use) => use.unitId))]
  // A cell that is being closed at this moment is waited for, and then seen as closed.
  await ctx.db
    .selectFrom('unit')
    .select('id')
    .where('tenant_id', '=', ctx.tenantId)
    .where('id', '=', sql<Id>`any(${unitIds}::uuid[])`)
    .orderBy('id')
    .forKeyShare()
    .execute()
  const versions = await ctx.db
    .selectFrom('unit_version')
    .select(['unit_id', 'kind', 'valid'])
    .where('tenant_id', '=', ctx.tenantId)
    .where('unit_id', '=', sql<Id>`any(${unitIds}::uuid[])`)
    .orderBy('valid')
    .execute()
  const known = new Map<Id, { kind: UnitKind; valid: DateRange }[]>()
  for (const row of versions) {
    const list = known.get(row.unit_id) ?? []
    list.push({ kind: row.kind as UnitKind, valid: parseRange(row.valid) })
    known.set(row.unit_id, list)
  }
  for (const use of uses) {
    const spans = known.get(use.unitId)
    if (!spans) return { use, code: 'members.unknown_cell', on: use.valid.from }
    const left = (parts: typeof spans) =>
      parts.reduce((rest, part) => rest.flatMap((r) => subtract(r, part.valid)), [use.valid])
    const missing = left(spans.filter((part) => isCell(part.kind)))[0]
    if (missing) {
      const other = left(spans).every((rest) => formatRange(rest) !== formatRange(missing))
      return { use, code: other ? 'members.not_a_cell' : 'members.cell_not_there', on: missing.from }
    }
  }
  return null
}

/**
 * The unit must be a cell on every day of the stay, also on those for which its end is on record already. Throws at the field:
 * what it is on the first day, or members.cell_ends with the day from which it is none.
 */
export async function checkCell(ctx: ReadContext, unitId: Id, stay: DateRange, field = 'unitId'): Promise<void> {
  const fault = await cellFault(ctx, [{ unitId, valid: stay }])
  if (!fault) return
  const code = fault.on > stay.from ? 'members.cell_ends' : fault.code
  throw AppError.at(field, code, { on: fault.on })
}

/** Nothing but that day. */
export const oneDay = (on: Day): DateRange => ({ from: on, to: addDays(on, 1) })

/** The stay in a cell that begins on that day, as a history has it; the day itself where it has none. */
export function stayFrom(history: MemberHistory, unitId: Id, on: Day): DateRange {
  const span = history.cells.find((cell) => cell.unitId === unitId && contains(cell.valid, on))
  return span ? { from: on, to: span.valid.to } : oneDay(on)
}

/** Whether someone of that name and day of birth is on record already. */
export async function hasNamesake(ctx: ReadContext, fullName: string, birthOn: Day): Promise<boolean> {
  const found = await ctx.db
    .selectFrom('person')
    .select('id')
    .where('tenant_id', '=', ctx.tenantId)
    .where('merged_into', 'is', null)
    .where('folded', '=', fold(fullName))
    .where('birth_on', '=', birthOn)
    .where('withdrawn_at', 'is', null)
    .limit(1)
    .executeTakeFirst()
  return found !== undefined
}

// Where a transfer may go and whose letter it needs (TRANSFER_LETTER): a cell of this bloc, another bloc of this installation, or a
// place outside that is only a name.
import type { Day } from '#kernel/day.ts'
import { AppError } from '#kernel/errors.ts'
import type { Id } from '#kernel/ids.ts'
import { listTenants } from '#modules/tenancy/tenancy.server.ts'
import { ancestorsOf, GRASSROOTS_KINDS, isCell, nameOn } from '#modules/units/units.server.ts'
import type { UnitName } from '#modules/units/units.server.ts'
import type { ReadContext } from '#platform/operation/operation.ts'
import { sql } from 'kysely'
import type { Transfer } from './transfer-store.ts'

/** The cell on that day. Throws transfers.not_a_cell at the field. */
export async function checkedCell(ctx: ReadContext, unitId: Id, day: Day, field: string): Promise<UnitName> {
  const rows = await ctx.db
    .selectFrom('unit_version')
    .select('kind')
    .where('tenant_id', '=', ctx.tenantId)
    .where('unit_id', '=', unitId)
    .where(sql<boolean>`valid @> ${day}::date`)
    .execute()
  const name = await nameOn(ctx, unitId, day)
  const kind = rows[0]?.kind as UnitName['kind'] | undefined
  if (!name || !kind || !isCell(kind)) throw AppError.at(field, 'transfers.not_a_cell')
  return name
}

/** Other blocs of this installation that go on. */
export async function otherBlocs(ctx: ReadContext): Promise<{ id: Id; name: string }[]> {
  const all = await listTenants(ctx.db)
  return all.filter((bloc) => bloc.id !== ctx.tenantId && bloc.endedOn === null)
}

/** Whether another bloc can still receive or return what was sent to it. */
export async function answers(ctx: ReadContext, bloc: Id): Promise<boolean> {
  return (await listTenants(ctx.db)).some(({ id, endedOn }) => id === bloc && (endedOn === null || endedOn > ctx.today))
}

/** The way up from a unit, itself first. */
export async function wayUp(ctx: ReadContext, unitId: Id, day: Day): Promise<UnitName[]> {
  const own = await nameOn(ctx, unitId, day)
  return own ? [own, ...(await ancestorsOf(ctx, unitId, day))] : []
}

const isGrassroots = (unit: UnitName): boolean => GRASSROOTS_KINDS.some((kind) => kind === unit.kind)

/**
 * Whose letter it is: out of the bloc that of its top; within it that of the grassroots organisation that is left. Undefined for a unit
 * that is unknown.
 */
export function issuerAmong(up: readonly UnitName[], direction: Transfer['direction']): UnitName | undefined {
  if (direction === 'out') return up.at(-1)
  return up.find(isGrassroots) ?? up[0]
}

/** Whether two cells belong to one grassroots organisation on a day: then the transfer is an internal one. */
export async function oneGrassroots(ctx: ReadContext, a: Id, b: Id, day: Day): Promise<boolean> {
  const [first, second] = [await wayUp(ctx, a, day), await wayUp(ctx, b, day)]
  const home = first.find(isGrassroots)
  return home !== undefined && second.some((unit) => unit.id === home.id)
}

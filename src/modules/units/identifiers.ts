// Numbers that outside registers gave a unit (electronic identification code, statistics): dated, a new one closes the older.
import { formatRange, parseRange } from '#kernel/date-range.ts'
import type { DateRange } from '#kernel/date-range.ts'
import { AppError } from '#kernel/errors.ts'
import type { Id } from '#kernel/ids.ts'
import { dayField, idField, optionalText, textField } from '#platform/operation/fields.ts'
import { operation } from '#platform/operation/operation.ts'
import type { ReadContext } from '#platform/operation/operation.ts'
import { sql } from 'kysely'
import * as v from 'valibot'

export interface UnitIdentifier {
  id: Id
  scheme: string
  value: string
  valid: DateRange
}

export const setIdentifier = operation({
  name: 'units.set-identifier',
  summary: 'Give a unit an identifier of an outside register from a day on; without a value the standing one ends',
  permission: 'unit.write',
  input: v.object({
    unitId: idField(),
    scheme: textField(80),
    value: optionalText(80),
    from: dayField(),
  }),
  units: (_, input) => [input.unitId],
  constraints: {
    unit_identifier_tenant_id_scheme_value_valid_excl: { code: 'units.identifier_taken', field: 'value' },
  },
  async run(ctx, input): Promise<{ identifierId: Id | null }> {
    const { unitId, scheme, value, from } = input
    const known = (await identifiersOf(ctx, unitId)).filter((each) => each.scheme === scheme)
    const later = known.find((each) => each.valid.from >= from)
    if (later) throw AppError.at('from', 'units.identifier_later', { on: later.valid.from })
    const standing = known.find(({ valid }) => valid.to === null || from < valid.to)
    if (value === null ? !standing : standing?.value === value) throw AppError.at('value', 'units.nothing_changed')
    if (standing) {
      await ctx.db
        .updateTable('unit_identifier')
        .set({ valid: formatRange({ from: standing.valid.from, to: from }) })
        .where('tenant_id', '=', ctx.tenantId)
        .where('id', '=', standing.id)
        .execute()
    }
    ctx.touch(unitId)
    ctx.note({ scheme, value, from })
    if (value === null) return { identifierId: null }
    const identifierId = ctx.newId()
    await ctx.db
      .insertInto('unit_identifier')
      .values({
        ...{ tenant_id: ctx.tenantId, id: identifierId, unit_id: unitId, scheme, value },
        valid: formatRange({ from, to: null }),
        ...{ recorded_at: ctx.now, recorded_by: ctx.actor.accountId },
      })
      .execute()
    return { identifierId }
  },
})

/** All identifiers of a unit, by register and time. */
export async function identifiersOf(ctx: Pick<ReadContext, 'tenantId' | 'db'>, unitId: Id): Promise<UnitIdentifier[]> {
  const rows = await ctx.db
    .selectFrom('unit_identifier')
    .select(['id', 'scheme', 'value', 'valid'])
    .where('tenant_id', '=', ctx.tenantId)
    .where('unit_id', '=', unitId)
    .orderBy('scheme')
    .orderBy(sql`lower(valid)`)
    .execute()
  return rows.map((row) => ({ ...row, valid: parseRange(row.valid) }))
}

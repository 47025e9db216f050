// Sectors (loại hình): the bloc's own list by which grassroots organisations are counted; each with the days it is in use.
import { formatRange, parseRange } from '#kernel/date-range.ts'
import type { DateRange } from '#kernel/date-range.ts'
import { AppError } from '#kernel/errors.ts'
import { dayField, integerField, optionalDay, textField } from '#platform/operation/fields.ts'
import { operation, query } from '#platform/operation/operation.ts'
import { sql } from 'kysely'
import * as v from 'valibot'

export interface Sector {
  code: string
  name: string
  ordinal: number
  valid: DateRange
}

export const setSector = operation({
  name: 'units.set-sector',
  summary: 'Add a sector to the list, or change its name, order or days of use',
  permission: 'unit.write',
  input: v.object({
    code: textField(60),
    name: textField(200),
    ordinal: integerField(0, 10_000),
    from: dayField(),
    to: v.optional(optionalDay(), null),
  }),
  async run(ctx, input): Promise<{ code: string }> {
    if (input.to !== null && input.to <= input.from) throw AppError.at('to', 'units.end_before_start')
    const sector = { name: input.name, ordinal: input.ordinal, valid: formatRange({ from: input.from, to: input.to }) }
    await ctx.db
      .insertInto('sector')
      .values({ tenant_id: ctx.tenantId, code: input.code, ...sector })
      .onConflict((conflict) => conflict.columns(['tenant_id', 'code']).doUpdateSet(sector))
      .execute()
    ctx.note({ ...input })
    return { code: input.code }
  },
})

export const listSectors = query({
  name: 'units.list-sectors',
  summary: 'Sectors in use on a day, in their order',
  permission: 'unit.read',
  input: v.object({ day: v.optional(optionalDay(), null) }),
  async run(ctx, input): Promise<Sector[]> {
    const rows = await ctx.db
      .selectFrom('sector')
      .select(['code', 'name', 'ordinal', 'valid'])
      .where('tenant_id', '=', ctx.tenantId)
      .where(sql<boolean>`valid @> ${input.day ?? ctx.today}::date`)
      .orderBy('ordinal')
      .orderBy('code')
      .execute()
    return rows.map((row) => ({ ...row, valid: parseRange(row.valid) }))
  },
})

// Localities (địa bàn): where a unit works when that is not the bloc's own seat, and which local committee works there.
// They have days: districts end on 30/06/2025, communes of the two-tier order begin the day after.
import { formatRange, overlaps, parseRange } from '#kernel/date-range.ts'
import type { DateRange } from '#kernel/date-range.ts'
import { AppError } from '#kernel/errors.ts'
import type { Id } from '#kernel/ids.ts'
import { fold } from '#kernel/vietnamese/text.ts'
import { choiceField, dayField, optionalDay, optionalId, optionalText, textField } from '#platform/operation/fields.ts'
import { operation, query } from '#platform/operation/operation.ts'
import { sql } from 'kysely'
import * as v from 'valibot'

export const LOCALITY_KINDS = ['province', 'district', 'commune'] as const

export interface Locality {
  id: Id
  name: string
  kind: (typeof LOCALITY_KINDS)[number]
  committee: string | null
  valid: DateRange
}

export const addLocality = operation({
  name: 'units.add-locality',
  summary: 'Add a locality with the days on which it exists',
  permission: 'unit.write',
  input: v.object({
    localityId: v.optional(optionalId(), null),
    name: textField(200),
    kind: choiceField(LOCALITY_KINDS),
    committee: v.optional(optionalText(200), null),
    from: dayField(),
    to: v.optional(optionalDay(), null),
  }),
  async run(ctx, input): Promise<{ localityId: Id }> {
    if (input.to !== null && input.to <= input.from) throw AppError.at('to', 'units.end_before_start')
    const valid = { from: input.from, to: input.to }
    const known = await ctx.db
      .selectFrom('locality')
      .select(['name', 'valid'])
      .where('tenant_id', '=', ctx.tenantId)
      .where('kind', '=', input.kind)
      .execute()
    const twin = known.some(
      (other) => fold(other.name) === fold(input.name) && overlaps(parseRange(other.valid), valid),
    )
    if (twin) throw AppError.at('name', 'units.locality_taken')
    const id = input.localityId ?? ctx.newId()
    await ctx.db
      .insertInto('locality')
      .values({
        tenant_id: ctx.tenantId,
        id,
        name: input.name,
        kind: input.kind,
        committee: input.committee,
        valid: formatRange(valid),
      })
      .execute()
    ctx.touch(id)
    ctx.note({ name: input.name, kind: input.kind })
    return { localityId: id }
  },
})

export const listLocalities = query({
  name: 'units.list-localities',
  summary: 'Localities that exist on a day, by kind and name',
  permission: 'unit.read',
  input: v.object({ day: v.optional(optionalDay(), null) }),
  async run(ctx, input): Promise<Locality[]> {
    const rows = await ctx.db
      .selectFrom('locality')
      .select(['id', 'name', 'kind', 'committee', 'valid'])
      .where('tenant_id', '=', ctx.tenantId)
      .where(sql<boolean>`valid @> ${input.day ?? ctx.today}::date`)
      .orderBy(sql`array_position(array['province', 'district', 'commune'], kind)`)
      .orderBy(sql`name collate "C"`)
      .execute()
    return rows.map((row) => ({ ...row, kind: row.kind as Locality['kind'], valid: parseRange(row.valid) }))
  },
})

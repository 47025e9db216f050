// Who is listed: the members of a day within the caller's reach and the filters given. The page, its total, the sheet and the
// API are built on this one statement, so that they can never disagree.
import { addMonths } from '#kernel/day.ts'
import type { Day } from '#kernel/day.ts'
import { notFound } from '#kernel/errors.ts'
import type { Id } from '#kernel/ids.ts'
import { fold, likeSafe } from '#kernel/vietnamese/text.ts'
import { inScope, isUnder } from '#modules/units/units.server.ts'
import { optionalChoice, optionalDay, optionalId, optionalText } from '#platform/operation/fields.ts'
import type { ReadContext } from '#platform/operation/operation.ts'
import { sql } from 'kysely'
import type { RawBuilder } from 'kysely'
import * as v from 'valibot'
import { AGE_BAND_CODES, AGE_BANDS, MAJORITY, SEXES } from './code-lists.ts'

export const STATUS_FILTERS = ['probationary', 'full', 'exempt'] as const
export const ETHNICITY_FILTERS = ['kinh', 'minority'] as const
export const SORTS = ['name', 'admitted', 'cell'] as const
export type MemberSort = (typeof SORTS)[number]

/** What one may ask of the list; all optional. */
export const filterFields = () => ({
  day: v.optional(optionalDay(), null),
  /** This unit and everything below it; null: all the caller may see. */
  unitId: v.optional(optionalId(), null),
  find: v.optional(optionalText(100), null),
  status: v.optional(optionalChoice(STATUS_FILTERS), null),
  sex: v.optional(optionalChoice(SEXES), null),
  age: v.optional(optionalChoice(AGE_BAND_CODES), null),
  ethnicity: v.optional(optionalChoice(ETHNICITY_FILTERS), null),
})

const filterSchema = v.object(filterFields())
export type MemberFilter = v.InferOutput<typeof filterSchema>

/** A unit that is asked for must be within reach; else it answers as an unknown one. */
export async function reachUnit(ctx: ReadContext, unitId: Id | null): Promise<void> {
  if (unitId !== null && !(await ctx.actor.covers(ctx.db, 'member.read', [unitId]))) throw notFound()
}

function ageBounds(code: string, day: Day): { born: Day; before: Day } | null {
  const band = AGE_BANDS.find((each) => each.code === code)
  if (!band) return null
  // Aged `from` to `to` full years on the day: born after the day before turning to + 1, and not after turning from.
  return {
    born: band.to === null ? ('0001-01-01' as Day) : addMonths(day, -12 * (band.to + 1)),
    before: addMonths(day, -12 * band.from),
  }
}

function personConditions(filter: MemberFilter, day: Day): RawBuilder<boolean>[] {
  const conditions: RawBuilder<boolean>[] = []
  const words = fold(filter.find ?? '')
  if (words !== '') {
    conditions.push(
      /^\d+$/.test(words)
        ? sql<boolean>`m.card_number like ${`${likeSafe(words)}%`}`
        : sql<boolean>`p.folded like ${`%${likeSafe(words)}%`}`,
    )
  }
  if (filter.sex) conditions.push(sql<boolean>`p.sex = ${filter.sex}`)
  if (filter.ethnicity) {
    conditions.push(
      filter.ethnicity === 'kinh' ? sql<boolean>`p.ethnicity = ${MAJORITY}` : sql<boolean>`p.ethnicity <> ${MAJORITY}`,
    )
  }
  const age = filter.age ? ageBounds(filter.age, day) : null
  if (age) conditions.push(sql<boolean>`p.birth_on > ${age.born}::date and p.birth_on <= ${age.before}::date`)
  return conditions
}

/**
 * from … where … of the members that are listed, with the aliases c (cell), s (status), m (member), p (person).
 * `lean` leaves out m and p where no condition needs them: for counting.
 */
export function listedMembers(ctx: ReadContext, filter: MemberFilter, day: Day, lean = false): RawBuilder<unknown> {
  const conditions = personConditions(filter, day)
  if (filter.status === 'exempt') conditions.push(sql<boolean>`s.exempt`)
  else if (filter.status) conditions.push(sql<boolean>`s.status = ${filter.status}`)
  // A unit that was asked for lies within the caller's reach already.
  const fence = filter.unitId
    ? isUnder(ctx, [filter.unitId], day, 'c.unit_id')
    : inScope(ctx, 'member.read', day, 'c.unit_id')
  const people =
    lean && personConditions(filter, day).length === 0
      ? sql``
      : sql`
    join member m on m.tenant_id = ${ctx.tenantId} and m.id = c.member_id
    join person p on p.tenant_id = ${ctx.tenantId} and p.id = m.person_id`
  return sql`
    from member_cell c
    join member_status s on s.tenant_id = ${ctx.tenantId} and s.member_id = c.member_id and s.valid @> ${day}::date ${people}
    where c.tenant_id = ${ctx.tenantId} and c.valid @> ${day}::date and ${fence}
      ${conditions.length > 0 ? sql`and ${sql.join(conditions, sql` and `)}` : sql``}`
}

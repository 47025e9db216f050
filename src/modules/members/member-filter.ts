// Who is listed: the members of a day within the caller's reach and the filters given. The page, its total, the sheet and the
// API are built on this one statement, so that they can never disagree.
import { addMonths } from '#kernel/day.ts'
import type { Day } from '#kernel/day.ts'
import { notFound } from '#kernel/errors.ts'
import type { Id } from '#kernel/ids.ts'
import { fold, likeSafe } from '#kernel/vietnamese/text.ts'
import { inScope, isUnder } from '#modules/units/units.server.ts'
import { dayLiteral, validOn } from '#platform/db/valid-on.ts'
import { optionalChoice, optionalDay, optionalId, optionalText } from '#platform/operation/fields.ts'
import type { ReadContext } from '#platform/operation/operation.ts'
import { sql } from 'kysely'
import type { RawBuilder } from 'kysely'
import * as v from 'valibot'
import { AGE_BAND_CODES, AGE_BANDS, MAJORITY, SEXES } from './code-lists.ts'
import { MEMBER_STATUSES } from './member.ts'

export const STATUS_FILTERS = ['probationary', 'full', 'exempt', 'paused', 'suspended', 'away'] as const
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

export type MemberFilter = v.InferOutput<v.ObjectSchema<ReturnType<typeof filterFields>, undefined>>

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
  if (filter.sex) conditions.push(sql<boolean>`p.sex = ${sql.lit(filter.sex)}`)
  if (filter.ethnicity) {
    conditions.push(
      filter.ethnicity === 'kinh'
        ? sql<boolean>`p.ethnicity = ${sql.lit(MAJORITY)}`
        : sql<boolean>`p.ethnicity <> ${sql.lit(MAJORITY)}`,
    )
  }
  const age = filter.age ? ageBounds(filter.age, day) : null
  if (age)
    conditions.push(sql<boolean>`p.birth_on > ${dayLiteral(age.born)} and p.birth_on <= ${dayLiteral(age.before)}`)
  return conditions
}

/** Whether the list reaches over the whole bloc: no fence in the tree is needed. */
function isWhole(ctx: ReadContext, filter: MemberFilter): boolean {
  if (!ctx.scope('member.read').whole) return false
  return filter.unitId === null || ctx.actor.stands.some((stand) => stand.whole && stand.unitId === filter.unitId)
}

/**
 * from … where … of the members that are listed, with the aliases c (cell), s (status), m (member), p (person).
 * `counting` leaves out what no condition needs. There are two ways in: a part of the tree is entered by its cells; the whole
 * bloc by its people, whose order is an index, so that a page costs a page.
 */
export function listedMembers(ctx: ReadContext, filter: MemberFilter, day: Day, counting = false): RawBuilder<unknown> {
  const people = personConditions(filter, day)
  const status =
    filter.status === null
      ? sql``
      : MEMBER_STATUSES.some((each) => each === filter.status)
        ? sql`and s.status = ${sql.lit(filter.status)}`
        : sql`and s.standing = ${sql.lit(filter.status)}`
  const also = people.length > 0 ? sql`and ${sql.join(people, sql` and `)}` : sql``
  const members = sql`join person p on p.tenant_id = ${ctx.tenantId} and p.id = m.person_id`
  const whole = isWhole(ctx, filter)
  // Few are probationary, exempt or away: they are found by their status, as for counting.
  const few = filter.status !== null && filter.status !== 'full'
  if (whole && few && !counting) {
    return sql`
      from member_status s
      join member_cell c on c.tenant_id = ${ctx.tenantId} and c.member_id = s.member_id and ${validOn('c', day)}
      join member m on m.tenant_id = ${ctx.tenantId} and m.id = s.member_id ${members}
      where s.tenant_id = ${ctx.tenantId} and ${validOn('s', day)} ${status} ${also}`
  }
  if (whole && counting) {
    return sql`
      from member_status s
      ${people.length > 0 ? sql`join member m on m.tenant_id = ${ctx.tenantId} and m.id = s.member_id ${members}` : sql``}
      where s.tenant_id = ${ctx.tenantId} and ${validOn('s', day)} ${status} ${also}`
  }
  if (whole) {
    return sql`
      from member m ${members}
      cross join lateral (select s.status, s.standing from member_status s
        where s.tenant_id = ${ctx.tenantId} and s.member_id = m.id and ${validOn('s', day)} ${status} limit 1) s
      cross join lateral (select c.unit_id from member_cell c
        where c.tenant_id = ${ctx.tenantId} and c.member_id = m.id and ${validOn('c', day)} limit 1) c
      where m.tenant_id = ${ctx.tenantId} ${also}`
  }
  // A unit that was asked for lies within the caller's reach already.
  const fence = filter.unitId
    ? isUnder(ctx, [filter.unitId], day, 'c.unit_id')
    : inScope(ctx, 'member.read', day, 'c.unit_id')
  return sql`
    from member_cell c
    join member_status s on s.tenant_id = ${ctx.tenantId} and s.member_id = c.member_id and ${validOn('s', day)} ${status}
    join member m on m.tenant_id = ${ctx.tenantId} and m.id = c.member_id ${members}
    where c.tenant_id = ${ctx.tenantId} and ${validOn('c', day)} and ${fence} ${also}`
}

// Records carried to the units of another day by lineage (HIS-07), as parts of the engine's statement: joined units exactly, divided
// ones by the members' own moves; what can neither be shared counts above all heirs and is told below.
import type { Day } from '#kernel/day.ts'
import type { Id } from '#kernel/ids.ts'
import { inheritancesOn, OUTSIDE, treeOn } from '#modules/units/units.server.ts'
import type { Inheritance } from '#modules/units/units.server.ts'
import type { ReadContext } from '#platform/operation/operation.ts'
import { dayLiteral } from '#platform/db/valid-on.ts'
import { sql } from 'kysely'
import type { RawBuilder } from 'kysely'
import type { Indicator } from './indicator.ts'

/** Several heirs, or a unit that is no more, standing as one carrier of records: counted wholly only above all of them. */
interface Bundle {
  carrier: Id
  heirs: readonly Id[]
  /** Whether an heir itself has the records wholly: not those that are units. A unit that was joined is not one more unit in its heir. */
  own: boolean
}

interface Route {
  unitId: Id
  since: Day | null
  until: Day | null
  /** Where records stand: an heir, OUTSIDE, or a bundle. */
  carrier: Id
  /** The same for records that are the units themselves. */
  unitCarrier: Id
  divided: boolean
}

export interface Carriage {
  day: Day
  routes: Route[]
  bundles: Bundle[]
}

/** Everything that is carried to the structure of `day`; null where nothing is: the tree of that day says all. */
export async function carriageTo(ctx: ReadContext, day: Day): Promise<Carriage | null> {
  const inherited = await inheritancesOn(ctx, day)
  return inherited.length === 0 ? null : carriageOf(inherited, day)
}

/** The same out of inheritances. Pure. */
export function carriageOf(inherited: readonly Inheritance[], day: Day): Carriage {
  const bundles = new Map<string, Bundle>()
  const bundleOf = (heirs: readonly Id[], own: boolean): Id => {
    const key = `${own} ${heirs.join(' ')}`
    const known = bundles.get(key)
    if (known) return known.carrier
    const carrier = `00000000-0000-0000-0000-${String(bundles.size + 1).padStart(12, '0')}`
    bundles.set(key, { carrier, heirs, own })
    return carrier
  }
  const routes = inherited.map(({ unitId, since, until, heirs, below }): Route => {
    const carrier = heirs.length === 1 ? (heirs[0] as Id) : bundleOf(heirs, true)
    return {
      unitId,
      since,
      until,
      carrier,
      // Whoever goes on is the one unit he was; whoever left is counted no more.
      unitCarrier: heirs.includes(unitId) ? unitId : below || carrier === OUTSIDE ? carrier : bundleOf(heirs, false),
      divided: heirs.length > 1,
    }
  })
  return { day, routes, bundles: [...bundles.values()] }
}

/**
 * The tables the statement opens with: `route`, `bundle`, and `reach` — who stands above which carrier on the day (descendant_id,
 * ancestor_id), and whether above all of it (whole).
 */
export function carriageTables(
  ctx: Pick<ReadContext, 'tenantId'>,
  { day, routes, bundles }: Carriage,
): RawBuilder<unknown> {
  const members = bundles.flatMap(({ carrier, heirs, own }) =>
    heirs.map((heirId) => ({ carrier, heirId, own, parts: heirs.length })),
  )
  return sql`
    route as materialized (
      select * from unnest(
        ${routes.map((route) => route.unitId)}::uuid[], ${routes.map((route) => route.since)}::date[],
        ${routes.map((route) => route.until)}::date[], ${routes.map((route) => route.carrier)}::uuid[],
        ${routes.map((route) => route.unitCarrier)}::uuid[], ${routes.map((route) => route.divided)}::boolean[]
      ) as r (unit_id, since, until, carrier, unit_carrier, divided)),
    bundle as materialized (
      select * from unnest(
        ${members.map((each) => each.carrier)}::uuid[], ${members.map((each) => each.heirId)}::uuid[],
        ${members.map((each) => each.own)}::boolean[], ${members.map((each) => each.parts)}::int[]
      ) as b (carrier, heir_id, own, parts)),
    reach as (
      select c.descendant_id, c.ancestor_id, true as whole from unit_closure c
      where c.tenant_id = ${ctx.tenantId} and ${treeOn('c', day)}
      union all
      select b.carrier, c.ancestor_id, count(*) filter (where b.own or c.depth > 0) = b.parts
      from bundle b join unit_closure c on c.tenant_id = ${ctx.tenantId} and c.descendant_id = b.heir_id and ${treeOn('c', day)}
      group by b.carrier, c.ancestor_id, b.parts)`
}

/** Which of a unit's routes holds for a record of that day. */
const holdsOn = (alias: string, on: RawBuilder<unknown>) =>
  sql`(${sql.ref(`${alias}.since`)} is null or ${on} >= ${sql.ref(`${alias}.since`)})
      and (${sql.ref(`${alias}.until`)} is null or ${on} < ${sql.ref(`${alias}.until`)})`

/**
 * An indicator's records with `carrier` beside unit_id, out of the source SQL. `fence` limits untouched units to those a caller may
 * see (the others are limited by what stands above their carrier).
 */
export function carriedRecords(
  indicator: Indicator,
  records: RawBuilder<unknown>,
  { day }: Carriage,
  tenantId: Id,
  fence: RawBuilder<unknown> | null,
): RawBuilder<unknown> {
  const carrier =
    indicator.counts === 'unit'
      ? sql`coalesce(h.unit_carrier, q.unit_id)`
      : indicator.follows
        ? sql`case when h.divided then coalesce(${wayOfMember(indicator.follows.stays(tenantId), day)}, h.carrier) else coalesce(h.carrier, q.unit_id) end`
        : sql`coalesce(h.carrier, q.unit_id)`
  return sql`
    select q.*, ${carrier} as carrier
    from (${records}) q
    left join route h on h.unit_id = q.unit_id and ${holdsOn('h', sql`q.on_day`)}
    ${fence ? sql`where h.unit_id is not null or ${fence}` : sql``}`
}

/** The first of the heirs that the member came to after the record: his stay, or who carries that stay on. */
function wayOfMember(stays: RawBuilder<unknown>, day: Day): RawBuilder<unknown> {
  const on = dayLiteral(day)
  return sql`(
    select b.heir_id
    from (${stays}) s
    left join route g on g.unit_id = s.unit_id and ${holdsOn('g', sql`least(s.until_on - 1, ${on})`)}
    join bundle b on b.carrier = h.carrier and b.heir_id = coalesce(g.carrier, s.unit_id)
    where s.member_id = q.member_id and (s.until_on is null or s.until_on > q.on_day) and s.from_on <= ${on}
    order by s.from_on limit 1)`
}

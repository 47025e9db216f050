// Regulations of a unit that ends (HIS-05): its successor takes its place and what it owes; without one its place closes that day.
import { formatRange, parseRange } from '#kernel/date-range.ts'
import { addDays, maxDay } from '#kernel/day.ts'
import type { Day } from '#kernel/day.ts'
import type { Id } from '#kernel/ids.ts'
import { openMatter } from '#modules/units/units.server.ts'
import { insertRows } from '#platform/db/insert-rows.ts'
import type { Context, ReadContext } from '#platform/operation/operation.ts'
import { sql } from 'kysely'
import { periodOfCode, periodsBeginning } from './rhythm.ts'
import type { Recurring } from './rhythm.ts'

interface PlaceRow {
  id: Id
  unit_id: Id
  regulation_id: Id
  number: string
  title: string
  ordinal: number
  valid: string
}

/** Places these units hold in regulations on that day or later. */
async function placesOf(ctx: Pick<ReadContext, 'tenantId' | 'db'>, unitIds: readonly Id[], on: Day) {
  const { rows } = await sql<PlaceRow>`
    select p.id, p.unit_id, p.regulation_id, r.number, r.title, p.ordinal, p.valid
    from regulation_party p join regulation r on r.tenant_id = p.tenant_id and r.id = p.regulation_id
    where p.tenant_id = ${ctx.tenantId} and p.unit_id = any(${[...new Set(unitIds)]}::uuid[])
      and (upper(p.valid) is null or upper(p.valid) > ${on}::date)
      and (upper(r.valid) is null or upper(r.valid) > ${on}::date)
    order by r.signed_on, r.number, p.id`.execute(ctx.db)
  return rows
}

openMatter({
  name: 'regulations',
  blocks: true,
  refusal: 'coordination.unit_is_party',
  async list(ctx, unitIds, on) {
    const byUnit = Map.groupBy(await placesOf(ctx, unitIds, on), (row) => row.unit_id)
    return [...byUnit].map(([unitId, rows]) => ({
      unitId,
      count: rows.length,
      examples: rows.slice(0, 5).map((row) => ({
        id: row.regulation_id,
        label: `${row.number} ${row.title}`,
        href: `/phoi-hop/${row.regulation_id}`,
      })),
    }))
  },
  async handOver(ctx, routes, { on }) {
    const places = await placesOf(
      ctx,
      routes.map((route) => route.from),
      on,
    )
    const heirOf = new Map(routes.map((route) => [route.from, route.to]))
    const heirs = await placesTaken(ctx, places, heirOf, on)
    for (const place of places) {
      const heir = heirs.get(place.id) ?? null
      if (heir !== null) await passOn(ctx, place.id, heir, on)
    }
    // A place that would begin only later than the end stays empty of days: it is closed on its own first day.
    await sql`
      update regulation_party set valid = daterange(lower(valid), greatest(${on}::date, lower(valid) + 1))
      where tenant_id = ${ctx.tenantId} and id = any(${places.map((place) => place.id)}::uuid[])`.execute(ctx.db)
    ctx.touch(...places.map((place) => place.regulation_id))
    return places.length
  },
})

/** The successor's place in each regulation, by the place it follows: made unless it has one already. */
async function placesTaken(
  ctx: Context,
  places: readonly PlaceRow[],
  heirOf: ReadonlyMap<Id, Id | null>,
  on: Day,
): Promise<Map<Id, Id>> {
  const known = await ctx.db
    .selectFrom('regulation_party')
    .select(['id', 'regulation_id', 'unit_id'])
    .where('tenant_id', '=', ctx.tenantId)
    .where(sql<boolean>`regulation_id = any(${places.map((place) => place.regulation_id)}::uuid[])`)
    .execute()
  const taken = new Map(known.map((party) => [`${party.regulation_id} ${party.unit_id}`, party.id]))
  const result = new Map<Id, Id>()
  const rows = []
  for (const place of places) {
    const heir = heirOf.get(place.unit_id)
    if (!heir) continue
    const key = `${place.regulation_id} ${heir}`
    const id = taken.get(key) ?? ctx.newId()
    result.set(place.id, id)
    if (taken.has(key)) continue
    taken.set(key, id)
    const { from, to } = parseRange(place.valid)
    rows.push({
      tenant_id: ctx.tenantId,
      id,
      regulation_id: place.regulation_id,
      unit_id: heir,
      ordinal: place.ordinal,
      valid: formatRange({ from: maxDay(from, on), to }),
    })
  }
  await insertRows(ctx.db, 'regulation_party', rows)
  // One that left earlier comes back for what it takes over.
  await sql`
    update regulation_party set valid = daterange(lower(valid), null)
    where tenant_id = ${ctx.tenantId} and id = any(${[...result.values()]}::uuid[]) and upper(valid) <= ${on}::date`.execute(
    ctx.db,
  )
  return result
}

/**
 * The first period whose due day is on that day or later: what the old place did not live to fall due, its successor owes. null when
 * nothing is left of the obligation.
 */
function leftFrom(duty: { rhythm: string; due_after: number; valid: string }, on: Day): Day | null {
  const { from } = parseRange(duty.valid)
  const falls = (begin: Day) => addDays(begin, duty.due_after) >= on
  if (duty.rhythm === 'once') return falls(from) ? from : null
  const earlier = periodsBeginning(duty.rhythm as Recurring, maxDay(from, addDays(on, -800)), on)
  return earlier.find((period) => falls(period.from))?.from ?? maxDay(from, on)
}

/** What a place owes from that day on is owed by its successor, with what was done for it already; what is owed to it, to the successor. */
async function passOn(ctx: Context, from: Id, to: Id, on: Day): Promise<void> {
  const duties = await ctx.db
    .selectFrom('obligation')
    .selectAll()
    .where('tenant_id', '=', ctx.tenantId)
    .where(({ or, eb }) => or([eb('party_id', '=', from), eb('to_party_id', '=', from)]))
    .where(sql<boolean>`(upper(valid) is null or upper(valid) > ${on}::date)`)
    .execute()
  const heir = (place: Id | null) => (place === from ? to : place)
  for (const duty of duties) {
    const [party, toParty, begin] = [heir(duty.party_id), heir(duty.to_party_id), leftFrom(duty, on)]
    // What one of two that become one owed the other is owed no more.
    if (party === null || party === toParty || begin === null) continue
    const { to: end } = parseRange(duty.valid)
    const id = ctx.newId()
    await insertRows(ctx.db, 'obligation', [
      {
        ...duty,
        id,
        party_id: party,
        to_party_id: toParty,
        valid: formatRange({ from: begin, to: end }),
        version: 1,
        recorded_at: ctx.now,
        recorded_by: ctx.actor.accountId,
      },
    ])
    const done = await ctx.db
      .selectFrom('obligation_done')
      .select(['id', 'period'])
      .where('tenant_id', '=', ctx.tenantId)
      .where('obligation_id', '=', duty.id)
      .execute()
    const moved = done.filter(({ period }) => (periodOfCode(period)?.from ?? begin) >= begin).map((row) => row.id)
    await sql`
      update obligation_done set obligation_id = ${id}
      where tenant_id = ${ctx.tenantId} and id = any(${moved}::uuid[])`.execute(ctx.db)
    await sql`
      update obligation set valid = daterange(lower(valid), greatest(${on}::date, lower(valid) + 1)), version = version + 1
      where tenant_id = ${ctx.tenantId} and id = ${duty.id}`.execute(ctx.db)
  }
}

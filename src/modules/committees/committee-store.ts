// Reads what a change of committees is held against, locked unit by unit, and writes terms, bodies and holdings: bulk statements, rows
// closed and voided, never deleted.
import { formatRange, parseRange } from '#kernel/date-range.ts'
import type { DateRange } from '#kernel/date-range.ts'
import type { Day } from '#kernel/day.ts'
import { AppError, notFound } from '#kernel/errors.ts'
import type { Id } from '#kernel/ids.ts'
import type { UnitKind } from '#modules/units/units.server.ts'
import { insertRows } from '#platform/db/insert-rows.ts'
import type { Context, ReadContext } from '#platform/operation/operation.ts'
import { sql } from 'kysely'
import type {
  Body,
  EndReason,
  Fault,
  Holding,
  HoldingBasis,
  PersonDays,
  Term,
  TermBasis,
  UnitPosts,
} from './committee.ts'
import type { BodyKind } from './post-kinds.ts'

type Reader = Pick<ReadContext, 'tenantId' | 'db'>

/** A unit's posts, to be added to while many facts are checked one after the other. */
export interface OpenPosts extends UnitPosts {
  terms: Term[]
  bodies: Body[]
  holdings: Holding[]
}

/**
 * Everything of these units by id; unknown units are missing. The units stay locked until the transaction ends: two changes of the
 * same committee, and the closing of its unit, take turns. Five statements, however many units.
 */
export const lockPosts = (ctx: Reader, unitIds: readonly Id[]) => postsOfUnits(ctx, unitIds, true)

/** The same to look at: nothing is locked, nothing waits. */
export const readPosts = (ctx: Reader, unitIds: readonly Id[]) => postsOfUnits(ctx, unitIds, false)

async function postsOfUnits(ctx: Reader, unitIds: readonly Id[], lock: boolean): Promise<Map<Id, OpenPosts>> {
  const ids = [...new Set(unitIds)]
  if (ids.length === 0) return new Map()
  const among = sql<Id>`any(${ids}::uuid[])`
  const units = await ctx.db
    .selectFrom('unit')
    .select('id')
    .where('tenant_id', '=', ctx.tenantId)
    .where('id', '=', among)
    .orderBy('id')
    .$if(lock, (rows) => rows.forNoKeyUpdate())
    .execute()
  const found = new Map<Id, OpenPosts & { kinds: { kind: UnitKind; valid: DateRange }[] }>(
    units.map(({ id }) => [id, { unitId: id, kinds: [], terms: [], bodies: [], holdings: [] }]),
  )
  const versions = await ctx.db
    .selectFrom('unit_version')
    .select(['unit_id', 'kind', 'valid'])
    .where('tenant_id', '=', ctx.tenantId)
    .where('unit_id', '=', among)
    .execute()
  for (const row of versions)
    found.get(row.unit_id)?.kinds.push({ kind: row.kind as UnitKind, valid: parseRange(row.valid) })
  const terms = await ctx.db
    .selectFrom('committee_term')
    .select(['id', 'unit_id as unitId', 'ordinal', 'restarted', 'label', 'basis', 'valid'])
    .where('tenant_id', '=', ctx.tenantId)
    .where('unit_id', '=', among)
    .orderBy('valid')
    .execute()
  for (const row of terms)
    found.get(row.unitId)?.terms.push({ ...row, basis: row.basis as TermBasis, valid: parseRange(row.valid) })
  const bodies = await ctx.db
    .selectFrom('body')
    .select(['id', 'unit_id as unitId', 'term_id as termId', 'kind', 'name', 'seats', 'valid'])
    .where('tenant_id', '=', ctx.tenantId)
    .where('unit_id', '=', among)
    .execute()
  for (const row of bodies)
    found.get(row.unitId)?.bodies.push({ ...row, kind: row.kind as BodyKind, valid: parseRange(row.valid) })
  const holdings = await ctx.db
    .selectFrom('post_holding')
    .select(['id', 'unit_id', 'body_id as bodyId', 'post', 'person_id as personId', 'holder_name as holderName'])
    .select(['basis', 'acting_for_id as actingForId', 'valid'])
    .where('tenant_id', '=', ctx.tenantId)
    .where('unit_id', '=', among)
    .where('voided_at', 'is', null)
    .execute()
  for (const { unit_id, ...row } of holdings)
    found.get(unit_id)?.holdings.push({ ...row, basis: row.basis as HoldingBasis, valid: parseRange(row.valid) })
  return found
}

/** One unit. Throws not_found. */
export async function lockUnitPosts(ctx: Reader, unitId: Id): Promise<OpenPosts> {
  const posts = (await lockPosts(ctx, [unitId])).get(unitId)
  if (!posts) throw notFound()
  return posts
}

/**
 * What the register knows of these people, by id. Three statements, each by its ids: as one join a planner that does not know the
 * bloc's numbers yet reads every status once for each person.
 */
export async function peopleDays(ctx: Reader, personIds: readonly Id[]): Promise<Map<Id, PersonDays>> {
  if (personIds.length === 0) return new Map()
  const among = (ids: Iterable<Id>) => sql<Id>`any(${[...new Set(ids)]}::uuid[])`
  const known = await ctx.db
    .selectFrom('person')
    .select(['id', 'full_name'])
    .where('tenant_id', '=', ctx.tenantId)
    .where('id', '=', among(personIds))
    .execute()
  const members = await ctx.db
    .selectFrom('member')
    .select(['id', 'person_id'])
    .where('tenant_id', '=', ctx.tenantId)
    .where('person_id', '=', among(personIds))
    .execute()
  const statuses = await ctx.db
    .selectFrom('member_status')
    .select(['member_id', 'status', 'valid'])
    .where('tenant_id', '=', ctx.tenantId)
    .where('member_id', '=', among(members.map(({ id }) => id)))
    .execute()
  const people = new Map(
    known.map(({ id, full_name }) => [
      id,
      { name: full_name, statuses: [] as { status: 'probationary' | 'full'; valid: DateRange }[] },
    ]),
  )
  const personOf = new Map(members.map((member) => [member.id, member.person_id]))
  for (const { member_id, status, valid } of statuses) {
    const person = people.get(personOf.get(member_id) ?? '')
    person?.statuses.push({ status: status as 'probationary' | 'full', valid: parseRange(valid) })
  }
  return people
}

/** The persons behind memberships; unknown ones are missing. */
export async function personsOf(ctx: Reader, memberIds: readonly Id[]): Promise<Map<Id, Id>> {
  if (memberIds.length === 0) return new Map()
  const rows = await ctx.db
    .selectFrom('member')
    .select(['id', 'person_id'])
    .where('tenant_id', '=', ctx.tenantId)
    .where('id', '=', sql<Id>`any(${[...new Set(memberIds)]}::uuid[])`)
    .execute()
  return new Map(rows.map((row) => [row.id, row.person_id]))
}

const atDay = (unitId: Id, on: Day): string => `${unitId} ${on}`

/** Full members of cells on days, for the thresholds; one statement for all pairs. */
export async function fullMembersOn(
  ctx: Reader,
  pairs: readonly { unitId: Id; on: Day }[],
): Promise<(unitId: Id, on: Day) => number> {
  const distinct = [...new Map(pairs.map((pair) => [atDay(pair.unitId, pair.on), pair])).values()]
  if (distinct.length === 0) return () => 0
  const { rows } = await sql<{ unitId: Id; on: Day; n: number }>`
    select x.unit_id as "unitId", x.on_day as "on", count(*)::int as n
    from unnest(${distinct.map((pair) => pair.unitId)}::uuid[], ${distinct.map((pair) => pair.on)}::date[]) x(unit_id, on_day)
    join member_cell c on c.tenant_id = ${ctx.tenantId} and c.unit_id = x.unit_id and c.valid @> x.on_day
    join member_status s on s.tenant_id = ${ctx.tenantId} and s.member_id = c.member_id and s.valid @> x.on_day and s.status = 'full'
    group by x.unit_id, x.on_day`.execute(ctx.db)
  const counts = new Map(rows.map((row) => [atDay(row.unitId, row.on), row.n]))
  return (unitId, on) => counts.get(atDay(unitId, on)) ?? 0
}

/** Throws the fault at its field; `prefix` names the row of an import. */
export function refuse(found: Fault | null, prefix = ''): void {
  if (found) throw AppError.at(`${prefix}${found.field}`, found.code, found.details)
}

export interface NewTerm extends Term {
  decisionId: Id | null
}
export interface NewBody extends Body {
  ordinal: number
  decisionId: Id | null
}
export interface NewHolding extends Holding {
  unitId: Id
  servedBefore: boolean | null
  decisionId: Id | null
  endReason: string | null
}

const recorded = (ctx: Context) => ({
  tenant_id: ctx.tenantId,
  version: 1,
  recorded_at: ctx.now,
  recorded_by: ctx.actor.accountId,
})

export async function insertTerms(ctx: Context, terms: readonly NewTerm[]): Promise<void> {
  await insertRows(
    ctx.db,
    'committee_term',
    terms.map((term) => ({
      ...recorded(ctx),
      id: term.id,
      unit_id: term.unitId,
      ordinal: term.ordinal,
      restarted: term.restarted,
      label: term.label,
      valid: formatRange(term.valid),
      basis: term.basis,
      decision_id: term.decisionId,
    })),
  )
}

export async function insertBodies(ctx: Context, bodies: readonly NewBody[]): Promise<void> {
  await insertRows(
    ctx.db,
    'body',
    bodies.map((body) => ({
      ...recorded(ctx),
      id: body.id,
      unit_id: body.unitId,
      term_id: body.termId,
      kind: body.kind,
      name: body.name,
      seats: body.seats,
      valid: formatRange(body.valid),
      ordinal: body.ordinal,
      decision_id: body.decisionId,
    })),
  )
}

export async function insertHoldings(ctx: Context, holdings: readonly NewHolding[]): Promise<void> {
  await insertRows(
    ctx.db,
    'post_holding',
    holdings.map((holding) => ({
      ...recorded(ctx),
      id: holding.id,
      body_id: holding.bodyId,
      unit_id: holding.unitId,
      post: holding.post,
      person_id: holding.personId,
      holder_name: holding.holderName,
      basis: holding.basis,
      acting_for_id: holding.actingForId,
      served_before: holding.servedBefore,
      valid: formatRange(holding.valid),
      decision_id: holding.decisionId,
      end_reason: holding.endReason,
    })),
  )
}

/**
 * Ends what goes on in these bodies: holdings and the bodies themselves. Throws committees.body_has_later while something begins on
 * that day or after it. Three statements. Returns how many holdings ended.
 */
export async function endBodies(
  ctx: Context,
  posts: OpenPosts,
  bodyIds: readonly Id[],
  act: { on: Day; reason: EndReason; decisionId: Id | null },
): Promise<number> {
  const later = [
    ...posts.bodies.filter((body) => bodyIds.includes(body.id)).map(({ name, valid }) => ({ name, valid })),
    ...posts.holdings
      .filter((holding) => bodyIds.includes(holding.bodyId))
      .map(({ holderName: name, valid }) => ({ name, valid })),
  ].find(({ valid }) => valid.from >= act.on)
  if (later) throw AppError.at('on', 'committees.body_has_later', { name: later.name, from: later.valid.from })
  const among = sql`any(${[...bodyIds]}::uuid[])`
  const cut = sql`valid = daterange(lower(valid), ${act.on}::date), version = version + 1`
  const goesOn = sql`lower(valid) < ${act.on}::date and (upper(valid) is null or upper(valid) > ${act.on}::date)`
  const ended = await sql<{ id: Id }>`
    update post_holding set ${cut}, end_reason = ${act.reason}, end_decision_id = ${act.decisionId}
    where tenant_id = ${ctx.tenantId} and body_id = ${among} and voided_at is null and ${goesOn}
    returning id`.execute(ctx.db)
  await sql`update body set ${cut} where tenant_id = ${ctx.tenantId} and id = ${among} and ${goesOn}`.execute(ctx.db)
  ctx.touch(...ended.rows.map((row) => row.id))
  return ended.rows.length
}

const TABLES = { term: 'committee_term', body: 'body', holding: 'post_holding' } as const

/** The unit of a term, body or holding: what `units` of an operation asks. Empty for an unknown one. */
export async function unitOf(ctx: Reader, what: keyof typeof TABLES, id: Id): Promise<Id[]> {
  const rows = await ctx.db
    .selectFrom(TABLES[what])
    .select('unit_id')
    .where('tenant_id', '=', ctx.tenantId)
    .where('id', '=', id)
    .execute()
  return rows.map((row) => row.unit_id)
}

/** The version of a row of that kind, held against the one the form was opened with. Throws not_found, stale. */
export async function freshRow(ctx: Context, what: keyof typeof TABLES, id: Id, version: number): Promise<void> {
  const row = await ctx.db
    .selectFrom(TABLES[what])
    .select('version')
    .where('tenant_id', '=', ctx.tenantId)
    .where('id', '=', id)
    .executeTakeFirst()
  if (!row) throw notFound()
  if (row.version !== version) throw new AppError('stale')
}

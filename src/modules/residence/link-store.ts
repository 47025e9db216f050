// Reads and writes how members stand to their places of residence: spans are closed or voided, never deleted. A few statements for
// any number of members.
import { formatRange, parseRange } from '#kernel/date-range.ts'
import type { DateRange } from '#kernel/date-range.ts'
import type { Day } from '#kernel/day.ts'
import { AppError, notFound } from '#kernel/errors.ts'
import type { Id } from '#kernel/ids.ts'
import { loadRulebook } from '#modules/rulebook/rulebook.server.ts'
import { insertRows } from '#platform/db/insert-rows.ts'
import type { Context, ReadContext } from '#platform/operation/operation.ts'
import { sql } from 'kysely'
import { introduce, isRefusal } from './residence.ts'
import type { Category, EndReason, LinkFacts, LinkSpan } from './residence.ts'
import { groundsOn } from './residence-rules.ts'

/** The cells through which members are reached: today's, else the last ones. Empty when one of them is unknown. */
export async function cellsOfMembers(ctx: ReadContext, memberIds: readonly Id[]): Promise<Id[]> {
  const ids = [...new Set(memberIds)]
  const { rows } = await sql<{ unitId: Id }>`
    select distinct on (c.member_id) c.unit_id as "unitId" from member_cell c
    where c.tenant_id = ${ctx.tenantId} and c.member_id = any(${ids}::uuid[])
    order by c.member_id, lower(c.valid) <= ${ctx.today}::date desc, abs(lower(c.valid) - ${ctx.today}::date)`.execute(
    ctx.db,
  )
  return rows.length < ids.length ? [] : rows.map((row) => row.unitId)
}

export interface NewLink extends LinkFacts {
  memberId: Id
  from: Day
  letterNumber: string | null
  letterOn: Day | null
  letterSigner: string | null
}

interface KnownMember {
  days: DateRange
  spans: LinkSpan[]
}

/** Locks these memberships and reads their days and links. Two statements and the lock. */
async function lockMembers(ctx: Context, memberIds: readonly Id[]): Promise<Map<Id, KnownMember>> {
  const ids = [...new Set(memberIds)]
  const members = await ctx.db
    .selectFrom('member')
    .select(['id', 'left_on'])
    .where('tenant_id', '=', ctx.tenantId)
    .where('id', '=', sql<Id>`any(${ids}::uuid[])`)
    .orderBy('id')
    .forUpdate()
    .execute()
  const entered = await ctx.db
    .selectFrom('member_cell')
    .select(['member_id', sql<Day>`min(lower(valid))`.as('from')])
    .where('tenant_id', '=', ctx.tenantId)
    .where('member_id', '=', sql<Id>`any(${ids}::uuid[])`)
    .groupBy('member_id')
    .execute()
  const links = await ctx.db
    .selectFrom('residence_link')
    .select(['id', 'member_id', 'category', 'ground', 'residence_cell_id as cellId', 'address', 'valid'])
    .where('tenant_id', '=', ctx.tenantId)
    .where('member_id', '=', sql<Id>`any(${ids}::uuid[])`)
    .where('voided_at', 'is', null)
    .execute()
  const since = new Map(entered.map((row) => [row.member_id, row.from]))
  const spans = Map.groupBy(links, (row) => row.member_id)
  return new Map(
    members.flatMap((member): [Id, KnownMember][] => {
      const from = since.get(member.id)
      if (!from) return []
      const own = (spans.get(member.id) ?? []).map(({ member_id: _, ...row }) => ({
        ...row,
        category: row.category as Category,
        valid: parseRange(row.valid),
      }))
      return [[member.id, { days: { from, to: member.left_on }, spans: own }]]
    }),
  )
}

/** The last day of cells that have ended, by id; unknown cells are missing. */
async function cellDays(ctx: Context, cellIds: readonly Id[]): Promise<Map<Id, Day | null>> {
  if (cellIds.length === 0) return new Map()
  const rows = await ctx.db
    .selectFrom('residence_cell')
    .select(['id', 'ended_on'])
    .where('tenant_id', '=', ctx.tenantId)
    .where('id', '=', sql<Id>`any(${[...new Set(cellIds)]}::uuid[])`)
    .execute()
  return new Map(rows.map((row) => [row.id, row.ended_on]))
}

/** Ends spans with these days and reasons: one statement. */
async function closeSpans(ctx: Context, ends: readonly { id: Id; to: Day; reason: EndReason }[]): Promise<void> {
  if (ends.length === 0) return
  await sql`
    update residence_link l set valid = daterange(lower(l.valid), e.to_day), end_reason = e.reason, version = l.version + 1
    from unnest(${ends.map((end) => end.id)}::uuid[], ${ends.map((end) => end.to)}::date[], ${ends.map((end) => end.reason)}::text[])
      as e (id, to_day, reason)
    where l.tenant_id = ${ctx.tenantId} and l.id = e.id`.execute(ctx.db)
}

/**
 * Introduces members, each held to the same pure core; what is wrong with one refuses all and is told at `rows.<n>.<field>`, or at
 * the field alone where there is one row. Returns the ids of the new links in the order given.
 */
export async function introduceAll(ctx: Context, rows: readonly NewLink[], at: 'row' | 'form'): Promise<Id[]> {
  const members = await lockMembers(ctx, rows.map((row) => row.memberId)) // prettier-ignore
  const cells = await cellDays(ctx, rows.flatMap((row) => row.cellId ?? [])) // prettier-ignore
  const rules = await loadRulebook(ctx)
  const ends: { id: Id; to: Day; reason: EndReason }[] = []
  const made = rows.map((row, n) => {
    const wrong = (code: string, field: string): never => {
      throw AppError.at(at === 'row' ? `rows.${n}.${field}` : field, code)
    }
    const known = members.get(row.memberId)
    if (!known) throw notFound()
    if (row.cellId !== null) {
      const ended = cells.get(row.cellId)
      if (ended === undefined) wrong('residence.unknown_cell', 'cellId')
      if (ended && ended <= row.from) wrong('residence.cell_ended', 'cellId')
    }
    if (row.letterNumber !== null && row.letterOn === null) wrong('residence.letter_without_day', 'letterOn')
    if (row.letterOn !== null && row.letterOn > ctx.today) wrong('residence.in_future', 'letterOn')
    const grounds = { A: groundsOn(rules, 'A', row.from).map((item) => item.code), B: groundsOn(rules, 'B', row.from).map((item) => item.code) } // prettier-ignore
    const outcome = introduce(known.spans, row, { grounds, member: known.days, today: ctx.today })
    if (isRefusal(outcome)) return wrong(outcome.code, outcome.field)
    const id = ctx.newId()
    if (outcome.closes) {
      const { id: closed, to } = outcome.closes
      known.spans = known.spans.map((span) => (span.id === closed ? { ...span, valid: { ...span.valid, to } } : span))
      ends.push(outcome.closes)
    }
    known.spans.push({ ...row, id, valid: { from: row.from, to: null } })
    return { id, row }
  })
  // The old spans end first, and of a span that both begins and ends here the last end counts.
  const fresh = new Map(made.map(({ id }) => [id, null as { to: Day; reason: EndReason } | null]))
  for (const end of ends) if (fresh.has(end.id)) fresh.set(end.id, end)
  await closeSpans(ctx, ends.filter((end) => !fresh.has(end.id))) // prettier-ignore
  await insertRows(
    ctx.db,
    'residence_link',
    made.map(({ id, row }) => ({
      tenant_id: ctx.tenantId,
      id,
      member_id: row.memberId,
      category: row.category,
      ground: row.ground,
      residence_cell_id: row.cellId,
      address: row.address,
      letter_number: row.letterNumber,
      letter_on: row.letterOn,
      letter_signer: row.letterSigner,
      valid: formatRange({ from: row.from, to: fresh.get(id)?.to ?? null }),
      end_reason: fresh.get(id)?.reason ?? null,
      recorded_at: ctx.now,
      recorded_by: ctx.actor.accountId,
      version: 1,
    })),
  )
  return made.map(({ id }) => id)
}

/** A link that counts, locked. Throws not_found, and stale when another version was looked at. */
export async function lockLinkRow(ctx: Context, linkId: Id, version: number) {
  const row = await ctx.db
    .selectFrom('residence_link')
    .select(['id', 'member_id as memberId', 'category', 'valid', 'version', 'letter_number as letterNumber'])
    .where('tenant_id', '=', ctx.tenantId)
    .where('id', '=', linkId)
    .where('voided_at', 'is', null)
    .forUpdate()
    .executeTakeFirst()
  if (!row) throw notFound()
  if (row.version !== version) throw new AppError('stale')
  return { ...row, valid: parseRange(row.valid) }
}

/** The cells through which a link's member is reached; empty for an unknown link. */
export async function cellsOfLink(ctx: ReadContext, linkId: Id): Promise<Id[]> {
  const row = await ctx.db
    .selectFrom('residence_link')
    .select('member_id')
    .where('tenant_id', '=', ctx.tenantId)
    .where('id', '=', linkId)
    .executeTakeFirst()
  return row ? cellsOfMembers(ctx, [row.member_id]) : []
}

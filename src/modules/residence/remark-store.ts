// Remarks of the residence: which link of a member they belong to, and how a row is written, replaced or voided.
import type { Day } from '#kernel/day.ts'
import { AppError, notFound } from '#kernel/errors.ts'
import type { Id } from '#kernel/ids.ts'
import { validOn } from '#platform/db/valid-on.ts'
import { insertRows } from '#platform/db/insert-rows.ts'
import type { Context, ReadContext } from '#platform/operation/operation.ts'
import { sql } from 'kysely'
import type { RemarkSource } from './residence.ts'
import { lookedAt } from './residence-rules.ts'

export interface NewRemark {
  memberId: Id
  linkId: Id
  year: number
  result: string
  body: string | null
  remarkedOn: Day
  signer: string
  source: RemarkSource
}

export const remarkConstraints = {
  residence_remark_once: { code: 'residence.remark_taken', field: 'year' },
}

/** The introduction each member had when a year ended (or has today), by member and year: what a remark of the year belongs to. */
export async function linksForYears(
  ctx: ReadContext,
  pairs: readonly { memberId: Id; year: number }[],
): Promise<Map<string, Id>> {
  const days = pairs.map((pair) => lookedAt(pair.year, ctx.today))
  const { rows } = await sql<{ memberId: Id; on: Day; id: Id }>`
    select a.member_id as "memberId", a.on_day as on, l.id
    from (select distinct * from unnest(${pairs.map((pair) => pair.memberId)}::uuid[], ${days}::date[]) as a (member_id, on_day)) a
    join residence_link l on l.tenant_id = ${ctx.tenantId} and l.member_id = a.member_id and l.voided_at is null
      and l.residence_cell_id is not null and ${validOn('l', sql<Day>`a.on_day`)}`.execute(ctx.db)
  const byKey = new Map(rows.map((row) => [`${row.memberId} ${row.on}`, row]))
  return new Map(
    pairs.flatMap((pair, n): [string, Id][] => {
      const found = byKey.get(`${pair.memberId} ${days[n] ?? ''}`)
      return found ? [[`${pair.memberId} ${pair.year}`, found.id]] : []
    }),
  )
}

/** Writes remarks; the database refuses a second one of a year (`remarkConstraints`). Returns their ids in the order given. */
export async function insertRemarks(ctx: Context, remarks: readonly NewRemark[]): Promise<Id[]> {
  const rows = remarks.map((remark) => ({
    tenant_id: ctx.tenantId,
    id: ctx.newId(),
    member_id: remark.memberId,
    link_id: remark.linkId,
    year: remark.year,
    result: remark.result,
    body: remark.body,
    remarked_on: remark.remarkedOn,
    signer: remark.signer,
    source: remark.source,
    state: 'received',
    version: 1,
    recorded_at: ctx.now,
    recorded_by: ctx.actor.accountId,
  }))
  await insertRows(ctx.db, 'residence_remark', rows)
  return rows.map((row) => row.id)
}

/** A remark that counts, locked. Throws not_found, and stale when another version was looked at. */
export async function lockRemark(ctx: Context, remarkId: Id, version: number) {
  const row = await ctx.db
    .selectFrom('residence_remark')
    .select(['id', 'member_id as memberId', 'link_id as linkId', 'year', 'result', 'source', 'state', 'version'])
    .where('tenant_id', '=', ctx.tenantId)
    .where('id', '=', remarkId)
    .where('voided_at', 'is', null)
    .forUpdate()
    .executeTakeFirst()
  if (!row) throw notFound()
  if (row.version !== version) throw new AppError('stale')
  return row
}

export async function voidRow(ctx: Context, remarkId: Id, version: number, reason: string): Promise<void> {
  await ctx.db
    .updateTable('residence_remark')
    .set({ voided_at: ctx.now, voided_by: ctx.actor.accountId, void_reason: reason, version: version + 1 })
    .where('tenant_id', '=', ctx.tenantId)
    .where('id', '=', remarkId)
    .execute()
}

// Two memberships made one: the days of both in one history, events that tell the same thing counted once. The rows as they were are
// kept with the merging, so that it can be undone as long as nothing was built on it.
import { formatRange, parseRange } from '#kernel/date-range.ts'
import { AppError } from '#kernel/errors.ts'
import type { Id } from '#kernel/ids.ts'
import { ENTRY_KINDS, EXIT_KINDS, faultOf } from '#modules/members/members.server.ts'
import type { MemberStatus, Standing } from '#modules/members/members.server.ts'
import type { Context } from '#platform/operation/operation.ts'
import { sql } from 'kysely'
import { doubleReason } from './merge-messages.ts'
import type { MemberRow } from './merge-fields.ts'
import { clashOf, joinStays } from './merge-spans.ts'
import type { Side, Stay } from './merge-spans.ts'

const TABLES = ['member_cell', 'member_status'] as const
type Table = (typeof TABLES)[number]
/** A row as JSON, without its tenant. */
type Row = Record<string, unknown>
export type SpanRows = Record<Table, Row[]>

export interface JoinedSpans {
  before: SpanRows
  after: SpanRows
  /** Events that tell what another one tells: no longer counted. */
  voided: Id[]
}

const WHAT: Record<Table, (row: Row) => string> = {
  member_cell: (row) => String(row['unit_id']),
  member_status: (row) => `${String(row['status'])} ${String(row['standing'])}`,
}

export async function spanRows(ctx: Context, memberIds: readonly Id[]): Promise<SpanRows> {
  const read = async (table: Table) => {
    const { rows } = await sql<{ row: Row }>`
      select to_jsonb(r) - 'tenant_id' as row from ${sql.table(table)} r
      where r.tenant_id = ${ctx.tenantId} and r.member_id = any(${[...memberIds]}::uuid[]) order by r.id`.execute(
      ctx.db,
    )
    return rows.map(({ row }) => row)
  }
  return { member_cell: await read('member_cell'), member_status: await read('member_status') }
}

/** Puts these rows in place of all spans of these members. */
export async function replaceSpans(ctx: Context, memberIds: readonly Id[], rows: SpanRows): Promise<void> {
  for (const table of TABLES) {
    await ctx.db
      .deleteFrom(table)
      .where('tenant_id', '=', ctx.tenantId)
      .where('member_id', '=', sql<Id>`any(${[...memberIds]}::uuid[])`)
      .execute()
    const [first] = rows[table]
    if (!first) continue
    const columns = sql.join(Object.keys(first).map((name) => sql.ref(name)))
    await sql`
      insert into ${sql.table(table)} (tenant_id, ${columns})
      select ${ctx.tenantId}::uuid, ${columns}
      from jsonb_populate_recordset(null::${sql.table(table)}, ${JSON.stringify(rows[table])}::jsonb)`.execute(ctx.db)
  }
}

const staysOf = (table: Table, rows: SpanRows, memberId: Id): Stay<Row>[] =>
  rows[table]
    .filter((row) => row['member_id'] === memberId)
    .map((row) => ({ valid: parseRange(String(row['valid'])), what: WHAT[table](row), row }))

async function voidDoubles(ctx: Context, kept: Id, merged: Id, prefer: Side, before: SpanRows): Promise<Id[]> {
  const [first, second] = prefer === 'kept' ? [kept, merged] : [merged, kept]
  const { rows: events } = await sql<{ id: Id; member_id: Id; kind: string; on: string }>`
    select id, member_id, kind, effective_on::text as on from member_event
    where tenant_id = ${ctx.tenantId} and member_id = any(${[kept, merged]}::uuid[]) and voided_at is null`.execute(
    ctx.db,
  )
  const own = events.filter((event) => event.member_id === first)
  const days = staysOf('member_cell', before, first)
  const covered = (on: string) => days.some(({ valid }) => valid.from <= on && (valid.to === null || valid.to > on))
  const doubles = events.filter(
    (event) =>
      event.member_id === second &&
      own.length > 0 &&
      // Once in a life; the same on the same day; coming or going while the other history says the member was there.
      ((['admission', 'confirmation'].includes(event.kind) && own.some(({ kind }) => kind === event.kind)) ||
        own.some(({ kind, on }) => kind === event.kind && on === event.on) ||
        ([...ENTRY_KINDS, ...EXIT_KINDS, 'move'].includes(event.kind as never) && covered(event.on))),
  )
  const ids = doubles.map(({ id }) => id)
  if (ids.length > 0)
    await ctx.db
      .updateTable('member_event')
      .set({ voided_at: ctx.now, void_reason: doubleReason })
      .where('tenant_id', '=', ctx.tenantId)
      .where('id', 'in', ids)
      .execute()
  return ids
}

/**
 * Joins the days of two memberships under the kept one. Throws records.merge_cells where both were members in different cells on one
 * day and nobody said whose days hold; the code of members where the joined history would not be sound.
 */
export async function joinMemberships(
  ctx: Context,
  kept: MemberRow,
  merged: MemberRow,
  given: { days: Side | null; admittedOn: MemberRow['admitted_on']; confirmedOn: MemberRow['confirmed_on'] },
): Promise<JoinedSpans & { leftOn: MemberRow['left_on'] }> {
  const ids = [kept.id, merged.id]
  const before = await spanRows(ctx, ids)
  const [own, other] = [staysOf('member_cell', before, kept.id), staysOf('member_cell', before, merged.id)]
  const clash = clashOf(own, other)
  if (clash && given.days === null) throw AppError.at('days', 'records.merge_cells', { on: clash })
  const prefer = given.days ?? 'kept'
  const voided = await voidDoubles(ctx, kept.id, merged.id, prefer, before)
  const joined = (table: Table) => joinStays(staysOf(table, before, kept.id), staysOf(table, before, merged.id), prefer)
  const pieces = { member_cell: joined('member_cell'), member_status: joined('member_status') }
  const rowsOf = (table: Table): Row[] =>
    pieces[table].map(({ row, valid, cut }) => ({
      ...row,
      id: cut ? ctx.newId() : row['id'],
      member_id: kept.id,
      valid: formatRange(valid),
    }))
  const after = { member_cell: rowsOf('member_cell'), member_status: rowsOf('member_status') }
  const last = pieces.member_cell.at(-1)?.valid.to ?? null
  const fault = faultOf({
    admittedOn: given.admittedOn,
    confirmedOn: given.confirmedOn,
    leftOn: last,
    cells: pieces.member_cell.map(({ row, valid }) => ({ id: null, unitId: String(row['unit_id']), valid })),
    statuses: pieces.member_status.map(({ row, valid }) => ({
      id: null,
      status: row['status'] as MemberStatus,
      standing: row['standing'] as Standing,
      valid,
    })),
  })
  if (fault) throw new AppError(fault.code, fault.details)
  await replaceSpans(ctx, ids, after)
  return { before, after, voided, leftOn: last }
}

const facts = (rows: SpanRows) =>
  TABLES.flatMap((table) =>
    rows[table].map((row) => [table, row['id'], row['member_id'], row['valid'], WHAT[table](row)].join(' ')),
  )
    .toSorted()
    .join('\n')

/** Puts the days back. Throws records.merge_followed when they have been changed since. */
export async function partMemberships(ctx: Context, ids: readonly Id[], joined: JoinedSpans): Promise<void> {
  if (facts(await spanRows(ctx, ids)) !== facts(joined.after)) throw new AppError('records.merge_followed')
  await replaceSpans(ctx, ids, joined.before)
  if (joined.voided.length > 0)
    await ctx.db
      .updateTable('member_event')
      .set({ voided_at: null, void_reason: null })
      .where('tenant_id', '=', ctx.tenantId)
      .where('id', 'in', joined.voided)
      .execute()
}

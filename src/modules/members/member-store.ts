// Reads a membership for change and writes what changed: spans are closed or opened, never deleted, and the closing comes first,
// because the database refuses two cells on one day at any moment.
import { formatRange, parseRange } from '#kernel/date-range.ts'
import type { Day } from '#kernel/day.ts'
import { AppError, notFound } from '#kernel/errors.ts'
import type { Id } from '#kernel/ids.ts'
import type { Context, ReadContext } from '#platform/operation/operation.ts'
import { insertRows } from '#platform/db/insert-rows.ts'
import { sql } from 'kysely'
import type { CellSpan, EventKind, MemberHistory, MemberStatus, Standing, StatusSpan } from './member.ts'
import type { Outcome } from './transitions.ts'

export interface StoredMember {
  readonly id: Id
  readonly personId: Id
  readonly history: MemberHistory
}

/** The membership with its spans, locked until the transaction ends. Throws not_found. */
export async function lockMember(ctx: Context, memberId: Id): Promise<StoredMember> {
  const member = await ctx.db
    .selectFrom('member')
    .select(['id', 'person_id', 'admitted_on', 'confirmed_on', 'left_on'])
    .where('tenant_id', '=', ctx.tenantId)
    .where('id', '=', memberId)
    .forUpdate()
    .executeTakeFirst()
  if (!member) throw notFound()
  const statuses = await ctx.db
    .selectFrom('member_status')
    .select(['id', 'status', 'standing', 'until_on as untilOn', 'valid'])
    .where('tenant_id', '=', ctx.tenantId)
    .where('member_id', '=', memberId)
    .orderBy('valid')
    .execute()
  const cells = await ctx.db
    .selectFrom('member_cell')
    .select(['id', 'unit_id as unitId', 'valid'])
    .where('tenant_id', '=', ctx.tenantId)
    .where('member_id', '=', memberId)
    .orderBy('valid')
    .execute()
  return {
    id: member.id,
    personId: member.person_id,
    history: {
      admittedOn: member.admitted_on,
      confirmedOn: member.confirmed_on,
      leftOn: member.left_on,
      statuses: statuses.map((row) => ({
        ...row,
        status: row.status as MemberStatus,
        standing: row.standing as Standing,
        valid: parseRange(row.valid),
      })),
      cells: cells.map((row) => ({ ...row, valid: parseRange(row.valid) })),
    },
  }
}

/** The history a transition yields; its refusal becomes an error at the field. */
export function accepted(outcome: Outcome): MemberHistory {
  if (outcome.refusal === null) return outcome.history
  const { code, field, details } = outcome.refusal
  throw field === '' ? new AppError(code, details) : AppError.at(field, code, details)
}

const changed = <Span extends CellSpan | StatusSpan>(before: readonly Span[], after: readonly Span[]): Span[] =>
  after.filter((span) => span.id !== null && !before.includes(span))

const standingColumns = ({ status, standing, untilOn }: StatusSpan) => ({
  status,
  standing,
  until_on: untilOn ?? null,
})

export interface Cause {
  decisionId: Id | null
  /** Why the cell changed, for people. */
  reason?: string | null
}

/** Writes the difference between two histories of one member. */
export async function saveHistory(
  ctx: Context,
  memberId: Id,
  before: MemberHistory | null,
  after: MemberHistory,
  cause: Cause,
): Promise<void> {
  for (const span of changed(before?.cells ?? [], after.cells)) {
    await ctx.db
      .updateTable('member_cell')
      .set({ valid: formatRange(span.valid) })
      .where('tenant_id', '=', ctx.tenantId)
      .where('id', '=', span.id as Id)
      .execute()
  }
  for (const span of changed(before?.statuses ?? [], after.statuses)) {
    await ctx.db
      .updateTable('member_status')
      .set({ valid: formatRange(span.valid), ...standingColumns(span) })
      .where('tenant_id', '=', ctx.tenantId)
      .where('id', '=', span.id as Id)
      .execute()
  }
  await insertSpans(ctx, [{ memberId, history: after, cause }])
  if (before) {
    await ctx.db
      .updateTable('member')
      .set({
        admitted_on: after.admittedOn,
        confirmed_on: after.confirmedOn,
        left_on: after.leftOn,
        version: sql`version + 1`,
        changed_at: ctx.now,
      })
      .where('tenant_id', '=', ctx.tenantId)
      .where('id', '=', memberId)
      .execute()
  }
}

/** Inserts the spans that are not stored yet, of any number of members: two statements a 2,000 rows. */
export async function insertSpans(
  ctx: Context,
  members: readonly { memberId: Id; history: MemberHistory; cause: Cause }[],
): Promise<void> {
  const common = { tenant_id: ctx.tenantId, recorded_at: ctx.now }
  await insertRows(
    ctx.db,
    'member_cell',
    members.flatMap(({ memberId, history, cause }) =>
      history.cells
        .filter((span) => span.id === null)
        .map((span) => ({
          ...common,
          id: ctx.newId(),
          member_id: memberId,
          unit_id: span.unitId,
          valid: formatRange(span.valid),
          reason: cause.reason ?? null,
          decision_id: cause.decisionId,
        })),
    ),
  )
  await insertRows(
    ctx.db,
    'member_status',
    members.flatMap(({ memberId, history, cause }) =>
      history.statuses
        .filter((span) => span.id === null)
        .map((span) => ({
          ...common,
          id: ctx.newId(),
          member_id: memberId,
          ...standingColumns(span),
          valid: formatRange(span.valid),
          decision_id: cause.decisionId,
        })),
    ),
  )
}

export interface NewEvent {
  memberId: Id
  unitId: Id
  kind: EventKind
  effectiveOn: Day
  decidedOn: Day
  onTime?: boolean | null
  youthMember?: boolean | null
  decisionId: Id | null
  fromPlace?: string | null
  toPlace?: string | null
  /** A code: of a removal its case, of an exemption or pause its ground, of a restoration wrongful or returned. */
  cause?: string | null
  note?: string | null
}

/** Writes what happened. Returns the ids in the order given. */
export async function insertEvents(ctx: Context, events: readonly NewEvent[]): Promise<Id[]> {
  const rows = events.map((event) => ({
    tenant_id: ctx.tenantId,
    id: ctx.newId(),
    member_id: event.memberId,
    unit_id: event.unitId,
    kind: event.kind,
    effective_on: event.effectiveOn,
    decided_on: event.decidedOn,
    on_time: event.onTime ?? null,
    youth_member: event.youthMember ?? null,
    decision_id: event.decisionId,
    from_place: event.fromPlace ?? null,
    to_place: event.toPlace ?? null,
    cause: event.cause ?? null,
    note: event.note ?? null,
    recorded_at: ctx.now,
    recorded_by: ctx.actor.accountId,
  }))
  await insertRows(ctx.db, 'member_event', rows)
  return rows.map((row) => row.id)
}

/**
 * The cell through which a member is reached on a day: that day's, else the last one, else the first to come.
 * Empty for an unknown member. What `units` of an operation asks.
 */
export async function cellOfMember(ctx: Pick<ReadContext, 'tenantId' | 'db'>, memberId: Id, day: Day): Promise<Id[]> {
  const rows = await ctx.db
    .selectFrom('member_cell')
    .select('unit_id')
    .where('tenant_id', '=', ctx.tenantId)
    // A membership that was led over to another is reached where that one is.
    .where('member_id', '=', (eb) =>
      eb
        .selectFrom('member')
        .select((m) => m.fn.coalesce('merged_into', 'id').as('id'))
        .where('tenant_id', '=', ctx.tenantId)
        .where('id', '=', memberId),
    )
    .orderBy(sql`lower(valid) <= ${day}::date`, 'desc')
    .orderBy(sql`abs(lower(valid) - ${day}::date)`)
    .limit(1)
    .execute()
  return rows.map((row) => row.unit_id)
}

/** The cells whose days an event made: where it happened and, of a move, the cell that was left. Empty for an unknown event. */
export async function cellsOfEvent(
  ctx: Pick<ReadContext, 'tenantId' | 'db'>,
  { memberId, eventId }: { memberId: Id; eventId: Id },
): Promise<Id[]> {
  const { rows } = await sql<{ unit_id: Id }>`
    select e.unit_id from member_event e
    where e.tenant_id = ${ctx.tenantId} and e.id = ${eventId} and e.member_id = ${memberId}
    union
    select c.unit_id from member_event e
    join member_cell c on c.tenant_id = e.tenant_id and c.member_id = e.member_id
      and e.effective_on in (lower(c.valid), upper(c.valid))
    where e.tenant_id = ${ctx.tenantId} and e.id = ${eventId} and e.member_id = ${memberId}`.execute(ctx.db)
  return rows.map((row) => row.unit_id)
}

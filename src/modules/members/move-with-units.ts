// Members go along with their cells on the day of a reorganisation, thousands in a few statements: spans end where the next begin,
// each member has an event with the decision. The same, taken back, as long as nothing later stands on it.
import { formatRange } from '#kernel/date-range.ts'
import type { Day } from '#kernel/day.ts'
import { AppError } from '#kernel/errors.ts'
import type { Id } from '#kernel/ids.ts'
import type { MemberRoute } from '#modules/units/units.server.ts'
import { insertRows } from '#platform/db/insert-rows.ts'
import type { Context } from '#platform/operation/operation.ts'
import { sql } from 'kysely'
import { insertEvents } from './member-store.ts'
import type { NewEvent } from './member-store.ts'
import { placeWithUnits, sourcesOf } from './unit-moves.ts'
import type { CellMembership, Placement, Ways } from './unit-routes.ts'

export interface UnitAct {
  /** First day in the new cell, or outside. */
  on: Day
  decisionId: Id | null
  /** For people, with the span: the plan's title. */
  reason?: string | null
}

/** What was written, as plain JSON: enough to take it back. */
export interface MovesOutcome {
  on: Day
  moved: { from: Id; to: Id; count: number }[]
  departed: { from: Id; count: number }[]
  /** Spans that were open and end now. */
  closedCells: Id[]
  closedStatuses: Id[]
  openedCells: Id[]
  eventIds: Id[]
  leftMembers: Id[]
}

/**
 * Carries out all the ways of one plan. Throws members.without_place or members.later_facts, which name the members; nothing is
 * written then. The caller holds the tree's lock.
 */
export async function moveAlong(ctx: Context, ways: Ways, act: UnitAct): Promise<MovesOutcome> {
  await lockMembers(ctx, sourcesOf(ways), act.on)
  const placement = await placeWithUnits(ctx, ways, act.on)
  refuse(placement)
  return writePlacement(ctx, placement, act)
}

/** Members of cells by routes alone; who is not named and whose cell has no `rest` stays. */
export const moveWithUnits = (ctx: Context, routes: readonly MemberRoute[], act: UnitAct): Promise<MovesOutcome> =>
  moveAlong(ctx, { routes, emptied: [], left: [] }, act)

/** Everybody in these cells leaves the bloc with them, to the body named. */
export const departWithUnits = (
  ctx: Context,
  unitIds: readonly Id[],
  to: string,
  act: UnitAct,
): Promise<MovesOutcome> =>
  moveAlong(ctx, { routes: [], emptied: [], left: unitIds.map((unitId) => ({ unitId, to })) }, act)

// Whoever is just moving or leaving holds the member's row: the whole cell waits, and then sees it.
async function lockMembers(ctx: Context, unitIds: readonly Id[], on: Day): Promise<void> {
  if (unitIds.length === 0) return
  await sql`select m.id from member m where m.tenant_id = ${ctx.tenantId} and m.id in (
      select c.member_id from member_cell c
      where c.tenant_id = ${ctx.tenantId} and c.unit_id = any(${[...unitIds]}::uuid[])
        and (upper(c.valid) is null or upper(c.valid) > ${on}::date))
    order by m.id for update`.execute(ctx.db)
}

function refuse({ unplaced, blocked }: Placement): void {
  if (unplaced.length > 0) {
    throw new AppError('members.without_place', {
      count: unplaced.length,
      names: unplaced.slice(0, 5).map(({ name }) => name),
    })
  }
  const [first] = blocked
  if (first) {
    const names = blocked.slice(0, 5).map(({ membership }) => membership.name)
    throw new AppError('members.later_facts', { count: blocked.length, names, on: first.on })
  }
}

async function writePlacement(ctx: Context, { moves, departures }: Placement, act: UnitAct): Promise<MovesOutcome> {
  const going = [...moves.map(({ membership }) => membership), ...departures.map(({ membership }) => membership)]
  const leaving = departures.map(({ membership }) => membership)
  const statuses = leaving.map(({ statusId }) => statusId).filter((id) => id !== null)
  await closeSpans(
    ctx,
    'member_cell',
    going.map(({ spanId }) => spanId),
    act.on,
  )
  await closeSpans(ctx, 'member_status', statuses, act.on)
  const opened = moves.map(({ membership, to }) => ({
    tenant_id: ctx.tenantId,
    id: ctx.newId(),
    member_id: membership.memberId,
    unit_id: to,
    valid: formatRange({ from: act.on, to: null }),
    reason: act.reason ?? null,
    decision_id: act.decisionId,
    recorded_at: ctx.now,
  }))
  await insertRows(ctx.db, 'member_cell', opened)
  await touchMembers(
    ctx,
    going.map(({ memberId }) => memberId),
  )
  await setLeft(
    ctx,
    leaving.map(({ memberId }) => memberId),
    act.on,
  )
  const eventIds = await insertEvents(ctx, eventsOf(moves, departures, act))
  return {
    on: act.on,
    moved: counted(moves.map(({ membership, to }) => `${membership.unitId} ${to}`)).map(([key, count]) => {
      const [from = '', to = ''] = key.split(' ')
      return { from, to, count }
    }),
    departed: counted(leaving.map(({ unitId }) => unitId)).map(([from, count]) => ({ from, count })),
    closedCells: going.map(({ spanId }) => spanId),
    closedStatuses: statuses,
    openedCells: opened.map(({ id }) => id),
    eventIds,
    leftMembers: leaving.map(({ memberId }) => memberId),
  }
}

function eventsOf(
  moves: Placement['moves'],
  departures: Placement['departures'],
  { on, decisionId }: UnitAct,
): NewEvent[] {
  const event = (membership: CellMembership) => ({
    memberId: membership.memberId,
    effectiveOn: on,
    // Flows count by the day of the decision; what a plan brings about belongs to the plan's day, whenever its paper was signed.
    decidedOn: on,
    decisionId,
  })
  return [
    ...moves.map(({ membership, to }): NewEvent => ({ ...event(membership), kind: 'move', unitId: to })),
    ...departures.map(({ membership, toPlace }): NewEvent => ({
      ...event(membership),
      kind: 'departure',
      unitId: membership.unitId,
      toPlace,
    })),
  ]
}

function counted(keys: readonly string[]): [string, number][] {
  const counts = new Map<string, number>()
  for (const key of keys) counts.set(key, (counts.get(key) ?? 0) + 1)
  return [...counts]
}

async function closeSpans(
  ctx: Context,
  table: 'member_cell' | 'member_status',
  ids: readonly Id[],
  on: Day,
): Promise<void> {
  if (ids.length === 0) return
  await sql`update ${sql.table(table)} set valid = daterange(lower(valid), ${on}::date)
    where tenant_id = ${ctx.tenantId} and id = any(${[...ids]}::uuid[])`.execute(ctx.db)
}

async function openSpans(ctx: Context, table: 'member_cell' | 'member_status', ids: readonly Id[]): Promise<void> {
  if (ids.length === 0) return
  await sql`update ${sql.table(table)} set valid = daterange(lower(valid), null)
    where tenant_id = ${ctx.tenantId} and id = any(${[...ids]}::uuid[])`.execute(ctx.db)
}

async function touchMembers(ctx: Context, memberIds: readonly Id[]): Promise<void> {
  if (memberIds.length === 0) return
  await sql`update member set version = version + 1, changed_at = ${ctx.now}
    where tenant_id = ${ctx.tenantId} and id = any(${[...memberIds]}::uuid[])`.execute(ctx.db)
}

async function setLeft(ctx: Context, memberIds: readonly Id[], on: Day | null): Promise<void> {
  if (memberIds.length === 0) return
  await sql`update member set left_on = ${on}::date
    where tenant_id = ${ctx.tenantId} and id = any(${[...memberIds]}::uuid[])`.execute(ctx.db)
}

/**
 * Everybody is again where he or she was: what was opened goes, what was closed is open, the events are voided. Throws
 * members.moves_followed, naming whom, when anything of these members was recorded that begins or ends on that day or later.
 */
export async function undoMoves(ctx: Context, outcome: MovesOutcome, reason: string): Promise<void> {
  const { on, closedCells, openedCells, closedStatuses, eventIds, leftMembers } = outcome
  if (closedCells.length === 0) return
  const { rows: members } = await sql<{ id: Id }>`
    select m.id from member m where m.tenant_id = ${ctx.tenantId} and m.id in (
      select member_id from member_cell where tenant_id = ${ctx.tenantId} and id = any(${closedCells}::uuid[]))
    order by m.id for update`.execute(ctx.db)
  const { rows: followed } = await sql<{ name: string }>`
    select distinct p.full_name as name from member_cell ours
    join member m on m.tenant_id = ours.tenant_id and m.id = ours.member_id
    join person p on p.tenant_id = m.tenant_id and p.id = m.person_id
    where ours.tenant_id = ${ctx.tenantId} and ours.id = any(${closedCells}::uuid[]) and (
      upper(ours.valid) is distinct from ${on}::date
      or exists (select from member_cell c where c.tenant_id = m.tenant_id and c.member_id = m.id and not c.id = any(${closedCells}::uuid[])
        and (c.id = any(${openedCells}::uuid[]) and (upper(c.valid) is not null or lower(c.valid) <> ${on}::date)
          or not c.id = any(${openedCells}::uuid[]) and lower(c.valid) >= ${on}::date))
      or exists (select from member_status s where s.tenant_id = m.tenant_id and s.member_id = m.id and lower(s.valid) >= ${on}::date)
      or exists (select from member_event e where e.tenant_id = m.tenant_id and e.member_id = m.id and e.voided_at is null
        and e.effective_on >= ${on}::date and not e.id = any(${eventIds}::uuid[])))
    order by 1 limit 6`.execute(ctx.db)
  if (followed.length > 0) throw new AppError('members.moves_followed', { names: followed.map(({ name }) => name), on })
  if (openedCells.length > 0) {
    await ctx.db
      .deleteFrom('member_cell')
      .where('tenant_id', '=', ctx.tenantId)
      .where('id', '=', sql<Id>`any(${openedCells}::uuid[])`)
      .execute()
  }
  await openSpans(ctx, 'member_cell', closedCells)
  await openSpans(ctx, 'member_status', closedStatuses)
  await setLeft(ctx, leftMembers, null)
  await touchMembers(
    ctx,
    members.map(({ id }) => id),
  )
  await ctx.db
    .updateTable('member_event')
    .set({ voided_at: ctx.now, void_reason: reason })
    .where('tenant_id', '=', ctx.tenantId)
    .where('id', '=', sql<Id>`any(${eventIds}::uuid[])`)
    .execute()
}

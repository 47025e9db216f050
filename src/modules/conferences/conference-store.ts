// Finds the conference an operation acts upon and writes it; lines of its lists keep their ids, because articles cite them.
import { AppError, notFound } from '#kernel/errors.ts'
import type { Id } from '#kernel/ids.ts'
import type { DB } from '#platform/db/schema.ts'
import { insertRows } from '#platform/db/insert-rows.ts'
import type { Context, ReadContext } from '#platform/operation/operation.ts'
import type { Insertable, Updateable } from 'kysely'
import { afterAct } from './conference.ts'
import type { ChecklistItem, ConferenceAct, ConferenceState } from './conference.ts'

/** The unit that holds the conference, for authorising; empty when unknown. */
export async function unitOfConference(ctx: ReadContext, input: { conferenceId: Id }): Promise<Id[]> {
  const row = await ctx.db
    .selectFrom('conference')
    .select('unit_id')
    .where('tenant_id', '=', ctx.tenantId)
    .where('id', '=', input.conferenceId)
    .executeTakeFirst()
  return row ? [row.unit_id] : []
}

/** The same for a record that belongs to a conference. */
export async function unitOfLine(
  ctx: ReadContext,
  table: 'conference_paper' | 'recommendation' | 'conference_picture',
  id: Id,
): Promise<Id[]> {
  const row = await ctx.db
    .selectFrom(table)
    .select('conference_id')
    .where('tenant_id', '=', ctx.tenantId)
    .where('id', '=', id)
    .executeTakeFirst()
  return row ? unitOfConference(ctx, { conferenceId: row.conference_id }) : []
}

const REFUSALS: Record<ConferenceAct, string> = {
  prepare: 'conferences.not_in_preparation',
  hold: 'conferences.not_planned',
  write: 'conferences.not_held',
  conclude: 'conferences.not_held',
  reopen: 'conferences.not_concluded',
}

export interface LockedConference {
  id: Id
  unitId: Id
  title: string
  state: ConferenceState
  /** The state the act leads to. */
  next: ConferenceState
  startsAt: Date
  checklist: ChecklistItem[]
  version: number
}

/** The conference, locked, if its state allows the act. Throws not_found, stale, or the act's refusal. */
export async function lockConference(
  ctx: Context,
  id: Id,
  act: ConferenceAct,
  version?: number,
): Promise<LockedConference> {
  const row = await ctx.db
    .selectFrom('conference')
    .select(['id', 'unit_id', 'title', 'state', 'starts_at', 'checklist', 'version'])
    .where('tenant_id', '=', ctx.tenantId)
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst()
  if (!row) throw notFound()
  const next = afterAct(row.state as ConferenceState, act)
  if (next === null) throw new AppError(REFUSALS[act])
  if (version !== undefined && version !== row.version) throw new AppError('stale')
  return {
    id: row.id,
    unitId: row.unit_id,
    title: row.title,
    state: row.state as ConferenceState,
    next,
    startsAt: row.starts_at,
    checklist: row.checklist as ChecklistItem[],
    version: row.version,
  }
}

/** Writes columns and the next version. */
export async function changeConference(
  ctx: Context,
  conference: LockedConference,
  set: Updateable<DB['conference']> = {},
): Promise<number> {
  const version = conference.version + 1
  await ctx.db
    .updateTable('conference')
    .set({ ...set, state: conference.next, version })
    .where('tenant_id', '=', ctx.tenantId)
    .where('id', '=', conference.id)
    .execute()
  ctx.touch(conference.id)
  return version
}

type LineTable = 'conference_item' | 'conference_guest' | 'conclusion_point'

/** Ids of the lines a list has now. */
export async function lineIds(ctx: Context, table: LineTable, conferenceId: Id): Promise<Set<Id>> {
  const rows = await ctx.db
    .selectFrom(table)
    .select('id')
    .where('tenant_id', '=', ctx.tenantId)
    .where('conference_id', '=', conferenceId)
    .execute()
  return new Set(rows.map((row) => row.id))
}

type NewLine<Table extends LineTable> = Omit<Insertable<DB[Table]>, 'tenant_id' | 'id' | 'conference_id' | 'ordinal'>

/**
 * Puts the lines in the place of those before, in the order given. A line with an id must be one of this conference.
 * Throws conferences.unknown_line.
 */
export async function replaceLines<Table extends LineTable>(
  ctx: Context,
  table: Table,
  conferenceId: Id,
  lines: readonly ({ id: Id | null } & NewLine<Table>)[],
): Promise<Id[]> {
  const known = await lineIds(ctx, table, conferenceId)
  if (lines.some((line) => line.id !== null && !known.has(line.id))) throw new AppError('conferences.unknown_line')
  const rows = lines.map((line) => ({ ...line, id: line.id ?? ctx.newId() }))
  await writeLines(ctx, table, conferenceId, rows)
  return rows.map((row) => row.id)
}

/** The same for lines whose ids were checked or made before. Two statements. */
export async function writeLines<Table extends LineTable>(
  ctx: Context,
  table: Table,
  conferenceId: Id,
  lines: readonly ({ id: Id } & NewLine<Table>)[],
): Promise<void> {
  await ctx.db
    .deleteFrom(table as 'conference_item')
    .where('tenant_id', '=', ctx.tenantId)
    .where('conference_id', '=', conferenceId)
    .execute()
  const rows = lines.map((line, at) => ({
    ...line,
    tenant_id: ctx.tenantId,
    conference_id: conferenceId,
    ordinal: at + 1,
  }))
  await insertRows(ctx.db, table, rows as unknown as Insertable<DB[Table]>[])
}

/** The next free place in a list of the conference. */
export async function nextOrdinal(
  ctx: Context,
  table: 'conference_paper' | 'recommendation' | 'conference_picture',
  conferenceId: Id,
): Promise<number> {
  const row = await ctx.db
    .selectFrom(table)
    .select((eb) => eb.fn.max('ordinal').as('last'))
    .where('tenant_id', '=', ctx.tenantId)
    .where('conference_id', '=', conferenceId)
    .executeTakeFirst()
  return (row?.last ?? 0) + 1
}

// Rows of periods and events: written in bulk, sealed where few may read, read by people. A correction is a new row.
import type { Day } from '#kernel/day.ts'
import { notFound } from '#kernel/errors.ts'
import type { Id } from '#kernel/ids.ts'
import { insertRows } from '#platform/db/insert-rows.ts'
import type { Context, ReadContext } from '#platform/operation/operation.ts'
import { seal, unseal } from '#platform/sealed.ts'
import { sql } from 'kysely'
import type { EntryInput, Secret } from './entry-input.ts'
import { SECRET_FIELDS } from './entry-kinds.ts'
import type { EntryKind } from './entry-kinds.ts'
import type { PartialDay } from './partial-day.ts'

const bindingOf = (tenantId: Id, entryId: Id): string => `record-entry ${tenantId} ${entryId}`

export const openDetails = (tenantId: Id, entryId: Id, sealed: Buffer): Secret =>
  JSON.parse(unseal(sealed, bindingOf(tenantId, entryId))) as Secret

/** The same details sealed for the entry's row in another bloc. */
export const resealedDetails = (entryId: Id, from: Id, into: Id, sealed: Buffer): Buffer =>
  seal(unseal(sealed, bindingOf(from, entryId)), bindingOf(into, entryId))

export interface NewEntry {
  personId: Id
  input: EntryInput
  /** The row it corrects, with its version. */
  corrects?: { id: Id; version: number; secret: Secret }
}

/** Writes entries, a statement for each 2,000. Returns their ids in the order given. */
export async function insertEntries(ctx: Context, entries: readonly NewEntry[]): Promise<Id[]> {
  const rows = entries.map(({ personId, input, corrects }) => {
    const id = ctx.newId()
    const given = SECRET_FIELDS.flatMap((field) => (input[field] === null ? [] : [[field, input[field]] as const]))
    const secret: Secret = { ...corrects?.secret, ...Object.fromEntries(given) }
    return {
      tenant_id: ctx.tenantId,
      id,
      person_id: personId,
      kind: input.kind,
      from_on: input.fromOn,
      to_on: input.toOn,
      title: input.title,
      code: input.code,
      place: input.place,
      detail: input.detail,
      number: input.number,
      decided_on: input.decidedOn,
      decider: input.decider,
      other_person_id: input.otherPersonId,
      details_sealed:
        Object.keys(secret).length === 0 ? null : seal(JSON.stringify(secret), bindingOf(ctx.tenantId, id)),
      note: input.note,
      on_behalf: input.onBehalf,
      version: (corrects?.version ?? 0) + 1,
      corrects_id: corrects?.id ?? null,
      recorded_at: ctx.now,
      recorded_by: ctx.actor.accountId,
    }
  })
  await insertRows(ctx.db, 'record_entry', rows)
  return rows.map(({ id }) => id)
}

/** An entry of this member, locked. Throws not_found. */
export async function lockEntry(ctx: Context, memberId: Id, entryId: Id) {
  const row = await ctx.db
    .selectFrom('record_entry as e')
    .innerJoin('member as m', (join) =>
      join.onRef('m.tenant_id', '=', 'e.tenant_id').onRef('m.person_id', '=', 'e.person_id'),
    )
    .selectAll('e')
    .where('e.tenant_id', '=', ctx.tenantId)
    .where('e.id', '=', entryId)
    .where('m.id', '=', memberId)
    .forUpdate('e')
    .executeTakeFirst()
  if (!row) throw notFound()
  return row
}

/** Takes a row out of what counts; it stays on record with the reason. */
export async function voidRow(
  ctx: Context,
  table: 'record_entry' | 'record_document',
  id: Id,
  reason: string,
): Promise<void> {
  await ctx.db
    .updateTable(table)
    .set({ voided_at: ctx.now, voided_by: ctx.actor.accountId, void_reason: reason })
    .where('tenant_id', '=', ctx.tenantId)
    .where('id', '=', id)
    .execute()
}

export interface StoredEntry {
  id: Id
  kind: EntryKind
  version: number
  fromOn: PartialDay | null
  toOn: PartialDay | null
  title: string | null
  code: string | null
  place: string | null
  detail: string | null
  number: string | null
  decidedOn: Day | null
  decider: string | null
  otherPersonId: Id | null
  note: string | null
  onBehalf: boolean
  recordedAt: Date
  /** Present when it was opened. */
  secret: Secret | null
}

/** What counts of people's entries, begun by the day, in the order of the calendar; `open` unseals. One statement. */
export async function readEntries(
  ctx: ReadContext,
  personIds: readonly Id[],
  given: { day: Day; kinds?: readonly EntryKind[]; open?: boolean },
): Promise<(StoredEntry & { personId: Id })[]> {
  const rows = await ctx.db
    .selectFrom('record_entry')
    .selectAll()
    .where('tenant_id', '=', ctx.tenantId)
    .where('person_id', '=', sql<Id>`any(${[...personIds]}::uuid[])`)
    .where('voided_at', 'is', null)
    .$if(given.kinds !== undefined, (entries) => entries.where('kind', 'in', [...(given.kinds ?? [])]))
    .where(sql<boolean>`coalesce(from_on, decided_on::text, '') collate "C" <= ${given.day}`)
    .orderBy(sql`coalesce(from_on, decided_on::text, '') collate "C"`)
    .orderBy('id')
    .execute()
  return rows.map((row) => ({
    id: row.id,
    personId: row.person_id,
    kind: row.kind as EntryKind,
    version: row.version,
    fromOn: row.from_on as PartialDay | null,
    toOn: row.to_on as PartialDay | null,
    title: row.title,
    code: row.code,
    place: row.place,
    detail: row.detail,
    number: row.number,
    decidedOn: row.decided_on,
    decider: row.decider,
    otherPersonId: row.other_person_id,
    note: row.note,
    onBehalf: row.on_behalf,
    recordedAt: row.recorded_at,
    secret:
      given.open && row.details_sealed ? openDetails(ctx.tenantId, row.id, row.details_sealed) : given.open ? {} : null,
  }))
}

/** The disciplines of people up to a day, for who has to know that there are some: form, day, number. Nobody is shown them by this. */
export const disciplinesOf = (ctx: ReadContext, personIds: readonly Id[], day: Day) =>
  readEntries(ctx, personIds, { day, kinds: ['discipline'] })

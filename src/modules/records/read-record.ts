// A member's whole record as of a day, beyond what the register's profile tells: periods and events, papers with how complete the file
// is, parts gone through, the photo. Open for who reads the member; in full only through an operation that logs the reading.
import type { Day } from '#kernel/day.ts'
import { notFound } from '#kernel/errors.ts'
import type { Id } from '#kernel/ids.ts'
import { logMaskedRead } from '#modules/access/access.server.ts'
import { cellOfMember, MASKED_FIELDS, MASKED_VALUES, readerOf, recordOf } from '#modules/members/members.server.ts'
import type { MaskedValue, SavedSection } from '#modules/members/members.server.ts'
import { idField, optionalDay, optionalText } from '#platform/operation/fields.ts'
import { operation, query } from '#platform/operation/operation.ts'
import type { ReadContext } from '#platform/operation/operation.ts'
import * as v from 'valibot'
import { readDocuments } from './document-store.ts'
import { readEntries } from './entry-store.ts'
import { ENTRY_KINDS, RESTRICTED_KINDS } from './entry-kinds.ts'
import { completenessOf } from './list-incomplete.ts'

export interface SavedPart {
  section: SavedSection
  savedAt: Date
  by: string | null
  onBehalf: boolean
}

/**
 * The record of one member. `as`: 'open' leaves restricted kinds and masked values out and only counts them; 'own' is for the member,
 * 'full' for who was let in by read-full-record: whoever asks for these two answers for the right to it. Throws not_found.
 */
export async function readRecord(ctx: ReadContext, memberId: Id, day: Day, { as }: { as: 'open' | 'own' | 'full' }) {
  const row = await ctx.db
    .selectFrom('member as m')
    .innerJoin('person as p', (join) => join.onRef('p.tenant_id', '=', 'm.tenant_id').onRef('p.id', '=', 'm.person_id'))
    .selectAll('m')
    .selectAll('p')
    .where('m.tenant_id', '=', ctx.tenantId)
    .where('m.id', '=', memberId)
    .executeTakeFirst()
  if (!row) throw notFound()
  const personId = row.person_id
  const open = as !== 'open'
  const entries = await readEntries(ctx, [personId], { day, open })
  const documents = await readDocuments(ctx, [personId], day)
  const official = row.confirmed_on !== null && row.confirmed_on <= day
  const file = await completenessOf(
    ctx,
    documents.map(({ kind }) => kind),
    official,
    day,
  )
  const parts = await ctx.db
    .selectFrom('record_section as s')
    .leftJoin('account as a', (join) => join.onRef('a.tenant_id', '=', 's.tenant_id').onRef('a.id', '=', 's.saved_by'))
    .select(['s.section', 's.saved_at', 's.on_behalf', 'a.display_name'])
    .where('s.tenant_id', '=', ctx.tenantId)
    .where('s.person_id', '=', personId)
    .execute()
  const shown = entries.filter(({ kind }) => open || !RESTRICTED_KINDS.includes(kind))
  const masked: Partial<Record<MaskedValue, string | null>> = {}
  if (open) for (const field of MASKED_VALUES) masked[field] = (await readerOf(field)(ctx, personId)) as string | null
  return {
    memberId,
    personId,
    day,
    version: row.version,
    name: row.full_name,
    record: recordOf(row),
    admittedOn: row.admitted_on,
    confirmedOn: official ? row.confirmed_on : null,
    photoId: row.photo_id,
    /** By field; empty when read as 'open'. */
    masked,
    entries: Object.fromEntries(
      ENTRY_KINDS.map((kind) => [kind, shown.filter((each) => each.kind === kind)]),
    ) as Record<(typeof ENTRY_KINDS)[number], typeof shown>,
    /** How many rows of restricted kinds there are, for who corrects them unseen: id and version, nothing of what they say. */
    restricted: entries
      .filter(({ kind }) => RESTRICTED_KINDS.includes(kind))
      .map(({ id, kind, version, code }) => ({ id, kind, version, code: kind === 'relative' ? code : null })),
    documents,
    ...file,
    parts: parts.map((part): SavedPart => ({
      section: part.section as SavedSection,
      savedAt: part.saved_at,
      by: part.display_name,
      onBehalf: part.on_behalf,
    })),
  }
}

export type MemberRecord = Awaited<ReturnType<typeof readRecord>>

export const readOpenRecord = query({
  name: 'records.read-record',
  summary: 'A member’s record as of a day: periods, papers and how complete the file is; masked fields left out',
  permission: 'member.read',
  input: v.object({ memberId: idField(), day: v.optional(optionalDay(), null) }),
  units: (ctx, input) => cellOfMember(ctx, input.memberId, input.day ?? ctx.today),
  run: (ctx, input) => readRecord(ctx, input.memberId, input.day ?? ctx.today, { as: 'open' }),
})

export const readFullRecord = operation({
  name: 'records.read-full-record',
  summary: 'A member’s whole record with everything masked, for a paper; the reading is logged',
  permission: 'member.read-masked',
  afterEnd: true,
  secretAnswer: true,
  input: v.object({
    memberId: idField(),
    day: v.optional(optionalDay(), null),
    reason: v.optional(optionalText(500), null),
  }),
  // What is masked is told as it stands today, whatever the day: a cell the member has left reads it no more.
  units: async (ctx, input) => [
    ...(await cellOfMember(ctx, input.memberId, ctx.today)),
    ...(await cellOfMember(ctx, input.memberId, input.day ?? ctx.today)),
  ],
  async run(ctx, input) {
    const record = await readRecord(ctx, input.memberId, input.day ?? ctx.today, { as: 'full' })
    await logMaskedRead(ctx, [record.personId], MASKED_FIELDS, input.reason)
    ctx.touch(input.memberId, record.personId)
    return record
  },
})

// Two records of one person made one. Every row that names the one that is closed is led over or kept as a closed history; what was
// replaced stays on record; it can be undone as long as the days of the membership have not been changed since.
import { AppError, notFound } from '#kernel/errors.ts'
import type { Id } from '#kernel/ids.ts'
import { choiceField, idField, optionalChoice, optionalText, textField } from '#platform/operation/fields.ts'
import { operation } from '#platform/operation/operation.ts'
import type { Context, ReadContext } from '#platform/operation/operation.ts'
import { fold } from '#kernel/vietnamese/text.ts'
import { nameSortKey } from '#kernel/vietnamese/name.ts'
import { sql } from 'kysely'
import * as v from 'valibot'
import { cellsOfPersons } from './record-files.ts'
import {
  differingMember,
  differingPerson,
  exchangeBack,
  exchangeMasked,
  restoredColumns,
  takenColumns,
} from './merge-fields.ts'
import type { FieldChoice, MemberRow, PersonRow } from './merge-fields.ts'
import { joinMemberships, partMemberships } from './merge-membership.ts'
import type { JoinedSpans } from './merge-membership.ts'
import { leadBack, leadOver, references } from './merge-references.ts'
import type { Rows } from './merge-references.ts'

const SIDES = ['kept', 'merged'] as const

async function lockPair(ctx: Context, keptId: Id, mergedId: Id): Promise<{ kept: PersonRow; merged: PersonRow }> {
  const rows = await ctx.db
    .selectFrom('person')
    .selectAll()
    .where('tenant_id', '=', ctx.tenantId)
    .where('id', 'in', [keptId, mergedId])
    .orderBy('id')
    .forUpdate()
    .execute()
  const [kept, merged] = [rows.find(({ id }) => id === keptId), rows.find(({ id }) => id === mergedId)]
  if (!kept || !merged) throw notFound()
  return { kept, merged }
}

const membershipsOf = (ctx: Context, personIds: readonly Id[]): Promise<MemberRow[]> =>
  ctx.db
    .selectFrom('member')
    .selectAll()
    .where('tenant_id', '=', ctx.tenantId)
    .where('person_id', 'in', [...personIds])
    .where('merged_into', 'is', null)
    .orderBy('id')
    .forUpdate()
    .execute()

const setMember = async (ctx: Context, id: Id, columns: object) => {
  if (Object.keys(columns).length === 0) return
  await ctx.db
    .updateTable('member')
    .set({ ...columns, version: sql`version + 1`, changed_at: ctx.now })
    .where('tenant_id', '=', ctx.tenantId)
    .where('id', '=', id)
    .execute()
}

const setPerson = async (ctx: Context, id: Id, columns: object) => {
  await ctx.db
    .updateTable('person')
    .set({ ...columns, version: sql`version + 1`, changed_at: ctx.now })
    .where('tenant_id', '=', ctx.tenantId)
    .where('id', '=', id)
    .execute()
}

/** A name brings its folded form and its sort key along. */
const withNames = (columns: Record<string, unknown>) =>
  typeof columns['full_name'] === 'string'
    ? { ...columns, folded: fold(columns['full_name']), sort_key: nameSortKey(columns['full_name']) }
    : columns

/** Both must be reached: whoever sees only one of them is told nothing of the other. */
const cellsOfBoth = async (ctx: ReadContext, { keptId, mergedId }: { keptId: Id; mergedId: Id }): Promise<Id[]> => {
  const [own, other] = [await cellsOfPersons(ctx, [keptId]), await cellsOfPersons(ctx, [mergedId])]
  return own.length === 0 || other.length === 0 ? [] : [...new Set([...own, ...other])]
}

export const mergePeople = operation({
  name: 'records.merge-people',
  summary: 'Make two records of one person one; nothing is lost and it can be undone',
  permission: 'member.write',
  input: v.object({
    keptId: idField(),
    mergedId: idField(),
    reason: textField(500),
    /** Whose value goes on, by field; the kept record's when not told, and always the one there is. */
    choices: v.optional(v.record(v.string(), choiceField(SIDES)), {}),
    /** Whose cells hold on days for which both records say different ones. */
    days: v.optional(optionalChoice(SIDES), null),
  }),
  units: cellsOfBoth,
  async run(ctx, input) {
    if (input.keptId === input.mergedId) throw AppError.at('mergedId', 'records.merge_itself')
    const { kept, merged } = await lockPair(ctx, input.keptId, input.mergedId)
    if (kept.merged_into !== null || merged.merged_into !== null) throw new AppError('records.merged_already')
    const members = await membershipsOf(ctx, [kept.id, merged.id])
    const [ours, theirs] = [kept, merged].map(({ id }) => members.filter((each) => each.person_id === id))
    if (!ours || !theirs || ours.length > 1 || theirs.length > 1) throw new AppError('records.merge_many')
    const all = await references(ctx.db)

    const people = differingPerson(kept, merged, input.choices)
    const masked = await exchangeMasked(ctx, kept, merged, input.choices)
    await setPerson(ctx, kept.id, takenColumns(people, merged))
    await setPerson(ctx, merged.id, { merged_into: kept.id })

    const led = [await leadOver(ctx, all, 'person', merged.id, kept.id)]
    let memberships: FieldChoice[] = []
    let spans: JoinedSpans | null = null
    const [own] = ours
    const [other] = theirs
    if (own && other) {
      memberships = differingMember(own, other, input.choices)
      const taken = takenColumns(memberships, other)
      const joined = await joinMemberships(ctx, own, other, {
        days: input.days,
        admittedOn: (taken['admitted_on'] ?? own.admitted_on) as MemberRow['admitted_on'],
        confirmedOn: (taken['confirmed_on'] ?? own.confirmed_on) as MemberRow['confirmed_on'],
      })
      spans = joined
      // A card is one member's: it is let go before the other takes it.
      const card = 'card_number' in taken ? { card_number: null } : {}
      await setMember(ctx, other.id, { ...card, merged_into: own.id })
      await setMember(ctx, own.id, { ...taken, left_on: joined.leftOn })
      led.push(await leadOver(ctx, all, 'member', other.id, own.id))
    } else if (other) await setMember(ctx, other.id, { person_id: kept.id })

    const id = ctx.newId()
    const moved = led.flatMap((each) => each.moved)
    const stayed = led.flatMap((each) => each.stayed)
    await ctx.db
      .insertInto('person_merge')
      .values({
        tenant_id: ctx.tenantId,
        id,
        kept_id: kept.id,
        merged_id: merged.id,
        kept_member_id: own?.id ?? null,
        merged_member_id: other?.id ?? null,
        reason: input.reason,
        fields: JSON.stringify([...people, ...masked, ...memberships]),
        moved: JSON.stringify(moved),
        stayed: JSON.stringify(stayed),
        spans: JSON.stringify({ joined: spans, leftOn: own?.left_on ?? null }),
        merged_at: ctx.now,
        merged_by: ctx.actor.accountId,
      })
      .execute()
    ctx.touch(id, kept.id, merged.id, ...members.map((each) => each.id))
    ctx.note({
      reason: input.reason,
      taken: [...people, ...masked, ...memberships].filter((each) => each.taken).map(({ field }) => field),
      moved: moved.map(({ table, keys }) => `${table} ${keys.length}`),
      stayed: stayed.map(({ table, keys }) => `${table} ${keys.length}`),
    })
    return { mergeId: id, memberId: own?.id ?? other?.id ?? null }
  },
})

async function mergeToUndo(ctx: ReadContext, mergeId: Id) {
  return ctx.db
    .selectFrom('person_merge')
    .selectAll()
    .where('tenant_id', '=', ctx.tenantId)
    .where('id', '=', mergeId)
    .executeTakeFirst()
}

/** Where the one record is reached, and where each of the two was before: who parts them reaches both, like who joined them. */
async function cellsOfMerge(ctx: ReadContext, mergeId: Id): Promise<Id[]> {
  const merge = await mergeToUndo(ctx, mergeId)
  if (!merge) return []
  const { joined } = merge.spans as unknown as { joined: JoinedSpans | null }
  const stays = (joined?.before.member_cell ?? []).toSorted((a, b) =>
    String(a['valid']) < String(b['valid']) ? -1 : 1,
  )
  const last = new Map(stays.map((stay) => [stay['member_id'], stay['unit_id'] as Id]))
  return [...new Set([...(await cellsOfPersons(ctx, [merge.kept_id])), ...last.values()])]
}

export const undoMerge = operation({
  name: 'records.undo-merge',
  summary: 'Part two records again that were made one, with a reason; refused when the days were changed since',
  permission: 'member.write',
  input: v.object({ mergeId: idField(), reason: textField(500) }),
  units: (ctx, input) => cellsOfMerge(ctx, input.mergeId),
  async run(ctx, input) {
    const merge = await mergeToUndo(ctx, input.mergeId)
    if (!merge) throw notFound()
    const { kept, merged } = await lockPair(ctx, merge.kept_id, merge.merged_id)
    const later = await ctx.db
      .selectFrom('person_merge')
      .select('id')
      .where('tenant_id', '=', ctx.tenantId)
      .where('undone_at', 'is', null)
      .where((eb) => eb.or([eb('kept_id', '=', kept.id), eb('merged_id', '=', kept.id)]))
      .where('id', '<>', merge.id)
      .where('merged_at', '>=', merge.merged_at)
      .executeTakeFirst()
    if (merge.undone_at !== null || merged.merged_into !== kept.id) throw new AppError('records.merge_undone')
    if (later) throw new AppError('records.merge_followed')
    const fields = merge.fields as unknown as FieldChoice[]
    const moved = merge.moved as unknown as Rows[]
    const spans = merge.spans as unknown as { joined: JoinedSpans | null; leftOn: MemberRow['left_on'] }
    const all = await references(ctx.db)
    const [ours, theirs] = [merge.kept_member_id, merge.merged_member_id]

    if (ours && theirs && spans.joined) {
      await leadBack(ctx, all, 'member', moved, { from: theirs, to: ours })
      await partMemberships(ctx, [ours, theirs], spans.joined)
      const now = await ctx.db
        .selectFrom('member')
        .selectAll()
        .where('tenant_id', '=', ctx.tenantId)
        .where('id', '=', ours)
        .executeTakeFirstOrThrow()
      const restored = restoredColumns(fields, now, 'member')
      const card = 'card_number' in restored ? fields.find(({ field }) => field === 'cardNumber')?.merged : undefined
      await setMember(ctx, ours, { ...restored, left_on: spans.leftOn })
      await setMember(ctx, theirs, {
        merged_into: null,
        ...(card === undefined ? {} : { card_number: card as string | null }),
      })
    } else if (theirs) await setMember(ctx, theirs, { person_id: merged.id })
    await leadBack(ctx, all, 'person', moved, { from: merged.id, to: kept.id })
    await exchangeBack(ctx, kept, merged, fields)
    await setPerson(ctx, kept.id, withNames(restoredColumns(fields, kept, 'person')))
    await setPerson(ctx, merged.id, { merged_into: null })
    await ctx.db
      .updateTable('person_merge')
      .set({ undone_at: ctx.now, undone_by: ctx.actor.accountId, undo_reason: input.reason })
      .where('tenant_id', '=', ctx.tenantId)
      .where('id', '=', merge.id)
      .execute()
    ctx.touch(merge.id, kept.id, merged.id)
    ctx.note({ reason: input.reason })
    return { memberId: ours ?? theirs, mergedMemberId: theirs }
  },
})

const pairOf = (a: Id, b: Id) => (a < b ? { person_id: a, other_id: b } : { person_id: b, other_id: a })

export const keepApart = operation({
  name: 'records.keep-apart',
  summary: 'Say that two records that look alike are two people: the pair is not asked about again',
  permission: 'member.write',
  input: v.object({ keptId: idField(), mergedId: idField(), reason: v.optional(optionalText(500), null) }),
  units: cellsOfBoth,
  async run(ctx, { keptId, mergedId, reason }) {
    if (keptId === mergedId) throw AppError.at('mergedId', 'records.merge_itself')
    const said = { reason, recorded_at: ctx.now, recorded_by: ctx.actor.accountId, withdrawn_at: null }
    await ctx.db
      .insertInto('person_distinct')
      .values({ tenant_id: ctx.tenantId, ...pairOf(keptId, mergedId), ...said })
      .onConflict((conflict) => conflict.columns(['tenant_id', 'person_id', 'other_id']).doUpdateSet(said))
      .execute()
    ctx.touch(keptId, mergedId)
    ctx.note({ reason })
    return { keptId }
  },
})
